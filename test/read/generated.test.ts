/** Documents of everything that Markdown and dialects know, put together by chance: none may crash. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { markup } from '../../src/markup/markup.ts'
import { sheet } from '../../src/sheet/writer.ts'
import { bank, codeOf, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { long } from '../support/judge.ts'
import { readText } from './reading.ts'

const openers = [
  ...['# A', '## What is b?', '### 1. Why?', '#### c', '---', '***', '===', '', '', '', 'words'],
  ...['- a', '- [x] b', '- [ ] c', '* d', '1. What?', '2) e', '12. ### Q', '> q', '> - r', '>'],
  ...[
    '```js',
    '```',
    '~~~',
    '$$',
    '    code',
    '<div>',
    '</div>',
    '<details><summary>What?</summary>',
  ],
  ...[
    '</details>',
    '<!-- id: x, kind: cloze -->',
    '<!-- tags: [a, b] -->',
    '<!--',
    '-->',
    '<table>',
  ],
  ...['| a | b |', '|---|:-:|', '| 1 |', '[x]: /u "t"', '[^n]: note', '[^n]: - x', '**Q: what?**'],
  ...['Q: what?', 'A: this', 'a :: b', 'a ::: b', '?', '??', 'front #card', '%', 'C: a [gap] b'],
  ...['A. one', 'B. two', 'Answer: A', '**Answer**', '<ul><li>a', '<p>b</p>', 'id: y', 'title: t'],
]
const crumbs = [
  ...[
    '*',
    '**',
    '_',
    '`',
    '``',
    '~~',
    '[',
    ']',
    '](',
    ')',
    '![',
    '[^n]',
    '[x]',
    '<',
    '>',
    '<b>',
    '</b>',
  ],
  ...['$', '$$', '\\', '\\(', '{{c1::', '::', '}}', '==', '&amp;', '&#0;', '|', '{', '}', '"', "'"],
  ...[
    'word',
    ' ',
    '  ',
    'é',
    'ש',
    '漢',
    '😀',
    '\u200d',
    '\u202e',
    '\u00a0',
    'http://a.b/c',
    'a@b.c',
  ],
  ...['\\frac{a}{b}', '[sound:x.mp3]', '{{c2::a::b}}', '<br>', '<img src="a.png">', '\t', '\u0301'],
]
const inline = fc.array(fc.constantFrom(...crumbs), { maxLength: 8 }).map((all) => all.join(''))
const indent = fc.constantFrom('', '', '', '', '', '  ', '   ', '    ', '\t')
const line = fc
  .tuple(indent, fc.constantFrom(...openers), inline)
  .map(([before, opener, rest]) => `${before}${opener}${rest && ' '}${rest}`)
const ending = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')
const text = fc
  .tuple(
    fc.constantFrom('', '---\nid: g\n---\n## What?\n\n', '## 1. What?\n\na\n\n## 2. Why?\n\n'),
    fc.array(line, { maxLength: 30 }),
    ending,
  )
  .map(([front, lines, end]) => front + lines.join(end))

it('read, as HTML and in a table', async () => {
  let questions = 0
  await fc.assert(
    fc.asyncProperty(text, async (document) => {
      const read = await readText(document)
      questions += read.questions.length
      for (const { title, prompt, answer, footnotes } of read.bodies) {
        for (const content of [title, prompt, answer]) {
          for (const gaps of [false, true]) {
            const { html } = markup(content, {
              scope: 'B2B2B-a',
              gaps,
              footnotes,
              picture: () => undefined,
              sound: (key) => key,
              link: (url) => url,
            })
            expect(html).not.toMatch(/\p{Surrogate}/u)
          }
        }
      }
      const coded = read.questions.map((question, n) => {
        return { ...question, code: codeOf(n), guid: `g${n}` }
      })
      if (coded.length === 0) {
        expect(read.messages.all.length).toBeGreaterThan(0)
        return
      }
      const [file] = await sheet.write(context(bank([section('S', coded)])))
      expect((await bytesOf(file ?? { name: '', content: '' })).length).toBeGreaterThan(100)
    }),
    { numRuns: long ? 200_000 : 2000 },
  )
  expect(questions).toBeGreaterThan(long ? 50_000 : 500)
}, 36_000_000)

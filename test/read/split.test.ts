import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { words } from '../../src/read/outline.ts'
import { mannerOf, splitBody } from '../../src/read/split.ts'

const ours = { rules: true, answerHeadings: false }

function split(text: string, manner = ours) {
  const { directive, prompt, options, answer } = splitBody(parseMarkdown(text).blocks, manner)
  const of = (nodes: Parameters<typeof words>[0][]) => nodes.map((node) => words(node))
  const choice = options?.map(({ body, why }) => [...of(body), ...of(why)].join(' '))
  return [...(directive ? ['directive'] : []), of(prompt), choice ?? [], of(answer)]
}

describe('prompt and answer', () => {
  it.each([
    ['the whole is the answer', 'a\n\nb', [[], [], ['a', 'b']]],
    ['a rule divides', 'a\n\n---\n\nb', [['a'], [], ['b']]],
    ['the first rule divides', 'a\n\n---\n\nb\n\n---\n\nc', [['a'], [], ['b', '', 'c']]],
    ['a rule that stands last decorates', 'a\n\n---\n', [[], [], ['a']]],
    ['a rule that stands first decorates', '---\n\na\n', [[], [], ['a']]],
    ['rules at both ends decorate', '***\n\na\n\n***\n', [[], [], ['a']]],
    ['only a comment above the rule', '<!-- x -->\n\n---\n\na', [[], [], ['', '', 'a']]],
    ['a heading begins the answer', 'a\n\n### Answer\n\nb', [['a'], [], ['Answer', 'b']]],
    ['a heading first is in the answer', '### Explanation\n\nb', [[], [], ['Explanation', 'b']]],
    ['a task list first is the choice', '- [x] a\n- [ ] b\n\nwhy', [[], ['a', 'b'], ['why']]],
    [
      'a task list in the prompt',
      'p\n\n- [x] a\n- [ ] b\n\n---\n\nwhy',
      [['p'], ['a', 'b'], ['why']],
    ],
    ['a task list in the answer is text', 'p\n\n- [x] a\n- [ ] b', [[], [], ['p', 'ab']]],
    ['a list with one box is text', '- [x] a\n- b', [[], [], ['ab']]],
    ['nothing', '', [[], [], []]],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected)
  })

  it('takes a directive off the top only', () => {
    expect(split('<!-- id: a -->\n\nx')).toEqual(['directive', [], [], ['x']])
    expect(split('x\n\n<!-- id: a -->')).toEqual([[], [], ['x', '']])
  })

  it('leaves rules alone where they decorate', () => {
    expect(split('a\n\n---\n\nb', { rules: false, answerHeadings: false })).toEqual([
      [],
      [],
      ['a', '', 'b'],
    ])
  })

  it('finds no answer where all others have a heading for it', () => {
    expect(split('a', { rules: false, answerHeadings: true })).toEqual([['a'], [], []])
  })
})

describe('the manner of a file', () => {
  const bodies = (...texts: string[]) => texts.map((text) => parseMarkdown(text).blocks)

  it('is told by most of its bodies', () => {
    expect(mannerOf(bodies('a\n\n---\n\nb', 'c', 'd'), false).rules).toBe(true)
    expect(mannerOf(bodies('a\n\n---\n\nb', 'c', 'd', 'e'), false).rules).toBe(false)
    expect(mannerOf(bodies('c'), true).rules).toBe(true)
    const headed = '# Explanation\n\na'
    expect(mannerOf(bodies(headed, headed, headed, 'x'), false).answerHeadings).toBe(true)
    expect(mannerOf(bodies(headed, headed, 'x'), false).answerHeadings).toBe(false)
  })
})

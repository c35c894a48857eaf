import { describe, expect, it } from 'vitest'
import { labelOf } from '../../src/read/question.ts'
import { bare, readOne, readText } from './reading.ts'

const question = (inside: string) => readOne(`---\nlevel: 2\n---\n## What?\n${inside}`)

describe('kinds', () => {
  it('is basic where nothing else is said', async () => {
    const { question: q, said } = await question('\nThis.')
    expect(q).toMatchObject({ kind: 'basic', title: 'What?', answered: true, tags: [] })
    expect(said).toEqual([])
  })

  it('is a choice where a task list stands first, with reasons', async () => {
    const { question: q, body } = await question('\n- [x] a\n\n  Right.\n- [ ] b\n\nBoth?')
    expect(q).toMatchObject({
      kind: 'choice',
      choices: [
        { label: 'A', right: true },
        { label: 'B', right: false },
      ],
    })
    expect(body.choices?.map(({ why }) => why.length)).toEqual([1, 0])
  })

  it('is cloze where there are gaps, in the title too', async () => {
    const { questions } = await readText(
      '## A {{c2::gap}} here?\n<!-- id: a -->\n\n{{c1::x}} {{c2::y}}',
    )
    expect(questions[0]).toMatchObject({ kind: 'cloze', gaps: [1, 2], title: 'A gap here?' })
  })

  it('counts a gap in the title as answered', async () => {
    const { questions, said } = await readText('## A {{c1::gap}}?\n<!-- id: a -->\n\n## Why?\n\nb')
    expect(questions[0]).toMatchObject({ kind: 'cloze', answered: true })
    expect(said).toEqual([])
  })

  it('is typed where the answer begins with a short text', async () => {
    const { question: q } = await question('<!-- kind: typed -->\n\n**Pa**ris\n\nMore.')
    expect(q).toMatchObject({ kind: 'typed', expected: 'Paris' })
  })

  it.each([
    ['a choice with no right answer', '\n- [ ] a\n- [ ] b', 'choice-without-right-answer 4:1'],
    ['a choice with one option', '\n- [x] a', 'choice-with-one-option 4:1'],
    ['cloze without a gap', '<!-- kind: cloze -->\na', 'cloze-without-gap 4:1'],
    ['typed without a short answer', '<!-- kind: typed -->\n- a', 'typed-without-answer 4:1'],
    ['a kind that contradicts', '<!-- kind: typed -->\n{{c1::a}}', 'kind-contradicted 4:1'],
    ['a choice without a list', '<!-- kind: choice -->\na', 'kind-contradicted 4:1'],
    ['an empty answer', '', 'answer-empty 4:1'],
    ['an id that is none', '<!-- id: "a b" -->\na', 'id-malformed 5:1'],
    ['an unknown key', '<!-- id: a, knd: x -->\na', 'directive-unknown-key 5:1'],
    ['more than 256 KiB', `\n${'word '.repeat(60_000)}`, 'question-too-large 4:1'],
    ['a footnote that is not there', '\na[^1]\n\n[^2]: b\n\n[^1]', ''],
  ])('says %s', async (_, inside, message) => {
    const { said } = await question(inside)
    expect(said).toEqual(message === '' ? [] : expect.arrayContaining([message]))
  })

  it('says a title that is a paragraph', async () => {
    const { said } = await readText(`## What ${'very '.repeat(80)}long?\n\na\n\n## Why?\n\nb`)
    expect(said).toEqual(['title-long 1:1'])
  })
})

describe('places', () => {
  it.each([
    ['CRLF', '# A\r\n\r\n## What?\r\n\r\nx ![p](no.png)\r\n', 3],
    ['a byte order mark cut before', '## What?\n\nx ![p](no.png)', 1],
    ['front matter', '---\ntitle: a\n---\n\n## What?\n\n\tx\n\nx ![p](no.png)', 5],
    ['tabs', '##\tWhat?\n\n-\tx ![p](no.png)', 1],
  ])('count lines and columns with %s', async (_, text, line) => {
    const { question: q, body } = await readOne(text)
    expect(q.place).toEqual({ path: 'q.md', line, column: 1 })
    expect(q.slices.title.text).toBe('What?')
    expect(text.slice(q.slices.title.start, q.slices.title.end)).toBe('What?')
    const { start, end, text: answer } = q.slices.answer ?? { start: 0, end: 0, text: '' }
    expect(text.slice(start, end)).toBe(answer)
    const [first] = body.answer
    const from = text.slice(0, start).split(/\r\n|\n/).length
    expect(first?.position?.start.line).toBe(from - line + 1)
  })

  it('keep every slice verbatim', async () => {
    const text =
      '## What *is* it?\n<!-- id: a -->\n\nPrompt  \nhere.\n\n- [x] o\\*ne\n- [ ] two\n\n---\n\nAnswer &amp; all.\n'
    const { question: q } = await readOne(text)
    expect(bare(q.slices)).toMatchObject({
      title: { text: 'What *is* it?' },
      directive: { text: '<!-- id: a -->' },
      prompt: { text: 'Prompt  \nhere.' },
      choices: [{ text: '- [x] o\\*ne' }, { text: '- [ ] two' }],
      answer: { text: 'Answer &amp; all.' },
    })
  })

  it('do not change a body when text above its question does', async () => {
    const one = await readText('## What?\n\na `b`\n\n## Why?\n\nx `y` $z$\n')
    const two = await readText('Intro.\n\nMore.\n\n## What?\n\nlonger\n\n## Why?\n\nx `y` $z$\n')
    expect(two.questions[1]?.body).toBe(one.questions[1]?.body)
  })
})

it('labels options A to Z, then AA', () => {
  expect([0, 25, 26, 27, 701, 702].map(labelOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
})

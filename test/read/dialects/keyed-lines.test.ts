import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf } from '../../../src/model/bank.ts'
import { visit } from '../../../src/model/mdast.ts'
import { keyedLines } from '../../../src/read/dialects/keyed-lines.ts'
import { plain, readText, sheetOf } from '../reading.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/read/${name}/questions.md`, import.meta.url), 'utf8')

describe('cards of keyed lines', () => {
  it.each([
    ['keyed-tight', 7, 6],
    ['keyed-languages', 3, 3],
    ['keyed-chinese', 3, 3],
    ['keyed-bold', 4, 4],
    ['keyed-gaps', 6, 5],
    ['keyed-unanswered', 3, 0],
  ])('%s: %i, %i answered', async (name, count, answered) => {
    const { questions } = await readText(fixture(name))
    expect(questions.map(({ title }) => title)).toHaveLength(count)
    expect(questions.filter((question) => question.answered)).toHaveLength(answered)
  })

  it('end where the next begins, with or without a blank line', async () => {
    const tight = await readText('Q: a\nA: b\nQ: c\nA: d\n---\nQ: e\nA: f\n---\n')
    expect(tight.questions.map(({ title }) => title)).toEqual(['a', 'c', 'e'])
    expect(tight.bodies.map(({ answer }) => plain(answer))).toEqual(['b', 'd', 'f'])
  })

  it('keep a rule that divides an answer', async () => {
    const { questions, bodies } = await readText('Q: a\nA: b\n\n---\n\nmore\n\nQ: c\nA: d\n')
    expect(questions).toHaveLength(2)
    expect(bodies[0]?.answer.map(({ type }) => type)).toEqual([
      'paragraph',
      'thematicBreak',
      'paragraph',
    ])
  })

  it('keep the places and slices of their parts', async () => {
    const text = 'Q: one\nA: two\n\n  Q: three\n  A: four\n'
    const { questions } = await readText(text)
    expect(questions.map(({ place }) => `${place.line}:${place.column}`)).toEqual(['1:1', '4:1'])
    for (const { slices } of questions) {
      expect(text.slice(slices.title.start, slices.title.end)).toBe(slices.title.text)
      expect(text.slice(slices.answer?.start, slices.answer?.end)).toBe(slices.answer?.text)
    }
    expect(questions[1]?.slices.answer?.text).toBe('four')
  })

  it('are none where one pair stands in prose, or letters lead options', async () => {
    expect((await readText('# A\n\nlong prose '.padEnd(300, 'x '))).questions).toEqual([])
    const { questions } = await readText(fixture('keyed-not'))
    expect(questions.map(({ title }) => title)).toEqual([
      'What did the interviewer ask?',
      'Which letters lead options?',
      'Why is a time no key?',
    ])
  })

  it.each([
    ['Q: a\nA: b\n', 1],
    [`Q: a\nA: b\n\n# c\n\nQ: d\nA: e\n`, 2],
    [`${'Long prose. '.repeat(20)}\n\nQ: a\nA: b\n\n---\n\nQ: d\nA: e\n`, 0],
    ['Q: a?\nA: b\nB: c\nC: [d]\n\nQ: e?\nA: f\nB: g\nC: h\n', 0],
    ['What?\nA: b\n\nWhy?\nA: c\n', 0],
  ])('are told by evidence in %j: %i', (text, count) => {
    expect(keyedLines.evidence(sheetOf(text)).questions).toBe(count)
  })

  it('survive any order, line ends and blank lines', async () => {
    const cards = fc.array(
      fc.constantFrom('Q: a\nA: b', 'Q: c\n\nd\nA:\n\n- e', 'C: f [g] h', 'Q: i\nA: j\n---'),
      { minLength: 2, maxLength: 8 },
    )
    await fc.assert(
      fc.asyncProperty(
        cards,
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        async (all, end, tight) => {
          const text = `${all.join(tight ? '\n' : '\n\n')}\n`.replaceAll('\n', end)
          const { questions } = await readText(text)
          expect(questions).toHaveLength(all.length)
        },
      ),
    )
  })
})

describe('gaps in brackets', () => {
  it('are numbered through the card, and only what is hidden is a gap', async () => {
    const { questions } = await readText(fixture('keyed-gaps'))
    const gaps = questions.map((question) => {
      const { title, prompt } = bodyOf(question)
      const found: string[] = []
      visit([...title, ...prompt], (node) => {
        if (node.type === 'cloze') found.push(`${node.number} ${plain(node.children)}`)
      })
      return found
    })
    expect(gaps).toEqual([
      ['1 mitochondrion', '2 powerhouse of the cell'],
      ['1 this'],
      ['1 fire', '2 feu'],
      ['1 F', '2 T'],
      [],
      [],
    ])
  })
})

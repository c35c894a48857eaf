import { describe, expect, it } from 'vitest'
import { bodyOf, type Draft } from '../../src/model/bank.ts'
import { gapTexts } from '../../src/model/gaps.ts'
import { plain } from '../../src/model/mdast.ts'
import { readIssued } from '../../src/read/issued.ts'
import { noPictures, readText } from './reading.ts'

/** The parts that the companion keeps. */
function partsOf({ slices }: Draft) {
  const { title, directive, prompt, answer, choices } = slices
  return {
    title: title.text,
    ...(directive && { directive: directive.text }),
    ...(prompt && { prompt: prompt.text }),
    ...(answer && { answer: answer.text }),
    ...(choices && { choices: choices.map(({ text }) => text) }),
  }
}

const withoutPlaces = (draft: Draft) =>
  JSON.parse(
    JSON.stringify(bodyOf(draft), (key, value) => (key === 'position' ? undefined : value)),
  )

const texts: Record<string, string> = {
  'an answer alone': '# S\n\n## What is *one*?\n\nAn answer with `code`.\n\n- a\n- b\n',
  'prompt and answer':
    '# S\n\n## Q\n<!-- id: q, tags: [a], hint: think, difficulty: hard -->\n\nAsk.\n\n---\n\nSay.\n\n---\n\nMore.\n',
  'no answer': '# S\n\n## Q\n<!-- id: q -->\n',
  choice:
    '# S\n\n## Q\n<!-- tags: [a] -->\n\nWhich?\n\n- [x] right\n\n  because\n- [ ] wrong\n\n---\n\nSo.\n',
  'a choice alone': '# S\n\n## Q\n<!-- tags: [a] -->\n\n- [x] right\n- [ ] wrong\n',
  cloze: '# S\n\n## Q\n\nIt is {{c2::this}} and {{c1::that::hint}}.\n\n---\n\nBeside.\n',
  typed: '# S\n\n## Q\n<!-- kind: typed -->\n\ntwo words\n\nMore.\n',
  reversed: '# S\n\n## Q\n<!-- kind: reversed -->\n\nA.\n',
}

describe('a question read again from its parts', () => {
  for (const [name, text] of Object.entries(texts)) {
    it(`is as it was: ${name}`, async () => {
      const { questions } = await readText(`---\nlevel: 2\n---\n${text}`)
      const [draft] = questions
      expect(questions).toHaveLength(1)
      if (!draft) return
      const again = await readIssued(partsOf(draft), draft.kind, noPictures)
      if (!again) throw new Error('not read')
      const { body: _, place: __, slices: ___, ...facts } = draft
      expect(again).toMatchObject(facts)
      expect(withoutPlaces(again)).toEqual(withoutPlaces(draft))
    })
  }

  it('needs no picture, and gives nothing without a title', async () => {
    const again = await readIssued({ title: 'Q', answer: '![seen](a.png)' }, 'basic')
    expect(again?.media).toEqual([])
    expect(await readIssued({ title: '' }, 'basic')).toBeUndefined()
  })

  it('is of the kind it had, or nothing', async () => {
    const parts = { title: 'Q', answer: 'A.' }
    expect((await readIssued(parts, 'reversed'))?.kind).toBe('reversed')
    expect(await readIssued(parts, 'cloze')).toBeUndefined()
  })

  it('takes which options are right from beside them, where they have no boxes', async () => {
    const parts = { title: 'Q', choices: ['one', 'two'], right: '01' }
    expect(await readIssued(parts, 'choice')).toMatchObject({
      choices: [
        { label: 'A', right: false },
        { label: 'B', right: true },
      ],
    })
  })

  it.each([
    ['- A: one', '- B: two'],
    ['A) one', 'B) two'],
    ['(a) one', '(b) two'],
  ])('leaves out the letters of %j', async (...choices) => {
    const again = await readIssued({ title: 'Q', choices, right: '01' }, 'choice')
    const words = again && bodyOf(again).choices?.map(({ body }) => plain(body))
    expect(words).toEqual(['one', 'two'])
  })

  it('keeps letters that are no marks', async () => {
    const again = await readIssued(
      { title: 'Q', choices: ['A. one', 'X. two'], right: '01' },
      'choice',
    )
    const words = again && bodyOf(again).choices?.map(({ body }) => plain(body))
    expect(words).toEqual(['A. one', 'X. two'])
  })

  it.each([
    ['highlights', 'A ==promise== is ==pending==.'],
    ['brackets', 'A [promise] is [pending].'],
  ])('gives gaps in %s the numbers that they had', async (_, title) => {
    const again = await readIssued({ title, gaps: ['4 promise', '2 pending'] }, 'cloze')
    expect(again).toMatchObject({ kind: 'cloze', gaps: [2, 4] })
    expect(again && [...gapTexts(bodyOf(again))]).toEqual([
      [4, 'promise'],
      [2, 'pending'],
    ])
    expect(await readIssued({ title, gaps: ['4 promise'] }, 'cloze')).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { bodyOf, type Question } from '../../src/model/bank.ts'
import { questionDestination, setQuestion, wholeOf } from '../../src/print/question.ts'
import { paragraph, question, text } from '../support/bank.ts'
import { boxesIn, given, glyphsIn, outlineOf, words, wordsIn } from './given.ts'

async function set(one: Question, known: (name: string) => string | undefined = () => undefined) {
  const { shop, theme, said } = await given()
  const own = { drawings: new Map(), report: () => undefined }
  const list = wholeOf(setQuestion(one, bodyOf(one), shop, own, 300, known), theme)
  return { list, boxes: boxesIn(list), theme, said }
}
const linesOf = async (one: Question, known?: (name: string) => string | undefined) =>
  (await set(one, known)).boxes.map(({ ops }) => wordsIn(ops))
const basic = question({ title: 'What?', code: 'K7M2Q', answer: [paragraph('That.')] })

describe('a question', () => {
  it('is its title, where links lead, and its answer beside a bar', async () => {
    const { boxes, theme } = await set(basic)
    const [title, answer] = boxes
    expect(boxes.map(({ ops }) => wordsIn(ops))).toEqual(['What?', 'That.'])
    expect(title?.role).toBe('question')
    expect(title?.ops[0]).toMatchObject({
      op: 'destination',
      name: questionDestination('K7M2Q'),
    })
    expect(title?.backs).toEqual([])
    expect(answer?.x).toBe(theme.question.answer)
    expect(answer?.backs).toMatchObject([{ x: 0, width: theme.question.bar }])
  })

  it('bears its code in the margin, and on every box', async () => {
    const { boxes } = await set(basic)
    expect(boxes.map(({ margin }) => margin?.run.text)).toEqual(['K7M2Q', undefined])
    expect(boxes.map(({ code }) => code)).toEqual(['K7M2Q', 'K7M2Q'])
  })

  it('keeps its title with the first two lines of its answer', async () => {
    const { list } = await set(
      question({ title: 'T', answer: [paragraph('a'), paragraph('b'), paragraph('c')] }),
    )
    expect(outlineOf(list).filter((one) => /^p\d/.test(String(one)))).toEqual([
      'p100000',
      'p100000',
      'p0',
    ])
  })

  it('says its difficulty and tags, its prompt and hint', async () => {
    const one = question({
      title: 'T',
      difficulty: 'hard',
      tags: ['js', 'scope'],
      prompt: [paragraph('Look:')],
      hint: words('think'),
    })
    expect(await linesOf(one)).toEqual([
      'T',
      'hard #js #scope',
      'Look:',
      'Hintthink',
      'The answer to T',
    ])
  })

  it('is mirrored where its title begins at the right', async () => {
    const one = question({
      title: 'מה',
      hint: words('רמז'),
      kind: 'choice',
      marks: [{ label: 'a', right: true }],
      choices: [{ body: [paragraph('שלום')], why: [paragraph('כי')] }],
      answer: [],
    })
    const { boxes, theme } = await set(one)
    const shown = boxes.map(({ ops }) => glyphsIn(ops).map(({ run, x }) => [run.text, x] as const))
    const after = (line: number): boolean =>
      (shown[line]?.[0]?.[1] ?? 0) > (shown[line]?.[1]?.[1] ?? 0)
    expect(shown.map((line) => line.map(([words]) => words).join(' '))).toEqual([
      'מה',
      'A שלום',
      'Hint רמז',
      'Answer A',
      'A כי',
    ])
    // Letter, label and letter stand right of their words.
    expect([1, 2, 4].map(after)).toEqual([true, true, true])
    const [bar] = boxes.at(-1)?.backs ?? []
    expect(bar?.x).toBe(300 - theme.question.bar)
    expect(boxes.at(-1)?.x).toBe(0)
  })

  it('leaves gaps blank where it asks, and fills them where it answers', async () => {
    const gap = { type: 'cloze' as const, number: 1, children: [text('stack')] }
    const one = question({
      title: 'T',
      kind: 'cloze',
      gaps: [1],
      prompt: [paragraph('The ', gap, ' grows')],
      answer: [],
    })
    expect(await linesOf(one)).toEqual(['T', 'The 1grows', 'The stack grows'])
  })

  it('prints what is to be typed once, as the author formatted it', async () => {
    const typed = { title: 'T', kind: 'typed', expected: 'type of x' } as const
    const first = paragraph('type\nof ', { type: 'inlineCode', value: 'x' })
    const more = paragraph('more')
    expect(await linesOf(question({ ...typed, answer: [first, more] }))).toEqual([
      'T',
      'Answertype of x',
      'more',
    ])
    expect(await linesOf(question({ ...typed, answer: [more] }))).toEqual([
      'T',
      'Answertype of x',
      'more',
    ])
  })

  it('says that it has no answer yet', async () => {
    expect(await linesOf(question({ title: 'T', answer: [] }))).toEqual([
      'T',
      'No answer has been written yet.',
    ])
  })

  it('leads to others that the booklet has', async () => {
    const one = question({ title: 'T', see: ['other', 'gone'], answer: [paragraph('a')] })
    const lines = await linesOf(one, (name) => (name === 'other' ? 'B2C3D' : undefined))
    expect(lines.at(-1)).toBe('See also B2C3D')
    expect(await linesOf(one)).toHaveLength(2)
  })
})

import { describe, expect, it } from 'vitest'
import { printIssued } from '../../src/identity/companion.ts'
import { fingerprintOf } from '../../src/identity/fingerprint.ts'
import { hash } from '../../src/identity/hash.ts'
import { nearMatches } from '../../src/identity/near.ts'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'
import type { Seen } from '../../src/identity/seen.ts'
import { sketchOf } from '../../src/identity/sketch.ts'

const prose = (seed: number, count = 40) =>
  Array.from({ length: count }, (_, n) => `w${(seed * 7919 + n * 104_729) % 10_007}`).join(' ')
type Pair = { title: string; answer: string }

/** Compares questions with lines that follow each other, none matched before. */
function near(now: Pair[], before: Pair[], withTexts = true) {
  const ledger = newLedger()
  const lines = before.map(({ title, answer }, n): QuestionLine => {
    const code = `B${n + 2}B2B`
    const { title: titled, content } = fingerprintOf(title, { title, answer })
    if (withTexts) ledger.texts.set(code, printIssued({ title, answer }))
    return {
      ...{
        code,
        guid: 'g',
        kind: 'basic',
        state: 'active',
        mod: 1,
        fields: '',
        birth: hash([code]),
      },
      ...{ title: titled, content, sketch: sketchOf(`${title}\n${answer}`), section: 's' },
      ...{ after: n ? `B${n + 1}B2B` : '', id: '', marks: [] },
    }
  })
  for (const line of lines) ledger.questions.set(line.code, line)
  const seen = now.map(
    ({ title, answer }): Seen => ({
      ...{ name: title, kind: 'basic', path: '', chapter: 0 },
      print: fingerprintOf(title, { title, answer }),
      issued: { title, answer },
      sketch: () => sketchOf(`${title}\n${answer}`),
      place: { path: 'q.md', line: 1, column: 1 },
    }),
  )
  const found = nearMatches(
    { seen, lines: seen.map(() => undefined), left: [...seen.keys()], keys: seen.map(() => 's') },
    { ledger, lines },
    () => true,
  )
  return { pairs: found.pairs.map(([index, line]) => [index, line.code]), unclear: found.unclear }
}

describe('likeness', () => {
  const before = [1, 2, 3].map((seed) => ({
    title: `Tell of ${prose(seed, 3)}`,
    answer: prose(seed),
  }))
  const reworded = before.map(({ answer }, n) => ({
    title: `Now what is ${n}?`,
    answer: answer.replace(/^\w+ \w+/, 'two others'),
  }))

  it('finds each reworded question again, in any order', () => {
    const expected = [
      [0, 'B4B2B'],
      [1, 'B2B2B'],
      [2, 'B3B2B'],
    ]
    const turned = [reworded[2], reworded[0], reworded[1]] as Pair[]
    expect(near(turned, before)).toEqual({ pairs: expected, unclear: [] })
  })

  it('does with sketches where the companion has no text', () => {
    const now = before.map(({ title, answer }) => ({
      title: `${title} again`,
      answer: `${answer} more`,
    }))
    expect(near(now, before, false).pairs).toHaveLength(3)
  })

  it('takes nothing for the continuation of what it has little in common with', () => {
    const others = [7, 8, 9].map((seed) => ({
      title: `Tell of ${prose(seed, 3)}`,
      answer: prose(seed),
    }))
    expect(near(others, before)).toEqual({ pairs: [], unclear: [] })
  })

  it('takes few equal words for no evidence, even in place', () => {
    const yes = (name: string) => [{ title: `Is ${name} true?`, answer: 'Yes.' }]
    expect(near(yes('this'), yes('that'))).toEqual({ pairs: [], unclear: [] })
  })

  it('takes an equal title in place for no evidence where the content is another', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const asked = (name: string): Pair[] => {
        const words = Array.from({ length: 12 }, (_, n) => `${name}${seed}x${n}`)
        return [{ title: 'What is the output of this?', answer: words.join(' ') }]
      }
      const [one, other] = [asked('a'), asked('b')]
      expect(near(one, other)).toEqual({ pairs: [], unclear: [] })
    }
  })

  it('leaves open which of two copies continues', () => {
    const [one] = before as [Pair]
    const copies = ['first', 'second'].map((word) => ({ ...one, answer: `${one.answer} ${word}` }))
    const { pairs, unclear } = near(
      copies.map((copy, n) => ({ ...copy, title: `Part ${n}` })),
      [one],
    )
    expect(pairs).toEqual([])
    expect(unclear).toEqual([
      { seen: 0, codes: ['B2B2B'] },
      { seen: 1, codes: ['B2B2B'] },
    ])
  })

  it('tells equal ones by their places, and by their order where those are alike', () => {
    const [one, other, third] = before as [Pair, Pair, Pair]
    const edited = (word: string) => ({ ...one, answer: `${one.answer} ${word}` })
    const { pairs, unclear } = near([edited('first')], [one, other, one])
    expect({ pairs, unclear }).toEqual({ pairs: [[0, 'B2B2B']], unclear: [] })
    const last = near([third, edited('first')], [one, third, one])
    expect(last.unclear).toEqual([])
    expect(last.pairs.find(([index]) => index === 1)).toEqual([1, 'B4B2B'])
    const both = near([edited('first'), edited('second')], [one, one])
    expect(both.unclear).toEqual([])
    expect(new Map(both.pairs as [number, string][])).toEqual(
      new Map([
        [0, 'B2B2B'],
        [1, 'B3B2B'],
      ]),
    )
  })

  it('leaves open whether title or content is right where they say two that are alike', () => {
    const [one, other] = before as [Pair, Pair]
    const words = one.answer.split(' ')
    const whole = { ...other, answer: [...words.slice(20), ...words.slice(0, 20)].join(' ') }
    const part = { ...one, answer: words.slice(0, 26).join(' ') }
    const { pairs, unclear } = near([one], [whole, part])
    expect(pairs).toEqual([])
    expect(unclear).toEqual([{ seen: 0, codes: ['B2B2B', 'B3B2B'] }])
  })

  it('leaves open which of three copies of two equal ones is new', () => {
    const [one] = before as [Pair]
    const copies = ['a', 'b', 'c'].map((word) => ({ ...one, answer: `${one.answer} ${word}` }))
    const { pairs, unclear } = near(copies, [one, one])
    expect(pairs).toEqual([])
    expect(unclear.map(({ seen }) => seen)).toEqual([0, 1, 2])
  })
})

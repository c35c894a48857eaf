import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { milli, moved } from '../../src/print/display.ts'
import { PackedBox } from '../../src/print/galley.ts'
import type { Glue, Segment } from '../../src/print/items.ts'
import { unfolded, type WordsOp } from '../../src/print/words.ts'
import { link, one, pack } from './boxed.ts'
import { box, look } from './given.ts'

const none = { runs: undefined, glue: undefined, atom: undefined, actual: undefined, level: 0 }
const word = (text: string): Segment => ({
  ...{ ...none, width: 5, look, runs: [{ ...one, text }] },
})
const white = (more: Partial<Glue> = {}): Segment => {
  const segment = { ...none, width: 2, look }
  const glue: Glue = { ...segment, type: 'glue', stretch: 1, shrink: 0.5, silent: false, ...more }
  return { ...segment, width: glue.width, glue }
}
const words = (segments: readonly Segment[], more: Partial<WordsOp> = {}): WordsOp => ({
  ...{ op: 'words', x: 0, y: 0, size: 10, colour: '#000000', pen: 0, ratio: 0 },
  ...{ segments, from: 0, to: segments.length },
  ...more,
})
/** Each word with its left edge and the space behind it. */
const told = (op: WordsOp) =>
  unfolded([op]).map((one) => one.op === 'glyphs' && [one.run.text, one.x, one.space])

describe('words of a line as one op', () => {
  const line = [word('a'), white(), word('b'), white(), word('c')]

  it('stand one after the other, white as wide as its line gives', () => {
    expect(told(words(line, { ratio: 0.5 }))).toEqual([
      ['a', 0, 2.5],
      ['b', 7.5, 2.5],
      ['c', 15, undefined],
    ])
    expect(told(words(line, { ratio: -1 }))[1]).toEqual(['b', 6.5, 1.5])
  })

  it('begin where the pen is, and are moved as one', () => {
    const op = words(line, { from: 2, to: 3, pen: 7.5 })
    expect(told(op)).toEqual([['b', 7.5, 2]])
    expect(unfolded([moved(op, 1, 3)])).toMatchObject([{ x: 8.5, y: 3 }])
  })

  it('say no space that is none of the text, that ends the line, or that runs another way', () => {
    expect(told(words([word('a'), white({ silent: true }), word('b')]))[0]).toEqual([
      ...['a', 0, undefined],
    ])
    expect(told(words([word('a'), white()]))).toEqual([['a', 0, undefined]])
    expect(told(words([{ ...word('a'), level: 1 }, white(), word('b')]))[0]).toEqual([
      ...['a', 0, undefined],
    ])
  })

  it('say the space that a line ends with', () => {
    expect(told(words(line, { space: 3 })).at(-1)).toEqual(['c', 14, 3])
  })

  it('set the runs of one word side by side', () => {
    const both = { ...word('ab'), width: 10, runs: [one, { ...one, text: 'b' }] }
    expect(told(words([both, white(), word('c')]))).toEqual([
      ['a', 0, undefined],
      ['b', 5, 2],
      ['c', 12, undefined],
    ])
  })

  it('are in ops of their own as they look', () => {
    const op = words([word('a')], { tag: link, actual: 'x', y: 4 })
    expect(unfolded([op])).toEqual([
      {
        ...{ op: 'glyphs', x: 0, y: 4, size: 10, colour: '#000000' },
        ...{ run: { ...one, text: 'a' }, tag: link, actual: 'x' },
      },
    ])
    expect(unfolded([{ op: 'end' }])).toEqual([{ op: 'end' }])
  })

  const runs = ['one', 'two', 'three'].map((text) => ({ ...one, text }))
  const length = fc.double({ min: 1, max: 900, noNaN: true })
  const segment: fc.Arbitrary<Segment> = fc.oneof(
    fc.constant(white()),
    fc.constant(white({ silent: true })),
    fc.subarray(runs, { minLength: 1 }).map((some) => ({ ...word(''), runs: some })),
  )
  const op = fc
    .record({
      segments: fc.array(segment, { maxLength: 9 }),
      ...{ x: length, y: length.map(milli), pen: length },
      ...{ ratio: fc.double({ min: -1, max: 4, noNaN: true }) },
      ...{ tag: fc.constantFrom(undefined, link), whole: fc.boolean() },
    })
    .map(({ segments, x, tag, whole, ...rest }): WordsOp => {
      // At no multiple of 1/1000 they are packed one by one.
      return words([word('first'), ...segments], {
        ...rest,
        x: whole ? milli(x) : x,
        ...(tag && { tag }),
      })
    })

  it('are packed as they are one by one', () => {
    fc.assert(
      fc.property(fc.array(op, { maxLength: 4 }), (ops) => {
        const packed = [ops, unfolded(ops)].map((some) => {
          const [[first] = []] = pack([[box({ ops: [...some] })]])
          if (!(first instanceof PackedBox)) throw new Error('nothing is packed')
          const { ops: numbers, codes, inks, others, texts } = first.galley
          return { ops: first.ops, numbers: [...numbers], codes: [...codes], inks, others, texts }
        })
        expect(packed[0]).toEqual(packed[1])
        expect(packed[0]?.ops).toEqual(unfolded(ops))
      }),
    )
  })
})

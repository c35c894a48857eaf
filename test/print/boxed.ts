/** Boxes of any words and all else that a box may hold, in a face whose glyphs are all alike. */
import fc from 'fast-check'
import type { GlyphRun } from '../../src/faces/faces.ts'
import type { GlyphsOp, Op } from '../../src/print/display.ts'
import { pack as packWith } from '../../src/print/pack.ts'
import { below } from '../../src/print/tags.ts'
import type { Box, Vertical } from '../../src/print/vertical.ts'
import { box, faces } from './given.ts'

const run = (text: string): GlyphRun => ({
  ...{ face: 'f', text, rtl: false, width: 500 },
  ...{ glyphs: [1], advances: [500], offsets: [0, 0], clusters: [0] },
})
export const one = run('a')
export const pack = (lists: readonly (readonly Vertical[])[]) => packWith(lists, faces)
export const glyphs = (more: Partial<GlyphsOp> = {}): GlyphsOp => ({
  ...{ op: 'glyphs', x: 0, y: 0, size: 10, colour: '#000000', run: one },
  ...more,
})
const words = [run('one'), run('two'), run('three')]
export const link = below(undefined, 'Link')
const tags = [undefined, link, below(undefined, 'Lbl')]

/** Words at any place, and all else that a box may hold. */
const op: fc.Arbitrary<Op> = fc
  .oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('rect', 'destination', 'link') },
  )
  .chain((kind): fc.Arbitrary<Op> => {
    const length = fc.oneof(
      fc.integer({ min: -9e5, max: 9e5 }).map((n) => n / 1000),
      // No multiple of 1/1000: kept as it is.
      fc.double({ min: -900, max: 900, noNaN: true }),
    )
    if (kind === 'rect') {
      return fc.record({
        ...{ op: fc.constant('rect' as const), x: length, y: length },
        ...{ width: length, height: length, fill: fc.constant('#123456') },
      })
    }
    if (kind !== undefined) {
      const name = fc.string()
      return kind === 'link'
        ? fc.record({
            ...{ op: fc.constant('link' as const), x: length, y: length },
            ...{ width: length, height: length, url: name },
          })
        : fc.record({ op: fc.constant('destination' as const), x: length, y: length, name })
    }
    const required = {
      ...{ op: fc.constant('glyphs' as const), x: length, y: length },
      size: fc.constantFrom(9, 10.4, 8.123456),
      colour: fc.constantFrom('#000000', '#ff0000'),
      run: fc.constantFrom(...words),
    }
    const more = { space: length.map(Math.abs), actual: fc.string(), tag: fc.constantFrom(...tags) }
    return fc
      .record({ ...required, ...more }, { requiredKeys: ['op', 'x', 'y', 'size', 'colour', 'run'] })
      .map(({ tag, ...rest }): GlyphsOp => (tag ? { ...rest, tag } : rest))
  })

export const boxed: fc.Arbitrary<Box> = fc
  .tuple(fc.array(op, { maxLength: 12 }), fc.double({ min: 0, max: 60, noNaN: true }))
  .map(([ops, height]) => box({ ops, height, code: 'ABCDE' }))

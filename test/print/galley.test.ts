import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import { place, placeOn } from '../../src/print/assemble.ts'
import type { GlyphsOp, Op, Page } from '../../src/print/display.ts'
import {
  type CompactPage,
  eachDestination,
  lazyPage,
  PackedBox,
  placedOn,
  spread,
  withoutNotes,
} from '../../src/print/galley.ts'
import { pack as packWith } from '../../src/print/pack.ts'
import { below } from '../../src/print/tags.ts'
import { type Box, isBox, type Vertical } from '../../src/print/vertical.ts'
import { box, faces, given } from './given.ts'

const run = (text: string): GlyphRun => ({
  ...{ face: 'f', text, rtl: false, width: 500 },
  ...{ glyphs: [1], advances: [500], offsets: [0, 0], clusters: [0] },
})
const one = run('a')
const pack = (lists: readonly (readonly Vertical[])[]) => packWith(lists, faces)
const glyphs = (more: Partial<GlyphsOp> = {}): GlyphsOp => ({
  ...{ op: 'glyphs', x: 0, y: 0, size: 10, colour: '#000000', run: one },
  ...more,
})
const words = [run('one'), run('two'), run('three')]
const link = below(undefined, 'Link')
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

const boxed: fc.Arbitrary<Box> = fc
  .tuple(fc.array(op, { maxLength: 12 }), fc.double({ min: 0, max: 60, noNaN: true }))
  .map(([ops, height]) => box({ ops, height, code: 'ABCDE' }))

describe('a galley', () => {
  it('holds what was packed into it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(boxed, { maxLength: 5 }), { maxLength: 4 }), (lists) => {
        const packed = pack(lists)
        expect(packed.flat().every((one) => one instanceof PackedBox)).toBe(true)
        const fields = ({ role, x, width, height, baseline, ops, code }: Box) => {
          return { role, x, width, height, baseline, ops, code }
        }
        expect(packed.map((list) => list.filter(isBox).map(fields))).toEqual(
          lists.map((list) => list.map(fields)),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('gives a box without its footnotes', () => {
    const whole = box({ notes: [[box()]], ops: [glyphs()], code: 'ABCDE' })
    const [[packed] = []] = pack([[whole]])
    for (const bare of [withoutNotes(whole), withoutNotes(packed as Box)]) {
      expect(bare.notes).toBe(undefined)
      expect(bare.ops).toEqual(whole.ops)
      expect(bare.code).toBe('ABCDE')
    }
  })

  it('tells of its destinations', () => {
    const ops: Op[] = [glyphs(), { op: 'destination', name: 'here', x: 0, y: 0 }, glyphs()]
    const [[packed] = []] = pack([[box({ ops })]])
    const told: string[] = []
    for (const one of [box({ ops }), packed as Box]) eachDestination(one, (name) => told.push(name))
    expect(told).toEqual(['here', 'here'])
  })
})

describe('a page', () => {
  const list = (items: readonly Box[]) => ({ repeated: [], items, notes: [] })
  const blank = {
    label: '1',
    width: 300,
    height: 400,
    frame: { x: 40.3, y: 30, width: 200, height: 300 },
  }

  it('has the same ops whether its boxes are packed or not', async () => {
    const { theme } = await given()
    fc.assert(
      fc.property(fc.array(boxed, { maxLength: 6 }), (boxes) => {
        const of = (items: readonly Box[]): Op[] => {
          const page: Page = { ...blank, ops: [] }
          place(list(items), blank.frame, page, { theme, recto: true })
          return page.ops
        }
        const [packed = []] = pack([boxes])
        expect(of(packed.filter(isBox))).toEqual(of(boxes))
      }),
      { numRuns: 200 },
    )
  })

  it('has them when they are asked for, and packed for who paints it', async () => {
    const { theme } = await given()
    const [packed = []] = pack([[box({ ops: [glyphs({ x: 1 })] })]])
    const page = lazyPage(blank, (made: CompactPage) => {
      placeOn(made, list(packed.filter(isBox)), blank.frame, { theme, recto: true })
    })
    expect(placedOn(page).map(({ op }) => op)).toEqual(['begin', 'placed', 'end'])
    expect(page.ops.map(({ op }) => op)).toEqual(['begin', 'glyphs', 'end'])
    expect([...spread(placedOn(page))]).toEqual(page.ops)
    // A page made of another's is what its ops say.
    const other: Page = { ...page, ops: [] }
    expect(placedOn(other)).toEqual([])
  })
})

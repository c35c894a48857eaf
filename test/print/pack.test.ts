import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import type { Op } from '../../src/print/display.ts'
import { endOf, PackedBox, piece } from '../../src/print/galley.ts'
import { pack as packWith } from '../../src/print/pack.ts'
import { glue, never, type Vertical } from '../../src/print/vertical.ts'
import { glyphs, link, one, pack } from './boxed.ts'
import { box, faces } from './given.ts'

describe('packing', () => {
  it('leaves white and penalties as they are, and packs footnotes with what calls them', () => {
    const note = box({ role: 'note', ops: [glyphs()] })
    const [list = []] = pack([[box({ notes: [[note]] }), never, glue(3)]])
    expect(list.slice(1)).toEqual([never, glue(3)])
    const [first] = list
    const [inner] = first?.kind === 'box' ? (first.notes?.[0] ?? []) : []
    expect(inner).toBeInstanceOf(PackedBox)
    expect(inner?.kind === 'box' && inner.ops).toEqual(note.ops)
  })

  it('keeps one object a run and an ink', () => {
    const ops = [glyphs(), glyphs({ x: 3 }), glyphs({ x: 6, colour: '#ff0000' }), glyphs({ x: 9 })]
    const [[first] = []] = pack([[box({ ops })]])
    const { galley } = first as PackedBox
    const [run] = galley.runs
    expect(first?.kind === 'box' && first.ops.map((op) => op.op === 'glyphs' && op.run)).toEqual(
      ops.map(() => run),
    )
    expect(galley.inks).toEqual([
      { size: 10, colour: '#000000' },
      { size: 10, colour: '#ff0000' },
    ])
  })

  it('writes words of one ink, face and baseline as one piece', () => {
    const ops: Op[] = [
      glyphs({ space: 2 }),
      glyphs({ x: 7.5 }),
      glyphs({ x: 12.5, y: 1 }),
      glyphs({ x: 20, y: 1, tag: link }),
      glyphs({ x: 25, y: 1, tag: link, actual: 'x', space: 1 }),
      glyphs({ x: 30, y: 1, run: { ...one, text: 'ab' } }),
      glyphs({ x: 40, y: 1, run: { ...one, offsets: [0, 300] } }),
    ]
    const [[first] = []] = pack([[box({ ops })]])
    const { galley, from, to } = first as PackedBox
    const found: unknown[] = []
    for (let at = from; at < to; at = endOf(galley.ops, at)) {
      const number = (which: number) => galley.ops[at + which] ?? 0
      const end = number(piece.to)
      found.push([
        end < 0
          ? undefined
          : Buffer.from(galley.codes.subarray(number(piece.from), end)).toString(),
        galley.texts[number(piece.actual)],
        galley.texts[number(piece.link)],
        number(piece.advance) / 1e5,
      ])
    }
    expect(found).toEqual([
      ['\0\x01\0 )250(\0\x01', undefined, undefined, 12.5],
      ['\0\x01', undefined, undefined, 5],
      ['\0\x01', undefined, 'a', 5],
      ['\0\x01', 'x', 'x ', 5],
      ['\0\x01', 'ab', undefined, 5],
      [undefined, undefined, undefined, 5],
    ])
    expect(galley.told).toEqual([{ face: 0, glyph: 1, text: 'a' }])
  })

  const codesOf = ([list = []]: readonly (readonly Vertical[])[]) => {
    const [first] = list
    return first instanceof PackedBox ? [...first.galley.codes] : undefined
  }

  it('is the same whatever was packed before: in other faces, or with an error midway', () => {
    const words = () => [[box({ ops: [glyphs(), glyphs({ x: 5 })] })]]
    const codes = codesOf(pack(words()))
    const wide = { ...faces, advance: () => 600 }
    expect(codesOf(packWith(words(), wide))).not.toEqual(codes)
    const strange: GlyphRun = { ...one, face: 'g', glyphs: [2] }
    const broken = {
      ...faces,
      advance: (face: string) => {
        if (face === 'g') throw new Error('no such face')
        return 500
      },
    }
    const lists = [[box({ ops: [glyphs(), glyphs({ run: strange })] })]]
    expect(() => packWith(lists, broken)).toThrow('no such face')
    expect(codesOf(pack(words()))).toEqual(codes)
  })

  it('forgets the runs of galleys long gone', () => {
    const runsAfter = (count: number): number => {
      const ops = Array.from({ length: count }, () => glyphs({ run: { ...one } }))
      const [[first] = []] = pack([[box({ ops })]])
      return (first as PackedBox).galley.runs.length
    }
    const many = 40_000
    const lengths = [1, 2, 3, 4].map(() => runsAfter(many))
    expect(Math.min(...lengths.slice(1))).toBeLessThan(2 * many)
    expect(Math.max(...lengths)).toBeLessThan(4 * many)
  })
})

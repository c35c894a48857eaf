import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Op } from '../../src/print/display.ts'
import { eachDestination, PackedBox, withoutNotes } from '../../src/print/galley.ts'
import { type Box, isBox } from '../../src/print/vertical.ts'
import { boxed, glyphs, pack } from './boxed.ts'
import { box } from './given.ts'

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

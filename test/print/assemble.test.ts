import { describe, expect, it } from 'vitest'
import { assemble, frameOf } from '../../src/print/assemble.ts'
import type { GlyphsOp, Op } from '../../src/print/display.ts'
import type { PageList } from '../../src/print/pages.ts'
import type { Theme } from '../../src/print/theme.ts'
import { glue, never } from '../../src/print/vertical.ts'
import { boxesOf, glyphsOf } from './display.ts'
import { box, given } from './given.ts'

const page = (more: Partial<PageList>): PageList => ({
  repeated: [],
  items: [],
  notes: [],
  ...more,
})
const rects = (ops: readonly Op[]) => ops.filter((op) => op.op === 'rect')
const wide: Partial<Theme['page']> = {
  width: 400,
  height: 500,
  inner: 40,
  outer: 60,
  top: 30,
  bottom: 70,
}
const themed = async (): Promise<Theme> => {
  const { theme } = await given()
  return { ...theme, page: { ...theme.page, ...wide } }
}

describe('a page', () => {
  it('has its wider margin outside: right on rectos, left on versos', async () => {
    const theme = await themed()
    expect(frameOf(theme, true)).toEqual({ x: 40, y: 30, width: 300, height: 400 })
    expect(frameOf(theme, false)).toEqual({ x: 60, y: 30, width: 300, height: 400 })
  })

  it('stacks what is repeated, boxes and white from the top of the frame', async () => {
    const op: Op = { op: 'destination', name: 'd', x: 1, y: 2 }
    const items = [box({ x: 7, ops: [op] }), never, glue(5), box()]
    const { label, ops } = assemble(
      page({ repeated: [box({ role: 'row' })], items }),
      await themed(),
      true,
      '12',
    )
    expect(label).toBe('12')
    const boxes = boxesOf({ label, ops, width: 0, height: 0, frame: frameOf(await themed(), true) })
    expect(boxes.map(({ role, x, y }) => [role, x, y])).toEqual([
      ['row', 40, 30],
      ['line', 47, 40],
      ['line', 40, 55],
    ])
    expect(boxes[1]?.ops).toEqual([{ ...op, x: 41, y: 42 }])
  })

  it('draws one ground from the first box that has it to the last', async () => {
    const back = { x: 3, width: 50, fill: '#abcdef', pad: 2, radius: 1 }
    const items = [
      box(),
      glue(4),
      box({ backs: [back] }),
      glue(6, [back]),
      box({ backs: [back] }),
      box(),
    ]
    const { ops } = assemble(page({ items }), await themed(), true, '1')
    expect(ops[0]).toEqual({
      op: 'rect',
      x: 43,
      y: 42,
      width: 50,
      height: 30,
      fill: '#abcdef',
      radius: 1,
    })
    expect(rects(ops)).toHaveLength(1)
  })

  it('puts a code beside its baseline, outside the frame, after the text', async () => {
    const { setting } = await given()
    const [run] = setting.faces.shapeWord('K7M2Q', marginStyle, false)
    if (!run) throw new Error('no run')
    const margin: GlyphsOp = { op: 'glyphs', x: 0, y: 0, size: 10, colour: '#000000', run }
    const list = page({ items: [box({ margin }), box()] })
    const theme = await themed()
    const recto = assemble(list, theme, true, '1')
    const verso = assemble(list, theme, false, '2')
    expect(glyphsOf(recto.ops)[0]).toMatchObject({ x: 349, y: 38 })
    expect(glyphsOf(verso.ops)[0]).toMatchObject({ x: 51 - run.width / 100, y: 38 })
    expect(recto.ops.findIndex(({ op }) => op === 'glyphs')).toBe(recto.ops.length - 2)
  })

  it('leaves out a code that has no room in the margin', async () => {
    const { setting } = await given()
    const [run] = setting.faces.shapeWord('K7M2QK7M2Q', marginStyle, false)
    if (!run) throw new Error('no run')
    const margin: GlyphsOp = { op: 'glyphs', x: 0, y: 0, size: 10, colour: '#000000', run }
    const { ops } = assemble(page({ items: [box({ margin })] }), await themed(), false, '2')
    expect(glyphsOf(ops)).toEqual([])
  })

  it('sets footnotes at the foot, under a rule', async () => {
    const notes = [[box({ role: 'note' })], [box({ role: 'note', height: 20 })]]
    const { ops } = assemble(page({ items: [box()], notes }), await themed(), true, '1')
    const boxes = ops.flatMap((op) => (op.op === 'begin' && op.role === 'note' ? [op] : []))
    expect(boxes.map(({ y, height }) => [y, height])).toEqual([
      [398, 10],
      [410, 20],
    ])
    expect(rects(ops)).toMatchObject([{ x: 40, y: 391.5, height: 0.4 }])
  })
})

const marginStyle = { family: 'mono', weight: 400, italic: false } as const

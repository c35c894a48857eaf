import { describe, expect, it } from 'vitest'
import { markFirst, noted, soleBox } from '../../src/print/boxes.ts'
import type { Op } from '../../src/print/display.ts'
import { glue, penalty } from '../../src/print/vertical.ts'
import { box, given } from './given.ts'

const rule: Op = { op: 'rect', x: 1, y: 2, width: 3, height: 4 }

describe('boxes', () => {
  it('take the footnotes their lines call, each once', async () => {
    const foot = [box({ role: 'note' })]
    const { setting } = await given({ feet: new Map([['a', foot]]) })
    const boxes = noted({ boxes: [box(), box(), box()], notes: [[], ['a'], ['a']] }, setting)
    expect(boxes.map(({ notes }) => notes)).toEqual([undefined, [foot], undefined])
    expect(setting.feet.size).toBe(0)
  })

  it('leave a footnote too tall for a foot', async () => {
    const { setting } = await given({ frameHeight: 400 })
    setting.feet.set('a', [box({ height: 101 })])
    const [one] = noted({ boxes: [box()], notes: [['a']] }, setting)
    expect(one?.notes).toBeUndefined()
    expect(setting.feet.has('a')).toBe(true)
  })

  it('hold one thing where they stand', async () => {
    const { spot } = await given()
    const sole = soleBox('rule', { ...spot, x: 20 }, 12, [rule], 5)
    expect(sole).toMatchObject({ role: 'rule', x: 20, width: 300, height: 12, baseline: 12 })
    expect(sole.ops).toEqual([{ ...rule, x: 26 }])
  })

  it('bear marks on the first baseline, under their own ops', () => {
    const own: Op = { ...rule, x: 50 }
    const list = [penalty(1), box({ ops: [own] }), glue(3), box()]
    const marked = markFirst(list, [rule])
    expect(marked[1]).toMatchObject({ ops: [{ ...rule, y: 10 }, own] })
    expect([marked[0], ...marked.slice(2)]).toEqual([list[0], ...list.slice(2)])
  })
})

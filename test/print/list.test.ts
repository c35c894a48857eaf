import { describe, expect, it } from 'vitest'
import type { Block, List } from '../../src/model/mdast.ts'
import { flow } from '../../src/print/flow.ts'
import { isSolid, setList, taskBox, wordsAt } from '../../src/print/list.ts'
import { paragraph } from '../support/bank.ts'
import { boxesIn, given, glyphsIn, look, outlineOf, wordsIn } from './given.ts'
import { block, list } from './rich.ts'

const asList = (node: Block): List => {
  if (node.type !== 'list') throw new Error('no list')
  return node
}
async function set(node: Block, width = 300) {
  const { setting, spot } = await given({}, width)
  return setList(asList(node), setting, spot, flow)
}
const lines = async (node: Block): Promise<string[]> =>
  boxesIn(await set(node)).map(({ ops }) => wordsIn(ops))

describe('lists', () => {
  it('mark items by bullets, another at each depth', async () => {
    const deep = list(false, [paragraph('c')])
    const inner = list(false, [paragraph('b'), deep])
    expect(await lines(list(false, [paragraph('a'), inner]))).toEqual(['•a', '–b', '◦c'])
  })

  it('number items from where the author begins, flush to the dot', async () => {
    const items = Array.from({ length: 3 }, (_, n) => [paragraph(`item ${n}`)])
    const boxes = boxesIn(await set({ ...asList(list(true, ...items)), start: 9 }))
    expect(boxes.map(({ ops }) => wordsIn(ops))).toEqual(['9.item 0', '10.item 1', '11.item 2'])
    const ends = boxes.map(({ ops }) => {
      const [number] = glyphsIn(ops)
      return (number?.x ?? 0) + ((number?.run.width ?? 0) * 10) / 1000
    })
    for (const end of ends) expect(end).toBeCloseTo(ends[0] ?? 0, 2)
  })

  it('set all lines of an item in from its marker', async () => {
    const boxes = boxesIn(await set(list(false, [paragraph('word '.repeat(60))])))
    expect(boxes.length).toBeGreaterThan(2)
    expect(boxes.map(({ x, width }) => [x, width])).toEqual(boxes.map(() => [16, 284]))
    expect(boxes.slice(1).every(({ ops }) => !wordsIn(ops).includes('•'))).toBe(true)
  })

  it('have white between items, more where they are loose', async () => {
    const items = [[paragraph('a')], [paragraph('b')]]
    expect(outlineOf(await set(list(false, ...items)))).toEqual(['•a', 'p5', 1.75, '•b'])
    const loose = { ...asList(list(false, ...items)), spread: true }
    expect(outlineOf(await set(loose))).toEqual(['•a', 'p5', 4, '•b'])
  })

  it('begin at the right where their words do', async () => {
    const node = list(true, [paragraph('שלום')], [paragraph('עולם '.repeat(40))])
    const boxes = boxesIn(await set(node))
    expect(boxes.map(({ x, width }) => [x, width])).toEqual(boxes.map(() => [0, 284]))
    const [number, dot, word] = glyphsIn(boxes[0]?.ops ?? [])
    expect([number?.run.text, dot?.run.text]).toEqual(['1', '.'])
    // The dot stands left of its number, both right of the words.
    expect(dot?.x).toBeLessThan(number?.x ?? 0)
    expect(dot?.x).toBeGreaterThan(284)
    expect((word?.x ?? 0) + ((word?.run.width ?? 0) * 10) / 1000).toBeCloseTo(284, 1)
  })

  it('keep a line for an item that says nothing', async () => {
    expect(await lines(list(true, [], [paragraph('b')]))).toEqual(['1.', '2.b'])
  })

  it('leave room for words however deep they are', async () => {
    let node: Block = paragraph('x')
    for (let depth = 0; depth < 30; depth++) node = list(false, [node])
    const [last] = boxesIn(await set(node, 120))
    expect(last?.width).toBeGreaterThan(20)
  })

  it('show tasks as boxes to tick', async () => {
    const { setting, spot } = await given()
    expect(taskBox(false, spot, setting).map(({ op }) => op)).toEqual(['rect'])
    expect(wordsIn(taskBox(true, spot, setting))).toBe('✓')
    const node = asList(list(false, [paragraph('done')]))
    const task: List = {
      ...node,
      children: node.children.map((item) => ({ ...item, checked: true })),
    }
    expect(await lines(task)).toEqual(['✓done'])
  })

  it('place words on the baseline', async () => {
    const { setting } = await given()
    expect(glyphsIn(wordsAt('ab', 12, look, setting))).toMatchObject([{ x: 12, y: 0, size: 10 }])
  })

  it('tell blocks with a ground or rules of their own', () => {
    expect([block('a'), paragraph('a'), undefined].map(isSolid)).toEqual([true, false, false])
  })
})

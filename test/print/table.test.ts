import { describe, expect, it } from 'vitest'
import type { Align, Block } from '../../src/model/mdast.ts'
import { bank, question, section } from '../support/bank.ts'
import { bodyPages, boxesOf, displayOf, faultsOf, glyphsOf } from './display.ts'
import { row } from './rich.ts'

async function set(align: Align[], ...rows: string[][]) {
  const table: Block = { type: 'table', align, children: rows.map((cells) => row(...cells)) }
  const { display, messages } = await displayOf(
    bank([section('S', [question({ title: 'T', answer: [table] })])]),
  )
  const boxes = bodyPages(display)
    .flatMap(boxesOf)
    .filter(({ role }) => role === 'row')
  return { display, boxes, rules: messages.all.map(({ ruleId }) => ruleId) }
}

describe('tables', () => {
  it('align their columns', async () => {
    const { boxes } = await set(['left', 'right'], ['name', 'much'], ['a', '1'], ['b', '1000'])
    const ends = boxes.slice(1).map(({ ops }) => {
      const last = glyphsOf(ops).at(-1)
      return last ? last.x + (last.run.width * last.size) / 1000 : 0
    })
    expect(ends[0]).toBeCloseTo(ends[1] ?? 0, 1)
    const starts = boxes.map(({ ops }) => glyphsOf(ops)[0]?.x)
    expect(new Set(starts).size).toBe(1)
  })

  it('have their first column right where their words begin there', async () => {
    const cells = ['שלום', '1', 'abc']
    const { display, boxes } = await set([null, 'left', null], ['א', 'ב', 'ג'], cells)
    const row = glyphsOf(boxes[1]?.ops ?? [])
    expect(row.map(({ run }) => run.text)).toEqual(cells)
    const [first, second, third] = row.map(({ x }) => x)
    expect(first).toBeGreaterThan(second ?? 0)
    expect(second).toBeGreaterThan(third ?? 0)
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })

  it('keep a short word whole beside a long text', async () => {
    const { boxes } = await set(
      [null, null],
      ['Method', 'What'],
      ['deterministic', 'words '.repeat(60)],
    )
    const words = boxes.flatMap(({ ops }) => glyphsOf(ops)).map(({ run }) => run.text)
    expect(words).toContain('deterministic')
    expect(words).toContain('Method')
  })

  it('give up the white beside their words before they break one', async () => {
    // Eight columns whose words fill the page at the smallest size, with little to spare.
    const cells = Array.from({ length: 8 }, (_, n) => `synchro${n}`)
    const { boxes, rules, display } = await set(
      cells.map(() => null),
      cells,
      cells,
    )
    const words = boxes.flatMap(({ ops }) => glyphsOf(ops)).map(({ run }) => run.text)
    expect(words).toEqual([...cells, ...cells])
    expect(rules).toEqual([])
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })

  it('stay in the frame with too many columns, and say so', async () => {
    const cells = Array.from({ length: 24 }, (_, n) => `column${n}`)
    const { display, rules } = await set(
      cells.map(() => null),
      cells,
      cells,
    )
    expect(rules).toEqual(['table-too-wide'])
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })

  it('become a list of each row’s cells where words would be broken to bits', async () => {
    const names = Array.from({ length: 24 }, (_, n) => `column${n}`)
    const values = names.map((_, n) => `value${n}`)
    const { boxes } = await set(
      names.map(() => null),
      names,
      values,
    )
    const rows = boxes.map(({ ops }) => glyphsOf(ops).map(({ run }) => run.text))
    // The first pair of a row heads each page it goes on on.
    const once = rows.filter(([name], index) => index === 0 || name !== 'column0')
    expect(once).toEqual(names.map((name, n) => [name, values[n]]))
  })

  it('part a row that is taller than a third of the page', async () => {
    const { display, boxes } = await set([null], ['head'], ['word '.repeat(1200)])
    expect(boxes.length).toBeGreaterThan(20)
    expect(bodyPages(display).length).toBeGreaterThan(1)
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })
})

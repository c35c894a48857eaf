import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fil, type Glue, type Item, infinite } from '../../src/print/items.ts'
import { breakLines } from '../../src/print/lines.ts'
import type { Look } from '../../src/print/look.ts'

const look: Look = {
  style: { family: 'serif', weight: 400, italic: false },
  size: 10,
  rise: 0,
  colour: '#000000',
}
const box = (width: number): Item => ({
  ...{ type: 'box', width, word: undefined, from: 0, to: 0, look, side: undefined },
})
const space: Glue = {
  ...{ type: 'glue', width: 2, stretch: 1.2, shrink: 0.6, silent: false, look },
  ...{ runs: undefined, glue: undefined, atom: undefined, actual: undefined, level: 0 },
}
const hyphen: Item = { type: 'penalty', width: 3, cost: 50, hyphen: true }
const end: Item[] = [
  { type: 'penalty', width: 0, cost: infinite, hyphen: false },
  { ...space, width: 0, stretch: fil, shrink: 0 },
  { type: 'penalty', width: 0, cost: -infinite, hyphen: false },
]

/** Words of given widths; a word of an even width may be parted in its middle. */
function paragraphOf(widths: readonly number[]): Item[] {
  return [
    ...widths.flatMap((width, index): Item[] => [
      ...(index > 0 ? [space] : []),
      ...(width % 2 === 0 ? [box(width / 2), hyphen, box(width / 2)] : [box(width)]),
    ]),
    ...end,
  ]
}

function natural(items: readonly Item[], from: number, to: number, hyphened: boolean) {
  let width = hyphened ? 3 : 0
  let shrink = 0
  for (const item of items.slice(from, to)) {
    if (item.type !== 'penalty') width += item.width
    if (item.type === 'glue') shrink += item.shrink
  }
  return { width, shrink }
}

const widths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 200 })

describe('line breaking', () => {
  it('sets every item once, in order, and no line too full, for any words', () => {
    fc.assert(
      fc.property(widths, fc.constantFrom('justified', 'ragged'), (all, alignment) => {
        const items = paragraphOf(all)
        const lines = breakLines(items, 100, alignment)
        const boxes = lines.flatMap(({ from, to }) =>
          items.slice(from, to).filter(({ type }) => type === 'box'),
        )
        expect(boxes).toEqual(items.filter(({ type }) => type === 'box'))
        for (const line of lines) {
          const { width, shrink } = natural(items, line.from, line.to, line.hyphen)
          expect(width - (alignment === 'justified' ? shrink : 0)).toBeLessThanOrEqual(100.01)
        }
        expect(lines.map(({ last }) => last)).toEqual(lines.map((_, at) => at === lines.length - 1))
      }),
    )
  })

  it('never ends three lines in a row with a hyphen', () => {
    fc.assert(
      fc.property(widths, (all) => {
        const marks = breakLines(paragraphOf(all), 100, 'justified').map(({ hyphen }) => hyphen)
        expect(marks.join()).not.toContain('true,true,true')
      }),
    )
  })

  it('looks ahead: a greedy first line is not taken where it ruins the second', () => {
    // Greedy would put all of the first three words on line one and leave line two with one word.
    const items = paragraphOf([31, 31, 31, 95, 31, 31, 31])
    const lines = breakLines(items, 100, 'justified')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toMatchObject({ hyphen: false })
  })

  it('gives an item wider than the line a line of its own', () => {
    const lines = breakLines(paragraphOf([21, 151, 21]), 100, 'justified')
    expect(lines).toHaveLength(3)
  })

  it('breaks where the author says', () => {
    const items = [box(11), ...end, box(11), ...end]
    expect(breakLines(items, 100, 'justified').map(({ last }) => last)).toEqual([true, true])
  })

  it('leaves no few letters to the last line where another line can give a word', () => {
    // Twenty words of 3 and the spaces between them are 98 wide: the line is full without stretch.
    const items = paragraphOf([...Array(20).fill(3), 5])
    const lines = breakLines(items, 98, 'justified')
    expect(lines).toHaveLength(2)
    expect(natural(items, lines[1]?.from ?? 0, lines[1]?.to ?? 0, false).width).toBe(10)
  })
})

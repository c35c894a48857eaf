/** What would stop a page-maker: each becomes a page or a message, whatever it holds. */
import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/model/mdast.ts'
import { print } from '../../src/print/writer.ts'
import { displayOf, faultsOf } from '../print/display.ts'
import { row } from '../print/rich.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { long } from '../support/judge.ts'

const many = (count: number, make: (n: number) => string, by = ' ') =>
  Array.from({ length: count }, (_, n) => make(n)).join(by)

/** A list in a list, so many times. */
function nested(depth: number): Block {
  const children: Block[] = depth > 0 ? [paragraph('level'), nested(depth - 1)] : [paragraph('end')]
  const item = { type: 'listItem' as const, spread: false, checked: null, children }
  return { type: 'list', ordered: false, start: 1, spread: false, children: [item] }
}

const size = long ? 1 : 20
const hostile: Record<string, Block> = {
  'a word of 100,000 letters': paragraph('x'.repeat(100_000 / size)),
  '50,000 words': paragraph(many(50_000 / size, (n) => `word${n % 1000}`)),
  '50,000 characters of Han': paragraph('数'.repeat(50_000 / size)),
  'a line of code of 100,000': { type: 'code', value: many(25_000 / size, () => 'a.b(', '') },
  'words joined by no-break spaces': paragraph(many(5_000 / size, () => 'word', '\u00a0')),
  '60 levels of lists': nested(60),
  'a table of 60 columns': {
    type: 'table',
    align: Array.from({ length: 60 }, () => null),
    children: Array.from({ length: 100 / size }, () =>
      row(...Array.from({ length: 60 }, (_, n) => `value${n}`)),
    ),
  },
}

describe('a hostile question', () => {
  it.each(Object.entries(hostile))('of %s is set, inside its frames', async (_, block) => {
    const given = bank([section('S', [question({ title: 'T', answer: [block] })])])
    const { display } = await displayOf(given)
    expect(display.pages.flatMap(faultsOf)).toEqual([])
    const [file] = await print.write(context(given))
    expect((await bytesOf(file ?? { name: '', content: '' })).length).toBeGreaterThan(1000)
  })
})

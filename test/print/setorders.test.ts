import { describe, expect, it } from 'vitest'
import { setTask } from '../../src/print/ahead.ts'
import { type Bench, noting, type Order, setOrders } from '../../src/print/setorders.ts'
import { unseal } from '../../src/print/unseal.ts'
import { paragraph, question } from '../support/bank.ts'
import { boxesIn, given, wordsIn } from './given.ts'

async function bench(more: Partial<Bench> = {}): Promise<string> {
  const { theme, shop } = await given()
  const { frameHeight } = shop
  return JSON.stringify({
    ...{ language: 'en', theme, width: 300, answerWidth: 200, frameHeight, math: false },
    ...more,
  })
}

const order = (title: string, answer: string): string => {
  const { body, ...rest } = question({ title, answer: [paragraph(answer)], see: ['other'] })
  const made: Order = { question: rest, body: String(body), see: [['other', 'B2B2B']], media: [] }
  return JSON.stringify(made)
}

describe('orders', () => {
  it('are set and sealed one after the other, each at the width of its bench', async () => {
    const run = await setTask.load()
    expect(run).toBe(setOrders)
    const orders = [order('One?', 'First answer.'), order('Two?', 'Second answer.')]
    const { bytes, ends } = await run({ bench: await bench(), orders })
    expect(ends.length).toBe(2)
    expect(ends[1]).toBe(bytes.length)
    const { shop } = await given()
    const second = unseal(bytes.subarray(ends[0]), shop.faces, undefined)?.parts
    expect(boxesIn(second?.ask ?? []).map(({ ops, width }) => [wordsIn(ops), width])).toEqual([
      ['Two?', 300],
    ])
    expect(boxesIn(second?.answer ?? []).map(({ ops }) => wordsIn(ops))).toEqual(['Second answer.'])
    expect(
      boxesIn(second?.tail ?? [])
        .flatMap(({ ops }) => wordsIn(ops))
        .join(),
    ).toContain('B2B2B')
    const wide = await run({ bench: await bench({ width: 310 }), orders })
    const other = unseal(wide.bytes.subarray(0, wide.ends[0]), shop.faces, undefined)?.parts
    expect(other?.ask[0]).toMatchObject({ width: 310 })
  })

  it('note what is said, with the place of its node', () => {
    const messages: Parameters<typeof noting>[0] = []
    const { report } = noting(messages)
    const position = { start: { line: 2, column: 3 }, end: { line: 2, column: 9 } }
    report('code-broken', 'too long', { type: 'code', value: 'x', position }, 'shorten it')
    report('code-broken', 'somewhere')
    expect(messages).toEqual([
      {
        ...{ rule: 'code-broken', reason: 'too long', note: 'shorten it' },
        node: { type: 'paragraph', children: [], position },
      },
      { rule: 'code-broken', reason: 'somewhere' },
    ])
  })
})

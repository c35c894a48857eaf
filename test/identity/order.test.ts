import { describe, expect, it } from 'vitest'
import { orderOf } from '../../src/identity/order.ts'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'

describe('orderOf', () => {
  const ledgerOf = (pairs: [string, string][]) => {
    const ledger = newLedger()
    for (const [code, after] of pairs) ledger.questions.set(code, { code, after } as QuestionLine)
    return ledger
  }
  it('follows the chain, and ends where a merge made a circle or a fork', () => {
    const order = (pairs: [string, string][]) => [...orderOf(ledgerOf(pairs)).keys()]
    expect(
      order([
        ['B', 'Z'],
        ['Z', ''],
        ['A', 'B'],
      ]),
    ).toEqual(['Z', 'B', 'A'])
    expect(
      order([
        ['B', 'A'],
        ['A', 'B'],
        ['C', ''],
      ]),
    ).toEqual(['C', 'A', 'B'])
    expect(
      order([
        ['C', 'A'],
        ['B', 'A'],
        ['A', ''],
      ]),
    ).toEqual(['A', 'B', 'C'])
  })

  it('begins with what stands after nothing, or after what the ledger lacks', () => {
    const order = (pairs: [string, string][]) => [...orderOf(ledgerOf(pairs)).keys()]
    expect(
      order([
        ['A', 'lost'],
        ['B', ''],
        ['C', 'A'],
      ]),
    ).toEqual(['A', 'C', 'B'])
    expect(order([['A', 'A']])).toEqual(['A'])
    expect(order([])).toEqual([])
  })
})

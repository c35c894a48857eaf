import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/sheet/columns.ts'
import { cut, cutMark, sayCut } from '../../src/sheet/cut.ts'
import { context } from '../support/context.ts'
import { bankOf } from './table.ts'

describe('a cell', () => {
  it('stays as it is up to 32,000 characters', () => {
    const whole = 'x'.repeat(32_000)
    expect(cut(whole)).toBe(whole)
  })

  it('is cut beyond, with a mark and no half character', () => {
    for (const shift of ['', 'x']) {
      const made = cut(shift + '😀'.repeat(20_000))
      expect(made.length).toBeLessThanOrEqual(32_000)
      expect(made.length).toBeGreaterThan(31_997)
      expect(made.endsWith(cutMark)).toBe(true)
      expect(made).not.toMatch(/\p{Surrogate}/u)
    }
  })

  it('is said to be cut at its question, once for all formats', () => {
    const bank = bankOf(['short', 'x'.repeat(32_001)])
    const { messages } = context(bank)
    for (let format = 0; format < 2; format++) {
      for (const row of rowsOf(bank)) sayCut(row, messages)
    }
    expect(messages.all.map(({ ruleId, reason }) => [ruleId, reason.slice(0, 13)])).toEqual([
      ['cell-too-long', 'The question '],
      ['cell-too-long', 'The answer of'],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/sheet/columns.ts'
import { cut, cutMark, sayCut, shortened } from '../../src/sheet/cut.ts'
import { bank, question, section, text } from '../support/bank.ts'
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

  it('tells who reads it that it was cut, on a line of its own', () => {
    const [last, before] = cut('x'.repeat(40_000)).split('\n').reverse()
    expect(last).toBe('[… cut here]')
    expect(before).toBe('x'.repeat(32_000 - cutMark.length))
  })

  it('is said to be cut whatever made it long', () => {
    const given = bank([
      section('S', [
        question({ title: 'One', hint: [text('h'.repeat(32_001))], tags: ['t'.repeat(32_001)] }),
        question({ title: 'Two', hint: [text('h'.repeat(32_000))] }, 1),
      ]),
    ])
    const { messages } = context(given)
    for (const row of rowsOf(given)) sayCut(row, messages)
    expect(messages.all.map(({ reason }) => reason.replace(/of \w+/, 'of it'))).toEqual([
      'The hint of it has 32001 characters',
      'The tags of it has 32001 characters',
    ])
  })

  it('is measured as it stands in the table', () => {
    const given = bankOf([
      `x${'\r\n'.repeat(16_000)}x`,
      `x${'\r\n'.repeat(16_000)}${'x'.repeat(16_000)}`,
    ])
    const { messages } = context(given)
    for (const row of rowsOf(given)) sayCut(row, messages)
    expect(messages.all.map(({ reason }) => /\d+ .*/.exec(reason)?.[0])).toEqual([
      '32001 characters',
      '32001 characters',
    ])
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

describe('a text', () => {
  it.each([
    ['abc', 5, 'abc'],
    ['abc', 2, 'ab'],
    ['a😀b', 2, 'a'],
    ['a😀b', 3, 'a😀'],
    ['😀 and more', 6, '😀 and'],
  ])('%j of at most %i units is %j', (given, units, made) => {
    expect(shortened(given, units)).toBe(made)
  })
})

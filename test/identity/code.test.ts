import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codeAt,
  codeLength,
  codesOf,
  deriveCode,
  indexOfCode,
  isCode,
} from '../../src/identity/code.ts'

const none = new Set<string>()
const length = fc.constantFrom(5, 7)

describe('codes', () => {
  it('are letter, digit, letter … and a number of their length, both ways', () => {
    const numbers = length.chain((places) =>
      fc.tuple(fc.constant(places), fc.nat(codesOf(places) - 1)),
    )
    fc.assert(
      fc.property(numbers, ([places, number]) => {
        const code = codeAt(number, places)
        expect(code).toHaveLength(places)
        expect(isCode(code)).toBe(true)
        expect(indexOfCode(code)).toBe(number)
      }),
    )
    expect([codesOf(5), codesOf(7)]).toEqual([512_000, 81_920_000])
    expect([codeAt(0, 5), codeAt(511_999, 5)]).toEqual(['B2B2B', 'Z9Z9Z'])
  })

  it('cannot be a number, date, month or truth value: a letter first, and never two of a sort together', () => {
    const month = /jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec/i
    fc.assert(
      fc.property(fc.string(), (bank) => {
        const code = deriveCode(bank, 'birth', 0, 5, none)
        expect(code).toMatch(/^[A-Z](\d[A-Z])+$/)
        expect(Number(code)).toBeNaN()
        expect(code).not.toMatch(/[AEIOULl01]/)
        expect(code).not.toMatch(month)
        expect(['true', 'false']).not.toContain(code.toLowerCase())
      }),
    )
  })

  it('refuse what only looks like one', () => {
    for (const text of [
      '',
      'K7M2',
      'k7m2q',
      'A7M2Q',
      'K1M2Q',
      'KK7M2',
      'K7M2Q4',
      'K7M2Q\n',
      ' K7M2Q',
    ]) {
      expect(isCode(text), text).toBe(false)
    }
    expect(isCode('K7M2Q')).toBe(true)
    expect(isCode('K7M2Q4B')).toBe(true)
  })

  it('are derived: the same from the same, another where one was given', () => {
    const first = deriveCode('bank', 'birth', 0, 5, none)
    expect(deriveCode('bank', 'birth', 0, 5, none)).toBe(first)
    const second = deriveCode('bank', 'birth', 0, 5, new Set([first]))
    expect(second).not.toBe(first)
    expect(isCode(second)).toBe(true)
  })

  it('are frozen: learners have cards with these', () => {
    expect(deriveCode('js-interviews', 'birth', 0, 5, none)).toMatchInlineSnapshot(`"H9T7R"`)
    expect(deriveCode('js-interviews', 'birth', 1, 7, none)).toMatchInlineSnapshot(`"S4R4H8V"`)
  })

  it('have seven places in banks that begin with 5,000 questions, and keep the length they began with', () => {
    expect([codeLength(undefined, 4999), codeLength(undefined, 5000)]).toEqual([5, 7])
    expect([codeLength(7, 1), codeLength(5, 100_000)]).toEqual([7, 5])
  })

  it('grow by two places where a length is used up, instead of searching for ever', () => {
    const full = { has: (code: string) => code.length === 5 }
    expect(deriveCode('bank', 'birth', 0, 5, full)).toHaveLength(7)
  })
})

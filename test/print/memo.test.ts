import { describe, expect, it } from 'vitest'
import { memo } from '../../src/print/memo.ts'

describe('a memo', () => {
  it('is made once a key and table, also where it is empty', () => {
    let made = 0
    const make = (): string => {
      made++
      return ''
    }
    const table = new Map<string, string>()
    expect([memo(table, 'a', make), memo(table, 'a', make), made]).toEqual(['', '', 1])
    memo(table, 'b', make)
    memo(new Map<string, string>(), 'a', make)
    expect(made).toBe(3)
  })

  it('may hang on an object', () => {
    const table = new WeakMap<object, object>()
    const [key, value] = [{}, {}]
    expect(memo(table, key, () => value)).toBe(value)
    expect(memo(table, key, () => ({}))).toBe(value)
  })
})

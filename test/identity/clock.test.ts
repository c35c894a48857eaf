import { describe, expect, it } from 'vitest'
import { createClock } from '../../src/identity/clock.ts'
import { hash } from '../../src/identity/hash.ts'

const lines = new Map([
  ['K7M2Q', { mod: 100, fields: hash(['as it was']) }],
  ['B2B2B', { mod: 0, fields: '' }],
])
const types = new Map([['basic', { name: 'basic', mod: 100, content: hash(['style']) }]])
const clockAt = (date: number) => createClock(lines, { noteTypes: types }, 50, date)

describe('the clock', () => {
  it('keeps the mod of a note whose fields are the same', () => {
    expect(clockAt(900).note('K7M2Q', 'as it was')).toBe(100)
  })

  it('gives a changed note the date of issue, or one more where that is not later', () => {
    expect(clockAt(900).note('K7M2Q', 'changed')).toBe(900)
    expect(clockAt(100).note('K7M2Q', 'changed')).toBe(101)
    expect(clockAt(7).note('K7M2Q', 'changed')).toBe(101)
    expect(clockAt(7).note('B2B2B', 'new')).toBe(7)
  })

  it('does the same for note types, the new ones too', () => {
    expect(clockAt(900).noteType('basic', 'style')).toBe(100)
    expect(clockAt(100).noteType('basic', 'other style')).toBe(101)
    expect(clockAt(900).noteType('cloze', 'style')).toBe(900)
  })

  it('says the same twice, and remembers it', () => {
    const clock = clockAt(900)
    expect([clock.note('K7M2Q', 'x'), clock.note('K7M2Q', 'x')]).toEqual([900, 900])
    expect(clock.notes.get('K7M2Q')).toEqual({ mod: 900, fields: hash(['x']) })
    expect([clock.noteType('basic', 'x'), clock.noteType('basic', 'x')]).toEqual([900, 900])
    const basic = { name: 'basic', mod: 900, content: hash(['x']) }
    expect([...clock.noteTypes.values()]).toEqual([basic])
    expect(clock.issued).toBe(50)
  })

  it('takes a note rendered in two ways, or of no question, for a mistake of ours', () => {
    const clock = clockAt(900)
    clock.note('K7M2Q', 'x')
    clock.noteType('basic', 'x')
    expect(() => clock.note('K7M2Q', 'y')).toThrow('two ways')
    expect(() => clock.noteType('basic', 'y')).toThrow('two ways')
    expect(() => clock.note('Z9Z9Z', 'x')).toThrow('not in the bank')
  })
})

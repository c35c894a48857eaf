import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guidOf } from '../../src/identity/guid.ts'

describe('guidOf', () => {
  it('is twelve letters and digits, a letter first', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (bank, code) => {
        expect(guidOf(bank, code)).toMatch(/^[A-Za-z][A-Za-z0-9]{11}$/)
      }),
    )
  })

  it('is frozen: learners have notes with these', () => {
    expect(guidOf('js-interviews', 'K7M2Q')).toMatchInlineSnapshot(`"yTcmSCoAtawi"`)
  })

  it('differs by bank and by code', () => {
    const guids = [guidOf('a', 'K7M2Q'), guidOf('b', 'K7M2Q'), guidOf('a', 'K7M2R')]
    expect(new Set(guids).size).toBe(3)
  })
})

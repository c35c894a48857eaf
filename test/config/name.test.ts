import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { safeName } from '../../src/config/name.ts'

it.each([
  ['mlops', 'mlops'],
  ['Java Guide (2026)', 'Java-Guide-2026'],
  ['Prüfung', 'Prufung'],
  ['.hidden', 'hidden'],
  ['面试', 'bank'],
  ['con', 'bank-con'],
  ['NUL.old', 'bank-NUL.old'],
  ['a.', 'a'],
])('%s → %s', (name, safe) => {
  expect(safeName(name)).toBe(safe)
})

it('is a safe stem for any name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (name) => {
      expect(safeName(name)).toMatch(/^[a-z0-9][a-z0-9._-]{0,63}$/i)
      expect(safeName(name)).not.toMatch(/^(con|nul|aux|prn|com1|lpt1)(\.|$)/i)
    }),
  )
})

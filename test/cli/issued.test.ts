import { expect, it } from 'vitest'
import { UsageError } from '../../src/cli/exit.ts'
import { issuedBy } from '../../src/cli/issued.ts'

const now = () => 1800000000.9

it('is SOURCE_DATE_EPOCH, else the clock in whole seconds', () => {
  expect(issuedBy({ env: { SOURCE_DATE_EPOCH: '1767225600' }, now })).toBe(1767225600)
  expect(issuedBy({ env: { SOURCE_DATE_EPOCH: '' }, now })).toBe(1800000000)
  expect(issuedBy({ env: {}, now })).toBe(1800000000)
})

it.each(['today', '-1', '1.5', '1e9', ' 1'])('refuses %j', (value) => {
  expect(() => issuedBy({ env: { SOURCE_DATE_EPOCH: value }, now })).toThrow(UsageError)
})

import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { attempt, codeOf, LockedError, PublishError, unless } from '../../src/publish/error.ts'

const file = 'there/is/no/such'

it('gives what the system says a type, and leaves our own faults as they are', async () => {
  const refused = attempt('read', file, () => readFile(file))
  await expect(refused).rejects.toBeInstanceOf(PublishError)
  await expect(refused).rejects.toMatchObject({ code: 'ENOENT', syscall: 'read', path: file })
  const fault = new TypeError('ours')
  await expect(attempt('read', file, () => Promise.reject(fault))).rejects.toBe(fault)
  expect(await attempt('read', file, async () => 5)).toBe(5)
})

it('says code, call and path in its text, and keeps what the system threw', () => {
  const cause = new Error('from below')
  const refused = new PublishError('ENOSPC', 'write', '/out/bank.pdf', cause)
  expect(String(refused)).toBe("PublishError: ENOSPC: write '/out/bank.pdf'")
  expect(refused.cause).toBe(cause)
  expect(String(new LockedError('Build again.'))).toBe('LockedError: Build again.')
})

it.each([
  ['ENOENT', 'ENOENT'],
  ['E2BIG', 'E2BIG'],
  ['ERR_INVALID_ARG_TYPE', undefined],
  ['CERT_HAS_EXPIRED', undefined],
  [undefined, undefined],
  [7, undefined],
])('of the code %j the system says %j', (code, said) => {
  expect(codeOf(Object.assign(new Error('x'), { code }))).toBe(said)
})

it('knows no code of what is no error', () => {
  expect(codeOf({ code: 'ENOENT' })).toBeUndefined()
  expect(codeOf(undefined)).toBeUndefined()
})

it('takes one refusal for an answer, and no other', async () => {
  const missing = () => attempt('read', file, () => readFile(file))
  expect(await unless('ENOENT', missing())).toBeUndefined()
  await expect(unless('EACCES', missing())).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await unless('ENOENT', Promise.resolve('text'))).toBe('text')
})

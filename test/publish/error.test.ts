import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { attempt, codeOf, PublishError } from '../../src/publish/error.ts'

it('gives what the system says a type, and leaves our own faults as they are', async () => {
  const file = 'there/is/no/such'
  const refused = attempt('read', file, () => readFile(file))
  await expect(refused).rejects.toBeInstanceOf(PublishError)
  await expect(refused).rejects.toMatchObject({ code: 'ENOENT', syscall: 'read', path: file })
  const fault = new TypeError('ours')
  await expect(attempt('read', file, () => Promise.reject(fault))).rejects.toBe(fault)
  expect(codeOf(Object.assign(new Error('x'), { code: 'ERR_INVALID' }))).toBeUndefined()
  expect(await attempt('read', file, async () => 5)).toBe(5)
})

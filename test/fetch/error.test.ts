import { expect, it } from 'vitest'
import { FetchError, fetchError } from '../../src/fetch/error.ts'

const system = (code: string) => Object.assign(new Error(`connect ${code}`), { code })

it('says what the system meant, and whether asking again is idle', () => {
  expect(fetchError(system('ECONNREFUSED'))).toMatchObject({
    message: 'the server refuses connections (ECONNREFUSED)',
    unreachable: true,
  })
  expect(fetchError(system('CERT_HAS_EXPIRED')).unreachable).toBe(false)
  expect(fetchError(system('HPE_INVALID_CONSTANT')).message).toMatch(/does not speak HTTP/)
  expect(fetchError('odd').message).toBe('odd')
})

it('leaves our own as they are', () => {
  const own = new FetchError('it is empty')
  expect(fetchError(own)).toBe(own)
})

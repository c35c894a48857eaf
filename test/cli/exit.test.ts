import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { faultOf, UsageError } from '../../src/cli/exit.ts'

const named = (name: string) => Object.assign(new Error('words'), { name })
const system = (code: string) =>
  Object.assign(new Error(`${code}: raw`), { code, syscall: 'open', path: 'out/x.pdf' })

it.each([
  [new UsageError('wrong'), 2, 'wrong'],
  [named('AbortError'), 130, 'Interrupted.'],
  [named('LockedError'), 75, 'words'],
  [system('ENOSPC'), 74, 'out/x.pdf: the disk is full (ENOSPC).'],
  [system('EROFS'), 74, 'out/x.pdf: the disk is read-only (EROFS).'],
  [system('EIO'), 74, 'EIO: raw'],
  ['thrown text', 70, 'thrown text'],
])('%s', (error, code, text) => {
  expect(faultOf(error)).toEqual({ code, text })
})

it('takes anything else for a fault of ours, with its trace', async () => {
  expect(faultOf(new TypeError('x is undefined')).code).toBe(70)
  expect(faultOf(new TypeError('x is undefined')).text).toContain('exit.test.ts')
  const argument = Object.assign(new TypeError('bad'), { code: 'ERR_INVALID_ARG_TYPE' })
  expect(faultOf(argument).code).toBe(70)
})

it('knows the errors Node really throws', async () => {
  const error = await readFile('/no/such/file').catch((reason: unknown) => reason)
  expect(faultOf(error)).toEqual({ code: 74, text: '/no/such/file: it does not exist (ENOENT).' })
})

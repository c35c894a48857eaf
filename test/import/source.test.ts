import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bytesOf, isFree } from '../../src/import/source.ts'
import { temporary } from '../support/tmp.ts'

it('a folder is free that is not there, or empty but for git', async () => {
  const top = await temporary()
  expect(await isFree(join(top, 'new'))).toBe(true)
  mkdirSync(join(top, '.git'))
  expect(await isFree(top)).toBe(true)
  writeFileSync(join(top, 'x.md'), '')
  expect(await isFree(top)).toBe(false)
  await expect(isFree(join(top, 'x.md'))).rejects.toThrow('ENOTDIR')
  expect(await bytesOf(join(top, 'x.md'))).toHaveLength(0)
})

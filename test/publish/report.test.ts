import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeReport } from '../../src/publish/report.ts'
import { temporary } from '../support/tmp.ts'

it('writes a file, replaces it, and leaves nothing beside it', async () => {
  const folder = await temporary()
  const file = join(folder, 'r.sarif')
  await writeReport(file, 'one')
  await writeReport(file, 'two')
  expect(await readFile(file, 'utf8')).toBe('two')
  expect(await readdir(folder)).toEqual(['r.sarif'])
})

it('replaces no folder, and makes none', async () => {
  const folder = await temporary()
  await mkdir(join(folder, 'r.sarif'))
  await expect(writeReport(join(folder, 'r.sarif'), 'x')).rejects.toThrow()
  await expect(writeReport(join(folder, 'no/r.sarif'), 'x')).rejects.toThrow()
  expect(await readdir(folder)).toEqual(['r.sarif'])
})

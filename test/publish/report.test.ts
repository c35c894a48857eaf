import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { writeReport } from '../../src/publish/report.ts'
import { refuse } from '../support/disk.ts'
import { temporary } from '../support/tmp.ts'

vi.mock('node:fs/promises', async (load) => (await import('../support/disk.ts')).trapped(load))

const windows = process.platform === 'win32'
const beside = '.r.sarif.rectoverso-stage'

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
  const taken = { code: 'EISDIR', syscall: 'open', path: join(folder, 'r.sarif') }
  await expect(writeReport(taken.path, 'x')).rejects.toMatchObject(taken)
  const missing = { code: 'ENOENT', syscall: 'open', path: join(folder, 'no', beside) }
  await expect(writeReport(join(folder, 'no/r.sarif'), 'x')).rejects.toMatchObject(missing)
  expect(await readdir(folder)).toEqual(['r.sarif'])
})

it('leaves the old one whole, and nothing beside it, where it may not be replaced', async () => {
  const folder = await temporary()
  const file = join(folder, 'r.sarif')
  await writeReport(file, 'old')
  refuse('rename', file, 'EIO')
  const said = { code: 'EIO', syscall: 'rename', path: file }
  await expect(writeReport(file, 'new')).rejects.toMatchObject(said)
  expect(await readdir(folder)).toEqual(['r.sarif'])
  expect(await readFile(file, 'utf8')).toBe('old')
})

it('goes over what a crash left beside it', async () => {
  const folder = await temporary()
  await writeFile(join(folder, beside), 'half')
  await writeReport(join(folder, 'r.sarif'), 'whole')
  expect(await readdir(folder)).toEqual(['r.sarif'])
})

it.skipIf(windows)('writes through no link that a stranger laid beside it', async () => {
  const folder = await temporary()
  await writeFile(join(folder, 'victim'), 'whole')
  await symlink('victim', join(folder, beside))
  await writeReport(join(folder, 'r.sarif'), 'report')
  expect(await readFile(join(folder, 'victim'), 'utf8')).toBe('whole')
  expect(await readFile(join(folder, 'r.sarif'), 'utf8')).toBe('report')
})

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkTarget, replace, sumOf, syncFolder, writeSynced } from '../../src/publish/disk.ts'
import { PublishError } from '../../src/publish/error.ts'
import { temporary } from '../support/tmp.ts'

it('sums what it writes as it stands on disk', async () => {
  const file = join(await temporary(), 'a')
  async function* pieces() {
    yield Buffer.from('grü')
    yield Buffer.from('ße')
  }
  const written = await writeSynced(file, pieces())
  expect(await readFile(file, 'utf8')).toBe('grüße')
  expect(written).toEqual(await sumOf(file))
  expect(written.size).toBe(7)
  await expect(writeSynced(file, 'again')).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await sumOf(`${file}.none`)).toBeUndefined()
})

it('writes a long text as it is, pairs of surrogates whole', async () => {
  const folder = await temporary()
  for (const before of [0, 1, 2]) {
    const text = `${'a'.repeat((1 << 20) - before)}😀é${'b'.repeat(1 << 20)}😀`
    const file = join(folder, String(before))
    await writeSynced(file, text)
    expect((await readFile(file)).equals(Buffer.from(text)), `${before}`).toBe(true)
  }
  expect((await writeSynced(join(folder, 'empty'), '')).size).toBe(0)
})

it('pulls a stream only as fast as it writes', async () => {
  const file = join(await temporary(), 'a')
  let ahead = 0
  async function* pieces() {
    for (let n = 0; n < 50; n++) {
      ahead++
      yield Buffer.alloc(65_536)
      // The piece is on disk before the next is asked for.
      expect((await readFile(file)).length).toBe(ahead * 65_536)
    }
  }
  expect((await writeSynced(file, pieces())).size).toBe(50 * 65_536)
})

it('replaces files, and says what stands in the way', async () => {
  const folder = await temporary()
  const [from, to] = [join(folder, 'from'), join(folder, 'to')]
  await writeFile(from, 'new')
  await writeFile(to, 'old')
  await replace(from, to)
  expect(await readdir(folder)).toEqual(['to'])
  await mkdir(join(folder, 'folder/full'), { recursive: true })
  await expect(checkTarget(join(folder, 'folder'))).rejects.toBeInstanceOf(PublishError)
  await checkTarget(to)
  await checkTarget(join(folder, 'none'))
  await expect(replace(to, join(folder, 'folder'))).rejects.toBeInstanceOf(PublishError)
  await syncFolder(join(folder, 'none'))
})

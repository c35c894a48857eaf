import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createRecordings } from '../../../src/read/media/recordings.ts'
import { folderOf } from '../../support/tmp.ts'

const mp3 = (more: string) => Buffer.concat([Buffer.from('ID3\x04\0\0\0\0\0\0'), Buffer.from(more)])

it('takes recordings by their first bytes, equal ones once, and gives their bytes', async () => {
  const root = await folderOf({ 'z/a.mp3': mp3('one'), 'b.txt': mp3('one'), 'c.mp3': mp3('two') })
  const recordings = createRecordings(async () => root)
  const first = await recordings.take(join(root, 'z/a.mp3'))
  expect(first).toMatchObject({ extension: 'mp3', bytes: 13, path: 'z/a.mp3' })
  expect(await recordings.take(join(root, 'b.txt'))).toBe(first)
  const second = await recordings.take(join(root, 'c.mp3'))
  expect(recordings.taken()).toEqual([first, second].sort((a, b) => (a.key < b.key ? -1 : 1)))
  expect(Buffer.from(await recordings.bytes(second.key))).toEqual(mp3('two'))
})

it('refuses what is no recording, and one that changed since', async () => {
  const root = await folderOf({ 'a.mp3': 'words', 'b.mp3': mp3('one') })
  const recordings = createRecordings(async () => root)
  await expect(recordings.take(join(root, 'a.mp3'))).rejects.toThrow('it is no MP3')
  const { key } = await recordings.take(join(root, 'b.mp3'))
  await writeFile(join(root, 'b.mp3'), mp3('other'))
  await expect(recordings.bytes(key)).rejects.toThrow('it changed during the build')
  await rm(join(root, 'b.mp3'))
  await expect(recordings.bytes(key)).rejects.toMatchObject({ name: 'PictureError' })
  await expect(recordings.bytes('none')).rejects.toThrow('no recording none')
})

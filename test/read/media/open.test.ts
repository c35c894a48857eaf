import { symlink, truncate } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { formatOf, largest, PictureError, readPicture } from '../../../src/read/media/open.ts'
import { folderOf } from '../../support/tmp.ts'

it('reads a regular file whole, and nothing else', async () => {
  const folder = await folderOf({ 'a.png': 'bytes', empty: '', large: '' })
  expect(Buffer.from(await readPicture(path.join(folder, 'a.png'))).toString()).toBe('bytes')
  await truncate(path.join(folder, 'large'), largest + 1)
  await symlink('a.png', path.join(folder, 'link'))
  const refused = async (name: string) => {
    const error = await readPicture(path.join(folder, name)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PictureError)
    return (error as Error).message
  }
  expect(await refused('.')).toMatch(/regular|EISDIR|opened/)
  expect(await refused('empty')).toContain('empty')
  expect(await refused('large')).toContain('20 MiB')
  expect(await refused('none')).toContain('ENOENT')
  if (process.platform !== 'win32') expect(await refused('link')).toContain('ELOOP')
})

it.each([
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff\xe0', 'jpeg'],
  ['GIF89a', 'gif'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp'],
  ['\0\0\0 ftypavif', 'avif'],
  ['<?xml version="1.0"?>\n<!-- c -->\n<svg>', 'svg'],
  ['<html><svg', undefined],
  ['RIFF\0\0\0\0WAVE', undefined],
  ['\0\0\0 ftypheic', undefined],
  ['II*\0', undefined],
  ['%PDF-1.7', undefined],
  ['\x1f\x8b', undefined],
  ['', undefined],
])('%j is %s', (head, format) => {
  expect(formatOf(Buffer.from(head, 'latin1'))).toBe(format)
})

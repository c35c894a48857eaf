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

it('reads a file of the largest size, and says in whole words what it refuses', async () => {
  const folder = await folderOf({ whole: '', empty: '', over: '' })
  await truncate(path.join(folder, 'whole'), largest)
  await truncate(path.join(folder, 'over'), largest + 1)
  const whole = await readPicture(path.join(folder, 'whole'))
  expect(largest).toBe(20 * 1024 * 1024)
  expect(whole.length).toBe(largest)
  const said = (name: string) =>
    readPicture(path.join(folder, name)).then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    )
  expect(await said('over')).toBe('PictureError: it is over 20 MiB')
  expect(await said('empty')).toBe('PictureError: it is empty')
  expect(await said('.')).toBe('PictureError: it is no regular file')
  expect(await said('none')).toBe('PictureError: it cannot be opened (ENOENT)')
})

it('closes what it opened, whether it read it or not', async () => {
  const { readdirSync } = await import('node:fs')
  if (process.platform !== 'linux') return
  const folder = await folderOf({ a: 'bytes', empty: '' })
  const opened = () => readdirSync('/proc/self/fd').length
  const before = opened()
  for (let n = 0; n < 20; n++) {
    await readPicture(path.join(folder, 'a'))
    await readPicture(path.join(folder, 'empty')).catch(() => undefined)
  }
  expect(opened()).toBeLessThan(before + 20)
})

it('waits for no pipe', async () => {
  if (process.platform === 'win32') return
  const { execFileSync } = await import('node:child_process')
  const folder = await folderOf({})
  execFileSync('mkfifo', [path.join(folder, 'pipe')])
  const error = await readPicture(path.join(folder, 'pipe')).catch((thrown: Error) => thrown)
  expect(error).toMatchObject({ message: 'it is no regular file' })
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
  ['GIF87a', 'gif'],
  ['\0\0\0 ftypavis', 'avif'],
  ['  \n<svg/>', 'svg'],
  ['<svg\n>', 'svg'],
  [`<!--${' '.repeat(8000)}--><svg>`, 'svg'],
  [`<!--${' '.repeat(8192)}--><svg>`, undefined],
  ['<svgx>', undefined],
  ['a<svg>', undefined],
  ['<a>svg', undefined],
  ['GIF86a', undefined],
  ['GIF89b', undefined],
  ['xGIF89a', undefined],
  ['xPNG\r\n\x1a\n', undefined],
  ['\x89PNG\r\n\x1a', undefined],
  ['\xff\xd8', undefined],
  ['\xff\xd8\xfe', undefined],
  ['RIFX\0\0\0\0WEBP', undefined],
  ['RIFF\0\0\0WEBP', undefined],
  ['\0\0\0 ftypavix', undefined],
  ['\0\0\0 ftypxavif', undefined],
  ['\0\0\0 fxypavif', undefined],
])('%j is %s', (head, format) => {
  expect(formatOf(Buffer.from(head, 'latin1'))).toBe(format)
})

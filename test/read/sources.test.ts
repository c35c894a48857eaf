import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import {
  byNumberThenCode,
  decode,
  findSources,
  placeAt,
  readSource,
} from '../../src/read/sources.ts'
import { folderOf } from '../support/tmp.ts'
import { saidOf } from './reading.ts'

async function found(root: string, paths = [root]): Promise<{ files: string[]; said: string[] }> {
  const messages = new Messages()
  const files = await findSources(paths, root, messages)
  return { files: files.map((file) => relative(root, file)), said: saidOf(messages) }
}

async function source(bytes: string | Uint8Array) {
  const root = await folderOf({ 'a.md': bytes })
  const messages = new Messages()
  const read = await readSource(join(root, 'a.md'), root, messages)
  return { read, said: saidOf(messages), messages }
}

describe('finding files', () => {
  it('searches folders in the order of their numbers, and passes by what is not the author’s', async () => {
    const root = await folderOf({
      '10-b.md': '',
      '2-a.MD': '',
      'x.txt': '',
      'sub/c.markdown': '',
      'node_modules/p/README.md': '',
      '.git/d.md': '',
      'out/e.md': '',
    })
    expect((await found(root)).files).toEqual(['2-a.MD', '10-b.md', 'sub/c.markdown'])
  })

  it('takes a named file whatever its name, once', async () => {
    const root = await folderOf({ 'q.txt': '' })
    const file = join(root, 'q.txt')
    expect((await found(root, [file, file])).files).toEqual(['q.txt'])
  })

  it('says what is not there, and a folder without Markdown', async () => {
    const root = await folderOf({ 'x.txt': '' })
    expect((await found(root, [join(root, 'no.md')])).said).toEqual(['no-source'])
    expect((await found(root)).said).toEqual(['no-source'])
  })

  it('takes a folder named like a file for a folder', async () => {
    const root = await folderOf({ 'x.md/y.md': '# a' })
    expect((await found(root)).files).toEqual([join('x.md', 'y.md')])
  })

  it('follows no link to a folder, so neither loops nor leaves', async () => {
    const root = await folderOf({ 'in/a.md': '', 'other/secret.md': '' })
    symlinkSync(join(root, 'in'), join(root, 'in', 'loop'))
    symlinkSync(join(root, 'other'), join(root, 'in', 'away'))
    symlinkSync(join(root, 'other', 'secret.md'), join(root, 'in', 'link.md'))
    symlinkSync(join(root, 'nowhere.md'), join(root, 'in', 'gone.md'))
    symlinkSync(join(root, 'other'), join(root, 'in', 'node_modules'))
    symlinkSync(join(root, 'in', 'a.md'), join(root, 'in', 'plain.txt'))
    const { files, said } = await found(root, [join(root, 'in')])
    expect(files).toEqual([join('in', 'a.md')])
    expect(said).toEqual(Array.from({ length: 4 }, () => 'source-linked 1:1'))
  })

  it('passes over what Emacs and macOS lay beside a file', async () => {
    const root = await folderOf({ 'a.md': '', '._a.md': '\u0000', 'a.md~': '', '#a.md#': '' })
    symlinkSync('me@here.1:2', join(root, '.#a.md'))
    expect(await found(root)).toEqual({ files: ['a.md'], said: [] })
  })

  it('reads a link that is named itself', async () => {
    const root = await folderOf({ 'a.txt': '' })
    symlinkSync(join(root, 'a.txt'), join(root, 'link.md'))
    const { files, said } = await found(root, [join(root, 'link.md')])
    expect([files, said]).toEqual([['link.md'], []])
  })
})

describe('order of names', () => {
  it('compares numbers as numbers and the rest by code unit', () => {
    const names = ['b', 'a10', 'a9', 'A', 'a', 'ä', '02', '1', '10']
    expect(names.sort(byNumberThenCode)).toEqual(['1', '02', '10', 'A', 'a', 'a9', 'a10', 'b', 'ä'])
  })
})

describe('reading a file', () => {
  it('drops a byte order mark and keeps line ends', async () => {
    expect((await source('\ufeff# a\r\nb')).read?.text).toBe('# a\r\nb')
  })

  it.each([
    ['in the second line', [0x61, 0x0a, 0x62, 0xff, 0x63], '2:2'],
    ['cut at the end', [0x61, 0xc3], '1:2'],
    ['behind a wide character', [0xc3, 0xa9, 0x80], '1:2'],
    ['overlong', [0xc0, 0xaf], '1:1'],
    ['a surrogate', [0x0d, 0x0a, 0xed, 0xa0, 0x80], '2:1'],
  ])('names the place of a byte that is not UTF-8: %s', async (_, bytes, place) => {
    const { read, said } = await source(Uint8Array.from(bytes))
    expect(read).toBeUndefined()
    expect(said).toEqual([`source-encoding ${place}`])
  })

  it('finds the first bad byte of a large file', () => {
    const bytes = new Uint8Array(300_000).fill(0x61)
    bytes[200_001] = 0xfe
    bytes[250_000] = 0xfe
    expect(decode(bytes)).toBe(200_001)
  })

  it('refuses a merge conflict, and not a line of seven signs', async () => {
    const { read, said } = await source('a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n')
    expect(read).toBeUndefined()
    expect(said).toEqual(['source-conflict-marker 2:1'])
    expect((await source('Title\n=======\n')).said).toEqual([])
  })

  it('says where a control character stands', async () => {
    expect((await source('a\nb\u0007c')).said).toEqual(['source-control-character 2:2'])
  })

  it('refuses what is over 10 MiB, a folder and a missing file', async () => {
    expect((await source(new Uint8Array(10 * 1024 * 1024 + 1).fill(0x61))).said).toEqual([
      'source-unreadable 1:1',
    ])
    const root = await folderOf({})
    mkdirSync(join(root, 'b.md'))
    for (const name of ['b.md', 'c.md']) {
      const messages = new Messages()
      expect(await readSource(join(root, name), root, messages)).toBeUndefined()
      expect(saidOf(messages)).toEqual(['source-unreadable 1:1'])
    }
  })

  it.skipIf(process.platform === 'win32')('waits for no pipe', async () => {
    const root = await folderOf({})
    execFileSync('mkfifo', [join(root, 'a.md')])
    const messages = new Messages()
    expect(await readSource(join(root, 'a.md'), root, messages)).toBeUndefined()
    expect(messages.all.map(({ reason }) => reason)).toEqual([
      'a.md could not be read: it is not a regular file.',
    ])
  })

  it.skipIf(process.platform !== 'linux')('closes what it opened, whether it read it', async () => {
    const root = await folderOf({ 'a.md': 'a' })
    mkdirSync(join(root, 'b.md'))
    const opened = () => readdirSync('/proc/self/fd').length
    const before = opened()
    for (let turn = 0; turn < 20; turn++) {
      await readSource(join(root, 'a.md'), root, new Messages())
      await readSource(join(root, 'b.md'), root, new Messages())
    }
    expect(opened()).toBeLessThan(before + 20)
  })

  it('reads an empty file', async () => {
    expect((await source('')).read?.text).toBe('')
  })

  it('leaves a byte order mark out of the text, and says that there is one', async () => {
    expect((await source('\ufeffx')).read).toMatchObject({ text: 'x', marked: true })
    expect((await source('x')).read?.marked).toBeUndefined()
  })
})

it('counts lines by every kind of line end', () => {
  const text = 'a\r\nb\rc\nd'
  expect(placeAt({ path: 'x', text }, 7)).toEqual({ path: 'x', line: 4, column: 1 })
  expect(placeAt({ path: 'x', text }, 3)).toEqual({ path: 'x', line: 2, column: 1 })
})

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { findAhead, findKept } from '../../src/build/kept.ts'
import { identify } from '../../src/identity/identify.ts'
import { newLedger } from '../../src/identity/record.ts'
import { Messages } from '../../src/messages/messages.ts'
import type { Pool } from '../../src/pool/task.ts'
import type { MediaOfBank } from '../../src/read/media.ts'
import { read } from '../../src/read/read.ts'
import type { Shelf } from '../../src/writer.ts'
import { threads } from '../support/threads.ts'
import { folderOf } from '../support/tmp.ts'

const folder = fileURLToPath(new URL('../fixtures/read', import.meta.url))

async function identified(root: string) {
  const messages = new Messages()
  const { bank, media } = await read({ paths: [root], root, settings: {}, messages })
  return { found: identify(bank, newLedger(), { date: 1, named: false, messages }), media }
}

function shelfOf(): Shelf & { entries: Map<string, Buffer>; puts: number } {
  const shelf = {
    entries: new Map<string, Buffer>(),
    puts: 0,
    get: (key: string) => shelf.entries.get(key),
    put: (key: string, bytes: Uint8Array | string) => {
      shelf.puts++
      shelf.entries.set(key, Buffer.from(bytes as string))
    },
  }
  return shelf
}

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
const text = '# A\n\n## What?\n\n![y](b.svg)\n\n## Why?\n\n![x][p]\n\n[p]: a.svg\n'

describe('what questions do not give back', () => {
  it('is the same when it is found on a shelf, and nothing is read again', async () => {
    for (const name of readdirSync(folder)) {
      const { found, media } = await identified(join(folder, name))
      const shelf = shelfOf()
      const clean = await findKept(found, { media })
      expect(await findKept(found, { media, shelf }), name).toStrictEqual(clean)
      const { puts } = shelf
      expect(puts, name).toBe(shelf.entries.size)
      expect(await findKept(found, { media, shelf }), name).toStrictEqual(clean)
      expect(shelf.puts, name).toBe(puts)
    }
  }, 240_000)

  it('is the same when threads find it, which leave to the bank what shows pictures', async () => {
    const pool = await threads(3)
    const run = vi.spyOn(pool, 'run')
    try {
      for (const name of readdirSync(folder)) {
        const { found, media } = await identified(join(folder, name))
        const clean = await findKept(found, { media })
        expect(await findKept(found, { media, pool, least: 0 }), name).toStrictEqual(clean)
      }
      const root = await folderOf({ 'a.md': text, 'a.svg': picture, 'b.svg': picture })
      const { found, media } = await identified(root)
      const gone: MediaOfBank = { ...media, known: () => undefined }
      const clean = await findKept(found, { media: gone })
      expect(clean.size).toBe(2)
      expect(await findKept(found, { media: gone, pool, least: 0 })).toStrictEqual(clean)
      expect(run.mock.calls.map(([task]) => task.name)).toContain('build/kept')
    } finally {
      await pool.close()
    }
  }, 240_000)

  it('is found here where there are few threads, or little to do', async () => {
    const { found, media } = await identified(
      await folderOf({ 'a.md': '# A\n\n## What?\n\nYes.\n' }),
    )
    const run = vi.fn(() => Promise.reject(new Error('asked')))
    const poolOf = (size: number): Pool => ({ size, run, close: async () => {} })
    await findKept(found, { media, pool: poolOf(2), least: 0 })
    await findKept(found, { media, pool: poolOf(3) })
    expect(run).not.toHaveBeenCalled()
    await expect(findKept(found, { media, pool: poolOf(3), least: 0 })).rejects.toThrow('asked')
  })

  it('is the same when one of two threads finds it ahead, and is kept on the shelf', async () => {
    const pool = await threads(2)
    const run = vi.spyOn(pool, 'run')
    try {
      for (const name of readdirSync(folder)) {
        const { found, media } = await identified(join(folder, name))
        const clean = await findKept(found, { media })
        const shelf = shelfOf()
        const ahead = findAhead(found, { shelf, pool, least: 0 })
        expect(await findKept(found, { media, shelf, ahead }), name).toStrictEqual(clean)
        expect(shelf.puts, name).toBe(found.untried().size)
        const { length } = run.mock.calls
        await findAhead(found, { shelf, pool, least: 0 })?.()
        expect(run.mock.calls.length, name).toBe(length)
      }
      expect(run.mock.calls.map(([task]) => task.name)).toContain('build/kept')
    } finally {
      await pool.close()
    }
  }, 240_000)

  it('is found ahead where a thread is free and there is much, and here where it died', async () => {
    const { found, media } = await identified(await folderOf({ 'a.md': text }))
    const run = vi.fn(() => Promise.reject(new Error('asked')))
    const poolOf = (size: number): Pool => ({ size, run, close: async () => {} })
    for (const size of [0, 1, 3])
      expect(findAhead(found, { pool: poolOf(size), least: 0 })).toBeUndefined()
    expect(findAhead(found, { pool: poolOf(2) })).toBeUndefined()
    expect(run).not.toHaveBeenCalled()
    const ahead = findAhead(found, { pool: poolOf(2), least: 0 })
    expect(await findKept(found, { media, ahead })).toStrictEqual(await findKept(found, { media }))
    expect(run).toHaveBeenCalledOnce()
  })

  it('is found anew where a question came to say another thing by the same text', async () => {
    const shelf = shelfOf()
    for (const address of ['https://example.org/a', 'https://example.org/b']) {
      const text = `# A\n\n## What?\n\nSee [it][p].\n\n## Why?\n\n[p]: ${address}\n`
      const { found, media } = await identified(await folderOf({ 'a.md': text }))
      const clean = await findKept(found, { media })
      expect(JSON.stringify([...clean])).toContain(address)
      expect(await findKept(found, { media, shelf })).toStrictEqual(clean)
    }
  })

  it('is found anew where a picture is another, and where an entry is none', async () => {
    const root = await folderOf({ 'a.md': text, 'a.svg': picture, 'b.svg': picture })
    const { found, media } = await identified(root)
    const shelf = shelfOf()
    await findKept(found, { media, shelf })
    const gone: MediaOfBank = { ...media, known: () => undefined }
    const clean = await findKept(found, { media: gone })
    expect([clean.size, (await findKept(found, { media })).size]).toEqual([2, 0])
    expect(await findKept(found, { media: gone, shelf })).toStrictEqual(clean)
    for (const key of shelf.entries.keys()) shelf.entries.set(key, Buffer.from('nonsense'))
    expect(await findKept(found, { media, shelf })).toStrictEqual(await findKept(found, { media }))
  })
})

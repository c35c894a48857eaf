import { readdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DiskCache } from '../../src/cache.ts'
import { Messages } from '../../src/messages/messages.ts'
import { questionsOf } from '../../src/model/bank.ts'
import { type ReadRequest, read } from '../../src/read/read.ts'
import { Spill } from '../../src/spill.ts'
import type { Cache } from '../../src/writer.ts'
import { folderOf, temporary } from '../support/tmp.ts'

const fixtures = fileURLToPath(new URL('../fixtures/read', import.meta.url))
const square =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="4" height="4"/></svg>'

/** Everything that reading gives, as data. */
async function readingOf(root: string, cache?: Cache, more: Partial<ReadRequest> = {}) {
  const messages = new Messages()
  const { bank, files, kept } = await read({
    ...{ paths: [root], root, settings: {}, messages },
    ...(cache && { cache }),
    ...more,
  })
  const said = messages.all.map(
    ({ reason, ruleId, place, file, name, note, actual, expected, fatal }) => ({
      ...{ reason, ruleId, place, file, name, note, actual, expected, fatal },
    }),
  )
  return { bank, files, said, read: [...kept.values()].map(({ file }) => file) }
}

/** Counts what is found and what is put. */
function counting(cache: Cache) {
  const counts = { had: 0, put: 0 }
  return {
    counts,
    shelf: (name: string) => {
      const shelf = cache.shelf(name)
      if (name !== 'files') return shelf
      return {
        get: (key: string) => {
          const bytes = shelf.get(key)
          if (bytes) counts.had++
          return bytes
        },
        put: (key: string, bytes: Uint8Array | string) => {
          counts.put++
          shelf.put(key, bytes)
        },
      }
    },
  }
}

/** Reads with what the last such reading left. */
async function cached(root: string, folder: string, more: Partial<ReadRequest> = {}) {
  const disk = new DiskCache({ folder, program: 'test' })
  const cache = counting(disk.of('bank'))
  const found = await readingOf(root, cache, more)
  await disk.save(false)
  return { ...found, ...cache.counts }
}

describe('files that are kept as they were read', () => {
  it('are read the same in every form of writing, and all but those that lead elsewhere are kept', async () => {
    const folder = await temporary()
    for (const name of readdirSync(fixtures)) {
      const root = join(fixtures, name)
      const clean = await readingOf(root)
      const { had: none, put, ...first } = await cached(root, join(folder, name))
      const { had, put: again, ...second } = await cached(root, join(folder, name))
      expect(first, name).toStrictEqual(clean)
      expect(second, name).toStrictEqual(clean)
      expect([none, had, again], name).toEqual([0, put, 0])
      if (name.startsWith('linked-')) expect(put, name).toBeLessThan(clean.read.length)
      else expect(put, name).toBe(clean.read.length)
    }
  }, 240_000)

  it('are read anew where a picture is another, is gone, or has come', async () => {
    const text = '# A\n\n## What?\n\n![x](a.svg)\n\n## Why?\n\n![y](b.svg) <sub>z</sub>\n'
    const root = await folderOf({ 'a.md': text, 'c.md': '# C\n\n## Who?\n\nz\n', 'a.svg': square })
    const folder = await temporary()
    const both = async (had: number) => {
      const { had: found, put: _, ...reading } = await cached(root, folder)
      expect(reading).toStrictEqual(await readingOf(root))
      expect(found).toBe(had)
      return reading
    }
    await both(0)
    expect((await both(2)).said.map(({ ruleId }) => ruleId)).toEqual(['picture-missing'])
    await writeFile(join(root, 'b.svg'), square.replaceAll('4', '8'))
    // An entry is found, and found to be of other pictures.
    expect((await both(2)).bank.media.length).toBe(2)
    await writeFile(join(root, 'a.svg'), square.replaceAll('4', '6'))
    expect((await both(2)).bank.media.map(({ width }) => width).sort()).toEqual([6, 8])
    await rm(join(root, 'a.svg'))
    expect((await both(2)).said.map(({ ruleId }) => ruleId)).toEqual(['picture-missing'])
    await both(2)
  })

  it('are read anew where what is set for them is other', async () => {
    const root = await folderOf({ 'a.md': '# A\n\n## What is ==this==?\n\n### x\n\nz\n' })
    const folder = await temporary()
    for (const settings of [{}, { level: 3 }, { highlights: 'gaps' as const }, { level: 3 }]) {
      const { had: _, put: __, ...reading } = await cached(root, folder, { settings })
      expect(reading).toStrictEqual(await readingOf(root, undefined, { settings }))
    }
  })

  it('are read anew where an entry is none that was kept', async () => {
    const root = await folderOf({ 'a.md': '# A\n\n## What?\n\nz\n' })
    const clean = await readingOf(root)
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('nonsense'),
      Buffer.from([0, 0, 0, 2, 123, 125]),
    ]) {
      const cache: Cache = { shelf: () => ({ get: () => bytes, put: () => {} }) }
      expect(await readingOf(root, cache)).toStrictEqual(clean)
    }
  })

  it('tell of each body in a store what it was read from', async () => {
    const root = await folderOf({
      'a.md': '# A\n\n## What?\n\n![x](a.svg)\n\n## Why?\n\nz\n',
      'b.md': '# B\n\n## Who?\n\n[Answer](c/d.md)\n',
      'c/d.md': '# Answer\n\nz\n',
      'a.svg': square,
    })
    const folder = await temporary()
    const sums = async () => {
      const disk = new DiskCache({ folder, program: 'test' })
      const store = new Spill()
      onTestFinished(() => store.close())
      const messages = new Messages()
      const { bank } = await read({
        ...{ paths: [root], root, settings: {}, messages, store },
        cache: disk.of('bank'),
      })
      await disk.save(false)
      return [...questionsOf(bank)].map(({ question: { body } }) =>
        typeof body === 'string' ? body : body.sum,
      )
    }
    const first = await sums()
    expect(first).toEqual([
      expect.stringMatching(/^\w{32} 0$/),
      expect.stringMatching(/^\w{32} 1$/),
      // A file that leads elsewhere says by itself not what was read.
      undefined,
    ])
    expect(await sums()).toEqual(first)
    await writeFile(join(root, 'a.svg'), square.replaceAll('4', '6'))
    const [other, next] = await sums()
    expect([other === first[0], next === first[1]]).toEqual([false, false])
    await writeFile(join(root, 'a.svg'), square)
    expect(await sums()).toEqual(first)
    await writeFile(join(root, 'a.md'), '# A\n\n## What?\n\n![x](a.svg)\n\n## Why?\n\nzz\n')
    expect((await sums())[1]).not.toBe(first[1])
  })

  it('say what is wrong with their text again', async () => {
    const root = join(fixtures, 'canonical-faults')
    const folder = await temporary()
    await cached(root, folder)
    const { had, said } = await cached(root, folder)
    expect(had).toBeGreaterThan(0)
    expect(said.length).toBeGreaterThan(3)
  })
})

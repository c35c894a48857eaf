import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest } from '../src/cache/digest.ts'
import { DiskCache } from '../src/cache.ts'
import type { Store } from '../src/model/store.ts'
import { Spill } from '../src/spill.ts'
import { temporary } from './support/tmp.ts'

const program = 'one'
const opened = (
  folder: string,
  more: { program?: string; limit?: number; store?: Store; plain?: number } = {},
) => new DiskCache({ folder, program, ...more })

/** One build: takes what it knows, puts what it does not. */
async function built(
  folder: string,
  values: readonly string[],
  {
    whole = true,
    bank = 'bank',
    ...more
  }: Parameters<typeof opened>[1] & {
    whole?: boolean
    bank?: string
  } = {},
): Promise<{ had: number; seen: string[] }> {
  const cache = opened(folder, more)
  const shelf = cache.of(bank).shelf('stage')
  let had = 0
  const seen = values.map((value) => {
    const key = digest(value)
    const known = shelf.get(key)
    if (known) {
      had++
      return known.toString()
    }
    shelf.put(key, value)
    return value
  })
  await cache.save(whole)
  return { had, seen }
}

async function filesIn(folder: string, ending = '.segment'): Promise<string[]> {
  const all = await readdir(folder, { recursive: true })
  return all.filter((name) => name.endsWith(ending)).map((name) => join(folder, name))
}

const texts = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => `${from + at} `.repeat(1 + ((from + at) % 700)))

describe('a cache', () => {
  it('gives back what an earlier build put', async () => {
    const folder = join(await temporary(), 'cache')
    const values = ['', 'é', ...texts(2000)]
    expect((await built(folder, values)).had).toBe(0)
    expect(await built(folder, values)).toEqual({ had: values.length, seen: values })
  })

  it('writes the same from a store', async () => {
    const values = texts(2000)
    const [held, stored] = [await temporary(), await temporary()]
    await built(held, values)
    const store = new Spill({ page: 1000, memory: 0 })
    await built(stored, values, { store })
    expect(store.spilled).toBeGreaterThan(10_000)
    store.close()
    const named = async (folder: string) =>
      (await filesIn(folder)).map((file) => file.slice(folder.length))
    expect(await named(stored)).toEqual(await named(held))
    expect(await built(stored, values)).toEqual({ had: values.length, seen: values })
  })

  it('gives bytes as they were', async () => {
    const folder = await temporary()
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.uint8Array({ maxLength: 5000 }),
            fc.nat(40_000).map((length) => new Uint8Array(length).fill(length % 251)),
          ),
          { maxLength: 40 },
        ),
        async (all) => {
          const bank = digest(...all)
          const first = opened(folder)
          for (const bytes of all) first.of(bank).shelf('bytes').put(digest(bytes), bytes)
          await first.save(true)
          const second = opened(folder)
          for (const bytes of all) {
            const had = second.of(bank).shelf('bytes').get(digest(bytes))
            expect(had?.equals(bytes)).toBe(true)
          }
          second.close()
        },
      ),
      { numRuns: 40 },
    )
  })

  it('gives what is small without a look at what is large', async () => {
    const folder = await temporary()
    const [before, after] = [digest('before'), digest('after')]
    const noise = randomBytes(100_000)
    const cache = opened(folder)
    const shelf = cache.of('bank').shelf('stage')
    shelf.put(before, 'before')
    shelf.put(digest(noise), noise)
    shelf.put(after, 'after')
    expect([before, after].map((key) => shelf.get(key)?.toString())).toEqual(['before', 'after'])
    await cache.save(true)
    const [file = ''] = await filesIn(folder)
    const segment = await readFile(file)
    segment.writeUInt8(
      segment.readUInt8(segment.indexOf(noise) + 5) ^ 1,
      segment.indexOf(noise) + 5,
    )
    await writeFile(file, segment)
    const later = opened(folder)
    const had = (key: string) => later.of('bank').shelf('stage').get(key)?.toString()
    expect([before, after].map(had)).toEqual(['before', 'after'])
    expect(had(digest(noise))).toBeUndefined()
    later.close()
  })

  it('tells keys apart that begin alike', async () => {
    const folder = await temporary()
    const keys = ['00000000', '00000001', 'ffffffff'].flatMap((lead) =>
      ['0', '1', '8', 'f'].map((end) => lead + end.repeat(24)),
    )
    const cache = opened(folder)
    for (const key of keys.toReversed()) cache.of('bank').shelf('stage').put(key, key)
    await cache.save(true)
    const later = opened(folder)
    const had = (key: string) => later.of('bank').shelf('stage').get(key)?.toString()
    expect(keys.map(had)).toEqual(keys)
    for (const none of ['000000002', '00000000f', 'ffffffffe', '80000000']) {
      expect(had(none.padEnd(32, '0'))).toBeUndefined()
    }
    later.close()
  })

  it('deflates text, and leaves as it is what grows no smaller', async () => {
    const noise = randomBytes(300_000)
    const text = 'What is a closure? '.repeat(20_000)
    for (const [bytes, most] of [
      [noise, noise.length + 1000],
      [Buffer.from(text), text.length / 10],
    ] as const) {
      const folder = await temporary()
      const cache = opened(folder, { plain: 0 })
      cache.of('bank').shelf('stage').put(digest('a'), bytes)
      await cache.save(true)
      const [file = ''] = await filesIn(folder)
      const segment = await readFile(file)
      expect(segment.length).toBeLessThan(most)
      expect(segment.includes(bytes)).toBe(bytes === noise)
    }
  })

  it('deflates nothing until so much was put', async () => {
    const text = (word: string) => Buffer.from(`What is ${word}? `.repeat(5_000))
    const [first, second] = [text('a closure'), text('a promise')]
    const folder = await temporary()
    const cache = opened(folder, { plain: first.length })
    const shelf = cache.of('bank').shelf('stage')
    for (const bytes of [first, second]) shelf.put(digest(bytes), bytes)
    await cache.save(true)
    const [file = ''] = await filesIn(folder)
    const segment = await readFile(file)
    expect([first, second].map((bytes) => segment.includes(bytes))).toEqual([true, false])
    const later = opened(folder)
    for (const bytes of [first, second]) {
      expect(later.of('bank').shelf('stage').get(digest(bytes))?.equals(bytes)).toBe(true)
    }
    later.close()
  })

  it('is one for each bank, each shelf and each program', async () => {
    const folder = await temporary()
    await built(folder, texts(10))
    expect((await built(folder, texts(10), { bank: 'other' })).had).toBe(0)
    expect((await built(folder, texts(10), { program: 'other' })).had).toBe(0)
    const cache = opened(folder)
    expect(
      cache
        .of('bank')
        .shelf('other')
        .get(digest(texts(1)[0] ?? '')),
    ).toBeUndefined()
    expect(() => cache.of('bank').shelf('../up')).toThrow('no name of a shelf')
    cache.close()
  })

  it('has what was put in the same build', async () => {
    const shelf = opened(await temporary())
      .of('bank')
      .shelf('stage')
    shelf.put(digest('a'), 'first')
    shelf.put(digest('a'), 'second')
    expect(shelf.get(digest('a'))?.toString()).toBe('first')
    expect(shelf.get(digest('b'))).toBeUndefined()
  })

  it('takes what was put last', async () => {
    const folder = await temporary()
    for (const value of ['first', 'second', 'third']) {
      const cache = opened(folder)
      const shelf = cache.of('bank').shelf('stage')
      shelf.get(digest('a'))
      shelf.put(digest('a'), value)
      await cache.save(true)
      for (const file of await filesIn(folder)) {
        const { mtime } = await stat(file)
        await utimes(file, mtime, new Date(mtime.getTime() - 1000))
      }
      const next = opened(folder)
      expect(next.of('bank').shelf('stage').get(digest('a'))?.toString()).toBe(value)
      next.close()
    }
  })

  it('keeps what a later build may ask for, though none asked this time', async () => {
    const folder = await temporary()
    const keys = Array.from({ length: 40 }, (_, at) => digest(`large ${at}`))
    const first = opened(folder)
    for (const key of keys) first.of('bank').shelf('stage').put(key, randomBytes(100_000))
    await first.save(true)
    const second = opened(folder)
    for (const key of keys.slice(0, 5)) second.of('bank').shelf('stage').use?.(key)
    second.of('bank').shelf('stage').use?.(digest('none'))
    await second.save(true)
    const third = opened(folder)
    const had = keys.filter((key) => third.of('bank').shelf('stage').get(key)?.length === 100_000)
    expect(had).toEqual(keys.slice(0, 5))
    third.close()
  })

  it('writes nothing before it is saved', async () => {
    const folder = join(await temporary(), 'cache')
    const cache = opened(folder)
    for (const text of texts(3000)) cache.of('bank').shelf('stage').put(digest(text), text)
    cache.close()
    await expect(stat(folder)).rejects.toThrow('ENOENT')
  })

  it('keeps what the last build used, lets the rest go, and stays a few files', async () => {
    const folder = await temporary()
    for (let turn = 0; turn < 30; turn++) {
      const { had } = await built(folder, texts(2000, turn * 100))
      if (turn > 0) expect(had).toBe(1900)
    }
    const files = await filesIn(folder)
    expect(files.length).toBeLessThanOrEqual(9)
    const cache = opened(folder)
    expect(
      cache
        .of('bank')
        .shelf('stage')
        .get(digest(texts(1)[0] ?? '')),
    ).toBeUndefined()
    cache.close()
    expect((await built(folder, texts(2000, 2900))).had).toBe(2000)
  })

  it('keeps everything where a build asked for a part only', async () => {
    const folder = await temporary()
    await built(folder, texts(3000))
    await built(folder, texts(10), { whole: false })
    expect((await built(folder, texts(3000))).had).toBe(3000)
  })

  it('keeps within its bound: what was used longest ago goes', async () => {
    const folder = await temporary()
    const noise = (bank: string) => Array.from({ length: 200 }, (_, at) => digest(bank, `${at}`))
    for (const [at, bank] of ['a', 'b', 'c'].entries()) {
      await built(folder, noise(bank), { bank, limit: 1e9 })
      for (const file of await filesIn(folder, 'used')) {
        const { mtime } = await stat(file)
        await utimes(file, mtime, new Date(mtime.getTime() - 1000 * (10 - at)))
      }
    }
    const [file = ''] = await filesIn(folder)
    const { size } = await stat(file)
    await built(folder, noise('a'), { bank: 'a', limit: 1e9 })
    await built(folder, noise('d'), { bank: 'd', limit: Math.round(size * 2.5) })
    expect((await filesIn(folder)).length).toBe(2)
    for (const [bank, had] of Object.entries({ a: 200, d: 200, b: 0, c: 0 })) {
      expect((await built(folder, noise(bank), { bank, limit: 1e9 })).had, bank).toBe(had)
    }
  })

  it('is marked for programs that make backups, and is its user’s alone', async () => {
    const folder = join(await temporary(), 'cache')
    await built(folder, texts(3))
    expect(await readFile(join(folder, 'CACHEDIR.TAG'), 'utf8')).toMatch(
      /^Signature: 8a477f597d28d172789f06886806bc55\n/,
    )
    for (const file of process.platform === 'win32' ? [] : [folder, ...(await filesIn(folder))]) {
      expect((await stat(file)).mode & 0o077, file).toBe(0)
    }
  })

  it('takes away what a killed build left, after an hour', async () => {
    const folder = await temporary()
    await built(folder, texts(3))
    const [file = ''] = await filesIn(folder)
    for (const [name, age] of [
      ['1', 0],
      ['2', 7200],
    ] as const) {
      const stage = `${file}.${name}.stage`
      await writeFile(stage, 'half')
      const then = Date.now() / 1000 - age
      await utimes(stage, then, then)
    }
    await built(folder, texts(3))
    const left = await filesIn(folder, '.stage')
    expect(left.map((name) => name.slice(file.length))).toEqual(['.1.stage'])
  })
})

describe('a cache that is not as it was written', () => {
  const values = texts(400)

  it('gives what was put or nothing, whichever bytes are wrong or missing', async () => {
    const folder = await temporary()
    await built(folder, values)
    const [file = ''] = await filesIn(folder)
    const whole = await readFile(file)
    const wrong = fc.oneof(
      fc.nat(whole.length - 1).map((at) => whole.subarray(0, at)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
        const other = Buffer.from(whole)
        other[at] = (other[at] ?? 0) ^ by
        return other
      }),
      fc
        .tuple(fc.nat(whole.length), fc.uint8Array({ minLength: 1, maxLength: 300 }))
        .map(([at, more]) => Buffer.concat([whole.subarray(0, at), more, whole.subarray(at)])),
      fc.uint8Array({ maxLength: 4000 }).map((bytes) => Buffer.from(bytes)),
    )
    await fc.assert(
      fc.asyncProperty(wrong, async (bytes) => {
        await writeFile(file, bytes)
        const cache = opened(folder)
        const shelf = cache.of('bank').shelf('stage')
        for (const value of values) {
          expect([undefined, value]).toContain(shelf.get(digest(value))?.toString())
        }
        cache.close()
      }),
      { numRuns: process.env.RECTOVERSO_LONG === '1' ? 3000 : 150 },
    )
    expect((await built(folder, values)).seen).toEqual(values)
    expect(await built(folder, values)).toEqual({ had: values.length, seen: values })
  })

  it('is as if absent where folders are files and files are folders', async () => {
    const folder = await temporary()
    await built(folder, values)
    const [file = ''] = await filesIn(folder)
    await rm(file)
    await mkdir(file)
    expect(await built(folder, values)).toEqual({ had: 0, seen: values })
    const blocked = join(await temporary(), 'cache')
    await writeFile(blocked, 'a file')
    expect(await built(blocked, values)).toEqual({ had: 0, seen: values })
    expect(await built(blocked, values)).toEqual({ had: 0, seen: values })
    expect(await readFile(blocked, 'utf8')).toBe('a file')
  })

  it('keeps one shelf where another cannot be written', async () => {
    const folder = await temporary()
    await built(folder, values)
    const [file = ''] = await filesIn(folder)
    const other = dirname(file).replace(/-stage$/, '-barred')
    await writeFile(other, 'in the way')
    const more = texts(5, 1000)
    const cache = opened(folder)
    for (const name of ['barred', 'stage']) {
      for (const value of more) cache.of('bank').shelf(name).put(digest(value), value)
    }
    await cache.save(true)
    expect((await built(folder, more)).had).toBe(5)
  })

  it('touches no file that is not its own', async () => {
    const folder = await temporary()
    await writeFile(join(folder, 'letter.txt'), 'Dear')
    await mkdir(join(folder, '1-notes'))
    await writeFile(join(folder, '1-notes', 'x'), 'mine')
    await built(folder, values, { limit: 0 })
    expect(await readFile(join(folder, 'letter.txt'), 'utf8')).toBe('Dear')
    expect(await readFile(join(folder, '1-notes', 'x'), 'utf8')).toBe('mine')
    expect(await filesIn(folder)).toEqual([])
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is read where nothing can be written',
    async () => {
      const folder = await temporary()
      await built(folder, values)
      for (const name of await readdir(folder)) await chmod(join(folder, name), 0o500)
      expect((await built(folder, values)).had).toBe(values.length)
    },
  )
})

it('is shared by two programs at once', async () => {
  const folder = await temporary()
  const script = `
    const { DiskCache } = await import(${JSON.stringify(new URL('../dist/cache.js', import.meta.url).href)})
    const { digest } = await import(${JSON.stringify(new URL('../dist/cache/digest.js', import.meta.url).href)})
    for (let turn = 0; turn < 25; turn++) {
      const cache = new DiskCache({ folder: ${JSON.stringify(folder)}, program: 'one' })
      const shelf = cache.of('bank').shelf('stage')
      for (let at = 0; at < 300; at++) {
        const value = (at + turn * Number(process.argv[1]) + ' ').repeat(40)
        const known = shelf.get(digest(value))
        if (known && known.toString() !== value) throw new Error('wrong: ' + at)
        if (!known) shelf.put(digest(value), value)
      }
      await cache.save(true)
    }`
  const run = `
    const { spawn } = require('node:child_process')
    const runs = ['7', '11', '13'].map((step) => new Promise((done) => {
      spawn(process.execPath, ['--input-type=module', '-e', process.argv[1], step], { stdio: 'inherit' }).on('close', done)
    }))
    Promise.all(runs).then((codes) => { process.exitCode = Math.max(...codes) })`
  const { status, stderr } = spawnSync(process.execPath, ['-e', run, script], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const left = await filesIn(folder)
  expect(left.length).toBeGreaterThan(0)
  expect(left.length).toBeLessThan(20)
})

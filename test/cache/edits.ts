/** A bank that is edited at random, and built twice after each edit: with a cache and without. */
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect } from 'vitest'
import { type BuildRequest, build, check } from '../../src/build.ts'

/** The files of a bank, by path; `null` for none. Both banks are always given the same. */
export type Edit = { what: string; files: Record<string, string | Uint8Array | null> }

/** One step: what is done to the files, what to the results and the cache, and how it is built. */
export type Step = {
  edit: (files: ReadonlyMap<string, string | Uint8Array>) => Edit
  results: 'keep' | 'keep' | 'delete one' | 'edit the table' | 'cut one short'
  cache: 'keep' | 'delete' | 'flip' | 'cut' | 'add to' | 'nonsense' | 'folders' | 'blocked'
  request: Partial<BuildRequest> & { check?: boolean }
  /** Days that pass before it. */
  days: number
}

const words = ['scope', 'stack', 'heap', 'queue', 'tree', 'graph', 'hash', 'sort', 'lock', 'node']
const drawing = (size: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} 9"><rect width="${size}" height="9"/></svg>`

/** A question with some of everything that makes reading look elsewhere. */
function questionOf(number: number, word: string): string {
  const answer = [
    `It is the ${word} of ${number}.`,
    `- a ${word}\n- another`,
    `\`\`\`js\nconst ${word} = ${number}\n\`\`\``,
    `See [the note][n] and ![a picture](p${number % 3}.svg).`,
    `A claim[^1].\n\n[^1]: Of the ${word}.`,
    `$x^{${number}}$ and *${word}*`,
  ][number % 6]
  if (number % 7 === 3)
    return `## Which ${word} is ${number}?\n\n- [x] this ${word}\n- [ ] that\n\n---\n\n${answer}\n`
  if (number % 7 === 5)
    return `## Gap ${number}\n\nThe {{c1::${word}}} is {{c2::${number}}}.\n\n---\n\n${answer}\n`
  return `## What is ${word} ${number}?\n<!-- tags: [${word}] -->\n\n${answer}\n`
}

const begin = (): Record<string, string> => ({
  'bank/a.md': `---\ntags: [first]\n---\n# Alpha\n\nBefore all.\n\n${[0, 1, 2, 3].map((n) => questionOf(n, words[n] ?? '')).join('\n')}\n[n]: https://example.org/a\n`,
  'bank/b.md': `# Beta\n\n${[4, 5, 6].map((n) => questionOf(n, words[n] ?? '')).join('\n')}`,
  'bank/c.md':
    '# Gamma\n\n## How is it linked?\n\n[Answer](answers/one.md)\n\n## And this?\n\nSo.\n',
  'bank/answers/one.md': '# One\n\nThe answer, with ![a picture](../p1.svg).\n',
  'bank/p0.svg': drawing(10),
  'bank/p1.svg': drawing(20),
})

/** The blocks of a file: what stands before its questions, and each question. */
const blocksOf = (text: string) => text.split(/^(?=## )/m)

function textEdits(
  name: string,
  at: number,
  word: string,
  number: number,
): Record<string, (files: ReadonlyMap<string, string | Uint8Array>) => Edit['files']> {
  const edited =
    (change: (blocks: string[]) => string[]) => (files: ReadonlyMap<string, unknown>) => {
      const text = files.get(name)
      return typeof text === 'string' ? { [name]: change(blocksOf(text)).join('') } : {}
    }
  const one = (blocks: string[]) => 1 + (at % Math.max(1, blocks.length - 1))
  return {
    'a word': edited((blocks) =>
      blocks.map((block, index) =>
        index === one(blocks) ? block.replace(/\b(the|a)\b/, word) : block,
      ),
    ),
    'a title': edited((blocks) =>
      blocks.map((block, index) =>
        index === one(blocks) ? block.replace(/^## (.*)/, `## $1 ${word}`) : block,
      ),
    ),
    'a line above': edited(([head = '', ...rest]) => [`${head}More ${word}.\n\n`, ...rest]),
    'a new question': edited((blocks) =>
      blocks.toSpliced(one(blocks), 0, `${questionOf(number, word)}\n`),
    ),
    'the same question twice': edited((blocks) =>
      blocks.toSpliced(one(blocks), 0, `${questionOf(number % 7, words[number % 7] ?? '')}\n`),
    ),
    'no question': edited((blocks) => blocks.toSpliced(one(blocks), 1)),
    'another order': edited(([head = '', first = '', ...rest]) => [head, ...rest, first]),
    'a broken fence': edited((blocks) =>
      blocks.map((block, index) => (index === one(blocks) ? `${block}\n\`\`\`js\n` : block)),
    ),
    'a definition': edited((blocks) => [...blocks, `\n[n]: https://example.org/${word}\n`]),
    'windows line ends': edited((blocks) => blocks.map((block) => block.replace(/\r?\n/g, '\r\n'))),
  }
}

/** Edits of one or several files; some leave errors behind, which are to be told alike. */
export const edits: fc.Arbitrary<Step['edit']> = fc
  .record({
    name: fc.constantFrom(
      'bank/a.md',
      'bank/b.md',
      'bank/c.md',
      'bank/answers/one.md',
      'bank/d.md',
    ),
    at: fc.nat(9),
    word: fc.constantFrom(...words),
    number: fc.nat(40),
    kind: fc.nat(26),
  })
  .map(({ name, at, word, number, kind }) => (files) => {
    const ofText = Object.entries(textEdits(name, at, word, number))
    const others: [string, Edit['files']][] = [
      ['nothing', {}],
      ['nothing', {}],
      ['a new file', { 'bank/d.md': `# Delta ${word}\n\n${questionOf(number, word)}` }],
      ['no file', { [name]: null }],
      [
        'a file under another name',
        { 'bank/b.md': null, [`bank/b-${word}.md`]: files.get('bank/b.md') ?? null },
      ],
      ['a picture', { [`bank/p${number % 3}.svg`]: drawing(10 + number) }],
      ['a picture that is none', { [`bank/p${number % 3}.svg`]: 'no picture' }],
      ['no picture', { [`bank/p${number % 3}.svg`]: null }],
      ['a picture in other letters', { 'bank/P2.svg': drawing(30) }],
      ['a style', { 'bank/look/anki/card.css': `.card { margin: ${number}px }` }],
      ['settings', { 'bank/rectoverso.yaml': `title: ${word}\ntemplates: look\n` }],
      ['settings', { 'bank/rectoverso.yaml': `highlights: gaps\nretire: ${number % 4}\n` }],
      ['wrong settings', { 'bank/rectoverso.yaml': `titel: ${word}\n` }],
      ['no settings', { 'bank/rectoverso.yaml': null }],
      ['columns', { 'bank/rectoverso.columns': null }],
      ['a byte that is no text', { 'bank/d.md': new Uint8Array([35, 32, 0xff, 10]) }],
      ['everything back', begin()],
    ]
    if (kind < ofText.length) {
      const [what, change] = ofText[kind] as (typeof ofText)[number]
      return { what: `${what} in ${name}`, files: change(files) }
    }
    const [what, change] = others[kind - ofText.length] as (typeof others)[number]
    return { what, files: change }
  })

export const steps: fc.Arbitrary<Step> = fc.record({
  edit: edits,
  results: fc.constantFrom(
    'keep',
    'keep',
    'keep',
    'keep',
    'delete one',
    'edit the table',
    'cut one short',
  ),
  cache: fc.constantFrom(
    ...([
      'keep',
      'keep',
      'keep',
      'keep',
      'keep',
      'keep',
      'keep',
      'keep',
      'delete',
      'flip',
    ] as const),
    ...(['cut', 'add to', 'nonsense', 'folders', 'blocked'] as const),
  ),
  request: fc.oneof<fc.MaybeWeightedArbitrary<Step['request']>[]>(
    { weight: 8, arbitrary: fc.constant({}) },
    fc.constantFrom<Step['request'][]>(
      ...[{ check: true }, { only: 'tag:scope,heap' }, { frozen: true }],
      ...[{ formats: ['csv', 'json'] as const }, { dialect: 'plain-heading' as const }],
    ),
  ),
  days: fc.constantFrom(0, 0, 1, 40),
})

/** Two banks of the same files: only one of them is built with a cache. */
export class Twins {
  readonly #top: string
  readonly #formats: BuildRequest['formats']
  readonly #files = new Map<string, string | Uint8Array>()
  #date = 1_767_225_600
  /** What was done so far, for a failure. */
  readonly history: string[] = []
  /** How many builds gave what the one before gave. */
  ended = { ok: 0, content: 0, request: 0 }

  constructor(top: string, formats: BuildRequest['formats']) {
    this.#top = top
    this.#formats = formats
  }

  async begin(): Promise<void> {
    await this.#write(begin())
  }

  async step({ edit, results, cache, request, days }: Step): Promise<void> {
    const { what, files } = edit(this.#files)
    this.history.push([what, results, cache, JSON.stringify(request), `${days} days`].join(', '))
    await this.#write(files)
    this.#date += days * 86_400
    await this.#results(results)
    await this.#harm(cache)
    const { check: only, ...more } = request
    const built = []
    for (const side of ['with', 'without'] as const) {
      const cwd = join(this.#top, side)
      const { formats: _, ...common } = {
        ...{ paths: ['bank'], cwd, issued: this.#date, formats: this.#formats ?? [] },
        ...(side === 'with' && { cache: join(this.#top, 'cache') }),
      }
      const result = only
        ? await check(common)
        : await build({ ...common, ...(this.#formats && { formats: this.#formats }), ...more })
      built.push(JSON.parse(JSON.stringify(result).replaceAll(cwd, '')))
    }
    const [cached, clean] = built
    const why = this.history.join('\n')
    expect(cached, why).toStrictEqual(clean)
    this.ended[clean.status as keyof typeof this.ended]++
    const [one, other] = [
      await allIn(join(this.#top, 'with')),
      await allIn(join(this.#top, 'without')),
    ]
    expect([...one.keys()], why).toEqual([...other.keys()])
    for (const [name, bytes] of one) {
      if (!bytes.equals(other.get(name) ?? Buffer.alloc(0)))
        expect.fail(`${name} differs after\n${why}`)
    }
  }

  async #write(files: Edit['files']): Promise<void> {
    for (const [name, content] of Object.entries(files)) {
      if (content === null) this.#files.delete(name)
      else this.#files.set(name, content)
      for (const side of ['with', 'without']) {
        const file = join(this.#top, side, name)
        await mkdir(dirname(file), { recursive: true })
        if (content === null) await rm(file, { force: true })
        else await writeFile(file, content)
      }
    }
  }

  /** Does to the results what people and other programs do. */
  async #results(what: Step['results']): Promise<void> {
    if (what === 'keep') return
    for (const side of ['with', 'without']) {
      const folder = join(this.#top, side, 'out')
      const names = await readdir(folder).catch(() => [])
      const table = names.find((name) => name.endsWith('.csv'))
      const first = names.find((name) => !name.endsWith('.csv') && !name.endsWith('.manifest.json'))
      if (what === 'edit the table' && table) await writeFile(join(folder, table), 'edited')
      if (what === 'delete one' && table) await rm(join(folder, table))
      if (what === 'cut one short' && first) {
        await writeFile(join(folder, first), (await readFile(join(folder, first))).subarray(0, 99))
      }
    }
  }

  /** Does to the cache what disks, people and other versions do. */
  async #harm(what: Step['cache']): Promise<void> {
    const folder = join(this.#top, 'cache')
    if (what === 'keep') {
      const status = await stat(folder).catch(() => undefined)
      if (status?.isFile()) await rm(folder)
      return
    }
    if (what === 'delete' || what === 'blocked') await rm(folder, { recursive: true, force: true })
    if (what === 'blocked') await writeFile(folder, 'in the way')
    const all = await allIn(folder)
    for (const [name, bytes] of all) {
      const file = join(folder, name)
      if (what === 'cut') await writeFile(file, bytes.subarray(0, Math.floor(bytes.length / 2)))
      if (what === 'add to') await writeFile(file, Buffer.concat([bytes, bytes]))
      if (what === 'nonsense') await writeFile(file, 'RVcache1, another program’s')
      if (what === 'flip') {
        const other = Buffer.from(bytes)
        for (let at = 3; at < other.length; at += 97) other[at] = (other[at] ?? 0) ^ 0x41
        await writeFile(file, other)
      }
      if (what === 'folders') {
        await rm(file)
        await mkdir(file)
      }
    }
  }
}

/** Every file below a folder, by its path; none where there is no folder. */
async function allIn(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const found = new Map<string, Buffer>()
  for (const name of names.sort()) {
    const file = join(folder, name)
    if ((await stat(file)).isFile()) found.set(name, await readFile(file))
  }
  return found
}

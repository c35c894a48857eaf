/** A small bank that has one of everything, built in every format; and ways to spoil what was built. */
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import type * as sqlite from 'node-sqlite3-wasm'
import sharp from 'sharp'
import { build } from '../../src/build.ts'
import { formats } from '../../src/config/settings.ts'
import { newYear } from '../support/context.ts'
import { temporary } from '../support/tmp.ts'

const questions = `---
title: Rich bank
id: rich
tags: [rich]
licence: CC BY 4.0
---

# Closures

Read this chapter first; it is short.

## What is a closure?
<!-- id: closure, tags: [scope, functions], difficulty: hard, hint: think of *scope* -->

It keeps [its variables](https://example.org/closures?a=1&b=2), as $f(x) = x^{2}$ keeps \`x\` in <kbd>memory</kbd>[^one].

\`\`\`js
const add = (a) => (b) => a + b
if (add(1)(2) < 4) console.log('three & less')
\`\`\`

[^one]: Until nobody holds the function.

## Where does the picture show the heap?

![a red field](pictures/red.png)

---

On the left, where ![a mark](pictures/mark.svg) stands.

## Which of these are falsy?

- [x] \`0\`

  Zero is falsy.
- [ ] \`'0'\`
- [x] \`''\`

Empty and zero are.

## Capitals

{{c1::Paris}} is in {{c2::France::a country}}, as everybody knows.

# Things

## Promise
<!-- kind: reversed -->

A value that will be there *later*.

## Type the keyword that waits
<!-- kind: typed -->

await

It stands before a promise.

## Compare the loops

| loop | over |
|---|---|
| for of | values |
| for in | keys |

1. first
2. second

$$\\sum_{i=1}^{n} i$$

[Hear them](loops.wav).

## -1 is truthy?

Yes: [sound:x.mp3] and {{c1::}} are text; so is 5 > 3 && 2 < 4.

## Asked once, then retired

It goes away.
`

const gone = '\n## Asked once, then retired\n\nIt goes away.\n'

const mark =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="16" fill="#060"/></svg>'

/** A recording of a twentieth of a second in which nothing is heard. */
const silence = Buffer.concat([
  Buffer.from('RIFF\xb4\x01\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0', 'latin1'),
  Buffer.from('\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data\x90\x01\0\0', 'latin1'),
  Buffer.alloc(400, 128),
])

const png = (background: string) =>
  sharp({ create: { width: 30, height: 20, channels: 3, background } })
    .png()
    .toBuffer()

/** Puts the bank into a folder and all that is built of it; one question was retired since the first build. */
export async function buildBank(folder: string): Promise<void> {
  await mkdir(join(folder, 'pictures'))
  await repaint('#c00')(folder)
  await writeFile(join(folder, 'pictures/mark.svg'), mark)
  await writeFile(join(folder, 'loops.wav'), silence)
  const request = { paths: ['rich.md'], cwd: folder, issued: newYear }
  for (const text of [questions, questions.replace(gone, '')]) {
    await writeFile(join(folder, 'rich.md'), text)
    const { status, findings } = await build({ ...request, formats: [...formats] })
    if (status !== 'ok') throw new Error(JSON.stringify(findings, null, 1))
  }
}

/** The same in a folder of its own. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await temporary()
  await cp(folder, copy, { recursive: true })
  return copy
}

/** Changes a file's bytes; it has to be there. */
export async function change(
  folder: string,
  name: string,
  edit: (bytes: Uint8Array) => Uint8Array,
): Promise<void> {
  const path = join(folder, name)
  const before = await readFile(path)
  const after = edit(before)
  if (Buffer.compare(before, after) === 0) throw new Error(`${name} was not changed`)
  await writeFile(path, after)
}

/** Replaces a text in a file, once. */
export const replace = (one: string | RegExp, other: string) => (bytes: Uint8Array) =>
  Buffer.from(Buffer.from(bytes).toString('utf8').replace(one, other))

export const flip = (at: (length: number) => number) => (bytes: Uint8Array) => {
  const copy = Uint8Array.from(bytes)
  const place = Math.floor(at(copy.length))
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}

/** Flips a byte within the first packed stream of some length. */
export const flipInStream = (bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes).toString('latin1')
  const found = /\/Filter \/FlateDecode[^>]*>>\s*stream\r?\n/.exec(text)
  if (!found) throw new Error('there is no stream')
  return flip(() => found.index + found[0].length + 50)(bytes)
}

export const halve = (bytes: Uint8Array) => bytes.subarray(0, Math.floor(bytes.length / 2))

export const repaint = (background: string) => async (folder: string) =>
  writeFile(join(folder, 'pictures/red.png'), await png(background))

/** Changes the entries of a zip. */
export const rezip =
  (edit: (entries: Record<string, Uint8Array>) => void) =>
  (bytes: Uint8Array): Uint8Array => {
    const entries = unzipSync(bytes)
    edit(entries)
    return zipSync(entries, { level: 1 })
  }

/** Changes the entry of a package that is the medium of such a name. */
export const remedium = (ending: string, edit: (bytes: Uint8Array) => Uint8Array) =>
  rezip((entries) => {
    const names = JSON.parse(Buffer.from(entries.media ?? []).toString()) as Record<string, string>
    const [entry = ''] = Object.entries(names).find(([, name]) => name.endsWith(ending)) ?? []
    entries[entry] = edit(entries[entry] ?? new Uint8Array())
  })

/** Runs SQL on the collection of a package. */
export const sql = (...statements: string[]) =>
  rezip((entries) => {
    const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof sqlite
    const folder = mkdtempSync(join(tmpdir(), 'rectoverso-spoil-'))
    try {
      const file = join(folder, 'collection')
      writeFileSync(file, entries['collection.anki2'] ?? '')
      const database = new Database(file)
      for (const statement of statements) database.exec(statement)
      database.close()
      entries['collection.anki2'] = readFileSync(file)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

/** Writes the manifest anew, as if what was spoiled had been built. */
export async function sign(folder: string): Promise<void> {
  const out = join(folder, 'out')
  const name = readdirSync(out).find((one) => one.endsWith('.manifest.json')) ?? ''
  const manifest = JSON.parse(await readFile(join(out, name), 'utf8'))
  for (const file of Object.keys(manifest.files)) {
    const bytes = await readFile(join(out, file)).catch(() => undefined)
    if (!bytes) continue
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    manifest.files[file] = { sha256, size: bytes.length }
  }
  await writeFile(join(out, name), JSON.stringify(manifest))
}

export const remove = (name: string) => (folder: string) => rm(join(folder, name))

/** Replaces the booklet by that of an edited source, with the same codes. */
export const rebuilt = (one: string | RegExp, other: string) => async (folder: string) => {
  const copy = await copyOf(folder)
  await change(copy, 'rich.md', replace(one, other))
  const request = { paths: ['rich.md'], cwd: copy, issued: newYear }
  const { status, findings } = await build({ ...request, formats: ['pdf'] })
  if (status !== 'ok') throw new Error(JSON.stringify(findings, null, 1))
  const made = await readFile(join(copy, 'out/rich.pdf'))
  await change(folder, 'out/rich.pdf', () => made)
}

/** Replaces text of the same length in a PDF's own objects. */
export const inPlace = (one: RegExp, other: (whole: string, ...parts: string[]) => string) => {
  return (bytes: Uint8Array): Uint8Array => {
    const text = Buffer.from(bytes).toString('latin1')
    const edited = text.replace(one, other)
    if (edited.length !== text.length) throw new Error('the places of objects would move')
    return Buffer.from(edited, 'latin1')
  }
}

/** Edits the streams of a PDF; each takes no more room than before. */
export const inStreams =
  (edit: (content: string) => string) =>
  (bytes: Uint8Array): Uint8Array => {
    const text = Buffer.from(bytes).toString('latin1')
    const out = Buffer.from(bytes)
    for (const found of text.matchAll(/\/Length (\d+)[^>]*>>\s*stream\r?\n/g)) {
      const start = found.index + found[0].length
      const length = Number(found[1])
      const content = unpacked(bytes.subarray(start, start + length))
      const edited = content === undefined ? undefined : edit(content)
      if (edited === undefined || edited === content) continue
      const packed = deflateSync(Buffer.from(edited, 'latin1'), { level: 9 })
      if (packed.length > length) throw new Error('the stream became longer')
      out.fill(0, start, start + length)
      packed.copy(out, start)
    }
    return out
  }

function unpacked(bytes: Uint8Array): string | undefined {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return undefined
  }
}

/**
 * Runs the program's bundled files with the code that V8 made of them before. Reading
 * two megabytes of text into code is a good part of what ten questions take.
 *
 *     <bundle>/<engine>.pack                   made when it was bundled
 *     <folder>/code/<bundle>-<engine>.pack     kept in the cache
 *
 * A pack is a line of JSON, then the code of each file. A file's code is used only where the
 * hash of its text and the pack's checksum are right, V8 takes it, and the pack is where the
 * files are, or this user's own and nobody else may write it; all else is made anew. Packs may
 * be deleted at any time, appear by a rename, and that in the cache is written again when a run
 * had to make code. Nothing here makes a run fail or differ.
 */
import { hash as hashOf } from 'node:crypto'
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { cachedDataVersionTag } from 'node:v8'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'

/** Packs that stay: of other places and engines, those written last. */
const most = 4

/** V8 reads code where it lies, if it begins at such a place. */
const alignment = 8

type Kept = { hash: string; code: Uint8Array }
type Made = { hash: string; script: Script }

/**
 * Runs a CommonJS file and those it requires from its own folder. Modules are had by
 * `imported(name)`, which is their `import`.
 *
 * @param entry absolute path.
 * @param folder of the cache, absolute; undefined: nothing in it is read or kept.
 */
export function runKept(entry: string, folder: string | undefined): void {
  const home = dirname(entry)
  const pack = folder && join(folder, 'code', `${digest(home)}-${engine()}.pack`)
  const packs = [
    reading(pack, isOurs),
    // As much to be trusted as the files themselves.
    reading(join(home, `${engine()}.pack`), () => true),
  ]
  const made = new Map<string, Made>()
  let anew = false
  const outer = createRequire(entry)
  const modules = new Map<string, { exports: unknown }>()

  const load = (path: string): unknown => {
    const known = modules.get(path)
    if (known) return known.exports
    const module = { exports: {} }
    modules.set(path, module)
    const name = basename(path)
    const text = readFileSync(path, 'utf8')
    const hash = hashOf('sha1', text)
    const code = codeOf(packs, name, hash)
    const script = new Script(wrapped(text), {
      filename: path,
      ...(code && { cachedData: code }),
    })
    if (!code || script.cachedDataRejected) anew = true
    made.set(name, { hash, script })
    const run = script.runInThisContext() as (...given: unknown[]) => void
    run(module.exports, required, module, path, home, imported)
    return module.exports
  }
  const required = (name: string): unknown =>
    name.startsWith('./') ? load(join(home, name)) : outer(name)
  // V8 does not tell Node of an `import()` whose code was kept where it came from.
  const imported = (name: string): Promise<unknown> => import(name)

  if (pack) {
    process.once('exit', () => {
      if (anew) keep(pack, { home, packs, made })
    })
  }
  load(entry)
}

/** On one line with the text's first, so that places in it stay right. */
function wrapped(text: string): string {
  return `(function (exports, require, module, __filename, __dirname, imported) { ${text}\n})`
}

/** Of another version, processor or choice of flags V8 takes no code. */
function engine(): string {
  return `${process.version}-${process.arch}-${cachedDataVersionTag()}`
}

function digest(text: string): string {
  return hashOf('sha1', text).slice(0, 16)
}

type Packs = (() => ReadonlyMap<string, Kept>)[]

function codeOf(packs: Packs, name: string, hash: string): Uint8Array | undefined {
  const pack = packs.find((kept) => kept().get(name)?.hash === hash)
  return pack?.().get(name)?.code
}

/** Reads a pack when it is first asked for, if it is to be trusted. */
function reading(path: string | undefined, isTrusted: (path: string) => boolean): Packs[number] {
  let kept: ReadonlyMap<string, Kept> | undefined
  return () => {
    kept ??= path ? readPack(path, isTrusted) : new Map()
    return kept
  }
}

type Head = { crc: number; files: { name: string; hash: string; start: number; end: number }[] }

function readPack(path: string, isTrusted: (path: string) => boolean): Map<string, Kept> {
  const kept = new Map<string, Kept>()
  try {
    if (!isTrusted(path)) return kept
    const bytes = readFileSync(path)
    const body = bytes.indexOf('\n') + 1
    const { crc, files } = JSON.parse(bytes.toString('latin1', 0, body)) as Head
    if (crc32(bytes.subarray(body)) !== crc) return kept
    for (const { name, hash, start, end } of files) {
      kept.set(name, { hash, code: bytes.subarray(body + start, body + end) })
    }
  } catch {
    // None there, or one that is damaged.
    kept.clear()
  }
  return kept
}

/** What runs must come from this user: a folder shared with others may hold what they wrote. */
function isOurs(path: string): boolean {
  const { uid, mode } = statSync(path)
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
}

type Run = { home: string; packs: Packs; made: ReadonlyMap<string, Made> }

/** Writes the code of this run and, of files it did not need, what was kept of them. */
function keep(path: string, { home, packs, made }: Run): void {
  try {
    const files: Head['files'] = []
    const parts: Uint8Array[] = []
    let end = 0
    for (const name of readdirSync(home)) {
      const one = made.get(name)
      const { hash, code } = one
        ? { hash: one.hash, code: one.script.createCachedData() }
        : (packs[0]?.().get(name) ?? {})
      if (hash === undefined || code === undefined) continue
      const padding = new Uint8Array(-code.length & (alignment - 1))
      parts.push(code, padding)
      files.push({ name, hash, start: end, end: end + code.length })
      end += code.length + padding.length
    }
    const body = Buffer.concat(parts)
    const head = JSON.stringify({ crc: crc32(body), files } satisfies Head)
    const folder = dirname(path)
    const beside = `${path}.${process.pid}`
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const fill = ' '.repeat(-(head.length + 1) & (alignment - 1))
    const pack = Buffer.concat([Buffer.from(`${head}${fill}\n`, 'latin1'), body])
    writeFileSync(beside, pack, { mode: 0o600 })
    renameSync(beside, path)
    makeRoom(folder)
  } catch {
    // A full disk, a read-only folder, a file in the way: then it is made again each time.
  }
}

function makeRoom(folder: string): void {
  const found = readdirSync(folder).map((name) => {
    const path = join(folder, name)
    return { path, written: statSync(path).mtimeMs }
  })
  const old = found.sort((a, b) => b.written - a.written).slice(most)
  for (const { path } of old) rmSync(path, { force: true })
}

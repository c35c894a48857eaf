/**
 * What this program is, to the last byte of its code: a cache of any other, of another
 * release or of the same one built anew by a developer, may hold other results.
 */
import { createHash, type Hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { codeHash } from './made.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))
/** `src` or `dist`, whichever runs. */
const code = fileURLToPath(new URL('..', import.meta.url))
/** Made of the rest of the code and of the packages, which are all in the stamp already. */
const bundled = join(code, 'chunks')
const templates = join(home, 'templates')

/** What npm, pnpm and Yarn write of the packages in a folder: their versions, to the last one. */
const installed = [
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.pnpm/lock.yaml',
  'node_modules/.yarn-state.yml',
]

/** Scopes of packages that are used where they are there, by whatever way they came. */
const scopes = ['@expo-google-fonts', '@mathjax']

let known: string | undefined

/**
 * A hash of the program's code and templates, the packages it stands on, and Node. Read once;
 * of a bundle the hash of its code, some hundred files, was made with it.
 */
export function programStamp(): string {
  known ??= stamp()
  return known
}

/** A hash of all code, as it is on disk. */
export function hashOfCode(): string {
  const hash = createHash('sha256')
  addAll(hash, code)
  return hash.digest('hex')
}

function stamp(): string {
  const hash = createHash('sha256')
  const { node, unicode = '', icu = '' } = process.versions
  hash.update(JSON.stringify([node, unicode, icu, codeHash ?? hashOfCode()]))
  const add = (file: string, name: string) => addFile(hash, file, name)
  add(join(home, 'package.json'), 'package.json')
  addAll(hash, templates)
  for (let here = home; ; here = dirname(here)) {
    for (const name of installed) add(join(here, name), name)
    for (const scope of scopes) {
      const folder = join(here, 'node_modules', scope)
      for (const name of namesIn(folder)) add(join(folder, name, 'package.json'), name)
    }
    if (dirname(here) === here) break
  }
  return hash.digest('hex')
}

function addAll(hash: Hash, folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== bundled)
    .filter((entry) => !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.sort()) addFile(hash, file, file.slice(home.length))
}

function addFile(hash: Hash, file: string, name: string): void {
  const bytes = bytesOf(file)
  if (bytes) hash.update(`${name}\0${bytes.length}\0`).update(bytes)
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Finds a bank's Markdown files and decodes them. */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { digest } from '../cache/digest.ts'
import type { Messages } from '../messages/messages.ts'
import type { Place } from '../model/bank.ts'

export type Source = {
  /** Relative to the bank's root, with `/`. */
  path: string
  /** Decoded, without a byte order mark; line ends as they are. */
  text: string
  /** Whether its file begins with a byte order mark. */
  marked?: true
  /** `digest` of the file's bytes; of a text that is not on disk as it is, none. */
  sum?: string
}

const largest = 10 * 1024 * 1024
const markdown = /\.(?:md|markdown|mdown|mkd)$/i
/** Folders that hold no questions of the bank's own. */
const skipped = new Set(['node_modules', 'out', 'dist', 'build', 'vendor'])

/** Whether the files of a folder below a bank's are passed over. */
export function isPassedOver(folder: string): boolean {
  return folder.startsWith('.') || skipped.has(folder)
}

/** Whether a file is Markdown by its name, and no companion that Emacs or macOS lays beside one. */
export function isMarkdown(name: string): boolean {
  return markdown.test(name) && !/^\._|^\.#/.test(name)
}

/** The Markdown files at some paths, in order of their names; folders are searched. */
export async function findSources(
  paths: readonly string[],
  root: string,
  messages: Messages,
): Promise<string[]> {
  const found: string[] = []
  for (const given of paths) {
    const info = await stat(given).catch(() => undefined)
    if (info?.isDirectory()) found.push(...(await filesBelow(given, root, messages)))
    else if (info?.isFile()) found.push(given)
    else messages.add('no-source', `There is nothing at ${relative(root, given)}.`)
  }
  if (found.length === 0 && messages.errors.length === 0) {
    messages.add('no-source', `No Markdown file was found in ${paths.join(', ')}.`)
  }
  return [...new Set(found)]
}

async function filesBelow(folder: string, root: string, messages: Messages): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = new Map(entries.map((entry) => [entry.name, entry]))
  const files: string[] = []
  for (const name of [...names.keys()].sort(byNumberThenCode)) {
    const entry = names.get(name)
    const full = path.join(folder, name)
    if (entry?.isDirectory()) {
      if (!isPassedOver(name)) {
        files.push(...(await filesBelow(full, root, messages)))
      }
    } else if (entry?.isFile() && isMarkdown(name)) {
      files.push(full)
    } else if (entry?.isSymbolicLink() && (await mayHoldQuestions(full, name))) {
      const shown = relative(root, full)
      const place = { path: shown, line: 1, column: 1 }
      messages.add('source-linked', `${shown} is a link; it was not followed.`, place)
    }
  }
  return files
}

/** Whether what a link leads to would have been read had it stood here itself. */
async function mayHoldQuestions(link: string, name: string): Promise<boolean> {
  const info = await stat(link).catch(() => undefined)
  return info?.isDirectory() ? !isPassedOver(name) : isMarkdown(name)
}

/** Orders `2-b` before `10-a`, as an author who numbers files expects; no locale. */
export function byNumberThenCode(a: string, b: string): number {
  const parts = /\d+|\D+/g
  const left = a.match(parts) ?? []
  const right = b.match(parts) ?? []
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const one = left[index] ?? ''
    const two = right[index] ?? ''
    const numeric = /^\d/.test(one) && /^\d/.test(two)
    if (numeric && Number(one) !== Number(two)) return Number(one) - Number(two)
    if (one !== two) return one < two ? -1 : 1
  }
  return left.length - right.length
}

/** Reads one file; undefined, with a message, where it cannot be read as text. */
export async function readSource(
  file: string,
  root: string,
  messages: Messages,
): Promise<Source | undefined> {
  const read = readBytes(file, root, messages)
  if (!read) return undefined
  const { path: name, bytes } = read
  const text = decode(bytes)
  if (typeof text === 'number') {
    const at = placeOfByte(bytes, text, name)
    messages.add('source-encoding', `The byte at offset ${text} is not UTF-8.`, at)
    return undefined
  }
  const source: Source = {
    ...{ path: name, text, sum: digest(bytes) },
    ...(isMarked(bytes) && { marked: true }),
  }
  return checkSource(source, messages) ? source : undefined
}

/** The bytes of a file, and its path relative to the root; undefined, with a message, where it cannot be read. */
function readBytes(
  file: string,
  root: string,
  messages: Messages,
): { path: string; bytes: Uint8Array } | undefined {
  const name = relative(root, file)
  try {
    return { path: name, bytes: readRegular(file) }
  } catch (fault) {
    const place = { path: name, line: 1, column: 1 }
    messages.add('source-unreadable', `${name} could not be read: ${reasonOf(fault)}.`, place)
    return undefined
  }
}

/** What of a file's source tells it from any other, without reading it as text. */
export function sumSource(
  file: string,
  root: string,
  messages: Messages,
): Required<Pick<Source, 'path' | 'sum'>> | undefined {
  const read = readBytes(file, root, messages)
  return read && { path: read.path, sum: digest(read.bytes) }
}

function isMarked(bytes: Uint8Array): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
}

/** Reads a file that another links to, by its path relative to the root; nothing outside is opened. */
export async function readLinked(
  name: string,
  root: string,
  messages: Messages,
): Promise<Source | 'missing' | 'outside'> {
  const file = path.resolve(root, name)
  const home = await realpath(root)
  const real = await realpath(file).catch(() => undefined)
  const isInside = (full: string, base: string) => full.startsWith(`${base}${path.sep}`)
  if (!isInside(file, path.resolve(root))) return 'outside'
  if (real === undefined) return 'missing'
  if (!isInside(real, home)) return 'outside'
  const info = await stat(real)
  if (!info.isFile()) return 'missing'
  return (await readSource(file, root, messages)) ?? 'missing'
}

/** At once, for waiting costs more; and without waiting for a pipe that was put there. */
function readRegular(file: string): Uint8Array {
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const info = fstatSync(handle)
    if (!info.isFile()) throw new Error('it is not a regular file')
    if (info.size > largest) throw new Error('it is over 10 MiB')
    return readFileSync(handle)
  } finally {
    closeSync(handle)
  }
}

function reasonOf(fault: unknown): string {
  return fault instanceof Error ? fault.message.replace(/^[A-Z]+: /, '') : String(fault)
}

/** Decodes UTF-8, or gives the offset of the first byte that is not. */
export function decode(bytes: Uint8Array): string | number {
  return decodeAll(bytes) ?? firstBadByte(bytes)
}

function decodeAll(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function firstBadByte(bytes: Uint8Array): number {
  let low = 0
  let high = bytes.length
  // The longest prefix that decodes as the beginning of a stream ends before the first bad byte.
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (decodesAsPrefix(bytes.subarray(0, middle))) low = middle
    else high = middle - 1
  }
  // A character that is cut short there begins up to three bytes earlier.
  let whole = low
  while (whole > low - 3 && whole > 0 && decodeAll(bytes.subarray(0, whole)) === undefined) whole--
  return whole
}

function decodesAsPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

function placeOfByte(bytes: Uint8Array, offset: number, name: string): Place {
  const before = new TextDecoder().decode(bytes.subarray(0, offset))
  const lines = before.split(/\r\n|\n|\r/)
  return { path: name, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

const conflict = /^(?:<{7}|>{7})(?: |$)/m
const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/

/** Whether a text can be read as Markdown of a bank; says what stands in the way, or is left out. */
export function checkSource(source: Source, messages: Messages): boolean {
  const marker = conflict.exec(source.text)
  if (marker && /^={7}$/m.test(source.text.replace(/\r/g, ''))) {
    const place = placeAt(source, marker.index)
    messages.add('source-conflict-marker', 'A merge conflict marker stands here.', place)
    return false
  }
  const stray = control.exec(source.text)
  if (stray) {
    const code = stray[0].charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()
    const reason = `The control character U+${code} was left out.`
    messages.add('source-control-character', reason, placeAt(source, stray.index))
  }
  return true
}

/** The line and column of an offset in a source's text. */
export function placeAt(source: Source, offset: number): Place {
  const before = source.text.slice(0, offset)
  const lines = before.split(/\r\n|\n|\r/)
  return { path: source.path, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

function relative(root: string, file: string): string {
  const name = path.relative(root, file)
  return (name === '' ? path.basename(file) : name).split(path.sep).join('/')
}

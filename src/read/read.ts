/** Reading: the files of one bank become the model. */
import path from 'node:path'
import { counting, type Tell } from '../messages/counting.ts'
import { Messages } from '../messages/messages.ts'
import type { Bank, Draft, Facts, Section } from '../model/bank.ts'
import { factNames, introOf, questionsOf } from '../model/bank.ts'
import type { Store } from '../model/store.ts'
import type { Pool } from '../pool/task.ts'
import type { Cache } from '../writer.ts'
import { aboutOf } from './about.ts'
import { parseAhead, parseWith } from './ahead.ts'
import { type Chosen, type FileSettings, type Parse, type ReadFile, readFile } from './file.ts'
import { Library } from './follow.ts'
import { type Dialects, dialectFor } from './force.ts'
import { gathered } from './gather.ts'
import { languageOf } from './language.ts'
import type { Remote } from './media/remote.ts'
import { createMedia, type MediaOfBank } from './media.ts'
import { FileMemo } from './memo.ts'
import { humanised, oneEach } from './one-each.ts'
import { checkSource, findSources, readSource, type Source } from './sources.ts'
import { Stored } from './stored.ts'

/** What is set for the bank outside its files; it counts before what they say. */
export type ReadSettings = Facts & {
  level?: number
  /** How questions are written, in all files or in those that a pattern fits. */
  dialect?: Dialects
  keep?: readonly string[]
  /** Whether `==text==` is a gap whose number the ledger keeps. */
  highlights?: 'gaps'
}

export type ReadRequest = {
  /** Files and folders of one bank. */
  paths: readonly string[]
  /** Nothing outside it is read, and places are relative to it. */
  root: string
  settings: ReadSettings
  messages: Messages
  /** Where the bytes of pictures on the network come from; without it they are links. */
  remote?: Remote
  /** Threads for what can be read apart; without it, all is read in this one. */
  pool?: Pool
  /** Told how much of the files is read; to be waited for. */
  tell?: Tell
  /** Where files are kept as they were read; without it all are read anew. */
  cache?: Cache
  /** Where texts are put, as long as the reading is used; without it they are held. */
  store?: Store
  /** An earlier reading of the same files, some of whose texts may be others now. */
  again?: Again
}

/** Reads a bank anew as if some of its files had other texts; the others are not read again. */
export type Again = {
  before: Pick<Reading, 'kept'>
  /** New texts, by path. */
  texts: ReadonlyMap<string, string>
}

/** Lets go of a reading's questions: drafts, which nobody asks for once they have their codes. */
export function withoutDrafts(reading: Reading): void {
  reading.bank = { ...reading.bank, sections: [] }
  const kept = [...reading.kept].map(([file, { source }]) => [file, { source }] as const)
  reading.kept = new Map(kept)
}

/** A file's text and what was read of it. */
export type Kept = {
  source: Source
  /** Missing where it was let go: then it is read again. */
  file?: ReadFile
  /** What the file was known to ask as a whole, by the files beside it. */
  asked?: string
}

export type Reading = {
  bank: Bank<Draft>
  media: MediaOfBank
  /** Whether the bank's id is its author's own, not derived from its name. */
  named: boolean
  /** Every file that was read, in order, and how. */
  files: readonly FileRead[]
  /** The text of a file that was read, for messages. */
  sources: (path: string) => string | undefined
  /** Files beyond the bank's own that were looked for, there or not: absolute paths. */
  lookedFor: readonly string[]
  /** The files by their names on disk, for reading again. */
  kept: ReadonlyMap<string, Kept>
  /** Files that links led to, by path: their text behind a colon, or why there is none. */
  linked: readonly (readonly [path: string, found: string])[]
}

/** How one file was read; without `choice` no dialect was found in it. */
export type FileRead = { path: string; questions: number; choice?: Chosen }

/** Reads a bank. Everything wrong with it is among the messages. */
export async function read(request: ReadRequest): Promise<Reading> {
  const { root, settings, messages } = request
  const { remote, cache } = request
  const media = createMedia(root, messages, {
    ...(remote && { remote }),
    ...(cache && { shelf: cache.shelf('pictures') }),
    ...(request.store && { store: request.store }),
  })
  const stored = request.store && new Stored(request.store)
  const texts = new Map<string, Source>()
  const files: ReadFile[] = []
  const found = await findSources(request.paths, root, messages)
  const kept = new Map<string, Kept>()
  const sources: { file: string; source: Source; known: Kept | undefined }[] = []
  for (const file of found) {
    const known = request.again?.before.kept.get(file)
    const source = known
      ? renewed(known.source, request.again, messages)
      : await readStored(file, root, messages, stored)
    if (source) sources.push({ file, source, known })
  }
  const asked = oneEach(sources.map(({ source }) => source))
  const memo = new FileMemo(cache?.shelf('files'), media, messages)
  const parse = parseWith(request.pool)
  const held = (source: Source) => linesAsked(source, parse)
  const library = new Library(root, settings.keep ?? [], held, messages, parse)
  const sizes = sources.map(({ source }) => Buffer.byteLength(source.text))
  const counted = counting(
    request.tell,
    'bytes',
    sizes.reduce((sum, size) => sum + size, 0),
  )
  const readings = sources.map(({ file, source, known }) => {
    const { name, sure } = asked.get(source.path) ?? {}
    const own = settingsOf(source, settings, name, sure)
    const same = known && source === known.source && name === known.asked
    const before = same && !known.file?.linking ? known.file : undefined
    return { file, source, own, name, ...(before && { known: before }) }
  })
  const anew = readings.filter(({ known }) => !known)
  const parseOf = parseAhead(
    anew.map(({ source, own }) => ({ source, settings: own })),
    request.pool,
    (source, own) => memo.has(source, own),
  )
  for (const [index, { file, source, own, name, known }] of readings.entries()) {
    texts.set(source.path, source)
    const follow = library.from(source.path)
    const whole = known ? source : { ...source }
    const read = known ?? (await memo.read(whole, own, follow, parseOf(source)))
    const result = known ?? stored?.file(read, source, whole.text, memo.sumOf(read)) ?? read
    kept.set(file, { source, file: result, ...(name !== undefined && { asked: name }) })
    files.push(result)
    await counted(sizes[index])
  }
  for (let index = files.length - 1; index >= 0; index--) {
    const { root, questions } = files[index] as ReadFile
    const { path } = root.place
    if (!library.taken.has(path)) continue
    files.splice(index, 1)
    if (questions === 0) continue
    const reason = `${path} holds no question: it holds answers to questions elsewhere.`
    messages.add('file-without-questions', reason, root.place)
  }
  if (messages.errors.length === 0 && files.every((file) => file.questions === 0))
    sayNone(texts, messages)

  const named = files.length === 1 ? (files[0]?.frontMatter ?? {}) : {}
  const facts = { ...factsOf(named), ...factsOf(settings) }
  const only = files.length === 1 ? files[0] : undefined
  const wrapped = only && facts.title === undefined ? wrapperOf(only.root) : undefined
  const sections = wrapped
    ? [...(only ? [{ ...only.root, sections: [] }] : []), unwrapped(wrapped)]
    : sectionsOf(files.filter(saysAnything), files.length > 1)
  const sounds = media.heard?.() ?? []
  const bank: Bank<Draft> = {
    id: nameOf(request.paths),
    title: wrapped?.title ?? humanised(nameOf(request.paths)),
    language: facts.language ?? languageOf(textsOf(files, texts)),
    description: '',
    ...facts,
    ...(facts.description !== undefined && { about: aboutOf(facts.description) }),
    sections: sections.flatMap(opened),
    media: media.resolved(),
    ...(sounds.length > 0 && { sounds }),
  }
  for (const section of bank.sections) checkSections(section, messages)
  const linked = await library.asked()
  return {
    bank,
    media,
    named: facts.id !== undefined,
    files: files.map(({ root, questions, choice }) => {
      return { path: root.place.path, questions, ...(choice && { choice }) }
    }),
    sources: (name) => texts.get(name)?.text,
    lookedFor: [
      ...(media.lookedFor?.() ?? []),
      ...linked.map(([name]) => path.resolve(root, name)),
    ],
    kept,
    linked,
  }
}

async function readStored(
  file: string,
  root: string,
  messages: Messages,
  stored: Stored | undefined,
): Promise<Source | undefined> {
  const source = await readSource(file, root, messages)
  return source && stored ? stored.source(source) : source
}

function* textsOf(
  files: readonly ReadFile[],
  sources: ReadonlyMap<string, Source>,
): Generator<string> {
  for (const { root } of files) {
    const source = sources.get(root.place.path)
    if (source) yield source.text
  }
}

/** What is set for one file; `name` is what its name asks, where files are one question each. */
function settingsOf(
  { path }: Source,
  { level, highlights, keep = [], dialect: dialects }: ReadSettings,
  name: string | undefined,
  sure: boolean | undefined,
): FileSettings {
  const dialect = dialectFor(path, dialects)
  return {
    keep,
    ...(level !== undefined && { level }),
    ...(highlights && { highlights }),
    ...(dialect && { dialect }),
    ...(name !== undefined && { name }),
    ...(sure && { alone: true }),
  }
}

/** The lines on which a file's own questions begin. */
async function linesAsked(source: Source, parse: Parse): Promise<{ line: number }[]> {
  const settings = { keep: [] }
  const { root } = await readFile(source, settings, noMedia, new Messages(), undefined, parse)
  return [...questionsOf({ sections: [root] })].map(({ question }) => question.place)
}

/** Pictures do not count where only questions are looked for. */
const noMedia: MediaOfBank = {
  resolve: async () => ({ refused: 'missing' }),
  resolved: () => [],
  raster: () => Promise.reject(new Error('No picture was asked for.')),
  drawing: () => Promise.reject(new Error('No picture was asked for.')),
}

/** The same source where its text is as it was. */
function renewed(source: Source, again: Again | undefined, messages: Messages): Source | undefined {
  const text = again?.texts.get(source.path)
  if (text === undefined || text === source.text) return source
  const { sum: _, ...was } = source
  const other = { ...was, text }
  return checkSource(other, messages) ? other : undefined
}

function factsOf(from: Facts): Facts {
  const facts: Facts = {}
  for (const name of factNames) {
    const value = from[name]
    if (value !== undefined && value !== '') facts[name] = value
  }
  return facts
}

function sayNone(texts: ReadonlyMap<string, Source>, messages: Messages): void {
  const [first] = texts.keys()
  const where = texts.size === 1 ? (first ?? 'the file') : `any of ${texts.size} files`
  const place = first === undefined ? undefined : { path: first, line: 1, column: 1 }
  messages.add('no-questions', `No question was found in ${where}.`, place)
}

function saysAnything({ root }: ReadFile): boolean {
  return root.questions.length > 0 || root.sections.length > 0
}

/** The sections of files; where a folder's files are one question each, the folder is one. */
function sectionsOf(files: readonly ReadFile[], several: boolean): Section<Draft>[] {
  const fileOf = new Map(files.map((file) => [file.root.place.path, file]))
  const base = commonFolder(files.map((file) => file.root.place.path))
  return gathered(files.map((file) => file.root)).map(({ root, folder }) => {
    if (folder !== undefined) {
      return folder === base ? root : titled(root, humanised(path.posix.basename(folder)))
    }
    const file = fileOf.get(root.place.path)
    return file ? placed(file, several) : root
  })
}

/** The innermost folder that all paths are in. */
function commonFolder(paths: readonly string[]): string {
  const folders = paths.map((name) => path.posix.dirname(name).split('/'))
  const [first = []] = folders
  const length = first.findIndex((part, at) => folders.some((other) => other[at] !== part))
  return (length < 0 ? first : first.slice(0, length)).join('/')
}

/** A file without a heading of its own stands under its title, or its name, in a bank of several. */
function placed({ root, frontMatter }: ReadFile, several: boolean): Section<Draft> {
  if (!several || (root.questions.length === 0 && root.sections.length > 0)) return root
  const title = frontMatter.title ?? humanised(path.posix.parse(root.place.path).name)
  return titled(root, title)
}

function titled(section: Section<Draft>, title: string): Section<Draft> {
  const under = (inner: Section<Draft>): Section<Draft> => ({
    ...inner,
    path: [title, ...inner.path],
    sections: inner.sections.map(under),
  })
  return {
    ...section,
    title,
    heading: JSON.stringify([{ type: 'text', value: title }]),
    path: [title],
    sections: section.sections.map(under),
  }
}

/** A section without title gives its sections; itself only where it holds something. */
function opened(section: Section<Draft>): Section<Draft>[] {
  if (section.title !== '') return [section]
  const own = section.questions.length > 0 || introOf(section).answer.length > 0
  return own ? [{ ...section, sections: [] }, ...section.sections] : section.sections
}

/** The one heading above everything in a file: its title rather than a chapter. */
function wrapperOf(root: Section<Draft>): Section<Draft> | undefined {
  const [only, ...others] = root.sections
  return only && others.length === 0 && root.questions.length === 0 ? only : undefined
}

function unwrapped(wrapper: Section<Draft>): Section<Draft> {
  const without = (section: Section<Draft>): Section<Draft> => ({
    ...section,
    path: section.path.slice(1),
    sections: section.sections.map(without),
  })
  const { title: _, heading: __, ...rest } = without(wrapper)
  return { ...rest, title: '', heading: '[]' }
}

/** Says which sections hold no question; the number of questions below. */
function checkSections(section: Section<Draft>, messages: Messages): number {
  let count = section.questions.length
  for (const inner of section.sections) count += checkSections(inner, messages)
  if (count === 0 && section.title !== '') {
    const reason = `No question stands below "${section.title}".`
    messages.add('section-without-questions', reason, section.place)
  }
  return count
}

/** The name of the folder or file that a bank is. */
function nameOf(paths: readonly string[]): string {
  const { name } = path.parse(path.resolve(paths[0] ?? '.'))
  return name === '' ? 'bank' : name
}

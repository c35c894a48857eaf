/** The YAML between `---` lines at the top of a file. */
import { type Document, isMap, isScalar, parseDocument } from 'yaml'
import type { Messages } from '../messages/messages.ts'
import { suggest } from '../messages/suggest.ts'
import { type Difficulty, type Facts, factNames, type Place } from '../model/bank.ts'
import { type DialectName, dialectNames } from '../model/dialects.ts'
import { gradeOf } from './grade.ts'
import { isDeepYaml } from './nesting.ts'
import type { Source } from './sources.ts'
import { placeAt } from './sources.ts'

/** What a file may say of itself and, where it is the whole bank, of the bank. */
export type FrontMatter = Facts & {
  /** The heading level of questions. */
  level?: number
  /** What `==text==` is. */
  highlights?: 'gaps'
  /** How the questions are written, where it is not found right. */
  dialect?: DialectName
  /** Of every question of the file. */
  difficulty?: Difficulty
  tags: string[]
  /** Whether a key is one that only an author who writes for us uses. */
  ours: boolean
}

export type Split = { frontMatter: FrontMatter; offset: number; line: number }

const synonyms: Record<string, keyof Facts> = { lang: 'language', license: 'licence' }
const longest = 16 * 1024
const opening = /^---[ \t]*(?:\r\n|\n|\r)/
const closing = /^(?:---|\.\.\.)[ \t]*$/m

/** Reads a file's front matter; `offset` and `line` say where its Markdown begins. */
export function splitFrontMatter(source: Source, messages: Messages): Split {
  const none: Split = { frontMatter: { tags: [], ours: false }, offset: 0, line: 1 }
  const start = opening.exec(source.text)
  if (!start) return none
  const rest = source.text.slice(start[0].length)
  const end = closing.exec(rest.replace(/\r/g, '\n'))
  // A rule at the top of a file, with nothing that closes it, is a rule.
  if (!end) return none
  const yaml = rest.slice(0, end.index)
  if (!looksLikeKeys(yaml)) return none
  const after = rest.slice(end.index).search(/\r\n|\n|\r|$/)
  const ending = /^(?:\r\n|\n|\r)?/.exec(rest.slice(end.index + after))?.[0] ?? ''
  const offset = start[0].length + end.index + after + ending.length
  const line = source.text.slice(0, offset).split(/\r\n|\n|\r/).length
  const frontMatter = parse(yaml, start[0].length, source, messages)
  return { frontMatter, offset, line }
}

/** Text between two rules is front matter only where its first line is a key or a comment. */
function looksLikeKeys(yaml: string): boolean {
  const first = yaml.split(/\r\n|\n|\r/).find((line) => line.trim() !== '')
  return first === undefined || /^\s*(?:#|["']?[\w$][\w .$/-]*["']?\s*[:=]|[[{&*]|- )/.test(first)
}

function parse(yaml: string, start: number, source: Source, messages: Messages): FrontMatter {
  const result: FrontMatter = { tags: [], ours: false }
  const malformed = (reason: string, offset: number) => {
    messages.add('front-matter-malformed', reason, placeAt(source, start + offset))
    return result
  }
  if (yaml.length > longest) return malformed('The front matter is over 16 KiB.', 0)
  if (isDeepYaml(yaml)) return malformed('The front matter is nested too deep.', 0)
  if (/^(?:\s*#.*[\r\n]+)*\s*[\w-]+\s*=/.test(yaml))
    return fillFromToml(result, yaml, source, messages)
  const document = parseDocument(yaml, {
    schema: 'failsafe',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
  })
  const fault = document.errors[0]
  if (fault) {
    // A stranger's title may hold a colon; only who writes for us must mend it.
    if (colons.has(fault.code) && !oursIn(yaml) && isPairs(yaml)) {
      return fillFromPairs(result, yaml, source, messages)
    }
    return malformed(`The front matter is not YAML: ${fault.message}`, fault.pos[0])
  }
  if (document.contents === null) return result
  if (!isMap(document.contents)) return malformed('The front matter is not a mapping.', 0)
  return fill(result, document, { start, source, messages, malformed })
}

/** TOML between the same fences is another tool's; of it only a deck's name is known to us. */
function fillFromToml(
  result: FrontMatter,
  toml: string,
  source: Source,
  messages: Messages,
): FrontMatter {
  const others: string[] = []
  for (const row of toml.split(/\r\n|\n|\r/)) {
    const [, key = '', value] = /^\s*([\w-]+)\s*=\s*(?:"([^"\\]*)"|'([^']*)')?/.exec(row) ?? []
    if ((key === 'name' || key === 'title') && value !== undefined) result.title = value.trim()
    else if (row.trim() !== '' && !row.trim().startsWith('#')) others.push(key || row.trim())
  }
  const names = others.slice(0, 3).join(', ')
  return others.length > 0 ? unused(result, source, messages, names) : result
}

/** What a colon, or a sign in front, makes of a text that is not quoted. */
const colons: ReadonlySet<string> = new Set(['BLOCK_AS_IMPLICIT_KEY', 'BAD_SCALAR_START'])

/** Whether a key stands there that only an author who writes for us uses. */
function oursIn(yaml: string): boolean {
  return /^(?:id|level|dialect|highlights)[ \t]*:/m.test(yaml)
}

/** Whether every line is a key with text behind it, or belongs to the one before. */
function isPairs(yaml: string): boolean {
  const lines = yaml.split(/\r\n|\n|\r/).filter((row) => row.trim() !== '')
  return lines.every((row) => /^(?:\s|#|- |[\w-]+[ \t]*:)/.test(row))
}

/** Lines `key: text` that are not YAML, as other tools take them; of them the title, tags and difficulty. */
function fillFromPairs(
  result: FrontMatter,
  text: string,
  source: Source,
  messages: Messages,
): FrontMatter {
  for (const row of text.split(/\r\n|\n|\r/)) {
    const [, key, value = ''] = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(row) ?? []
    const plain = value.trim().replace(/^(["'])(.*)\1$/, '$2')
    if (key === 'title') result.title = plain
    if (key === 'tags') result.tags = tagsOf(plain.replace(/^\[|\]$/g, ''))
    const grade = key === 'difficulty' ? gradeOf(plain) : undefined
    if (grade) result.difficulty = grade
  }
  return unused(result, source, messages, 'a line that is not YAML')
}

type Around = {
  start: number
  source: Source
  messages: Messages
  malformed: (reason: string, offset: number) => FrontMatter
}

function fill(result: FrontMatter, document: Document, around: Around): FrontMatter {
  if (!isMap(document.contents)) return result
  for (const pair of document.contents.items) {
    const written = isScalar(pair.key) ? String(pair.key.value) : ''
    const offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0
    const key = synonyms[written] ?? written
    const word = factNames.find((name) => name === key)
    let value: unknown
    try {
      value = isNode(pair.value) ? pair.value.toJS(document, { maxAliasCount: 0 }) : pair.value
    } catch {
      return around.malformed('Anchors and aliases are not supported in front matter.', offset)
    }
    if (word) {
      if (typeof value === 'string') result[word] = value.trim()
      else if (value !== null && ['id', 'title'].includes(word)) {
        return around.malformed(`The value of ${written} is not a text.`, offset)
      }
    } else if (key === 'tags') {
      result.tags = tagsOf(value)
    } else if (key === 'level') {
      const level = Number(value)
      if (!Number.isInteger(level) || level < 1 || level > 6) {
        return around.malformed('`level` is the heading level of questions: 1 to 6.', offset)
      }
      result.level = level
      result.ours = true
    } else if (key === 'highlights') {
      if (value !== 'gaps') return around.malformed('`highlights` can be `gaps`.', offset)
      result.highlights = value
      result.ours = true
    } else if (key === 'dialect') {
      const dialect = dialectNames.find((name) => name === value)
      if (!dialect) return around.malformed(unknownDialect(value), offset)
      result.dialect = dialect
    } else if (key === 'difficulty' && typeof value === 'string' && gradeOf(value)) {
      result.difficulty = gradeOf(value) as Difficulty
    } else {
      unused(result, around.source, around.messages, written, around.start + offset)
    }
    if (key === 'id') result.ours = true
  }
  return result
}

function unknownDialect(value: unknown): string {
  const meant = typeof value === 'string' ? suggest(value, dialectNames) : undefined
  const hint = meant ? `Did you mean \`${meant}\`?` : `Dialects are ${dialectNames.join(', ')}.`
  return `\`dialect\` cannot be ${JSON.stringify(value)}. ${hint}`
}

function isNode(value: unknown): value is { toJS(document: Document, options: object): unknown } {
  return typeof value === 'object' && value !== null && 'toJS' in value
}

/** Tags as a list, or as one text with commas. */
export function tagsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  const tags = list
    .filter((tag): tag is string => typeof tag === 'string')
    .map((tag) => tag.trim().replace(/^#/, '').replace(/\s+/g, '-'))
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

function unused(
  result: FrontMatter,
  source: Source,
  messages: Messages,
  key: string,
  offset = 0,
): FrontMatter {
  const place: Place = placeAt(source, offset)
  messages.add('front-matter-unknown-key', `"${key}" in the front matter was not used.`, place)
  return result
}

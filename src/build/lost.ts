/**
 * Questions that the reader lost, not the author: known to the ledger, gone from
 * the questions, while their text still stands in a source file.
 *
 * It takes both title and text to be sure: the line of the title, and below it
 * most lines of what the question held. Where that line now stands in the text
 * of another question with a lower mark than its own (a deeper heading, one
 * further in, a quotation, plain words), the author put it there, and nothing is said.
 */
import { issuedText } from '../identity/companion.ts'
import type { Issued } from '../identity/fingerprint.ts'
import type { Ledger } from '../identity/record.ts'
import { named, type Words } from '../identity/words.ts'
import type { Messages } from '../messages/messages.ts'
import { type Bank, type Question, questionsOf } from '../model/bank.ts'

export type LostRequest = {
  bank: Bank
  /** As of the last build. */
  known: Ledger
  /** Codes of which nobody can tell yet whether they vanished. */
  unclear: ReadonlySet<string>
  /** Every file that was read, and its text. */
  sources: readonly { path: string; text: () => string }[]
  words: Words
  messages: Messages
}

/** The share of a question's lines that must stand below its title. */
const enough = 0.8
/** A title alone, of a question without text, says who it is only with so many letters. */
const telling = 16
/** Codes that a message names in one command. */
const most = 30

/** Says which questions were lost, in place of their having vanished; an error each. */
export function sayLost({ bank, known, unclear, sources, words, messages }: LostRequest): void {
  const present = [...questionsOf(bank)].map(({ question }) => question)
  const codes = new Set(present.map(({ code }) => code))
  const gone = [...known.questions.values()].flatMap(({ code, state }) => {
    if (state !== 'active' || codes.has(code) || unclear.has(code)) return []
    const issued = issuedText(known, code)
    return issued ? [{ code, issued }] : []
  })
  if (gone.length === 0) return
  const files = sources.map((source) => fileOf(source, present))
  const lost = gone.flatMap(({ code, issued }) => {
    const place = placeOf(issued, files)
    return place ? [{ code, place }] : []
  })
  const all = lost.slice(0, most).map(({ code }) => `--retire ${code}`)
  const note = `Look above the place for a fence, a comment or an HTML element that is not closed, and for a heading level or a form of question that changed. If it is no question any more on purpose, say so:\n    ${words.accept(all.join(' '))}`
  for (const { code, place } of lost) {
    const vanished = messages.all.findIndex(({ ruleId, actual }) => {
      return ruleId === 'question-vanished' && actual === code
    })
    if (vanished >= 0) messages.all.splice(vanished, 1)
    const reason = `${named(known, code)} was a question at the last build; its text still stands here, but it is not read as a question`
    messages.add('question-lost', reason, { ...place, column: 1 }, { actual: code, note })
  }
}

type File = {
  path: string
  lines: readonly string[]
  /** Words of each line. */
  cores: readonly string[]
  /** Line indices by words. */
  at: ReadonlyMap<string, readonly number[]>
  /** Questions read from it: line index of the title, and of the last line. */
  questions: readonly { first: number; last: number }[]
}

function fileOf(
  { path, text: whole }: LostRequest['sources'][number],
  present: readonly Question[],
): File {
  const text = whole()
  // What an author put into a comment is gone; line feeds stay, so that lines count on.
  const lines = text
    .replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\r\n]/g, ''))
    .split(/\r\n|\n|\r/)
  const cores = lines.map(coreOf)
  const at = new Map<string, number[]>()
  for (const [index, core] of cores.entries()) {
    if (core === '') continue
    const known = at.get(core)
    if (known) known.push(index)
    else at.set(core, [index])
  }
  const lineAt = lineCounter(text)
  const questions = present
    .filter(({ place }) => place.path === path)
    .map(({ slices }) => {
      const { title, directive, prompt, answer, choices = [] } = slices
      const ends = [title, directive, prompt, answer, ...choices].map((slice) => slice?.end ?? 0)
      return { first: lineAt(title.start), last: lineAt(Math.max(...ends)) }
    })
  return { path, lines, cores, at, questions }
}

/** Gives the line index of an offset. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [
    0,
    ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length),
  ]
  return (offset) => {
    let [low, high] = [0, starts.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Where a question as last issued still stands without being one. */
function placeOf(
  issued: Issued,
  files: readonly File[],
): { path: string; line: number } | undefined {
  const { prompt = '', answer = '', choices = [] } = issued
  const title = coreOf(issued.title.split('\n')[0] ?? '')
  const body = [prompt, ...choices, answer].join('\n').split('\n').map(coreOf).filter(Boolean)
  if (title === '' || (body.length === 0 && title.length < telling)) return undefined
  for (const file of files) {
    for (const line of file.at.get(title) ?? []) {
      if (stands(body, line, file) && !isMeant(line, file)) {
        return { path: file.path, line: line + 1 }
      }
    }
  }
  return undefined
}

/** Whether most lines stand below the title's; for a title alone, whether it is more than an entry of contents. */
function stands(body: readonly string[], line: number, file: File): boolean {
  if (body.length === 0) return !/\]\(#/.test(file.lines[line] ?? '')
  const below = new Set(file.cores.slice(line + 1, line + 2 * body.length + 20))
  return body.filter((core) => below.has(core)).length >= enough * body.length
}

/** Whether a line is a question's own title, or was made part of one by its author. */
function isMeant(line: number, { lines, questions }: File): boolean {
  if (questions.some(({ first }) => first === line)) return true
  const around = questions.find(({ first, last }) => first < line && line <= last)
  if (!around) return false
  const own = markOf(lines[line] ?? '')
  const its = markOf(lines[around.first] ?? '')
  return own.kind !== its.kind || own.depth > its.depth || own.indent > its.indent + 1
}

type Mark = {
  kind: 'heading' | 'quote' | 'bold' | 'summary' | 'item' | 'text'
  /** Of a heading, from 1. */
  depth: number
  /** Columns before it: a line further in belongs to a list item above. */
  indent: number
}

/** What makes a line stand out. */
function markOf(line: string): Mark {
  const indent = /^[ \t]*/.exec(line)?.[0].replaceAll('\t', '    ').length ?? 0
  return { ...kindOf(line), indent }
}

function kindOf(line: string): Omit<Mark, 'indent'> {
  const bare = line.trim().replace(/^(?:[-+*]|\d{1,9}[.)])\s+(?=#)/, '')
  const heading = /^(#{1,6})(?:\s|$)/.exec(bare)
  if (heading) return { kind: 'heading', depth: heading[1]?.length ?? 1 }
  if (bare.startsWith('>')) return { kind: 'quote', depth: 0 }
  if (/<summary\b/i.test(bare)) return { kind: 'summary', depth: 0 }
  if (/^(?:\*\*|__)/.test(bare)) return { kind: 'bold', depth: 0 }
  return { kind: /^(?:[-+*]|\d{1,9}[.)])\s/.test(bare) ? 'item' : 'text', depth: 0 }
}

/** The words of a line, without marks, tags, addresses, and a number or a key (`Q:`) before them. */
function coreOf(line: string): string {
  return line
    .replace(/<[^>]*>/g, ' ')
    .replace(/^[\s>*_#]*\p{L}{1,8}\s?[:：]/u, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .replace(/^ ?(?:(?:q|question) ?)?(?:\d+ )+(?=\S)/, '')
    .trim()
}

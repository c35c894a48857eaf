/**
 * The indexes at the end of a book: tags, and terms with the pages they are on.
 *
 * Terms are what authors mark as such: titles of reversed questions, texts of
 * gaps, expected answers, and short words in bold. They are sorted by code
 * point of their folded form, alike on every machine.
 */
import { type Bank, bodyOf, type Question, questionsOf } from '../model/bank.ts'
import { type Node, plain, visit } from '../model/mdast.ts'
import { columnWidth, type Indexing, type Run } from './book.ts'
import { headingOfSection } from './chapters.ts'
import { milli, type OutlineEntry } from './display.ts'
import { ownSetting } from './front.ts'
import type { Job } from './job.ts'
import type { Piece } from './look.ts'
import { setParagraph } from './paragraph.ts'
import { plainSpot } from './question.ts'
import { bold, lookOf } from './setting.ts'
import { below } from './tags.ts'
import {
  gap,
  glue,
  type LabelOf,
  linesWithPenalties,
  never,
  penalty,
  type Vertical,
} from './vertical.ts'

/** Words a term may have at most, and letters. */
const mostWords = 4
const mostLetters = 48

/** Codes of the questions that have each name, in reading order. */
export type Names = ReadonlyMap<string, readonly string[]>

/** Questions by tag. */
export function tagsOf(bank: Bank): Names {
  const names = new Map<string, string[]>()
  for (const { question } of questionsOf(bank)) {
    for (const tag of question.tags) add(names, tag, question.code)
  }
  return names
}

/** Questions by term; a term is written as where it first stands. */
export function termsOf(bank: Bank): Names {
  const written = new Map<string, string>()
  const names = new Map<string, string[]>()
  for (const { question } of questionsOf(bank)) {
    for (const term of termsIn(question)) {
      const key = fold(term)
      const form = written.get(key) ?? term
      written.set(key, form)
      add(names, form, question.code)
    }
  }
  return names
}

function add(names: Map<string, string[]>, name: string, code: string): void {
  const codes = names.get(name)
  if (!codes) names.set(name, [code])
  else if (codes.at(-1) !== code) codes.push(code)
}

const marked = /"type":"(?:strong|cloze)"/

function termsIn(question: Question): string[] {
  const found: string[] = []
  if (question.kind === 'reversed') found.push(question.title)
  if (question.kind === 'typed') found.push(question.expected)
  const look = (nodes: readonly Node[]): void =>
    visit(nodes, (node) => {
      if (node.type === 'strong' || node.type === 'cloze') found.push(plain(node.children))
    })
  // Most bodies mark nothing, which their text says sooner than their tree.
  if (marked.test(String(question.body))) {
    const body = bodyOf(question)
    for (const part of [body.title, body.prompt, body.answer]) look(part)
  }
  return found.flatMap((text) => {
    const term = text.replace(/\s+/g, ' ').trim()
    return isTerm(term) ? [term] : []
  })
}

/** A few words, and neither a sentence nor a number. */
function isTerm(term: string): boolean {
  return (
    term.length > 1 &&
    term.length <= mostLetters &&
    term.split(' ').length <= mostWords &&
    /\p{L}/u.test(term) &&
    !/[.!?:;,。！？：；،؟]$/u.test(term)
  )
}

/** Without case, accents and leading signs: what entries are sorted by. */
function fold(term: string): string {
  const bare = term.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/^[^\p{L}\p{N}]+/u, '') || bare
}

/** Names in the order of an index. */
export function sorted(names: Names): [string, readonly string[]][] {
  return [...names]
    .map((entry) => ({ entry, key: fold(entry[0]) }))
    .sort((one, other) => {
      if (one.key !== other.key) return one.key < other.key ? -1 : 1
      return one.entry[0] < other.entry[0] ? -1 : 1
    })
    .map(({ entry }) => entry)
}

/** Pages one after the other as one: `12, 45–47`; each leads to the first question of its own. */
export function rangesOf(places: readonly { to: string; label: string }[]): {
  to: string
  words: string
}[] {
  const pages = places
    .map(({ to, label }) => ({ to, page: Number(label) }))
    .filter(({ page }) => Number.isInteger(page) && page > 0)
    .sort((one, other) => one.page - other.page)
  const ranges: { to: string; first: number; last: number }[] = []
  for (const { to, page } of pages) {
    const range = ranges.at(-1)
    if (range && page <= range.last + 1) range.last = page
    else ranges.push({ to, first: page, last: page })
  }
  return ranges.map(({ to, first, last }) => ({
    to,
    words: first === last ? String(first) : `${first}–${last}`,
  }))
}

/** The indexes of a book whose body has its labels. */
export function indexRuns(
  job: Job,
  labelOf: LabelOf,
  indexing: Indexing,
): { runs: Run[]; outline: OutlineEntry[] } {
  const runs: Run[] = []
  const outline: OutlineEntry[] = []
  const enter = (
    title: string,
    to: string,
    names: Names,
    destination: (code: string) => string,
  ) => {
    // An index of one name sends nobody anywhere.
    if (names.size < 2) return
    const heading = JSON.stringify([{ type: 'text', value: title }])
    const tag = below(undefined, 'Sect')
    const columns = job.width > 260 ? 2 : 1
    const width = columnWidth(job.width, columns)
    const top = [
      ...headingOfSection({ title, heading }, 1, to, true, job, tag),
      never,
      glue(job.shop.theme.text.between * 1.5),
    ]
    const list = listOf(sorted(names), width, destination, labelOf, job)
    runs.push({ list, words: title, columns, top, codes: false })
    outline.push({ title, level: 1, to })
  }
  enter(job.shop.words.tagIndex, 'index tags', tagsOf(job.bank), indexing.tags)
  enter(job.shop.words.termIndex, 'index terms', termsOf(job.bank), indexing.terms)
  return { runs, outline }
}

function listOf(
  names: readonly [string, readonly string[]][],
  width: number,
  destination: (code: string) => string,
  labelOf: LabelOf,
  job: Job,
): Vertical[] {
  const { shop, rtl } = job
  const { theme } = shop
  const size = theme.text.size * 0.9
  const look = lookOf({ ...theme.text, size }, theme.colours.text)
  const number = {
    ...lookOf({ ...theme.text, size }, theme.colours.link),
    style: { ...look.style, features: ['tnum'] },
  }
  // Letters, entries and the white between them are whole lines, so that columns share a grid.
  const leading = milli(theme.text.leading * 0.96)
  const spot = { ...plainSpot(shop, width), look, leading, rtl }
  const letterLook = bold(lookOf(theme.heading, theme.colours.accent), 600)
  const lettered = names.length > 24
  const out: Vertical[] = []
  let letter = ''
  for (const [name, codes] of names) {
    const initial = initialOf(name)
    if (lettered && initial !== letter) {
      letter = initial
      const pieces: Piece[] = [{ kind: 'text', text: letter, look: letterLook }]
      const { boxes } = setParagraph(pieces, ownSetting(shop), spot, { align: 'left' })
      if (out.length > 0) out.push(...gap(leading, [], -20))
      out.push(...linesWithPenalties(boxes, 0, 99), never)
    } else if (out.length > 0) out.push(penalty(0))
    const places = codes.map((code) => {
      const to = destination(code)
      return { to, label: labelOf(to) }
    })
    const pieces: Piece[] = [{ kind: 'text', text: name, look }]
    for (const [index, { to, words }] of rangesOf(places).entries()) {
      pieces.push({ kind: 'text', text: index === 0 ? '  ' : ', ', look })
      pieces.push({ kind: 'text', text: words, look: { ...number, to } })
    }
    const { boxes } = setParagraph(pieces, ownSetting(shop), spot, { align: 'left' })
    for (const item of linesWithPenalties(boxes, 0, 99)) out.push(item)
  }
  return out
}

/** The letter an entry stands under; signs and figures stand under one. */
function initialOf(name: string): string {
  const [first = ''] = fold(name)
  return /\p{L}/u.test(first) ? first.toUpperCase() : '0–9'
}

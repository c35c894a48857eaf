/**
 * `--only` and `only:`: some of a bank's questions, in every output alike.
 *
 * Writers are given the questions that are meant, and identity sees them all:
 * codes, guids, decks and places in the order of study are those of the whole
 * bank, and nothing is retired because it was not shown.
 */
import type { Messages } from '../messages/messages.ts'
import { suggest } from '../messages/suggest.ts'
import {
  aboutOf,
  type Bank,
  type Difficulty,
  introOf,
  type Kind,
  type Question,
  questionsOf,
  type Section,
} from '../model/bank.ts'
import { type Node, visit } from '../model/mdast.ts'

const fields = ['section', 'tag', 'difficulty', 'kind', 'code'] as const
type Field = (typeof fields)[number]

/** Names by field; a question is meant that has one of the names of every field given. */
export type Only = ReadonlyMap<Field, readonly string[]>

const fixed = {
  difficulty: ['easy', 'medium', 'hard'] satisfies Difficulty[],
  kind: ['basic', 'reversed', 'cloze', 'choice', 'typed'] satisfies Kind[],
} as const satisfies Partial<Record<Field, readonly string[]>>

const term = /([^\s:"',]*):((?:"[^"]*"|[^\s",]+)(?:,(?:"[^"]*"|[^\s",]+))*)(?=\s|$)/y

/**
 * Reads `tag:scope,dom kind:cloze section:"Event loop"`; what is wrong with it,
 * in words, where it is.
 */
export function parseOnly(text: string): Only | { wrong: string } {
  const only = new Map<Field, string[]>()
  let at = 0
  for (;;) {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0
    if (at >= text.length) break
    term.lastIndex = at
    const [whole, name = '', values = ''] = term.exec(text) ?? []
    if (whole === undefined) return { wrong: `\`${text.slice(at)}\` is not of the form tag:name` }
    const field = fields.find((one) => one === name)
    if (!field) {
      const meant = suggest(name, fields)
      return {
        wrong: `\`${name}\` is none of ${fields.join(', ')}${meant ? `; did you mean ${meant}?` : ''}`,
      }
    }
    const names = [...values.matchAll(/"([^"]*)"|[^",]+/g)].map(([bare, quoted]) => quoted ?? bare)
    const allowed: readonly string[] | undefined =
      field in fixed ? fixed[field as 'kind'] : undefined
    const strange = allowed && names.find((one) => !allowed.includes(one.toLowerCase()))
    if (strange !== undefined) {
      return { wrong: `${field} is ${allowed?.join(', ')}, never \`${strange}\`` }
    }
    only.set(field, [...(only.get(field) ?? []), ...names])
    at += whole.length
  }
  return only.size > 0 ? only : { wrong: 'it names nothing' }
}

/** What a question has of each field, folded. */
function namesOf(question: Question, path: readonly string[], field: Field): string[] {
  switch (field) {
    case 'section':
      return path.map(fold)
    case 'tag':
      return question.tags.map((tag) => fold(tag))
    case 'difficulty':
      return question.difficulty ? [question.difficulty] : []
    case 'kind':
      return [question.kind]
    default:
      return [question.code, ...(question.id === undefined ? [] : [question.id])].map(fold)
  }
}

/** Names are compared without regard to case and to the width of spaces; a tag with or without its `#`. */
function fold(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^#(?=.)/, '')
}

export type Filtered = {
  /** The same bank with the questions meant, without sections that would be empty. */
  bank: Bank
  /** Codes of the questions meant. */
  shown: ReadonlySet<string>
  /** Names that nothing in the bank has, each with the nearest that something has. */
  unmatched: { field: Field; name: string; meant?: string }[]
}

/** Leaves out what is not meant; sections keep their path and subdeck. */
export function filterBank(bank: Bank, only: Only): Filtered {
  const wanted = [...only].map(([field, names]) => ({ field, names: new Set(names.map(fold)) }))
  const shown = new Set<string>()
  const seen = new Map<Field, Set<string>>(wanted.map(({ field }) => [field, new Set()]))
  for (const { question, section } of questionsOf(bank)) {
    const fits = wanted.map(({ field, names }) => {
      const own = namesOf(question, section.path, field)
      for (const name of own) seen.get(field)?.add(name)
      return own.some((name) => names.has(name))
    })
    if (fits.every((fit) => fit)) shown.add(question.code)
  }
  const sections = bank.sections.flatMap((section) => filterSection(section, shown))
  const filtered = { ...bank, sections }
  const used = picturesOf(filtered)
  return {
    bank: { ...filtered, media: bank.media.filter(({ key }) => used.has(key)) },
    shown,
    unmatched: [...only].flatMap(([field, names]) =>
      names.flatMap((name) => {
        const known = seen.get(field) ?? new Set()
        if (known.has(fold(name))) return []
        const meant = suggest(fold(name), [...known])
        return [{ field, name, ...(meant !== undefined && { meant }) }]
      }),
    ),
  }
}

/** Says which names nothing has: slips of a pen, mostly. */
export function sayUnmatched({ unmatched }: Filtered, messages: Messages): void {
  for (const { field, name, meant } of unmatched) {
    const reason = `No question has the ${field} \`${name}\`.${meant ? ` Did you mean \`${meant}\`?` : ''}`
    messages.add('only-unmatched', reason, undefined, { actual: name })
  }
}

function filterSection(section: Section, shown: ReadonlySet<string>): Section[] {
  const questions = section.questions.filter(({ code }) => shown.has(code))
  const sections = section.sections.flatMap((inner) => filterSection(inner, shown))
  return questions.length + sections.length > 0 ? [{ ...section, questions, sections }] : []
}

function picturesOf(bank: Bank): Set<string> {
  const used = new Set<string>()
  const look = (nodes: readonly Node[]): void =>
    visit(nodes, (node) => {
      if (node.type === 'picture') used.add(node.medium)
    })
  look(aboutOf(bank))
  const inSection = (section: Section): void => {
    const { answer, footnotes } = introOf(section)
    look(answer)
    look(footnotes)
    for (const { media } of section.questions) for (const key of media) used.add(key)
    section.sections.forEach(inSection)
  }
  bank.sections.forEach(inSection)
  return used
}

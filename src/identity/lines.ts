/** The ledger's lines of a build: what each section and question is known by from now on. */
import type { Messages } from '../messages/messages.ts'
import type { Draft } from '../model/bank.ts'
import { type Chapter, pathText } from './chapters.ts'
import { type CodeLength, deriveCode } from './code.ts'
import { issuedText } from './companion.ts'
import type { Counted } from './gaps.ts'
import { guidOf } from './guid.ts'
import { hash } from './hash.ts'
import type { Item } from './items.ts'
import { labelsOf } from './labels.ts'
import type { Ledger, QuestionLine, SectionLine } from './record.ts'
import type { Seen } from './seen.ts'
import type { Words } from './words.ts'

/** The line of each chapter: with the key of the section it continues, or with a new one. */
export function sectionLines(
  chapters: readonly Chapter[],
  found: readonly (string | undefined)[],
  decks: readonly string[],
  known: Ledger,
): SectionLine[] {
  const taken = new Set(known.sections.keys())
  return chapters.map(({ path }, index) => {
    const deck = decks[index] ?? ''
    for (let attempt = 0; ; attempt++) {
      const key = found[index] ?? hash(['section', pathText(path), String(attempt)], 8)
      if (found[index] === undefined && taken.has(key)) continue
      taken.add(key)
      return { key, deck, path }
    }
  })
}

/** What new codes are made from, and what says that a kind changed. */
export type Naming = {
  id: string
  length: CodeLength
  known: Ledger
  words: Words
  messages: Messages
}

/**
 * The line of each question of the bank, in reading order: the one it continues (`lines`), or one
 * with a new code. `keys` are those of the questions' sections.
 */
export function questionLines(
  items: readonly Item[],
  lines: readonly (QuestionLine | undefined)[],
  keys: readonly (string | undefined)[],
  counted: readonly (Counted | undefined)[],
  { id, length, known, words, messages }: Naming,
): QuestionLine[] {
  const given = new Set(known.questions.keys())
  const births = new Map<string, number>()
  for (const { birth } of known.questions.values()) births.set(birth, (births.get(birth) ?? 0) + 1)
  const now: QuestionLine[] = []
  for (const [index, { draft, seen, chapter }] of items.entries()) {
    const line = lines[index] ?? newLine(seen, { id, length }, births, given)
    if (line.kind !== draft.kind) {
      const reason = `${line.code} was ${line.kind} and is now ${draft.kind}`
      messages.add('kind-changed', reason, draft.place, {
        actual: draft.kind,
        expected: [line.kind],
        note: `Restore the kind. Or retire the old note and issue a new one, which begins without reviews:\n    ${words.accept(`--retire ${line.code}`)}`,
      })
    }
    const { title, content } = seen.print
    const same = line.title === title && line.content === content && line.sketch !== ''
    const after = items[index - 1]?.chapter === chapter ? (now[index - 1]?.code ?? '') : ''
    now.push({
      ...line,
      ...{ kind: draft.kind, state: 'active', title, content, after },
      sketch: same ? line.sketch : seen.sketch(),
      section: keys[index] ?? '',
      id: draft.id ?? '',
      marks: counted[index]?.marks ?? labelsIn(draft, seen, known, line),
    })
  }
  return now
}

function newLine(
  seen: Seen,
  { id, length }: Pick<Naming, 'id' | 'length'>,
  births: Map<string, number>,
  given: Set<string>,
): QuestionLine {
  const { title, content } = seen.print
  const birth = hash(seen.id === undefined ? ['text', title, content] : ['id', seen.id])
  const twins = births.get(birth) ?? 0
  const code = deriveCode(id, birth, twins, length, given)
  births.set(birth, twins + 1)
  given.add(code)
  return {
    ...{ code, guid: guidOf(id, code), kind: seen.kind, state: 'active', mod: 0, fields: '' },
    ...{ birth, title, content, sketch: '', section: '', after: '', id: '', marks: [] },
  }
}

function labelsIn(draft: Draft, seen: Seen, known: Ledger, line: QuestionLine): string[] {
  if (draft.kind !== 'choice') return []
  const options = seen.issued.choices ?? []
  // Reading's own labels where an option has no source of its own.
  if (options.length !== draft.choices.length) return draft.choices.map(({ label }) => label)
  const before = issuedText(known, line.code)?.choices
  // Where nothing is known of their texts, the same content at least has the same options.
  const same = !before && line.content === seen.print.content
  if (same && line.marks.length === options.length) return line.marks
  return labelsOf(options, before && { labels: line.marks, options: before })
}

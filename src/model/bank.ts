/**
 * The normalized model: what reading makes and every writer is given.
 *
 * A bank is plain data. It holds what the author meant, not what one writer
 * needs: no HTML, no points, no SQL. Bodies are held serialised, because the
 * trees of a large bank do not fit in memory together; `bodyOf` gives one.
 */
import type { Position } from 'unist'
import type { Block, FootnoteDefinition, Inline, Node } from './mdast.ts'
import type { Text } from './store.ts'

/** A position in a source file; line and column count from 1, columns in UTF-16 units. */
export type Place = {
  path: string
  line: number
  column: number
  end?: { line: number; column: number }
}

/**
 * Verbatim source: `text` stands at [`start`, `end`) of the file, in UTF-16
 * units of its text as decoded, without a byte order mark, line ends as they are.
 */
export type Slice = { start: number; end: number; text: string }

/** UTF-16 units of a slice's text, which is not fetched for it. */
export function lengthOf(slice: Slice): number {
  return Object.hasOwn(slice, 'text') ? slice.text.length : slice.end - slice.start
}

export type Kind = 'basic' | 'reversed' | 'cloze' | 'choice' | 'typed'
export type Difficulty = 'easy' | 'medium' | 'hard'

/** What the author's Markdown says of one option; its label is its identity. */
export type Choice = { label: string; right: boolean }

type Common = {
  /** The author's permanent id, where the source gives one. */
  id?: string
  /** The title's words; its formatted form is in the body. */
  title: string
  tags: string[]
  difficulty?: Difficulty
  /** Whether the source has an answer. */
  answered: boolean
  /** Ids or codes of related questions. */
  see: string[]
  /** The code this question translates, in a bank that is a translation. */
  of?: string
  /** Keys of the media its body uses, in order of first use. */
  media: string[]
  place: Place
  /** Where the answer begins, if it stands in another file than the question. */
  answerPlace?: Place
  slices: {
    title: Slice
    directive?: Slice
    prompt?: Slice
    answer?: Slice
    choices?: Slice[]
  }
  /** `Body` as JSON. */
  body: Text
}

type Kinds =
  | { kind: 'basic' | 'reversed' }
  /**
   * `gaps`: the cloze numbers in use, ascending. `counted`: those of gaps to which the source
   * gives no number, in reading order; of a draft only, for identity gives them theirs.
   */
  | { kind: 'cloze'; gaps: number[]; counted?: number[] }
  | { kind: 'choice'; choices: Choice[] }
  /** `expected`: the exact text to type. */
  | { kind: 'typed'; expected: string }

/** A question as read, before identity gave it a code. */
export type Draft = Common & Kinds

/** What identity adds: `code` finds the question in every output, `guid` is its note's in Anki. */
export type Identity = { code: string; guid: string }

export type Question = Draft & Identity

/** The formatted parts of one question. */
export type Body = {
  title: Inline[]
  hint?: Inline[]
  /** Beyond the title; empty where the title is the whole question. */
  prompt: Block[]
  answer: Block[]
  /** One for each `Choice` of the question, in the same order. */
  choices?: { body: Block[]; why: Block[] }[]
  /** Those that the parts above refer to, in order of first reference. */
  footnotes: FootnoteDefinition[]
}

/** A chapter and subdeck. Questions outside any heading stand in a section without title. */
export type Section<Q = Question> = {
  title: string
  /** Formatted title, as JSON of `Inline[]`. */
  heading: string
  /** Titles from the top to this section. */
  path: string[]
  /** The subdeck's name below the bank's deck, as first issued; its parts joined by `::`. Set by identity; empty for no subdeck. */
  deck: string
  /** Text before the first question, as JSON of `Body` (in `answer`). */
  intro: string
  questions: Q[]
  sections: Section<Q>[]
  place: Place
}

/** A picture of the bank, already found, checked and known to decode. */
export type Medium = {
  /** Hash of the source bytes: 32 hexadecimal digits. */
  key: string
  /** A raster image, or a drawing (SVG) that pages draw as vectors. */
  form: 'raster' | 'drawing'
  /** Pixels, or user units of a drawing. */
  width: number
  height: number
  /** Where the source first shows it, relative to the bank's root. */
  path: string
}

/** A recording of the bank, already found and known by its first bytes. */
export type Sound = {
  /** Hash of the bytes: 32 hexadecimal digits. */
  key: string
  extension: 'mp3' | 'ogg' | 'opus' | 'm4a' | 'wav' | 'flac'
  bytes: number
  /** Where the source first names it, relative to the bank's root. */
  path: string
}

/** What an author may state of a bank: in its settings, or at the top of its only file. */
export const factNames = [
  'id',
  'title',
  'language',
  'description',
  'version',
  'licence',
  'source',
] as const

export type Facts = Partial<Record<(typeof factNames)[number], string>>

export type Bank<Q = Question> = {
  /** Permanent name. */
  id: string
  title: string
  /** BCP 47. */
  language: string
  /** Markdown. */
  description: string
  /** The description as read, as JSON of `Body` (in `answer`); absent where there is none. */
  about?: string
  version?: string
  licence?: string
  /** Where the source lives: a URL. */
  source?: string
  sections: Section<Q>[]
  media: Medium[]
  /** Absent where there are none. */
  sounds?: Sound[]
}

/**
 * A question that is no longer in the bank, as last issued. Learners have its
 * cards, so a deck still ships it, marked; booklet and table do not.
 */
export type Retired = {
  question: Question
  /** Where it last stood. */
  section: Pick<Section, 'path' | 'deck'>
}

/** Gives the formatted parts of a question. Cheap enough to call once a writer, too large to keep. */
export function bodyOf(question: { body: Text }): Body {
  return JSON.parse(String(question.body)) as Body
}

/**
 * The formatted parts as a question holds them. The engine gives two bytes to every character of a
 * text that was cut out of one with a wider character anywhere; written anew, most take one.
 */
export function serialised(body: Body): string {
  return Buffer.from(JSON.stringify(body)).toString()
}

export function introOf(section: { intro: string }): Body {
  return JSON.parse(section.intro) as Body
}

/** The description's blocks; its bare words where nobody read it. */
export function aboutOf(bank: { about?: string; description: string }): Block[] {
  if (bank.about !== undefined) return (JSON.parse(bank.about) as Body).answer
  const value = bank.description.trim()
  return value === '' ? [] : [{ type: 'paragraph', children: [{ type: 'text', value }] }]
}

export function headingOf(section: { heading: string }): Inline[] {
  return JSON.parse(section.heading) as Inline[]
}

/** Every section in reading order, parents before children. */
export function* sectionsOf<Q>(bank: { sections: Section<Q>[] }): Generator<Section<Q>> {
  for (const section of bank.sections) {
    yield section
    yield* sectionsOf(section)
  }
}

/** Every question in reading order, with its section. */
export function* questionsOf<Q>(bank: {
  sections: Section<Q>[]
}): Generator<{ question: Q; section: Section<Q> }> {
  for (const section of sectionsOf(bank)) {
    for (const question of section.questions) yield { question, section }
  }
}

/** The place in the file of a node in a question's body. */
export function placeIn(owner: { place: Place }, node: Node | { position?: Position }): Place {
  const position = 'position' in node ? node.position : undefined
  if (!position) return owner.place
  const base = owner.place.line - 1
  return {
    path: owner.place.path,
    line: base + position.start.line,
    column: position.start.column,
    end: { line: base + position.end.line, column: position.end.column },
  }
}

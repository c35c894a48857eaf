/**
 * Notes as rows need them: plain strings and bytes, so that they can come from
 * another thread or from an earlier build. Pure, like the notes themselves.
 */
import type { MarkupOptions } from '../markup/markup.ts'
import type { Bank, Question } from '../model/bank.ts'
import { marksOf } from './cards.ts'
import { type NoteProblem, noteOf } from './notes.ts'
import { checksum, strip } from './strip.ts'

/** Of a question, what its note is made of; see `askedOf`. */
export type Asked = {
  question: Question
  /** Titles of chapter and section. */
  path: string[]
  /** The note of what is no longer in the bank. */
  retired: boolean
}

/** Of a bank, what notes are made of. */
export type Ground = Pick<Bank, 'source' | 'language' | 'sounds'>

export type Rendered = {
  /** The fields in the type's order, joined as Anki keeps them, by U+001F; in UTF-8. */
  fields: Uint8Array
  /** Plain text of the field to sort by. */
  sort: string
  /** Anki's checksum of the first field. */
  sum: number
  /** Joined by spaces. */
  tags: string
  /** Hash of all that a learner's client would update. */
  hash: string
  /** Which cards there are; see `marksOf`. */
  marks: string
  problems: NoteProblem[]
}

/** The note of one question; `picture` names the file of a medium. */
export function render(
  ground: Ground,
  { question, path, retired }: Asked,
  picture: MarkupOptions['picture'],
): Rendered {
  const note = noteOf(ground, { path }, question, picture, retired)
  return {
    fields: Buffer.from(note.joined),
    sort: strip(note.byName[note.type.sort] ?? ''),
    sum: checksum(note.fields[0] ?? ''),
    tags: note.tags.join(' '),
    hash: note.hash,
    marks: marksOf(note.type, note.byName),
    problems: note.problems,
  }
}

/** The fields of a note, apart. */
export function fieldsOf({ fields }: Pick<Rendered, 'fields'>): string[] {
  return new TextDecoder().decode(fields).split('\u001f')
}

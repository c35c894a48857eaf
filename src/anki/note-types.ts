/**
 * The five note types, as data. FROZEN FOR EVER.
 *
 * Anki matches a note type by its id, and its fields and templates by theirs;
 * where their number, order or ids differ it makes a second type beside the
 * first and refuses to update the learner's notes. So nothing here is ever
 * removed, reordered or renumbered; a new need takes a spare field, whose name
 * may change. Templates' text and style are free: they are files.
 */
import { tidy } from '../markup/markup.ts'
import type { Kind } from '../model/bank.ts'

/** Field → its permanent id. */
export const fieldIds = {
  /** The question's code: never empty, never twice in a bank, so Anki sees no duplicates. */
  Code: 101,
  /** The title, formatted. */
  Question: 102,
  /** What the question says beyond its title. */
  Prompt: 103,
  Answer: 104,
  Hint: 105,
  /** Titles of chapter and section. */
  Section: 106,
  /** easy, medium, hard, or empty. */
  Difficulty: 107,
  /** A link to the source file. */
  Source: 108,
  /** A banner, when a question is retired. */
  Notice: 109,
  /** Codes of related questions. */
  Related: 110,
  /** A choice's options in the written order. */
  Options: 121,
  /** The same with the right ones marked and the reasons. */
  Solution: 122,
  /** A cloze's title and prompt with its gaps. */
  Text: 131,
  /** The exact text to type. */
  Expected: 141,
  'Spare 1': 191,
  'Spare 2': 192,
  'Spare 3': 193,
} as const satisfies Record<string, number>

export type FieldName = keyof typeof fieldIds

export type CardTemplate = {
  /** Permanent. */
  id: number
  name: string
  /** Names of template files below `anki/`. */
  front: string
  back: string
}

export type NoteType = {
  label: string
  /** Goes into the hash that is the type's id. */
  key: Kind
  cloze: boolean
  /** The field that Anki's browser shows and sorts by. */
  sort: FieldName
  fields: readonly FieldName[]
  templates: readonly CardTemplate[]
}

const tail = [
  'Answer',
  'Hint',
  'Section',
  'Difficulty',
  'Source',
  'Notice',
  'Related',
  'Spare 1',
  'Spare 2',
  'Spare 3',
] as const satisfies readonly FieldName[]

export const noteTypes = {
  basic: {
    label: 'Basic',
    key: 'basic',
    cloze: false,
    sort: 'Question',
    fields: ['Code', 'Question', 'Prompt', ...tail],
    templates: [{ id: 201, name: 'Question', front: 'basic/front.html', back: 'basic/back.html' }],
  },
  reversed: {
    label: 'Reversed',
    key: 'reversed',
    cloze: false,
    sort: 'Question',
    fields: ['Code', 'Question', 'Prompt', ...tail],
    templates: [
      { id: 211, name: 'Question', front: 'reversed/front.html', back: 'reversed/back.html' },
      {
        id: 212,
        name: 'Answer',
        front: 'reversed/answer-front.html',
        back: 'reversed/answer-back.html',
      },
    ],
  },
  cloze: {
    label: 'Cloze',
    key: 'cloze',
    cloze: true,
    sort: 'Text',
    fields: ['Code', 'Text', ...tail],
    templates: [{ id: 221, name: 'Cloze', front: 'cloze/front.html', back: 'cloze/back.html' }],
  },
  choice: {
    label: 'Choice',
    key: 'choice',
    cloze: false,
    sort: 'Question',
    fields: ['Code', 'Question', 'Prompt', 'Options', 'Solution', ...tail],
    templates: [{ id: 231, name: 'Choice', front: 'choice/front.html', back: 'choice/back.html' }],
  },
  typed: {
    label: 'Typed',
    key: 'typed',
    cloze: false,
    sort: 'Question',
    fields: ['Code', 'Question', 'Prompt', 'Expected', ...tail],
    templates: [{ id: 241, name: 'Typed', front: 'typed/front.html', back: 'typed/back.html' }],
  },
} as const satisfies { [K in Kind]: NoteType & { key: K } }

/** The name of a bank's note type; permanent as the bank's id is. */
export function noteTypeName(bankId: string, kind: Kind): string {
  return `${tidy(bankId).replaceAll('"', '')} ${noteTypes[kind].label} (Rectoverso)`
}

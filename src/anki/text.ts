/**
 * Notes for Anki's text import: `<name>.anki.txt`.
 *
 * The notes of the deck, field for field, under the same guids: imported after
 * the deck it finds every note and makes none twice. It brings neither note types
 * nor pictures, so the deck has to be imported once before it.
 *
 * What Anki's reader does, and how its traps are closed (`rslib` of Anki, in
 * `import_export/text`): a row whose first unquoted character is `#` is a comment,
 * so every cell is quoted; fields go by position and only as far as the columns
 * named, so every row is as wide as the widest note type; a note whose first field
 * is empty is dropped, and ours is the code; a deck's name of digits alone is
 * taken for a deck's number, so such a deck gets one below it.
 */
import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import papaparse from 'papaparse'
import type { PictureFile } from '../markup/markup.ts'
import { countingQuestions } from '../messages/counting.ts'
import { questionsOf } from '../model/bank.ts'
import type { Context, OutputFile, Writer } from '../writer.ts'
import { decksOf } from './decks.ts'
import { picturesOf } from './media.ts'
import { noteTypeName, noteTypes } from './note-types.ts'
import { reporter } from './problems.ts'
import { fieldsOf } from './render.ts'
import { renderings } from './renderings.ts'

export const ankiText: Writer = { name: 'anki-txt', write }

/** Rows to a piece of the stream. */
const pieceRows = 200

const meta = ['guid', 'notetype', 'deck', 'tags'] as const

async function write(context: Context): Promise<OutputFile[]> {
  const { bank, messages } = context
  const pictures = await picturesOf(
    bank.media,
    context.media,
    context.cache?.shelf('deck-pictures'),
  )
  if (pictures.size > 0) {
    const count = pictures.size === 1 ? 'a picture' : `${pictures.size} pictures`
    messages.add('pictures-not-carried', `The notes as text show ${count} of the deck`)
  }
  const pieces: Uint8Array[] = []
  for await (const rows of rowsOf(context, pictures)) {
    // The notes have to be made before anything is written, for they may have
    // something to say; kept like this they are a twentieth of their size.
    pieces.push(await deflated(textOf(rows)))
  }
  return [{ name: `${context.name}.anki.txt`, content: contentOf(header(), pieces) }]
}

/** Rows of the bank in its order, then of what was retired, some at a time. */
async function* rowsOf(
  context: Context,
  pictures: ReadonlyMap<string, PictureFile>,
): AsyncGenerator<string[][]> {
  const { bank, retired = [], deck } = context
  const gone = retired.map(({ question, section }) => ({ question, section, retired: true }))
  const living = [...questionsOf(bank)].map((asked) => ({ ...asked, retired: false }))
  const decks = decksOf(
    bank,
    retired.map(({ section }) => section),
    deck,
  )
  const say = reporter(context)
  const counted = countingQuestions(context)
  let rows: string[][] = []
  const notes = renderings({ ...context, pictures }, [...living, ...gone], (job) => ({
    ...job,
    path: job.section.path,
  }))
  for await (const some of notes) {
    for (const [{ question, section, retired }, note] of some) {
      if (!retired) {
        say(question, note)
        await counted()
      }
      const type = noteTypeName(bank.id, question.kind)
      const name = deckName(decks.of(section).name)
      rows.push(padded([question.guid, type, name, note.tags, ...fieldsOf(note)]))
      if (rows.length < pieceRows) continue
      yield rows
      rows = []
    }
  }
  if (rows.length > 0) yield rows
}

/** A name of digits would be looked up as the number of a deck, and the note dropped. */
export function deckName(name: string): string {
  return /^[+-]?\d+$/.test(name) ? `${name}::Questions` : name
}

const widest =
  meta.length + Math.max(...Object.values(noteTypes).map(({ fields }) => fields.length))

function padded(cells: string[]): string[] {
  return [...cells, ...Array.from({ length: widest - cells.length }, () => '')]
}

/** Anki reads these lines in order, and needs the separator before the columns. */
function header(): string {
  return `${[
    '#separator:tab',
    '#html:true',
    '#if matches:update current',
    ...meta.map((name, index) => `#${name} column:${index + 1}`),
    `#columns:${columnNames().join('\t')}`,
  ].join('\n')}\n`
}

/** Anki goes by position, and types of note differ in what stands where. */
function columnNames(): string[] {
  return [
    ...meta,
    ...Array.from({ length: widest - meta.length }, (_, index) => {
      const names = new Set(Object.values(noteTypes).map(({ fields }) => fields[index]))
      const [only] = names
      return names.size === 1 && only ? only : `field ${index + 1}`
    }),
  ]
}

function textOf(rows: string[][]): string {
  return `${papaparse.unparse(rows, { delimiter: '\t', quotes: true, newline: '\n' })}\n`
}

const deflate = promisify(deflateRaw)

function deflated(text: string): Promise<Uint8Array> {
  return deflate(new TextEncoder().encode(text), { level: 3 })
}

/** Bytes of the file, made while they are read; it can be read more than once. */
function contentOf(start: string, pieces: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  return {
    async *[Symbol.asyncIterator]() {
      yield new TextEncoder().encode(start)
      for (const piece of pieces) yield inflateRawSync(piece)
    },
  }
}

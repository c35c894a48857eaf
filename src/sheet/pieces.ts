/**
 * The rows of a table in pieces, of which those that nothing changed in come from earlier
 * builds: a piece ends with the questions of a file, so that an edit is of one piece.
 */
import { digest } from '../cache/digest.ts'
import type { Question } from '../model/bank.ts'
import { tellOf } from '../model/store.ts'
import type { Shelf } from '../writer.ts'
import type { Row } from './columns.ts'

/** Most rows of a piece. */
const most = 500

/** Rows in their order, a piece at a time. */
export function* piecesOf(rows: Iterable<Row>): Generator<Row[]> {
  let piece: Row[] = []
  for (const row of rows) {
    const [first] = piece
    const others = first && first.question.place.path !== row.question.place.path
    if (others || piece.length === most) {
      yield piece
      piece = []
    }
    piece.push(row)
  }
  if (piece.length > 0) yield piece
}

/**
 * Bytes of a piece of a table: of an earlier build, else as `print` makes them.
 *
 * @param form everything that they depend on beside the rows.
 */
export function printed(
  rows: readonly Row[],
  form: readonly unknown[],
  shelf: Shelf | undefined,
  print: () => Uint8Array,
): Uint8Array {
  if (!shelf) return print()
  const key = digest(JSON.stringify(form), JSON.stringify(rows.map(told)))
  const known = shelf.get(key)
  if (known) return known
  const made = print()
  shelf.put(key, made)
  return made
}

/** All that a row is made of. */
function told({ question, section, deck, licence, own }: Row): unknown[] {
  const { path, deck: subdeck } = section
  return [toldOf(question), path, subdeck, deck, licence ?? null, own ? [...own] : null]
}

/** What body and slices hold need not be fetched where it is known what they were read from. */
function toldOf({ slices, body, ...facts }: Question): unknown[] {
  const tell = tellOf(body)
  return tell.startsWith('#') ? [facts, tell] : [facts, tell, slices]
}

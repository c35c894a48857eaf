/** The matcher's terms. */
import type { Kind, Place } from '../model/bank.ts'
import type { Fingerprint, Issued } from './fingerprint.ts'

/** A question as the matcher sees it. */
export type Seen = {
  /** Its words, for messages. */
  name: string
  id?: string
  kind: Kind
  print: Fingerprint
  /** Made anew whenever it is asked for. */
  readonly issued: Issued
  /** The sketch of its text; asked for only where nothing stronger was found. */
  sketch: () => string
  /** The section's titles as one text. */
  path: string
  /** Its place in reading order among those of its section. */
  chapter: number
  place: Place
}

/** A question that could continue any of some known ones. */
export type Ambiguity = { seen: number; codes: string[] }

/**
 * A hash of everything a bank says, for its date of issue. Places in files are
 * left out: a blank line above a question issues nothing new.
 */
import { createHash } from 'node:crypto'
import { type Bank, sectionsOf } from '../model/bank.ts'

export function digestOf(bank: Bank): string {
  const sum = createHash('sha256')
  const add = (value: unknown) => sum.update(`${JSON.stringify(value)}\n`)
  const { sections, media, ...facts } = bank
  add(sorted(facts))
  add(media.map((medium) => [medium.key, medium.path]))
  for (const section of sectionsOf({ sections })) {
    add([section.title, section.heading, section.path, section.deck, section.intro])
    for (const question of section.questions) {
      const { place, slices, body, ...said } = question
      add(sorted(said))
      sum.update(String(body))
    }
  }
  return sum.digest('base64url').slice(0, 10)
}

/** The entries of an object in one order, whichever order its maker chose. */
function sorted(value: object): [string, unknown][] {
  return Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
}

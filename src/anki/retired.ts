/**
 * How a card says that its question was retired. Cards stay in a learner's
 * collection when a deck no longer has them, so the last thing a deck does with
 * a question is to mark its note.
 */
import { wordsIn } from '../wording/wording.ts'

/** In Anki's browser, `tag:retired` finds all such notes. */
export const retiredTag = 'retired'

/** HTML of the field `Notice`, in a bank's language (BCP 47). */
export function retiredNotice(language: string): string {
  const words = wordsIn(language)
  return `<strong>${words.retired}</strong> ${words.retiredNotice}`
}

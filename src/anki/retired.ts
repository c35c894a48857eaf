/**
 * How a card says that its question was retired. Cards stay in a learner's
 * collection when a deck no longer has them, so the last thing a deck does with
 * a question is to mark its note.
 */

/** In Anki's browser, `tag:retired` finds all such notes. */
export const retiredTag = 'retired'

/** HTML of the field `Notice`. */
export const retiredNotice =
  '<strong>Retired.</strong> This question is no longer in the deck, and will not be corrected. Suspend or delete the card, or keep it.'

/** The notes of a package as questions, and what could not become one. */
import type { FoundNote } from '../anki/collection-read.ts'
import type { Messages } from '../messages/messages.ts'
import { levelOf } from './bank.ts'
import type { Account } from './losses.ts'
import { ownType, saidByOwn } from './own.ts'
import { type ImportedQuestion, questionText, type Said, saidBy } from './question.ts'

/** One question, and what its note says. */
export type Imported = ImportedQuestion & {
  said: Said /** Id of the bank that made the note. */
  bank?: string
}

/** What a learner's Anki puts on a note: no tags of the deck's author. */
const learners = new Set(['leech', 'marked'])

/** Questions in the order of the notes; every note that is none is said. */
export function questionsOfNotes(
  notes: readonly FoundNote[],
  account: Account,
  messages: Messages,
): Imported[] {
  const level = levelOf(notes.map(({ deck }) => deck))
  return notes.flatMap((found): Imported[] => {
    const note = { ...found, tags: found.tags.filter((tag) => !learners.has(tag)) }
    const own = ownType(note.type)
    const said = own ? saidByOwn(note, own.kind, account) : saidBy(note, account)
    const reason = why(note, said)
    if (reason !== undefined) {
      messages.add('import-note-skipped', `Note ${note.guid} ${reason}.`)
      return []
    }
    for (const ordinal of note.ordinals.slice(said.kind === 'reversed' ? 2 : 1)) {
      const template = note.type.templates[ordinal]
      if (said.kind !== 'cloze' && template)
        account.lost(`card “${template.name}” of “${note.type.name}”`)
    }
    const fallback = note.deck.at(-1) ?? note.guid
    const { title, text } = questionText(said, level, fallback)
    const { guid, deck } = note
    return [
      {
        ...{ guid, kind: said.kind, title, text, deck, tags: said.tags, media: said.media, said },
        ...(own && { bank: own.bank, code: (said as Said & { code: string }).code }),
      },
    ]
  })
}

function why(note: FoundNote, said: Said): string | undefined {
  if (note.fields.some((field) => field.includes('image-occlusion:'))) {
    return 'hides parts of a picture (image occlusion), which Markdown cannot'
  }
  if (said.front.length === 0) return 'has nothing on its front'
  return undefined
}

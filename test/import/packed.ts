/** Packages for tests, as a table of notes. */
import { zipSync } from 'fflate'
import { openCollection } from '../../src/anki/collection.ts'
import type { FoundNote, FoundNoteType } from '../../src/anki/collection-read.ts'
import { checksum, strip } from '../../src/anki/strip.ts'

export const basic: FoundNoteType = {
  name: 'Basic',
  cloze: false,
  fields: ['Front', 'Back'],
  templates: [{ name: 'Card 1', front: '{{Front}}', back: '{{FrontSide}}<hr id=answer>{{Back}}' }],
}

export const clozed: FoundNoteType = {
  name: 'Cloze',
  cloze: true,
  fields: ['Text', 'Back Extra'],
  templates: [{ name: 'Cloze', front: '{{cloze:Text}}', back: '{{cloze:Text}}<br>{{Back Extra}}' }],
}

/** A note of the basic type, with one card in the deck `Top`. */
export function note(front: string, back: string, more: Partial<FoundNote> = {}): FoundNote {
  const own = { guid: `guid-${front}`, type: basic, fields: [front, back] }
  return { ...own, tags: [], deck: ['Top'], ordinals: [0], ...more }
}

/** A package in the oldest form, with the notes' cards as new ones. */
export async function packageOfNotes(
  notes: readonly FoundNote[],
  media: Record<string, Uint8Array> = {},
): Promise<Uint8Array> {
  const collection = openCollection()
  try {
    const types = [...new Set(notes.map(({ type }) => type))]
    const decks = [...new Set(notes.map(({ deck }) => deck.join('::')))]
    for (const [index, { guid, type, fields, tags, deck, ordinals }] of notes.entries()) {
      const id = index + 1
      const mid = types.indexOf(type) + 1
      const [first = ''] = fields
      const plain = { tags: tags.join(' '), sort: strip(first), sum: checksum(first) }
      collection.note({
        ...{ id, guid, noteType: mid, mod: 1 },
        ...{ ...plain, fields: Buffer.from(fields.join('\u001f')) },
      })
      for (const ordinal of ordinals) {
        const did = decks.indexOf(deck.join('::')) + 1
        const card = { id: id * 10 + ordinal, note: id, deck: did, ordinal, mod: 1, due: id }
        collection.card(card)
      }
    }
    const models = types.map(({ name, cloze, fields, templates }, index) => [
      index + 1,
      {
        ...{ name, type: cloze ? 1 : 0 },
        flds: fields.map((field, ord) => ({ name: field, ord })),
        tmpls: templates.map(({ name, front, back }, ord) => ({
          name,
          ord,
          qfmt: front,
          afmt: back,
        })),
      },
    ])
    const named = decks.map((name, index) => [index + 1, { name }])
    await collection.finish(1, Object.fromEntries(models), Object.fromEntries(named))
    const bytes = collection.read(0, collection.size())
    const names = Object.keys(media)
    const list = Object.fromEntries(names.map((name, index) => [index, name]))
    return zipSync({
      'collection.anki2': new Uint8Array(bytes),
      media: new TextEncoder().encode(JSON.stringify(list)),
      ...Object.fromEntries(names.map((name, index) => [index, media[name] ?? new Uint8Array()])),
    })
  } finally {
    collection.discard()
  }
}

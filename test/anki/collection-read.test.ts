/** Anki's own files are read in test/judges/import.test.ts; here are ours and broken ones. */
import { describe, expect, it } from 'vitest'
import { CollectionError, readCollection } from '../../src/anki/collection-read.ts'
import { openPackage } from '../../src/import/package.ts'
import { basic, clozed, note, packageOfNotes } from '../import/packed.ts'

const reread = async (notes: Parameters<typeof packageOfNotes>[0]) =>
  readCollection(openPackage(await packageOfNotes(notes)).collection)

describe('a collection', () => {
  it('gives back its notes, types, decks and cards', async () => {
    const notes = [
      note('one', 'eins', { tags: ['a', 'b::c'], deck: ['Top', 'Below'] }),
      note('{{c1::two}} {{c2::x}}', '', { type: clozed, ordinals: [0, 1] }),
    ]
    const found = await reread(notes)
    expect(found).toEqual(notes)
    expect(found[0]?.type).toEqual(basic)
  })

  it('is read in the order of study', async () => {
    const made = [note('b', ''), note('a', '')]
    expect((await reread(made)).map(({ fields }) => fields[0])).toEqual(['b', 'a'])
  })

  it('is refused where it is none', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(5000), new TextEncoder().encode('x')]) {
      expect(() => readCollection(bytes)).toThrow(CollectionError)
    }
  })
})

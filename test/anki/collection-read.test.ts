/** Anki's own files are read in test/judges/import.test.ts; here are ours and broken ones. */
import { describe, expect, it } from 'vitest'
import { CollectionError, readCollection } from '../../src/anki/collection-read.ts'
import { openPackage } from '../../src/import/package.ts'
import { basic, clozed, note, packageOfNotes } from '../import/packed.ts'

const reread = (notes: Parameters<typeof packageOfNotes>[0]) =>
  readCollection(openPackage(packageOfNotes(notes)).collection)

describe('a collection', () => {
  it('gives back its notes, types, decks and cards', () => {
    const notes = [
      note('one', 'eins', { tags: ['a', 'b::c'], deck: ['Top', 'Below'] }),
      note('{{c1::two}} {{c2::x}}', '', { type: clozed, ordinals: [0, 1] }),
    ]
    expect(reread(notes)).toEqual(notes)
    expect(reread(notes)[0]?.type).toEqual(basic)
  })

  it('is read in the order of study', () => {
    const made = [note('b', ''), note('a', '')]
    expect(reread(made).map(({ fields }) => fields[0])).toEqual(['b', 'a'])
  })

  it('is refused where it is none', () => {
    for (const bytes of [new Uint8Array(), new Uint8Array(5000), new TextEncoder().encode('x')]) {
      expect(() => readCollection(bytes)).toThrow(CollectionError)
    }
  })
})

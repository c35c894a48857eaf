import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openPackage, PackageError } from '../../src/import/package.ts'
import { note, packageOfNotes } from './packed.ts'

describe('a package', () => {
  it('gives its collection and its media by name', async () => {
    const opened = openPackage(
      await packageOfNotes([note('a', 'b')], { 'leaf 1.png': Uint8Array.of(1, 2) }),
    )
    expect([...opened.names]).toEqual(['leaf 1.png'])
    expect(opened.medium('leaf 1.png')).toEqual(Uint8Array.of(1, 2))
    expect(opened.medium('gone.png')).toBeUndefined()
    expect(new TextDecoder().decode(opened.collection.subarray(0, 15))).toBe('SQLite format 3')
  })

  it.each([
    ['no archive', new Uint8Array(100), /no zip archive/],
    ['an archive of something else', zipSync({ a: Uint8Array.of(1) }), /no collection/],
    ['no list of media', zipSync({ 'collection.anki2': Uint8Array.of(1) }), /media cannot be read/],
    [
      'a collection that is not compressed',
      zipSync({ 'collection.anki21b': Uint8Array.of(1, 2, 3), media: Uint8Array.of() }),
      /not compressed as Anki compresses/,
    ],
  ])('is refused: %s', (_, bytes, reason) => {
    expect(() => openPackage(bytes)).toThrow(PackageError)
    expect(() => openPackage(bytes)).toThrow(reason)
  })
})

import { expect, it } from 'vitest'
import { headOf, joinFields, packNote, partFields, unpackNote } from '../../src/anki/packed.ts'
import type { Rendered } from '../../src/anki/render.ts'

const note = (fields: string): Rendered => ({
  fields: Buffer.from(fields),
  ...{ sort: 'a\nb', sum: 7, tags: 'x y', hash: 'h', marks: '0 1' },
  problems: [{ rule: 'field-shortened', reason: 'long\u001e' }],
})

it('a packed note is the note again, line feeds and other scripts among its fields', () => {
  for (const fields of ['', 'one', 'K7M2Q\u001f<pre>a\nb</pre>\u001fü 漢 😀', '\n\n']) {
    const again = unpackNote(Buffer.from(packNote(note(fields))))
    expect({ ...again, fields: Buffer.from(again.fields).toString() }).toEqual({
      ...note(fields),
      fields,
    })
  }
})

it('joined fields are parted as they were, empty ones too', () => {
  const all = ['a\u001fb', '', 'ü 漢 😀', '\n']
  const parts = partFields(joinFields(all.map(note)))
  expect(parts.map((part) => Buffer.from(part).toString())).toEqual(all)
  expect(partFields(joinFields([]))).toEqual([])
})

it('the head of a note holds all but its fields', () => {
  expect(Object.keys({ ...headOf(note('a')), fields: '' }).sort()).toEqual(
    Object.keys(note('a')).sort(),
  )
})

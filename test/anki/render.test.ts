import { describe, expect, it } from 'vitest'
import { noteOf } from '../../src/anki/notes.ts'
import { packNote, unpackNote } from '../../src/anki/packed.ts'
import { fieldsOf, render } from '../../src/anki/render.ts'
import { checksum, strip } from '../../src/anki/strip.ts'
import { everyKind, questions } from './bank.ts'

const asked = (index: number, retired = false) => {
  const question = questions[index]
  if (!question) throw new Error('no question')
  return { question, path: ['Closures'], retired }
}
const named = () => ({ name: `rv-${'0'.repeat(32)}.png`, width: 2, height: 1 })

describe('a rendered note', () => {
  it('is the note as a row takes it', () => {
    for (const [index, question] of questions.entries()) {
      const note = noteOf(everyKind(), { path: ['Closures'] }, question, named)
      const made = render(everyKind(), asked(index), named)
      expect(fieldsOf(made)).toEqual(note.fields)
      expect(made.sum).toBe(checksum(question.code))
      expect(made.sort).toBe(strip(note.byName[note.type.sort] ?? ''))
      expect([made.tags, made.hash]).toEqual([note.tags.join(' '), note.hash])
      expect(made.problems).toEqual(note.problems)
    }
  })

  it('is plain data, the same after another thread or a cache had it', () => {
    for (const [index] of questions.entries()) {
      const made = render(everyKind(), asked(index), named)
      const again = unpackNote(Buffer.from(packNote(made)))
      expect({ ...again, fields: Buffer.from(again.fields) }).toEqual(made)
    }
  })

  it('says which cards there are, and that a question was retired', () => {
    const marks = questions.map((_, index) => render(everyKind(), asked(index), named).marks)
    expect(marks[4]).toBe('0 1 2')
    expect(marks[2]).toMatch(/^Code Question .*Answer/)
    const retired = render(everyKind(), asked(0, true), named)
    expect(retired.tags.split(' ')).toContain('retired')
    expect(retired.marks).toContain('Notice')
  })
})

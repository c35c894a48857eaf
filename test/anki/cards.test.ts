import { describe, expect, it } from 'vitest'
import { type Fields, isEmptyField, marksOf, ordinals as ordinalsOf } from '../../src/anki/cards.ts'
import { type NoteType, noteTypes } from '../../src/anki/note-types.ts'

/** By way of the few words that other threads and earlier builds give. */
const ordinals = (type: NoteType, fields: Fields, shows: Parameters<typeof ordinalsOf>[2]) =>
  ordinalsOf(type, marksOf(type, fields), shows)

const filled = (needs: string[]) => (template: number, fields: ReadonlySet<string>) =>
  fields.has(needs[template] ?? '')

describe('ordinals', () => {
  it('are those of the templates whose front shows something', () => {
    const needs = filled(['Question', 'Answer'])
    const of = (Answer: string) => ordinals(noteTypes.reversed, { Question: 'q', Answer }, needs)
    expect(of('a')).toEqual([0, 1])
    expect(of('<div><br></div> \n')).toEqual([0])
    expect(ordinals(noteTypes.basic, {}, needs)).toEqual([0])
  })
  it('know fields whose names hold a space', () => {
    const fields = { Question: 'q', 'Spare 1': 's' }
    expect(marksOf(noteTypes.basic, fields)).toBe('Question Spare_1')
    expect(ordinals(noteTypes.reversed, fields, filled(['Answer', 'Spare 1']))).toEqual([1])
  })
  it('are those of the gaps in any field, each once', () => {
    const of = (Text: string, Answer = '') =>
      ordinals(noteTypes.cloze, { Text, Answer }, () => false)
    expect(of('{{c3::a}} {{c1::b {{c3::c}}}}')).toEqual([0, 2])
    expect(of('{{c0::a}} {{c500::b}} {{c501::c}}', '{{c2::d}}')).toEqual([1, 499])
  })
})

describe('isEmptyField', () => {
  it('knows what Anki holds for nothing', () => {
    expect(['', ' \n', '<br>', '<div class="a"> </div>'].every(isEmptyField)).toBe(true)
    expect(['a', '<p></p>', '<img src="a">'].some(isEmptyField)).toBe(false)
  })
})

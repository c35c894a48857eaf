import { describe, expect, it } from 'vitest'
import { isEmptyField, ordinals } from '../../src/anki/cards.ts'
import { noteTypes } from '../../src/anki/note-types.ts'

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

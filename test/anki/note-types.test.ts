import { describe, expect, it } from 'vitest'
import { noteTypeId } from '../../src/anki/ids.ts'
import { fieldIds, noteTypeName, noteTypes } from '../../src/anki/note-types.ts'

describe('note types', () => {
  // A change that turns this red would give every learner a second note type. Do not mend the test.
  it('are frozen', () => {
    const frozen = Object.values(noteTypes).map((type) => [
      type.key,
      type.fields.map((name) => fieldIds[name]).join(' '),
      type.templates.map(({ id }) => id).join(' '),
    ])
    const tail = '104 105 106 107 108 109 110 191 192 193'
    expect(frozen).toEqual([
      ['basic', `101 102 103 ${tail}`, '201'],
      ['reversed', `101 102 103 ${tail}`, '211 212'],
      ['cloze', `101 131 ${tail}`, '221'],
      ['choice', `101 102 103 121 122 ${tail}`, '231'],
      ['typed', `101 102 103 141 ${tail}`, '241'],
    ])
    expect(noteTypeName('js', 'basic')).toBe('js Basic (Rectoverso)')
    expect(noteTypeId('js', 'basic')).toBe(1683209400215)
  })

  it('give every field one id, and names Anki keeps', () => {
    expect(new Set(Object.values(fieldIds)).size).toBe(Object.keys(fieldIds).length)
    for (const type of Object.values(noteTypes)) {
      const names: readonly string[] = type.fields
      expect(new Set(names).size).toBe(names.length)
      expect(names.filter((name) => /[:{}"]|^[#/^ ]/.test(name))).toEqual([])
      expect(names.filter((name) => name.startsWith('Spare')).length).toBe(3)
      expect(names).toContain(type.sort)
    }
  })
})

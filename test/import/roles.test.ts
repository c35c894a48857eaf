import { describe, expect, it } from 'vitest'
import type { FoundNoteType } from '../../src/anki/collection-read.ts'
import { rolesOf } from '../../src/import/roles.ts'
import { basic, clozed } from './packed.ts'

const type = (fields: string[], ...templates: [string, string][]): FoundNoteType => ({
  ...{ name: 'T', cloze: false, fields },
  templates: templates.map(([front, back], index) => ({ name: `Card ${index + 1}`, front, back })),
})

describe('roles', () => {
  it('follow the templates and not the order of fields', () => {
    expect(rolesOf(basic, [0])).toEqual({ kind: 'basic', front: [0], back: [1] })
    const other = type(
      ['Back', 'Note', 'Front'],
      ['{{#Note}}!{{/Note}}{{Front}}', '{{Back}} {{hint:Note}}'],
    )
    expect(rolesOf(other, [0])).toEqual({ kind: 'basic', front: [2], back: [0, 1] })
  })

  it('are reversed where the second card asks for the first side', () => {
    const both = type(['A', 'B'], ['{{A}}', '{{FrontSide}}{{B}}'], ['{{B}}', '{{FrontSide}}{{A}}'])
    expect(rolesOf(both, [0, 1]).kind).toBe('reversed')
    expect(rolesOf(both, [0]).kind).toBe('basic')
    const two = type(['A', 'B', 'C'], ['{{A}}', '{{B}}'], ['{{A}}?', '{{C}}'])
    expect(rolesOf(two, [0, 1]).kind).toBe('basic')
  })

  it('know what is typed, and gaps', () => {
    const typed = type(['A', 'B'], ['{{A}}{{type:B}}', '{{A}}{{type:B}}'])
    expect(rolesOf(typed, [0])).toEqual({ kind: 'typed', front: [0], back: [], typed: 1 })
    expect(rolesOf(clozed, [0])).toEqual({ kind: 'cloze', front: [0], back: [1] })
  })

  it('are there where templates show nothing', () => {
    expect(rolesOf(type(['A', 'B'], ['', '']), [0])).toEqual({
      kind: 'basic',
      front: [0],
      back: [1],
    })
    expect(rolesOf(type(['A'], ['{{Tags}}', '']), [0])).toEqual({
      kind: 'basic',
      front: [0],
      back: [],
    })
  })
})

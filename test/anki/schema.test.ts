import { describe, expect, it } from 'vitest'
import { fieldIds, noteTypes } from '../../src/anki/note-types.ts'
import { deckColumn, modelJson } from '../../src/anki/schema.ts'
import { lookOf } from '../../src/anki/templates.ts'
import { bank } from '../support/bank.ts'
import { context } from '../support/context.ts'

type Model = {
  id: number
  mod: number
  type: number
  sortf: number
  flds: { name: string; id: number; ord: number }[]
  tmpls: { name: string; id: number; ord: number; qfmt: string; afmt: string }[]
}

describe('what stands in a collection', () => {
  it('holds a note type with the permanent ids of its fields and templates', async () => {
    const look = await lookOf(context(bank([])).templates, { language: 'en' }, 'reversed')
    const type = noteTypes.reversed
    const model = modelJson(type, { id: 5, name: 'N', mod: 7, look }) as Model
    expect(model).toMatchObject({ id: 5, mod: 7, type: 0, sortf: 1 })
    expect(model.flds.map(({ name, id, ord }) => [name, id, ord])).toEqual(
      type.fields.map((name, ord) => [name, fieldIds[name], ord]),
    )
    expect(model.tmpls.map(({ id }) => id)).toEqual([211, 212])
    expect(model.tmpls.every(({ qfmt, afmt }) => qfmt !== '' && afmt !== qfmt)).toBe(true)
    const cloze = modelJson(noteTypes.cloze, { id: 6, name: 'C', mod: 7, look }) as Model
    expect(cloze.type).toBe(1)
  })

  it('holds decks with their dates, and Anki’s own', () => {
    const decks = deckColumn([{ id: 9, name: 'A::B', description: 'd' }], 7)
    expect(decks).toMatchObject({ 1: { name: 'Default' }, 9: { name: 'A::B', desc: 'd', mod: 7 } })
  })
})

import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { rules } from '../../src/messages/rules.ts'

describe('Messages', () => {
  it('gives a message the severity and help of its rule', () => {
    const messages = new Messages()
    const error = messages.add('id-duplicate', 'Twice.')
    const warning = messages.add('answer-empty', 'None.')
    const info = messages.add('item-skipped', 'Skipped.', undefined, { note: 'Otherwise.' })
    expect([error.fatal, warning.fatal, info.fatal]).toEqual([true, false, undefined])
    expect(error.note).toBe(rules['id-duplicate'].help)
    expect(info.note).toBe('Otherwise.')
    expect(messages.all).toEqual([error, warning, info])
    expect(messages.errors).toEqual([error])
    expect(messages.warnings).toEqual([warning])
  })

  it('keeps place, cause, and what was found and expected', () => {
    const messages = new Messages()
    const cause = new Messages().add('id-duplicate', 'First.')
    const end = { line: 3, column: 9 }
    const place = { path: 'a.md', line: 3, column: 4, end }
    const message = messages.add('id-duplicate', 'Second.', place, {
      cause,
      actual: '',
      expected: ['b'],
    })
    expect(message).toMatchObject({
      ruleId: 'id-duplicate',
      source: 'rectoverso',
      reason: 'Second.',
      file: 'a.md',
      name: 'a.md:3:4',
      place: { start: { line: 3, column: 4 }, end },
      cause,
      actual: '',
      expected: ['b'],
    })
    const { end: _, ...point } = place
    expect(messages.add('answer-empty', 'x', point).place).toEqual({ line: 3, column: 4 })
  })
})

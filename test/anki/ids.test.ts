import { describe, expect, it } from 'vitest'
import { cardId, noteId, noteTypeId } from '../../src/anki/ids.ts'
import { codeOf } from '../support/bank.ts'

describe('ids', () => {
  it('are of the past and exact', () => {
    for (const code of ['B2B2B', 'Z9Z9Z', 'B2B2B2B', 'Z9Z9Z9Z', 'odd']) {
      for (const id of [noteId('b', code), cardId('b', code, 0), cardId('b', code, 499)]) {
        expect(id).toBeGreaterThan(Date.UTC(2020, 0))
        expect(id).toBeLessThan(Date.UTC(2026, 0))
      }
    }
  })
  it('are never the same for two codes, of whatever length', () => {
    const codes = Array.from({ length: 20_000 }, (_, n) => codeOf(n * 25))
    codes.push(...codes.slice(0, 5000).map((code) => `B2${code}`), 'odd', 'OTHER')
    expect(new Set(codes.map((code) => noteId('b', code))).size).toBe(codes.length)
    const cards = codes.flatMap((code) => [cardId('b', code, 0), cardId('b', code, 499)])
    expect(new Set(cards).size).toBe(cards.length)
  })
  it('belong to their bank', () => {
    expect(noteTypeId('a', 'basic')).not.toBe(noteTypeId('b', 'basic'))
    expect(noteTypeId('a', 'basic')).not.toBe(noteTypeId('a', 'cloze'))
    expect(noteId('a', 'B2B2B')).not.toBe(noteId('b', 'B2B2B'))
  })
})

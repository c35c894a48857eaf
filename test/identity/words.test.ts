import { describe, expect, it } from 'vitest'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'
import { named, plainWords, quoted, searchFor, titleOf } from '../../src/identity/words.ts'

describe('what people are told to type', () => {
  it('is one argument for a shell', () => {
    expect(quoted('K7M2Q=a/b.md:3')).toBe('K7M2Q=a/b.md:3')
    expect(quoted('my questions.md:3')).toBe('"my questions.md:3"')
    expect(quoted('a"$(b)`.md')).toBe('"a\\"\\$(b)\\`.md"')
  })

  it('finds cards by code, of one or of several', () => {
    expect(searchFor('K7M2Q')).toBe('Code:K7M2Q')
    expect(searchFor('K7M2Q', 'B3D4F')).toBe('Code:K7M2Q OR Code:B3D4F')
  })

  it('names a place and a command', () => {
    const place = { path: 'q.md', line: 3, column: 1 }
    expect(plainWords.accept(`--new ${plainWords.at(place)}`)).toBe(
      'rectoverso accept --new q.md:3',
    )
  })

  it('names a question by its code and its title as last issued', () => {
    const known = newLedger()
    const line = (code: string, id: string) => ({ code, id }) as QuestionLine
    known.questions.set('B2B2B', line('B2B2B', 'the-id'))
    known.questions.set('C2B2B', line('C2B2B', 'other'))
    known.texts.set('C2B2B', JSON.stringify({ title: '### What\n  is # this? ' }))
    expect(titleOf(known, 'C2B2B')).toBe('What is # this?')
    expect(named(known, 'C2B2B')).toBe('C2B2B (What is # this?)')
    expect(named(known, 'B2B2B')).toBe('B2B2B (the-id)')
    expect(named(known, 'Z9Z9Z')).toBe('Z9Z9Z')
  })
})

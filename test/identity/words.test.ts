import { describe, expect, it } from 'vitest'
import { plainWords, quoted, searchFor } from '../../src/identity/words.ts'

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
})

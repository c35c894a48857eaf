import { describe, expect, it } from 'vitest'
import { hyphenator } from '../../src/print/hyphenate.ts'

const parts = (word: string, language = 'en'): string[] => {
  const points = hyphenator(language)(word)
  return [0, ...points].map((from, index) => word.slice(from, points[index] ?? word.length))
}

describe('hyphenation', () => {
  it.each([
    ['hyphenation', ['hy', 'phen', 'ation']],
    ['(hyphenation),', ['(hy', 'phen', 'ation),']],
    ['words', ['words']],
    ['Washington', ['Washington']],
    ['setTimeout', ['setTimeout']],
    ['https://example.org', ['https://example.org']],
  ])('of %j', (word, expected) => {
    expect(parts(word)).toEqual(expected)
  })

  it('parts nothing in a language without patterns', () => {
    expect(parts('hyphenation', 'xx')).toEqual(['hyphenation'])
    expect(parts('hyphenation', 'en-GB')).toHaveLength(3)
  })
})

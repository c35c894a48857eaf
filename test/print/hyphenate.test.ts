import { describe, expect, it } from 'vitest'
import { hyphenationFor, hyphenator } from '../../src/print/hyphenate.ts'

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

  it.each([
    ['de', 'Zusammenarbeit,', 'Zu-sam-men-ar-beit,'],
    ['de-AT', 'Verantwortung', 'Ver-ant-wor-tung'],
    ['es', 'conocimiento', 'co-no-ci-mien-to'],
    ['fr', '«développement»', '«dé-ve-lop-pe-ment»'],
    ['it', 'dipendenza', 'di-pen-den-za'],
    ['nl', 'afhankelijk', 'af-han-ke-lijk'],
    ['pl', 'przetwarzanie', 'prze-twa-rza-nie'],
    ['pt-BR', 'desenvolvimento', 'de-sen-vol-vi-mento'],
    ['ru', 'замыкание', 'за-мы-ка-ние'],
  ])('in %s of %s', (language, word, expected) => {
    expect(parts(word, language).join('-')).toBe(expected)
  })

  it('takes no capitalised word but in German', () => {
    expect(parts('Замыкание', 'ru')).toHaveLength(1)
    expect(parts('MÜNCHEN', 'de')).toHaveLength(1)
  })

  it('names the package of a language we have no patterns for', () => {
    expect(hyphenationFor('sv-SE')).toBe('hyphenation.sv')
    expect(hyphenationFor('en')).toBeUndefined()
    expect(hyphenationFor('zh')).toBeUndefined()
  })

  it('parts nothing in a language without patterns', () => {
    expect(parts('hyphenation', 'xx')).toEqual(['hyphenation'])
    expect(parts('hyphenation', 'en-GB')).toHaveLength(3)
  })
})

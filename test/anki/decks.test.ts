import { describe, expect, it } from 'vitest'
import { decksOf } from '../../src/anki/decks.ts'
import { bank, question, section } from '../support/bank.ts'

const named = (deck: string) => ({ ...section('S', [question('q')]), deck })
const names = (decks: string[], title = 'Bank') =>
  decksOf(bank(decks.map(named), { title })).all.map(({ name }) => name)

describe('decks', () => {
  it('lie below the bank’s, parents first', () => {
    expect(names(['010 A::020 B', '010 A', ''])).toEqual([
      'Bank',
      'Bank::010 A',
      'Bank::010 A::020 B',
    ])
  })
  it('of two sections are one where Anki would hold the names for the same', () => {
    const decks = decksOf(bank([named('A'), named('a')]))
    expect(decks.all.map(({ name }) => name)).toEqual(['Test bank', 'Test bank::A'])
    expect(new Set(decks.all.map(({ id }) => id)).size).toBe(2)
  })
  it('have names that Anki keeps', () => {
    expect(names([' :a: ::\u0007b\u001f'], 'C++::x \u0000')).toEqual([
      'C++:x',
      'C++:x::a',
      'C++:x::a::b',
    ])
    expect(names([], ' : ')).toEqual(['test-bank'])
    expect([...(names(['😀'.repeat(200)])[1] ?? '')].length).toBe('Bank::'.length + 100)
  })
  it('describe the bank without HTML of its own', () => {
    const [top, below] = decksOf(
      bank([named('A')], {
        description: 'About *it* <script>',
        version: '2',
        licence: 'MIT',
        source: 'https://a.b/<c>',
      }),
    ).all
    expect(top?.description).toBe(
      '**Test bank**\n\nAbout *it* &lt;script>\n\nVersion 2 · Licence MIT · [Source](<https://a.b/%3Cc%3E>)\n\n' +
        'To update, import the newer file over this deck. Your progress stays.',
    )
    expect(below?.description).toBe('')
    const facts = { language: 'fr', version: '2', licence: 'MIT', source: 'https://a.b/' }
    expect(decksOf(bank([], facts)).all[0]?.description).toBe(
      '**Test bank**\n\nVersion 2 · Licence MIT · [Source](<https://a.b/>)\n\n' +
        'Pour mettre à jour, importez le fichier plus récent par-dessus ce paquet. Votre progression est conservée.',
    )
    const torn = decksOf(bank([], { description: 'a\ud800\u0000b' })).all[0]?.description
    expect(torn).toContain('a\ufffdb')
  })
})

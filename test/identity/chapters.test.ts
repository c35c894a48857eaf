import { describe, expect, it } from 'vitest'
import { chaptersOf, matchChapters, pathText } from '../../src/identity/chapters.ts'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'
import { section } from './drafts.ts'

const ledgerOf = (paths: string[][], questions: number) => {
  const ledger = newLedger()
  for (const path of paths) {
    const key = path.join('/')
    ledger.sections.set(key, { key, deck: path.join('::'), path })
    for (let n = 0; n < questions; n++) {
      const line = { code: `${key} ${n}`, state: 'active', section: key } as QuestionLine
      ledger.questions.set(line.code, line)
    }
  }
  return ledger
}
const votes = (...counts: [chapter: number, section: string, times: number][]) =>
  counts.map(([chapter, key, count]) => ({ chapter, section: key, count }))

describe('chapters', () => {
  it('are the titled sections; one without title belongs to that above', () => {
    const sections = [
      section({ title: '', questions: ['x'] }),
      section({ title: 'A', sections: [{ title: '' }, { title: 'B' }] }),
    ]
    const { chapters, of } = chaptersOf(sections)
    expect(chapters.map(({ path, parent }) => [pathText(path), parent])).toEqual([
      ['["A"]', -1],
      ['["A","B"]', 0],
    ])
    expect([...of.values()]).toEqual([-1, 0, 0, 1])
  })

  it('continue what has their path, then what most of their questions come from', () => {
    const ledger = ledgerOf([['A'], ['B'], ['C']], 4)
    const { chapters } = chaptersOf(['A', 'New name', 'D'].map((title) => section({ title })))
    const found = matchChapters(
      chapters,
      ledger,
      votes([0, 'A', 2], [1, 'B', 3], [2, 'C', 1], [2, 'A', 1]),
    )
    expect(found).toEqual(['A', 'B', undefined])
  })

  it('do not continue what mostly went elsewhere', () => {
    const ledger = ledgerOf([['A'], ['B']], 6)
    const { chapters } = chaptersOf(['A', 'Part of B'].map((title) => section({ title })))
    expect(matchChapters(chapters, ledger, votes([0, 'A', 5], [0, 'B', 3], [1, 'B', 2]))).toEqual([
      'A',
      undefined,
    ])
  })

  it('continue the inner section under a new heading above it, and the outer where both are renamed', () => {
    const ledger = ledgerOf([['A'], ['A', 'X']], 3)
    const book = chaptersOf([
      section({ title: 'Book', sections: [{ title: 'A', sections: [{ title: 'X' }] }] }),
    ])
    expect(matchChapters(book.chapters, ledger, votes([1, 'A', 3], [2, 'A/X', 3]))).toEqual([
      undefined,
      'A',
      'A/X',
    ])
    const renamed = chaptersOf([section({ title: 'N', sections: [{ title: 'X' }] })])
    expect(matchChapters(renamed.chapters, ledger, votes([0, 'A', 3], [1, 'A/X', 3]))).toEqual([
      'A',
      'A/X',
    ])
  })

  const found = (titles: string[], ...given: Parameters<typeof votes>) => {
    const { chapters } = chaptersOf(titles.map((title) => section({ title })))
    return (ledger: ReturnType<typeof ledgerOf>) => matchChapters(chapters, ledger, votes(...given))
  }

  it('keep their key by path, be their questions gone, and give way to nothing', () => {
    expect(found(['A', 'B'])(ledgerOf([['A'], ['B']], 2))).toEqual(['A', 'B'])
    // Two exchanged their questions: the heading is what stayed.
    const exchanged = found(['A', 'B'], [0, 'B', 3], [1, 'A', 3])
    expect(exchanged(ledgerOf([['A'], ['B']], 3))).toEqual(['A', 'B'])
  })

  it('share equal paths by their questions, then in order', () => {
    const ledger = ledgerOf([], 0)
    for (const [key, deck] of [
      ['second', '020 A'],
      ['first', '010 A'],
    ] as const) {
      ledger.sections.set(key, { key, deck, path: ['A'] })
      ledger.questions.set(key, { code: key, state: 'active', section: key } as QuestionLine)
    }
    expect(found(['A', 'A'])(ledger)).toEqual(['first', 'second'])
    expect(found(['A', 'A', 'A'])(ledger)).toEqual(['first', 'second', undefined])
    expect(found(['A'])(ledger)).toEqual(['first'])
    expect(found(['A', 'A'], [0, 'second', 1])(ledger)).toEqual(['second', 'first'])
    expect(found(['A'], [0, 'second', 1])(ledger)).toEqual(['second'])
    const twins = ledgerOf([['A']], 1)
    expect(found(['A', 'A'])(twins)).toEqual(['A', undefined])
    expect(found(['A', 'A'], [1, 'A', 1])(twins)).toEqual([undefined, 'A'])
  })

  it('need more than half of what they hold and of what the other held', () => {
    const ledger = ledgerOf([['A'], ['B']], 4)
    expect(found(['N'], [0, 'A', 3], [0, 'B', 2])(ledger)).toEqual(['A'])
    expect(found(['N'], [0, 'A', 2], [0, 'B', 2])(ledger)).toEqual([undefined])
    expect(found(['N', 'M'], [0, 'A', 2], [1, 'A', 2])(ledger)).toEqual([undefined, undefined])
    expect(found(['N', 'M'], [0, 'A', 3], [1, 'A', 1])(ledger)).toEqual(['A', undefined])
  })

  it('need a third of what is active there, and count nothing that is retired', () => {
    const ledger = ledgerOf([['A']], 6)
    expect(found(['N'], [0, 'A', 1])(ledger)).toEqual([undefined])
    expect(found(['N'], [0, 'A', 2])(ledger)).toEqual(['A'])
    for (const code of ['A 0', 'A 1', 'A 2']) {
      ledger.questions.set(code, { code, state: 'retired', section: 'A' } as QuestionLine)
    }
    expect(found(['N'], [0, 'A', 1])(ledger)).toEqual(['A'])
  })

  it('go to the one of their title first, then to the strongest, then in order', () => {
    const ledger = ledgerOf([['A', 'X'], ['A']], 3)
    // All of them below a new heading of the inner’s name: the title says which.
    const inner = chaptersOf([section({ title: 'N', sections: [{ title: 'X' }] })]).chapters
    expect(matchChapters(inner, ledger, votes([1, 'A/X', 3]))).toEqual(['A', 'A/X'])
    const outer = chaptersOf([section({ title: 'X' })]).chapters
    expect(matchChapters(outer, ledger, votes([0, 'A/X', 3]))).toEqual(['A/X'])
    // Neither has a title left: the outer continues the outer, the inner the inner.
    const both = chaptersOf([section({ title: 'N', sections: [{ title: 'M' }] })]).chapters
    expect(matchChapters(both, ledgerOf([['A'], ['A', 'X']], 0), votes([1, 'A/X', 3]))).toEqual([
      'A',
      'A/X',
    ])
    // Of a section parted in two the half that holds more of it goes on.
    const halves = found(['N', 'M'], [0, 'A', 2], [1, 'A', 1], [1, 'B', 1])
    expect(halves(ledgerOf([['A'], ['B']], 3))).toEqual(['A', undefined])
    // The stronger before the weaker, whichever comes first.
    const strong = ledgerOf([['A'], ['A', 'X']], 0)
    const wide = chaptersOf([section({ title: 'N', sections: [{ title: 'M' }] })]).chapters
    expect(matchChapters(wide, strong, votes([0, 'A', 1], [1, 'A/X', 4]))).toEqual(['A', 'A/X'])
  })

  it('of sections that the ledger does not know, or of none, count for nothing', () => {
    const ledger = ledgerOf([['A']], 1)
    expect(found(['N'], [0, 'gone', 2])(ledger)).toEqual(['gone'])
    expect(found(['N'], [0, '', 2])(ledger)).toEqual([undefined])
    const orphan = ledgerOf([['A', 'X']], 2)
    expect(found(['N'], [0, 'A/X', 2])(orphan)).toEqual(['A/X'])
  })
})

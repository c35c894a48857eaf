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
  counts.flatMap(([chapter, key, times]) =>
    Array.from({ length: times }, () => ({ chapter, section: key })),
  )

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
})

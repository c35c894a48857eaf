import { describe, expect, it } from 'vitest'
import { bankOf, levelOf } from '../../src/import/bank.ts'
import type { ImportedQuestion } from '../../src/import/question.ts'

const question = (title: string, ...deck: string[]): ImportedQuestion => ({
  ...{ guid: title, kind: 'basic', title, text: `## ${title}\n\nx` },
  ...{ deck, tags: [], media: [] },
})

const made = (own: boolean, ...questions: ImportedQuestion[]) =>
  bankOf(questions, { title: 'Top', id: 'top', level: 2, own })

describe('a bank', () => {
  it('has a file for each deck below the top one, in the order of their numbers', () => {
    const bank = made(false, question('b', 'Top', '10 B'), question('a', 'Top', '2 A'))
    expect(bank.files.map(({ name }) => name)).toEqual([
      '01-2-a.md',
      '02-10-b.md',
      'rectoverso.yaml',
    ])
    expect(bank.files[0]?.text).toBe('# 2 A\n\n## a\n\nx\n')
    expect(bank.questions.map(({ title }) => title)).toEqual(['a', 'b'])
    expect(bank.files.at(-1)?.text).toBe('title: Top\nid: top\nlevel: 2\n')
  })

  it('has one file where questions stand in the top deck itself', () => {
    const bank = made(false, question('b', 'Top', 'B'), question('a', 'Top'))
    expect(bank.files.map(({ name }) => name)).toEqual(['questions.md', 'rectoverso.yaml'])
    expect(bank.files[0]?.text).toBe('## a\n\nx\n\n# B\n\n## b\n\nx\n')
  })

  it('keeps the names of subdecks, of which ours carry numbers', () => {
    const bank = made(true, question('a', 'Top', '010 First *x*', '020 In'))
    expect(bank.files[0]?.text).toMatch(/^# First \\\*x\\\*\n\n## In\n/)
    expect([...bank.decks]).toEqual([
      ['["First *x*"]', '010 First *x*'],
      ['["First *x*","In"]', '010 First *x*::020 In'],
    ])
  })

  it('joins levels that no heading is left for', () => {
    const deep = ['Top', 'a', 'b', 'c', 'd', 'e', 'f']
    expect(levelOf([deep])).toBe(6)
    const bank = bankOf([question('q', ...deep)], { title: 'Top', id: 't', level: 6, own: false })
    expect(bank.files[0]?.text).toContain('##### e / f\n')
    expect([...bank.decks.values()].at(-1)).toBe('a::b::c::d::e::f')
    expect([levelOf([['Top']]), levelOf([['T', 'a', 'b']])]).toEqual([2, 3])
  })
})

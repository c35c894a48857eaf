import { describe, expect, it } from 'vitest'
import { cardDeck } from '../../../src/read/dialects/card-deck.ts'
import { readFixture, readText, sheetOf } from '../reading.ts'

const found = (text: string): number => cardDeck.evidence(sheetOf(text)).questions

describe('decks with a heading a card', () => {
  it.each([
    ['deck-percent', 3, 3],
    ['deck-ids', 3, 3],
    ['deck-glossary', 9, 9],
    ['deck-named', 2, 2],
    ['deck-not', 0, 0],
  ])('%s: %i, %i answered', async (name, count, answered) => {
    const questions = await readFixture(name)
    expect(questions.map(({ title }) => title)).toHaveLength(count)
    expect(questions.filter((question) => question.answered)).toHaveLength(answered)
  })

  it('give their ids and tags to the questions', async () => {
    const marks = (await readFixture('deck-ids')).map(({ id, tags }) => [id, ...tags])
    expect(marks).toEqual([
      ['39a1b5ea-a9ad-4373-9edb-9b7f6e605329', 'all-parts', 'greek', 'letters'],
      ['c57efe78-de96-40d2-b725-022b57d493ca', 'all-parts', 'numbers', 'odd-ones'],
      ['13ad0c68-bed4-45d7-b389-06cb9108d52d'],
    ])
    const tags = (await readFixture('deck-percent')).map((question) => question.tags)
    expect(tags).toEqual([['tree', 'b-tree'], ['heap'], []])
  })

  it('divide front and back at their mark, once', async () => {
    const [, second] = await readFixture('deck-ids')
    expect(second?.slices.prompt?.text).toBe('1. two\n2. three')
    expect(second?.slices.answer?.text).toBe('The second.\n\n---\n\nAnd so is five.')
    expect(second?.slices.title.text).toMatch(/^Which is odd\?/)
  })

  it('are not told by one mark among many headings, nor in a manual', () => {
    const plain = ['## b', '## c', '## d'].map((title) => `${title}\n\ntext\n\n`).join('')
    expect(found(`## a\n\ntext\n\n[#t](t.md)\n\n${plain}`)).toBe(0)
    expect(found('# My deck\n\n## Usage\n\ntext\n\n## a\n\ntext\n')).toBe(0)
    expect(found('# My text\n\n## a\n\ntext\n\n## b\n\ntext\n')).toBe(0)
    expect(found('# My deck\n\n## a\n\ntext\n\n## b\n\ntext\n')).toBe(2)
  })

  it('say which card has no back', async () => {
    const { said } = await readText('# Deck\n\n## a\n\ntext\n\n## b\n')
    expect(said).toEqual(['item-skipped 7:1'])
  })
})

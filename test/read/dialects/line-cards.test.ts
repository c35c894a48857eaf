import { describe, expect, it } from 'vitest'
import { inlineCards } from '../../../src/read/dialects/inline-cards.ts'
import { plain, readFixture, readText, sheetOf } from '../reading.ts'

describe('cards of marked lines', () => {
  it.each([
    ['separated-cards', 4, 4],
    ['separated-not', 0, 0],
    ['tagged-cards', 6, 5],
    ['inline-cards', 5, 5],
    ['inline-not', 0, 0],
  ])('%s: %i, %i answered', async (name, count, answered) => {
    const questions = await readFixture(name)
    expect(questions.map(({ title }) => title)).toHaveLength(count)
    expect(questions.filter((question) => question.answered)).toHaveLength(answered)
  })

  it('are asked both ways where their mark says so', async () => {
    const kinds = async (name: string) => (await readFixture(name)).map(({ kind }) => kind)
    expect(await kinds('separated-cards')).toEqual(['basic', 'reversed', 'basic', 'basic'])
    expect(await kinds('tagged-cards')).toEqual([
      'basic',
      'basic',
      'reversed',
      'basic',
      'basic',
      'basic',
    ])
    expect((await kinds('inline-cards'))[2]).toBe('reversed')
  })

  it('begin with the paragraph above a lone question mark', async () => {
    const { questions, bodies } = await readText('x\n\na\nb\n?\nc\n\nd\n\ne\n?\nf\n')
    expect(questions.map(({ title, place }) => [title, place.line])).toEqual([
      ['a b', 3],
      ['e', 10],
    ])
    expect(bodies.map(({ answer }) => plain(answer))).toEqual(['c d', 'f'])
  })

  it('give their other tags', async () => {
    const tags = (await readFixture('tagged-cards')).map((question) => question.tags)
    expect(tags[1]).toEqual(['demo', 'safety/first'])
  })

  it.each([
    ['a :: b\n\nc :: d\n\ne :: f\n', 3],
    ['a :: b\n\nc :: d\n', 0],
    ['a::b\n\nc::d\n\ne::f\n', 0],
    ['a :: b\n\nc::d\n\ne :: f\n', 3],
    ['a :: b :: c\n\nd :: e\n\nf :: g\n', 0],
    [`a :: b\n\nc :: d\n\ne :: f\n\n${'prose\n'.repeat(9)}`, 0],
    ['`a :: b`\n\n`c :: d`\n\n`e :: f`\n', 0],
  ])('between colons in %j: %i', (text, count) => {
    expect(inlineCards.evidence(sheetOf(text)).questions).toBe(count)
  })
})

import { describe, expect, it } from 'vitest'
import { questionList } from '../../../src/read/dialects/question-list.ts'
import { readFixture, readText, sheetOf } from '../reading.ts'

const found = (text: string): number => questionList.evidence(sheetOf(text)).questions

describe('lists of questions', () => {
  it.each([
    ['list-bullets', 8, 0],
    ['list-issues', 3, 0],
    ['list-mixed', 6, 0],
    ['list-answers', 3, 3],
  ])('%s: %i, %i answered', async (name, count, answered) => {
    const questions = await readFixture(name)
    expect(questions.map(({ title }) => title)).toHaveLength(count)
    expect(questions.filter((question) => question.answered)).toHaveLength(answered)
  })

  it('need three items that ask, and most of them', () => {
    expect(found('- What?\n- Why?\n')).toBe(0)
    expect(found('- What?\n- Why?\n- How?\n')).toBe(3)
    expect(found('- What?\n- Why?\n- How?\n- milk\n- eggs\n- flour\n- salt\n')).toBe(0)
  })

  it('are not the lists of a text', () => {
    const prose = 'A paragraph.\n\n'.repeat(9)
    expect(found(`${prose}- What?\n- Why?\n- How?\n`)).toBe(0)
    expect(found('- What?\n- Why?\n- How?\n\n---\n\n- a\n- b\n- c\n- d\n')).toBe(0)
  })

  it('are not lists of links, unless each leads to an issue that asks', () => {
    expect(found('- [a](http://x/1)\n- [b](http://x/2)\n- [c](http://x/3)\n')).toBe(0)
    const issues = [1, 2, 3].map((n) => `- [画圆${n}](https://x/y/issues/${n})\n`).join('')
    expect(found(issues)).toBe(3)
  })

  it('do not count what asks within an item, and keep it with the item', async () => {
    const { questions, bodies } = await readText('- What?\n  - Where?\n- Why?\n- How?\n')
    expect(questions.map(({ title }) => title)).toEqual(['What?', 'Why?', 'How?'])
    expect(bodies[0]?.prompt.map(({ type }) => type)).toEqual(['list'])
  })
})

import { describe, expect, it } from 'vitest'
import { bodyOf } from '../../../src/model/bank.ts'
import { plain, readFixture, readText } from '../reading.ts'

describe('questions in raw HTML', () => {
  it.each([
    ['html-rtl', 5, 0],
    ['html-plain', 5, 0],
    ['html-broken', 3, 0],
    ['html-not', 0, 0],
  ])('%s: %i, %i answered', async (name, count, answered) => {
    const questions = await readFixture(name)
    expect(questions.map(({ title }) => title)).toHaveLength(count)
    expect(questions.filter((question) => question.answered)).toHaveLength(answered)
  })

  it('keep a list within or beside them, and code below', async () => {
    const prompts = (await readFixture('html-rtl')).map((question) =>
      plain(bodyOf(question).prompt).trim(),
    )
    expect(prompts).toEqual([
      'ماهي الاستثناءات؟',
      'الفرق بين async و defer؟',
      '',
      "var foo = 10 + '20'",
      '',
    ])
  })

  it('stand behind a comment on the same line as well', async () => {
    const list = '<ul><li>What?</li><li>Why?</li><li>How?</li></ul>'
    for (const comment of ['<!-- a -->', '<!-- a > b -->', '<!---->'])
      expect((await readText(`${comment}${list}\n`)).questions.length, comment).toBe(3)
    expect((await readText(`<!-- ${list} -->\n`)).questions).toEqual([])
  })

  it('stand where their text stands', async () => {
    const text = '\n<ul>\r\n  <li>What?</li>\r\n<li>Why?</li><li>How?</li>\r\n</ul>\r\n'
    const { questions } = await readText(text)
    expect(
      questions.map(({ place, slices }) => [place.line, place.column, slices.title.text]),
    ).toEqual([
      [3, 3, 'What?'],
      [4, 1, 'Why?'],
      [4, 14, 'How?'],
    ])
    for (const { slices } of questions) {
      expect(text.slice(slices.title.start, slices.title.end)).toBe(slices.title.text)
    }
  })
})

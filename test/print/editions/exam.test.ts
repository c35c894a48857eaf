import { beforeAll, describe, expect, it } from 'vitest'
import { type Bank, questionsOf } from '../../../src/model/bank.ts'
import { bookOf } from '../../../src/print/booklet.ts'
import { letterOf } from '../../../src/print/choices.ts'
import type { Display, LinkOp, Page } from '../../../src/print/display.ts'
import { answerDestination, examBody } from '../../../src/print/editions/exam.ts'
import { questionDestination } from '../../../src/print/question.ts'
import { bank, question, section } from '../../support/bank.ts'
import { bodyPages, boxesOf, faultsOf, glyphsOf, squash, textOf } from '../display.ts'
import { jobOn, library } from '../library.ts'

const given = library(7)
const codes = [...questionsOf(given)].map(({ question: { code } }) => code)
let display: Display

const lay = async (one: Bank): Promise<Display> => {
  const { job } = await jobOn(one)
  return bookOf(await examBody(job), job)
}
const labelOf = (name: string): string | undefined =>
  display.pages.find(({ ops }) => ops.some((op) => op.op === 'destination' && op.name === name))
    ?.label
const pageOf = (name: string): number => Number(labelOf(name))
const linksTo = (name: string): { page: Page; link: LinkOp }[] =>
  bodyPages(display).flatMap((page) =>
    page.ops.flatMap((op) => (op.op === 'link' && op.to === name ? [{ page, link: op }] : [])),
  )

beforeAll(async () => {
  display = await lay(given)
})

describe('the exam edition', () => {
  it('has every answer behind every question', () => {
    const asked = codes.map((code) => pageOf(questionDestination(code)))
    const answered = codes.map((code) => pageOf(answerDestination(code)))
    expect(asked.every((page) => page > 0)).toBe(true)
    expect(Math.min(...answered)).toBeGreaterThan(Math.max(...asked))
    expect([...answered].sort((a, b) => a - b)).toEqual(answered)
  })

  it('leads from each question to its answer and back, naming the page it leads to', () => {
    for (const code of codes) {
      const [asked, answered] = [questionDestination(code), answerDestination(code)]
      const there = linksTo(answered).filter(({ page }) => page.label === labelOf(asked))
      const back = linksTo(asked).filter(({ page }) => page.label === labelOf(answered))
      expect([there.length, back.length].every((count) => count > 0)).toBe(true)
      const under = ({ page, link }: (typeof there)[number]): string =>
        glyphsOf(page.ops)
          .filter((op) => op.y > link.y && op.y < link.y + link.height && op.x >= link.x - 1)
          .map(({ run }) => run.text)
          .join('')
      expect(
        there.some((one) => squash(under(one)).endsWith(`→${labelOf(answered)}`)),
        code,
      ).toBe(true)
      expect(
        back.some((one) => squash(under(one)).includes(`→${labelOf(asked)}`)),
        code,
      ).toBe(true)
    }
  })

  it('shows nothing of an answer before the answers', () => {
    const first = Math.min(...codes.map((code) => pageOf(answerDestination(code))))
    const before = bodyPages(display).filter(({ label }) => Number(label) < first)
    const text = textOf(before.flatMap(boxesOf))
    expect(text).not.toContain('Answer1begins')
    expect(text).not.toContain('Becauseof')
    expect(text).not.toContain('gap2')
    expect(text).toContain('Optionaof1')
  })

  it('has the right letters of every choice on its key, with both pages', () => {
    const page = display.pages.find(({ ops }) =>
      ops.some((op) => op.op === 'destination' && op.name === 'key'),
    )
    const lines = boxesOf(page ?? ({ ops: [] } as unknown as Page))
      .filter(({ role }) => role === 'contents')
      .map(({ ops }) =>
        glyphsOf(ops)
          .map(({ run }) => run.text)
          .join(''),
      )
    const expected = [...questionsOf(given)].flatMap(({ question: one }) => {
      if (one.kind !== 'choice') return []
      const right = one.choices.flatMap((choice, at) => (choice.right ? [letterOf(at)] : []))
      const pages = [questionDestination(one.code), answerDestination(one.code)].map((to) =>
        labelOf(to),
      )
      return [squash(`${one.code}${right.join(', ')}${pages.join('→')}`)]
    })
    expect(lines.map(squash)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(3)
  })

  it('has no key where there is nothing to choose', async () => {
    const none = await lay(bank([section('S', [question('Q')])]))
    expect(none.outline.map(({ title }) => title)).toEqual(['S', 'Q', 'Answers', 'S'])
  })

  it('stands in its frame, line below line', () => {
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })

  it('says on its cover what it is', () => {
    const cover = display.pages[0]
    expect(textOf(boxesOf(cover ?? ({ ops: [] } as unknown as Page)))).toContain(
      'Questionsfirst,answersattheback',
    )
    expect(display.title).toBe('A library: Questions first, answers at the back')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Bank, questionsOf } from '../../../src/model/bank.ts'
import type { Display } from '../../../src/print/display.ts'
import { fold, foldTheme } from '../../../src/print/editions/fold.ts'
import { rethemed } from '../../../src/print/job.ts'
import { pageSize } from '../../../src/print/options.ts'
import { bank, paragraph, question, section } from '../../support/bank.ts'
import { boxesOf, glyphsOf, squash } from '../display.ts'
import { jobOn, library } from '../library.ts'
import { block } from '../rich.ts'

const a4 = pageSize('a4') ?? [0, 0]
const lay = async (one: Bank): Promise<Display> => {
  const { job } = await jobOn(one)
  return fold(rethemed(job, foldTheme(job.shop.theme, a4)))
}
/** Where the fold is: the column of dashes. */
const foldOf = ({ pages }: Display): number => {
  const dash = pages[0]?.ops.find((op) => op.op === 'rect' && op.height === 3.5)
  return dash?.op === 'rect' ? dash.x + dash.width / 2 : Number.NaN
}
const words = (display: Display, side: 'left' | 'right'): string => {
  const at = foldOf(display)
  return squash(
    display.pages
      .flatMap(boxesOf)
      .filter(
        ({ role, x }) => role !== 'artifact' && role !== 'title' && (side === 'left') === x < at,
      )
      .flatMap(({ ops }) => glyphsOf(ops).map(({ run }) => run.text))
      .join(''),
  )
}

describe('the fold-over edition', () => {
  it('has questions left of the fold and answers right of it, nothing across', async () => {
    const display = await lay(library(6))
    const at = foldOf(display)
    expect(at).toBeGreaterThan(a4[0] * 0.3)
    const left = words(display, 'left')
    const right = words(display, 'right')
    for (const { question: one } of questionsOf(library(6))) {
      expect(left).toContain(squash(one.title))
      expect(right).not.toContain(squash(one.title))
    }
    expect(right).toContain('Answer1begins')
    expect(left).not.toContain('Answer1begins')
    for (const { ops } of display.pages.flatMap(boxesOf).filter(({ role }) => role === 'line')) {
      for (const op of glyphsOf(ops)) {
        const end = op.x + (op.run.width * op.size) / 1000
        expect(op.x > at || end < at || op.y < 120).toBe(true)
      }
    }
  })

  it('begins each answer at the height of its question', async () => {
    const display = await lay(library(6))
    const at = foldOf(display)
    let rows = 0
    for (const page of display.pages) {
      const boxes = boxesOf(page).filter(({ role }) => role !== 'artifact' && role !== 'title')
      const right = boxes.filter(({ x }) => x > at)
      for (const asked of boxes.filter(
        ({ role, ops }) => role === 'question' && ops.some((op) => op.op === 'destination'),
      )) {
        expect(right.some(({ y }) => Math.abs(y - asked.y) < 0.01)).toBe(true)
        rows++
      }
    }
    expect(rows).toBe(18)
  })

  it('loses no line of long rows, whichever side is longer, and keeps both in the frame', async () => {
    const long = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, at) =>
        paragraph(`${prefix}${at} ${'word '.repeat(at % 30)}`),
      )
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 120 }),
        async (asks, answers) => {
          const one = question({
            title: 'T',
            prompt: long('p', asks),
            answer: [...long('a', answers), block('x = 1')],
          })
          const display = await lay(bank([section('S', [question('first'), one])]))
          const [left, right] = [words(display, 'left'), words(display, 'right')]
          for (let at = 0; at < asks; at++) expect(left).toContain(`p${at}`)
          for (let at = 0; at < answers; at++) expect(right).toContain(`a${at}`)
          for (const page of display.pages) {
            const { frame } = page
            for (const box of boxesOf(page).filter(({ role }) => role !== 'artifact')) {
              expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height + 0.1)
              expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width + 0.1)
            }
          }
        },
      ),
      { numRuns: 8 },
    )
  })

  it('has no heading at the end of a page', async () => {
    for (let count = 3; count < 12; count++) {
      const { pages } = await lay(library(count))
      for (const page of pages) {
        const boxes = boxesOf(page).filter(({ role }) => role !== 'artifact')
        const lowest = boxes.reduce((one, other) => (other.y > one.y ? other : one))
        expect(lowest.role).not.toBe('title')
      }
    }
  })

  it('closes an answer with its footnotes', async () => {
    const answer = [
      paragraph('Said', { type: 'footnoteReference', identifier: 'n' }),
      paragraph('last words'),
    ]
    const footnotes = [
      { type: 'footnoteDefinition' as const, identifier: 'n', children: [paragraph('the source')] },
    ]
    const display = await lay(bank([section('S', [question({ title: 'T', answer, footnotes })])]))
    expect(words(display, 'right')).toMatch(/Said1?lastwords.*thesource/)
  })

  it('leads to every question by its outline', async () => {
    const display = await lay(library(3))
    const names = new Set(
      display.pages.flatMap(({ ops }) =>
        ops.flatMap((op) => (op.op === 'destination' ? [op.name] : [])),
      ),
    )
    expect(display.outline.length).toBe(9 + 4)
    for (const { to } of display.outline) expect(names).toContain(to)
  })
})

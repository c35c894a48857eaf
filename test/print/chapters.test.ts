import { describe, expect, it } from 'vitest'
import { bookOf } from '../../src/print/booklet.ts'
import { setChapters } from '../../src/print/chapters.ts'
import { studyBody } from '../../src/print/editions/study.ts'
import { type Parts, questionDestination, wholeOf } from '../../src/print/question.ts'
import { bank, paragraph, question, section } from '../support/bank.ts'
import { bodyPages, boxesOf, glyphsOf } from './display.ts'
import { boxesIn, wordsIn } from './given.ts'
import { jobOn, library } from './library.ts'

const lay = async (given = library(6), options = {}) => {
  const { job } = await jobOn(given, options)
  return bookOf(await studyBody(job), job)
}

describe('chapters', () => {
  it('open on right-hand pages, with a white page before where they must', async () => {
    const display = await lay()
    const tops = display.outline.filter(({ title }) => ['First', 'Second', 'Third'].includes(title))
    expect(tops).toHaveLength(3)
    for (const { to } of tops) {
      const page = bodyPages(display).find(({ ops }) =>
        ops.some((op) => op.op === 'destination' && op.name === to),
      )
      expect(Number(page?.label) % 2).toBe(1)
      const before = bodyPages(display)[Number(page?.label) - 2]
      // What stands before a chapter is the end of another, or white.
      if (before && before.ops.length === 0) expect(Number(before.label) % 2).toBe(0)
    }
    const dense = await lay(library(6), { recto: false })
    expect(dense.pages.length).toBeLessThanOrEqual(display.pages.length)
    expect(bodyPages(dense).every(({ ops }) => ops.length > 0)).toBe(true)
  })

  it('list their questions beneath the title, each with its page, those of inner sections too', async () => {
    const display = await lay()
    const pages = bodyPages(display)
    const labelOf = (name: string) =>
      pages.find(({ ops }) => ops.some((op) => op.op === 'destination' && op.name === name))?.label
    const opening = pages.find(({ ops }) =>
      ops.some((op) => op.op === 'destination' && op.name === 'section 2'),
    )
    const lines = boxesOf(opening ?? ({ ops: [] } as never)).filter(
      ({ role }) => role === 'contents',
    )
    expect(lines).toHaveLength(6)
    for (const { ops } of lines) {
      const link = ops.find((op) => op.op === 'link')
      const to = link?.op === 'link' ? (link.to ?? '') : ''
      expect(glyphsOf(ops).at(-1)?.run.text).toBe(labelOf(to))
    }
  })

  it('have no list where they hold fewer than three', async () => {
    const { job } = await jobOn(bank([section('S', [question('Q'), question('R', 1)])]))
    const { runs } = await setChapters(job, {
      compose: (parts) => wholeOf(parts, job.shop.theme),
      destination: questionDestination,
      prefix: '',
      opening: true,
      level: 0,
    })
    expect(boxesIn(runs[0]?.list ?? []).filter(({ role }) => role === 'contents')).toEqual([])
    expect(runs.map(({ words }) => words)).toEqual(['S'])
  })

  it('have no list where the only one would repeat the contents', async () => {
    const four = Array.from({ length: 4 }, (_, n) => question(`Q${n}`, n))
    const lists = async (...names: string[]) => {
      const { job } = await jobOn(bank(names.map((name) => section(name, four))))
      const manner = {
        compose: ({ ask }: Parts) => ask,
        destination: (code: string) => code,
        prefix: '',
        opening: true,
        level: 0,
      }
      const { runs } = await setChapters(job, manner)
      return runs.map(({ list }) => boxesIn(list).filter(({ role }) => role === 'contents').length)
    }
    expect(await lists('A', 'B')).toEqual([4, 4])
    expect(await lists('A')).toEqual([0])
  })

  it('show what an edition makes of each question, and no opening where it wants none', async () => {
    const intro = JSON.stringify({
      title: [],
      prompt: [],
      answer: [paragraph('Before.')],
      footnotes: [],
    })
    const given = bank([{ ...section('S', [question('Q')]), intro }])
    const { job } = await jobOn(given)
    const set = async (opening: boolean) => {
      const { runs, entries } = await setChapters(job, {
        compose: ({ ask }) => ask,
        destination: (code) => `x ${code}`,
        prefix: 'p ',
        opening,
        level: 1,
      })
      return { words: boxesIn(runs[0]?.list ?? []).map(({ ops }) => wordsIn(ops)), entries }
    }
    expect((await set(true)).words).toEqual(['S', 'Before.', 'Q'])
    const { words, entries } = await set(false)
    expect(words).toEqual(['S', 'Q'])
    expect(entries.map(({ to, indent }) => [to, indent])).toEqual([
      ['p section 1', 1],
      ['x B2B2B', 2],
    ])
  })

  it('give every question squares to tick, as many as are asked for', async () => {
    const squares = async (progress: number) => {
      const { pages } = await lay(library(3), { progress })
      return pages
        .flatMap(({ ops }) => ops)
        .filter(
          (op) =>
            op.op === 'rect' && op.stroke && op.width === op.height && op.width < 6 && op.width > 4,
        ).length
    }
    expect([await squares(0), await squares(1), await squares(3)]).toEqual([0, 9, 27])
  })
})

import { describe, expect, it } from 'vitest'
import { bookOf } from '../../../src/print/booklet.ts'
import {
  contrast,
  largeTheme,
  leastContrast,
  leastSize,
} from '../../../src/print/editions/large.ts'
import { studyBody } from '../../../src/print/editions/study.ts'
import { rethemed } from '../../../src/print/job.ts'
import { pageSize } from '../../../src/print/options.ts'
import { boxesOf, faultsOf, glyphsOf } from '../display.ts'
import { jobOn, library, shopOf } from '../library.ts'
import { rich } from '../rich.ts'

const a4 = pageSize('a4') ?? [0, 0]

describe('large print', () => {
  it('has nothing below sixteen points but marks, keys and the dots of the contents', async () => {
    for (const bank of [library(4), rich(4)]) {
      const { job } = await jobOn({ ...bank, media: [] })
      const own = rethemed(job, largeTheme(job.shop.theme, a4))
      const { pages } = bookOf(await studyBody(own), own)
      const sizes = pages
        .flatMap(({ ops }) => glyphsOf(ops))
        .filter(({ run }) => {
          return (
            !/^\.+$/.test(run.text) &&
            run.text !== '↩' &&
            !['Ctrl', 'C'].includes(run.text) &&
            !/^\d{1,3}$/.test(run.text)
          )
        })
      const small = sizes.filter(({ size }) => size < leastSize - 0.01)
      expect([...new Set(small.map(({ run, size }) => `${run.text} ${size}`))]).toEqual([])
      expect(sizes.length).toBeGreaterThan(500)
    }
  })

  it('is ragged and whole: no line is justified, no word divided', async () => {
    const { job } = await jobOn(library(4))
    const theme = largeTheme(job.shop.theme, a4)
    expect([theme.text.justify, theme.text.hyphenate]).toEqual([false, false])
    expect(theme.text.leading / theme.text.size).toBeGreaterThanOrEqual(1.45)
    const own = rethemed(job, theme)
    const { pages } = bookOf(await studyBody(own), own)
    const lines = pages.flatMap(boxesOf).filter(({ role }) => role === 'line')
    for (const { ops } of lines) expect(glyphsOf(ops).at(-1)?.run.text).not.toMatch(/\p{L}-$/u)
    const gaps = lines.flatMap(({ ops }) =>
      glyphsOf(ops).flatMap(({ space, size }) => (space === undefined ? [] : [space / size])),
    )
    // All spaces of plain text are of one width.
    const counts = new Map<string, number>()
    for (const gap of gaps) counts.set(gap.toFixed(2), (counts.get(gap.toFixed(2)) ?? 0) + 1)
    expect(Math.max(...counts.values()) / gaps.length).toBeGreaterThan(0.9)
  })

  it('has words seven times darker or lighter than the page', async () => {
    const { theme } = await shopOf()
    const { colours, syntax } = largeTheme(theme, a4)
    const words = [
      ...(['text', 'title', 'faint', 'accent', 'link', 'right', 'wrong'] as const).map(
        (key) => colours[key],
      ),
      ...Object.values(syntax).map(({ colour }) => colour),
    ]
    for (const colour of words) {
      for (const ground of ['#ffffff', colours.code, colours.gap]) {
        expect(contrast(colour, ground)).toBeGreaterThanOrEqual(leastContrast - 0.4)
      }
      expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(leastContrast)
    }
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1)
  })

  it('keeps everything in its frame', async () => {
    const { job } = await jobOn(library(5))
    const own = rethemed(job, largeTheme(job.shop.theme, a4))
    const display = bookOf(
      { ...(await studyBody(own)), index: { tags: String, terms: String } },
      own,
    )
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })
})

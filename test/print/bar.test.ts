/**
 * The bar of print, on the shipped bank: what a page must keep, counted on the
 * display list of real questions. Which test shows which point:
 *
 * | point | test |
 * |---|---|
 * | 1 no glyph 0, fallbacks said | here; booklet "hold no glyph 0", writer "says what could not be set" |
 * | 2 no ink outside, no overlap | here; booklet "hold every box", "any body" |
 * | 3 one baseline | here; booklet "set mixed styles on one baseline" |
 * | 4 loose lines | here |
 * | 5 hyphens | here; lines, items, hyphenate |
 * | 6 widows, orphans, headings | here; vertical, pages |
 * | 7 a question with its first lines | here |
 * | 8 code wrapped and split | here; code |
 * | 9 tables | here; booklet "repeat the header", table |
 * | 10 pages filled | here |
 * | 11 one grid in two columns | here |
 * | 15 outline | judges/pdf "opens each outline entry", paint "hangs the outline" |
 * | 16 tagged | judges/structure |
 * | 17 title and language | writer "writes a title with markup" |
 * | 18 text copied | judges/pdf "gives every question’s text back", here (hyphens, line ends) |
 * | 19 same bytes | writer "is the same bytes twice", paint |
 * | 20 scripts | judges/pdf "keeps ligatures", direction, setline, items |
 * | 25 speed | bench/all.mjs |
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { planBanks } from '../../src/config/plan.ts'
import { Messages } from '../../src/messages/messages.ts'
import type { Bank } from '../../src/model/bank.ts'
import { questionsOf } from '../../src/model/bank.ts'
import { layOut } from '../../src/print/booklet.ts'
import type { Display } from '../../src/print/display.ts'
import type { Shop } from '../../src/print/setting.ts'
import type { Tag } from '../../src/print/tags.ts'
import type { Theme } from '../../src/print/theme.ts'
import { loadTheme } from '../../src/print/theme.ts'
import { openShop } from '../../src/print/writer.ts'
import { read } from '../../src/read/read.ts'
import { content } from '../content/banks.ts'
import { bank as bankOf, paragraph, question, section, text } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { bodyPages, boxesOf, displayOf, faultsOf, glyphsOf, type OpenBox } from './display.ts'
import { emphasis, row, strong } from './rich.ts'

let narrow: Display
let wide: Display
let shop: Shop
let theme: Theme

beforeAll(async () => {
  const messages = new Messages()
  const { banks } = await planBanks({ paths: ['mlops'], cwd: content }, messages)
  const [plan] = banks
  if (!plan) throw new Error('the bank is gone')
  const { path, root, settings } = plan
  const { bank, media } = await read({ paths: [path], root, settings, messages })
  for (const [index, { question }] of [...questionsOf(bank)].entries()) {
    Object.assign(question, { code: `Q${1000 + index}`, guid: `g${index}` })
  }
  const given = context(bank as unknown as Bank, {}, { media })
  const found = await loadTheme(given)
  if (!found) throw new Error('the theme is wrong')
  theme = found
  shop = await openShop(given, theme)
  narrow = await layOut(given, shop)
  const page = { ...theme.page, width: 470 + theme.page.inner + theme.page.outer }
  wide = await layOut(given, { ...shop, theme: { ...theme, page } })
}, 120_000)

type Line = OpenBox & { tag: Tag; page: number }

/** Lines of prose with their elements, page by page. */
function linesOf(display: Display): Line[] {
  return bodyPages(display).flatMap((page, index) =>
    boxesOf(page).flatMap((box) =>
      box.role === 'line' && box.tag ? [{ ...box, tag: box.tag, page: index }] : [],
    ),
  )
}

function byElement<T extends { tag: Tag }>(lines: readonly T[]): T[][] {
  const found = new Map<Tag, T[]>()
  for (const line of lines) {
    const known = found.get(line.tag)
    if (known) known.push(line)
    else found.set(line.tag, [line])
  }
  return [...found.values()]
}

/** How far the spaces of a justified line of the text face are stretched; undefined for others. */
function ratioOf(line: Line): number | undefined {
  const natural =
    (shop.faces.shapeWord(' ', { family: 'serif', weight: 400, italic: false }, false)[0]?.width ??
      0) / 1000
  const ops = glyphsOf(line.ops).slice(0, -1)
  const spaces = ops
    .filter(({ run, space }) => space !== undefined && run.face.endsWith('SourceSerif4_400Regular'))
    .map(({ space = 0, size }) => space / size)
  if (spaces.length < 3) return undefined
  return (Math.min(...spaces) - natural) / (natural * 0.6)
}

const parted = (line: Line): boolean => glyphsOf(line.ops).at(-1)?.actual === '\u00ad'

describe('the bar, on the shipped bank', () => {
  it('2: nothing leaves its frame or overlaps', () => {
    expect(narrow.pages.flatMap(faultsOf)).toEqual([])
    expect(wide.pages.flatMap(faultsOf)).toEqual([])
  })

  it('1: no glyph is 0, and every character of the source has one', () => {
    const glyphs = [...narrow.pages, ...wide.pages].flatMap(({ ops }) => glyphsOf(ops))
    expect(glyphs.length).toBeGreaterThan(20_000)
    expect(glyphs.filter(({ run }) => run.missing || run.glyphs.includes(0))).toEqual([])
  })

  it('4: of lines 450 pt wide at most 3 % are loose and 0.3 % very loose', () => {
    // A formula does not part, so what stands beside it may have to gape: no prose.
    const prose = byElement(linesOf(wide)).filter((lines) =>
      lines.every(({ ops }) => ops.every(({ op }) => op !== 'shapes')),
    )
    const full = prose.flatMap((lines) => lines.slice(0, -1))
    const ratios = full.flatMap((line) => (line.width >= 450 ? (ratioOf(line) ?? []) : []))
    const share = (least: number) =>
      ratios.filter((ratio) => ratio > least + 0.001).length / ratios.length
    expect(ratios.length).toBeGreaterThan(700)
    expect(share(1)).toBeLessThan(0.03)
    expect(share(2)).toBeLessThan(0.003)
  })

  it('5: never three hyphens in a row, none where a page ends', () => {
    for (const lines of byElement(linesOf(narrow))) {
      for (const [index, line] of lines.entries()) {
        if (!parted(line)) continue
        const next = [lines[index + 1], lines[index + 2]].filter((one) => one && parted(one))
        expect(next.length).toBeLessThan(2)
        expect(lines[index + 1]?.page).toBe(line.page)
        const word = glyphsOf(line.ops).at(-2)
        expect(word?.run.face).not.toContain('SourceCodePro')
      }
    }
  })

  it('6: two lines of a paragraph at least on either page; no heading last', () => {
    for (const lines of byElement(linesOf(narrow))) {
      const pages = new Map<number, number>()
      for (const { page } of lines) pages.set(page, (pages.get(page) ?? 0) + 1)
      if (pages.size > 1) expect(Math.min(...pages.values())).toBeGreaterThan(1)
    }
    for (const page of bodyPages(narrow)) {
      const last = boxesOf(page).filter(({ role }) => role !== 'artifact' && role !== 'note')
      expect(['question', 'heading', 'title']).not.toContain(last.at(-1)?.role)
    }
  })

  it('7: a question has two lines below it on its page', () => {
    for (const page of bodyPages(narrow)) {
      const boxes = boxesOf(page).filter(({ role }) => role !== 'artifact' && role !== 'note')
      const at = boxes.findLastIndex(({ role }) => role === 'question')
      if (at >= 0) expect(boxes.length - at).toBeGreaterThan(2)
    }
  })

  it('8: code is parted three lines from either end, and broken with a mark', () => {
    const code = bodyPages(narrow).flatMap((page, index) =>
      boxesOf(page).flatMap((box) =>
        box.role === 'code' && box.tag ? [{ ...box, tag: box.tag, page: index }] : [],
      ),
    )
    let split = 0
    for (const lines of byElement(code)) {
      const pages = new Map<number, number>()
      for (const { page } of lines) pages.set(page, (pages.get(page) ?? 0) + 1)
      if (pages.size < 2) continue
      split++
      expect(Math.min(...pages.values())).toBeGreaterThanOrEqual(3)
    }
    expect(split).toBeGreaterThan(3)
  })

  it('8: code that goes on overleaf begins there with a word that says so', () => {
    let heads = 0
    for (const page of bodyPages(narrow)) {
      const boxes = boxesOf(page).filter(({ y, ops }) => y >= page.frame.y && ops.length > 0)
      const [first, second] = boxes
      const before = bodyPages(narrow)[bodyPages(narrow).indexOf(page) - 1]
      const goesOn =
        second?.role === 'code' &&
        before !== undefined &&
        boxesOf(before).some(({ tag }) => tag === second.tag)
      const said = glyphsOf(first?.ops ?? []).some(({ run }) => run.text === 'continued')
      expect(said, page.label).toBe(goesOn && first?.role === 'artifact')
      if (first?.role === 'code') {
        expect(before && boxesOf(before).some(({ tag }) => tag === first.tag)).toBe(false)
      }
      if (said) heads++
    }
    expect(heads).toBeGreaterThan(3)
  })

  it('11: what stands in two columns shares one grid of baselines', () => {
    let pairs = 0
    for (const page of narrow.pages) {
      const lines = boxesOf(page).filter(
        ({ role, ops }) => !['artifact', 'title'].includes(role) && ops.length > 0,
      )
      const left = lines.filter(({ x }) => x < page.frame.x + 10)
      const right = lines.filter(({ x }) => x > page.frame.x + page.frame.width / 2)
      if (left.length < 3 || right.length < 3) continue
      pairs++
      const baseline = (box: OpenBox) => glyphsOf(box.ops)[0]?.y ?? 0
      expect(baseline(right[0] as OpenBox)).toBeCloseTo(baseline(left[0] as OpenBox), 2)
      const steps = [...left, ...right].map(({ height }) => height)
      const step = Math.min(...steps)
      for (const box of right) {
        const off = (baseline(box) - baseline(left[0] as OpenBox)) / step
        expect(Math.abs(off - Math.round(off))).toBeLessThan(0.05)
      }
    }
    expect(pairs).toBeGreaterThan(0)
  })

  it('10: no page is less than half full but where a chapter ends', () => {
    const pages = bodyPages(narrow)
    const opens = (at: number): boolean => {
      // A chapter opens on a recto: a blank page may stand before it.
      const next = pages
        .slice(at)
        .map(boxesOf)
        .find((boxes) => boxes.some(({ role }) => role !== 'artifact'))
      return next === undefined || next.some(({ role }) => role === 'title')
    }
    const empty = pages.filter((page, index) => {
      const boxes = boxesOf(page).filter(({ role }) => role !== 'artifact')
      const bottom = Math.max(0, ...boxes.map(({ y, height }) => y + height)) - page.frame.y
      return bottom < page.frame.height / 2 && !opens(index + 1) && boxes.length > 0
    })
    expect(empty.map(({ label }) => label)).toEqual([])
  })

  it('18: a line ends in a space, a soft hyphen, or a character that parts by itself', () => {
    const loose: string[] = []
    for (const lines of byElement(linesOf(narrow))) {
      for (const line of lines.slice(0, -1)) {
        const last = glyphsOf(line.ops).at(-1)
        if (!last || last.space !== undefined || last.actual === '\u00ad') continue
        if (!/[-–—/.,:;_=&?)…]$/.test(last.run.text)) loose.push(last.run.text)
      }
    }
    expect(loose).toEqual([])
  })
})

describe('the bar, on pages made for it', () => {
  it('3: every script and style of a line stands on one baseline', async () => {
    const line = [
      text('plain '),
      strong(text('strong ')),
      emphasis(text('slanted ')),
      text('Ελληνικά Русский 数据 नमस्ते 🚀 ∑ ✓ '),
      text('مرحبا שלום'),
    ]
    const asked = question({ title: 'T', answer: [paragraph(...line)] })
    const { display } = await displayOf(bankOf([section('S', [asked])]))
    const box = bodyPages(display)
      .flatMap(boxesOf)
      .find(({ role }) => role === 'line')
    const glyphs = glyphsOf(box?.ops ?? [])
    expect(new Set(glyphs.map(({ run }) => run.face)).size).toBeGreaterThanOrEqual(8)
    const heights = glyphs.map(({ y }) => y)
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.05)
    expect(glyphs.flatMap(({ run }) => run.glyphs)).not.toContain(0)
  })

  it('9: the header stands above every part of a table, and no row is parted', async () => {
    const rows = Array.from({ length: 70 }, (_, n) => row(`row${n}`, 'words '.repeat((n % 7) * 6)))
    const table = {
      type: 'table' as const,
      align: [null, null],
      children: [row('Name', 'What'), ...rows],
    }
    const { display } = await displayOf(
      bankOf([section('S', [question({ title: 'T', answer: [table] })])]),
    )
    const found: string[] = []
    const pages = bodyPages(display).filter((page) =>
      boxesOf(page).some(({ role }) => role === 'row'),
    )
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      const [head, ...more] = boxesOf(page).filter(({ role }) => role === 'row')
      expect(glyphsOf(head?.ops ?? []).map(({ run }) => run.text)).toEqual(['Name', 'What'])
      // Read out once: what is set again is no content.
      expect(head?.tag?.type === 'Artifact').toBe(index > 0)
      for (const { ops } of more) found.push(glyphsOf(ops)[0]?.run.text ?? '')
    }
    expect(found).toEqual(rows.map((_, n) => `row${n}`))
  })
})

/** What stands before the questions: cover, imprint, contents. */
import type { GlyphRun } from '../faces/faces.ts'
import { aboutOf, type Bank } from '../model/bank.ts'
import { runsRtl, startOf } from './direction.ts'
import { milli, type Op } from './display.ts'
import { flow } from './flow.ts'
import { glyphs, widthIn } from './heads.ts'
import type { Look } from './look.ts'
import { memo } from './memo.ts'
import { setParagraph } from './paragraph.ts'
import { plainSpot } from './question.ts'
import {
  bold,
  Derived,
  figures,
  inset,
  lookOf,
  type Setting,
  type Shop,
  type Spot,
} from './setting.ts'
import { artifact, below, type Tag } from './tags.ts'
import type { Theme } from './theme.ts'
import { type Box, glue, heightOf, never, penalty, type Vertical } from './vertical.ts'
import { unfolded } from './words.ts'

/** A setting for text of our own, which holds no pictures and no notes. */
export function ownSetting(shop: Shop): Setting {
  return {
    ...shop,
    notes: new Map(),
    feet: new Map(),
    gaps: 'filled',
    drawings: new Map(),
    report: () => undefined,
  }
}

/** One for all lines of words that neither link nor call notes. */
const plainSettings = new WeakMap<Shop, Setting>()

function plainSetting(shop: Shop): Setting {
  return memo(plainSettings, shop, () => ownSetting(shop))
}

function lines(
  words: string,
  look: Look,
  leading: number,
  shop: Shop,
  spot: Spot,
  fixed?: 'left' | 'right',
): Box[] {
  return setParagraph(
    [{ kind: 'text', text: words, look }],
    plainSetting(shop),
    { ...spot, look, leading },
    { align: fixed ?? 'left', fixed: fixed !== undefined },
  ).boxes
}

/** `2026-01-31`, in UTC, from seconds since 1970. */
export function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10)
}

export type Facts = {
  bank: Bank
  issued: number
  questions: number
  /** What the edition is; the plain booklet says nothing. */
  name?: string
  /** How to use it. */
  use?: string
}

/** The cover: title and facts hang from the upper third, licence and source stand at the foot. */
export function cover(
  { bank, issued, questions, name }: Facts,
  shop: Shop,
  width: number,
  height: number,
): Vertical[] {
  const { theme } = shop
  const { colours } = theme
  const spot = { ...plainSpot(shop, width), rtl: runsRtl(bank.title) }
  const title = bold(lookOf(theme.cover, colours.title), 700)
  const top: Vertical[] = [space(height * 0.2, spot), bar(theme, spot)]
  for (const box of lines(bank.title, title, theme.cover.leading, shop, spot)) top.push(never, box)
  if (name) {
    const look = lookOf(theme.section, colours.accent)
    top.push(glue(4))
    for (const box of lines(name, look, theme.section.leading, shop, spot)) top.push(never, box)
  }
  if (bank.description) {
    const look = { ...lookOf(theme.text, colours.text), size: milli(theme.text.size * 1.15) }
    const at = { ...spot, look, leading: milli(theme.text.leading * 1.2) }
    top.push(glue(14))
    for (const item of upTo(height * 0.4, flow(aboutOf(bank), ownSetting(shop), at))) {
      // A cover is one page: no break is allowed on it.
      top.push(item.kind === 'penalty' ? never : item)
    }
  }
  const facts = [
    countOf(questions, shop),
    ...(bank.version ? [`${shop.words.version} ${bank.version}`] : []),
    dateOf(issued),
  ]
  const small = { ...theme.small, size: theme.small.size * 1.25 }
  top.push(glue(18))
  for (const box of lines(facts.join('  ·  '), lookOf(small, colours.accent), 14, shop, spot)) {
    top.push(never, box)
  }
  const foot: Box[] = []
  const faint = lookOf(theme.small, colours.faint)
  if (bank.licence)
    foot.push(
      ...lines(
        `${shop.words.licence}: ${bank.licence}`,
        faint,
        theme.small.leading * 1.2,
        shop,
        spot,
      ),
    )
  if (bank.source) {
    const look: Look = { ...faint, colour: colours.link, url: bank.source, verbatim: true }
    foot.push(...lines(bank.source, look, theme.small.leading * 1.2, shop, spot))
  }
  const used = heightOf(top) + heightOf(foot)
  if (foot.length > 0 && used < height) {
    top.push(never, space(height - used, spot))
    for (const box of foot) top.push(never, box)
  }
  return top
}

/** How many questions there are. The number comes last, where no language asks for its plural. */
export function countOf(questions: number, { words }: Pick<Shop, 'words'>): string {
  return `${words.questions}: ${questions}`
}

/** The boxes that fit a height, with the white between them. */
function upTo(height: number, list: readonly Vertical[]): readonly Vertical[] {
  let used = 0
  let end = 0
  for (const [index, item] of list.entries()) {
    if (item.kind === 'penalty') continue
    used += item.height
    if (used > height) break
    if (item.kind === 'box') end = index + 1
  }
  return list.slice(0, end)
}

/** White that stays at the top of a page. */
function space(height: number, spot: Spot): Box {
  return {
    kind: 'box',
    role: 'artifact',
    tag: artifact,
    x: spot.x,
    width: spot.width,
    height: milli(height),
    baseline: 0,
    ops: [],
    backs: [],
  }
}

function bar(theme: Theme, spot: Spot): Box {
  const box = space(16, spot)
  const x = startOf(spot, 42)
  box.ops.push({ op: 'rect', x, y: 0, width: 42, height: 3.5, fill: theme.colours.accent })
  return box
}

/** What the codes and signs in the booklet mean, for the back of the cover. */
export function imprint(
  { bank, issued, use }: Facts,
  shop: Shop,
  width: number,
  height: number,
): Vertical[] {
  const { theme } = shop
  const spot = plainSpot(shop, width)
  const look = lookOf(theme.small, theme.colours.faint)
  const title = bold({ ...look, colour: theme.colours.text }, 600)
  const leading = theme.small.leading * 1.15
  const said = (text: string, how: Look): Box[] => lines(text, how, leading, shop, spot)
  const facts: Box[] = [
    ...said(bank.title, title),
    // The date first: a title from right to left would turn the whole line.
    ...said(
      `${shop.words.issued}: ${dateOf(issued)}${bank.version ? `, ${shop.words.version} ${bank.version}` : ''}`,
      look,
    ),
    ...(bank.licence ? said(`${shop.words.licence}: ${bank.licence}`, look) : []),
    ...(bank.source
      ? said(bank.source, { ...look, colour: theme.colours.link, url: bank.source, verbatim: true })
      : []),
    ...said(shop.words.madeWith, look),
    space(8, spot),
  ]
  const words = [shop.words.codeUse, ...(use ? [use] : [])]
  const boxes = [...facts, ...words.flatMap((text) => [...said(text, look), space(4, spot)])]
  return [
    space(Math.max(0, height - heightOf(boxes)), spot),
    ...boxes.flatMap((box) => [never, box]),
  ]
}

export type Entry = {
  title: string
  /** 1 a chapter, 2 and more its sections; 0 a question. */
  level: number
  to: string
  /** Depth it stands in at, from 0. */
  indent: number
  /** Page label; looked up when all pages have theirs, where it is missing. */
  page?: string
}

/**
 * Contents: chapters in bold, questions with leaders, numbers flush right; all
 * mirrored where the book is written from right to left.
 */
export function contents(
  entries: readonly Entry[],
  shop: Shop,
  width: number,
  rtl = false,
): Vertical[] {
  const { theme } = shop
  const { colours } = theme
  const spot = { ...plainSpot(shop, width), rtl }
  const heading = bold(lookOf(theme.chapter, colours.title), 600)
  const out: Vertical[] = []
  const title = below(undefined, 'H')
  const toc = below(undefined, 'TOC')
  for (const box of lines(shop.words.contents, heading, theme.chapter.leading, shop, spot)) {
    out.push({ ...box, role: 'title', tag: title }, never)
  }
  out.push(glue(12))
  for (const [index, entry] of entries.entries()) {
    const before = entries[index - 1]
    if (index > 0) {
      // A section's line stays with the first of what it holds; the last lines stay together.
      const bound = (before && before.level > 0) || index > entries.length - 3
      out.push(bound ? never : penalty(entry.level > 0 ? -10 : 0))
      out.push(glue(entry.level === 1 ? 8 : entry.level > 1 ? 4 : 0.5))
    }
    for (const box of entryLines(entry, shop, spot, toc)) out.push(box)
  }
  return out
}

/** The lines of one entry; its page's number stands on the last. */
export function entryLines(entry: Entry, shop: Shop, spot: Spot, toc: Tag): Vertical[] {
  const tag = below(below(below(toc, 'TOCI'), 'Reference'), 'Link')
  const { theme } = shop
  const { text } = theme
  const look = entryLooks.get(theme, Math.min(entry.level, 2), () => entryLook(entry.level, theme))
  const leading = milli(text.leading * (entry.level === 0 ? 0.95 : 1.05))
  const indent = Math.min(entry.indent * 10, 60)
  const room = inset(spot, indent, 34)
  // A title of another direction than the book keeps to its column: numbers stay in theirs.
  const side = spot.rtl ? 'right' : 'left'
  const boxes = lines(entry.title || '…', look, leading, shop, room, side)
  const last = boxes.at(-1)
  const number = figures(look)
  if (last) {
    const [from, to] = extentOf(unfolded(last.ops))
    const dots: [number, number] = spot.rtl ? [24, from - 8] : [to + 6, spot.width - 24]
    if (entry.level === 0) last.ops.push(...leaders(...dots, last.baseline, shop))
    const { baseline } = last
    const folio = (page: string): Op[] => {
      const x = spot.rtl ? 0 : spot.width - widthIn(page, number, shop)
      return glyphs(page, x, baseline, number, shop)
    }
    if (entry.page === undefined) last.late = (labelOf) => folio(labelOf(entry.to))
    else last.ops.push(...folio(entry.page))
  }
  return boxes.flatMap((box, index): Vertical[] => [
    ...(index > 0 ? [never] : []),
    {
      ...box,
      role: 'contents',
      tag,
      x: spot.rtl ? 0 : indent,
      width: milli(spot.width - indent),
      ops: [
        ...box.ops,
        {
          op: 'link',
          x: spot.rtl ? 0 : indent,
          y: 0,
          width: milli(spot.width - indent),
          height: box.height,
          to: entry.to,
          tag,
        },
      ],
    },
  ])
}

const entryLooks = new Derived<Theme>()

/** Chapters are in bold, and in the colour of titles. */
function entryLook(level: number, { text, section, colours }: Theme): Look {
  const size = milli(text.size * (level === 0 ? 0.92 : 0.97))
  if (level === 0) return lookOf({ ...text, size }, colours.text)
  const colour = level === 1 ? colours.title : colours.text
  return bold(lookOf({ ...text, family: section.family, size }, colour), 600)
}

/** Left and right end of a line's words. */
function extentOf(ops: readonly Op[]): [number, number] {
  let [from, to] = [Number.POSITIVE_INFINITY, 0]
  for (const op of ops) {
    if (op.op !== 'glyphs') continue
    from = Math.min(from, op.x)
    to = Math.max(to, op.x + (op.run.width * op.size) / 1000)
  }
  return [Math.min(from, to), to]
}

/** Points between the dots of leaders. */
const leaderStep = 5

/** Dots on a grid of their own, so that those of all lines stand in columns. */
function leaders(from: number, to: number, y: number, shop: Shop): Op[] {
  const { theme, faces } = shop
  const look = leaderLooks.get(theme, 0, () => ({
    ...lookOf(theme.text, theme.colours.rule),
    size: 8,
  }))
  const { size, colour } = look
  const x = milli(Math.ceil(from / leaderStep) * leaderStep)
  const count = Math.ceil((to - x) / leaderStep)
  const [dot] = faces.shapeWord('.', look.style, false)
  if (!dot || count < 1) return []
  const run = leaderOf(dot, count, (leaderStep * 1000) / size)
  return [{ op: 'glyphs', x, y, size, colour, run, tag: artifact }]
}

const leaderLooks = new Derived<Theme>()
const leaderRuns = new WeakMap<GlyphRun, Map<number, GlyphRun>>()

/** So many dots as one run, `step` apart in 1/1000 em: one object a length, so that it is encoded once. */
function leaderOf(dot: GlyphRun, count: number, step: number): GlyphRun {
  const runs = memo(leaderRuns, dot, () => new Map<number, GlyphRun>())
  return memo(runs, count, () => repeated(dot, count, step))
}

function repeated({ face, glyphs, width }: GlyphRun, count: number, step: number): GlyphRun {
  const each = <T>(make: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, at) => make(at))
  return {
    face,
    text: '.'.repeat(count),
    rtl: false,
    glyphs: each(() => glyphs[0] ?? 0),
    advances: each((at) => (at < count - 1 ? step : width)),
    offsets: each(() => [0, 0]).flat(),
    clusters: each((at) => at),
    width: (count - 1) * step + width,
  }
}

/** Running heads and folios: what stands outside the frame. */

import { hasRtl } from '../faces/bidi.ts'
import { clustersOf } from '../faces/clusters.ts'
import { milli, type Op } from './display.ts'
import { widthOf } from './items.ts'
import type { CompactPage } from './lazypage.ts'
import type { Look } from './look.ts'
import { Derived, lookOf, type Shop, sized } from './setting.ts'

export type Head = {
  /** Nearest the spine or centre: the bank on versos, the chapter on rectos. */
  words: string
  /** Codes of the first and last question on the page. */
  codes: readonly string[]
  /** A page that opens a chapter has a folio and no head. */
  opens: boolean
}

const rangeLooks = new Derived<Look>()

export function addHead(page: CompactPage, head: Head, recto: boolean, shop: Shop): void {
  const { theme } = shop
  const { frame } = page
  const small = lookOf(theme.small, theme.colours.faint)
  const ops: Op[] = []
  const right = frame.x + frame.width
  const baseline = milli(frame.y - 20)
  const codes = [...new Set(head.codes)]
  const range = codes.length > 1 ? `${codes[0]} – ${codes.at(-1)}` : (codes[0] ?? '')
  if (!head.opens) {
    const mono = rangeLooks.get(small, 0, () => ({
      ...small,
      style: { ...small.style, family: 'mono' },
      size: small.size * 0.92,
    }))
    const rangeWidth = widthIn(range, mono, shop)
    const words = shorten(head.words, small, frame.width - rangeWidth - 24, shop)
    const wordsWidth = widthIn(words, small, shop)
    ops.push(...glyphs(words, recto ? frame.x : right - wordsWidth, baseline, small, shop))
    if (range)
      ops.push(...glyphs(range, recto ? right - rangeWidth : frame.x, baseline, mono, shop))
    ops.push({
      op: 'rect',
      x: frame.x,
      y: milli(baseline + 5),
      width: frame.width,
      height: 0.3,
      fill: theme.colours.rule,
    })
  }
  const folio = sized(lookOf(theme.small, theme.colours.text), small.size * 1.1)
  const folioWidth = widthIn(page.label, folio, shop)
  const foot = milli(frame.y + frame.height + 26)
  ops.push(...glyphs(page.label, recto ? right - folioWidth : frame.x, foot, folio, shop))
  page.ops.push(
    { op: 'begin', role: 'artifact', x: 0, y: 0, width: page.width, height: page.height },
    ...ops,
    { op: 'end' },
  )
}

/** The width of words on one line. */
export function widthIn(text: string, look: Look, shop: Shop): number {
  return (widthOf(shop.faces.shapeWord(text, look.style, hasRtl(text))) * look.size) / 1000
}

/** Cuts words that are too long for their place, with an ellipsis. */
export function shorten(text: string, look: Look, room: number, shop: Shop): string {
  if (widthIn(text, look, shop) <= room) return text
  let cut = ''
  for (const cluster of clustersOf(text.slice(0, 200))) {
    if (widthIn(`${cut}${cluster}…`, look, shop) > room) break
    cut += cluster
  }
  return `${cut.trimEnd()}…`
}

/** Ops of one line of words, left edge and baseline given. */
export function glyphs(text: string, x: number, y: number, look: Look, shop: Shop): Op[] {
  let pen = x
  return shop.faces.shape(text, look.style).map((run) => {
    const op: Op = {
      op: 'glyphs',
      x: milli(pen),
      y: milli(y - look.rise),
      size: milli(look.size),
      colour: look.colour,
      run,
    }
    pen += (run.width * look.size) / 1000
    return op
  })
}

/** A setting, a spot and looks for tests of single modules, and short makers of boxes. */
import type { Inline } from '../../src/model/mdast.ts'
import type { GlyphsOp } from '../../src/print/display.ts'
import type { Glyphs } from '../../src/print/encode.ts'
import type { Look } from '../../src/print/look.ts'
import { plainSpot } from '../../src/print/question.ts'
import type { Setting, Shop, Spot } from '../../src/print/setting.ts'
import { readTheme, type Theme } from '../../src/print/theme.ts'
import type { Box, Vertical } from '../../src/print/vertical.ts'
import { type BoxOp, unfolded } from '../../src/print/words.ts'
import { openShop } from '../../src/print/writer.ts'
import { bank, text } from '../support/bank.ts'
import { context } from '../support/context.ts'

export type Said = { rule: string; reason: string; note?: string }

export type Given = { theme: Theme; shop: Shop; setting: Setting; spot: Spot; said: Said[] }

let opened: Promise<Shop> | undefined

async function open(): Promise<Shop> {
  const given = context(bank([]))
  const theme = readTheme(await given.templates.text('print/theme.yaml'), given.messages)
  if (!theme) throw new Error('the theme is wrong')
  return openShop(given, theme)
}

/** A setting of our own theme, 300 pt wide, whose messages are kept in `said`. */
export async function given(more: Partial<Setting> = {}, width = 300): Promise<Given> {
  opened ??= open()
  const shop = await opened
  const said: Said[] = []
  const setting: Setting = {
    ...shop,
    drawings: new Map(),
    notes: new Map(),
    feet: new Map(),
    gaps: 'filled',
    report(rule, reason, _node, note) {
      said.push({ rule, reason, ...(note !== undefined && { note }) })
    },
    ...more,
  }
  return { theme: shop.theme, shop, setting, spot: plainSpot(shop, width), said }
}

export const look: Look = {
  style: { family: 'serif', weight: 400, italic: false },
  size: 10,
  rise: 0,
  colour: '#000000',
}

/** A face whose glyphs are all 500 wide, and which tells of none but the space what it stands for. */
export const faces: Glyphs = {
  advance: () => 500,
  character: (_face, glyph) => (glyph === 32 ? 32 : undefined),
  glyph: (_face, codePoint) => (codePoint === 32 ? 32 : undefined),
}

/** A box 10 pt tall with its baseline at 8. */
export const box = (more: Partial<Box> = {}): Box => ({
  kind: 'box',
  role: 'line',
  x: 0,
  width: 100,
  height: 10,
  baseline: 8,
  ops: [],
  backs: [],
  ...more,
})

export const boxesIn = (list: readonly Vertical[]): Box[] =>
  list.filter((item): item is Box => item.kind === 'box')

export const glyphsIn = (ops: readonly BoxOp[]): GlyphsOp[] =>
  unfolded(ops).filter((op): op is GlyphsOp => op.op === 'glyphs')

/** The words of some ops in the order they are painted in. */
export const wordsIn = (ops: readonly BoxOp[]): string =>
  glyphsIn(ops)
    .map(({ run, space }) => run.text + (space === undefined ? '' : ' '))
    .join('')

/** A box as its words, white as its height, a penalty as its cost. */
export const outlineOf = (list: readonly Vertical[]): (string | number)[] =>
  list.map((item) => {
    if (item.kind === 'box') return wordsIn(item.ops)
    return item.kind === 'glue' ? item.height : `p${item.cost}`
  })

export const words = (value: string): Inline[] => [text(value)]

/** Footnotes of a question or an introduction: set apart, for the foot of the page that calls them. */
import type { FootnoteDefinition } from '../model/mdast.ts'
import { markFirst } from './boxes.ts'
import { sided, turned } from './direction.ts'
import { milli } from './display.ts'
import { flow, flowPieces, label } from './flow.ts'
import { piecesOf } from './inline.ts'
import { labelled, wordsAt } from './list.ts'
import type { Piece } from './look.ts'
import { inset, lookOf, type Own, type Setting, type Shop, type Spot, sized } from './setting.ts'
import { below } from './tags.ts'
import { gap, type Vertical } from './vertical.ts'

/** A setting with the footnotes of one body; those too tall for a page's foot are left in `feet`. */
export function settingOf(
  footnotes: readonly FootnoteDefinition[],
  code: string | undefined,
  shop: Shop,
  own: Own,
  spot: Spot,
): Setting {
  const notes = new Map(footnotes.map(({ identifier }, index) => [identifier, index + 1]))
  const feet = new Map<string, readonly Vertical[]>()
  const noteWidth = spot.width
  const codes = new Map<string, number>()
  const made = { notes, feet, codes, noteWidth, gaps: 'filled' } as const
  const setting: Setting = Object.assign({}, shop, own, made)
  for (const definition of footnotes) {
    feet.set(definition.identifier, footnote(definition, code, setting, spot))
  }
  return setting
}

/** A footnote in small type: its number, and the code of the question it belongs to. */
function footnote(
  definition: FootnoteDefinition,
  code: string | undefined,
  setting: Setting,
  spot: Spot,
): Vertical[] {
  const { small, colours } = setting.theme
  const size = small.size + 0.6
  const look = sized(spot.look, size)
  const outer = { ...turned(spot, definition.children), tag: below(spot.tag, 'Note') }
  const at = inset({ ...outer, look, leading: milli(small.leading * 1.08) }, milli(size * 1.34))
  // Footnotes within footnotes would need feet of their own.
  const inner: Setting = { ...setting, feet: new Map() }
  const number = setting.notes.get(definition.identifier) ?? 0
  // In large print nothing is small.
  const tiny = small.size < 12 ? milli(small.size * 0.74) : milli(small.size * 0.9)
  const faint = sized(lookOf(small, colours.faint), tiny)
  const lead: Piece[] = code
    ? [
        { kind: 'text', text: code, look: faint },
        { kind: 'kern', width: milli(tiny * 0.72), look: faint },
      ]
    : []
  const [first, ...rest] = definition.children
  const list =
    first?.type === 'paragraph'
      ? flowPieces([...lead, ...piecesOf(first.children, inner, look)], inner, at)
      : flow(definition.children, inner, at)
  const more = first?.type === 'paragraph' ? flow(rest, inner, at) : []
  if (more.length > 0) list.push(...gap(2), ...more)
  for (const item of list) if (item.kind === 'box') item.role = 'note'
  const mark = wordsAt(String(number), spot.x, { ...look, size: look.size * 0.8, rise: 2 }, setting)
  return markFirst(
    list,
    labelled(
      sided(mark, outer).map((op) => ('y' in op ? { ...op, y: op.y - 2.2 } : op)),
      below(outer.tag, 'Lbl'),
    ),
  )
}

/** Footnotes too tall for a foot, and those called nowhere that takes notes, close the question. */
export function notesLeft(setting: Setting, spot: Spot): Vertical[] {
  const out: Vertical[] = []
  for (const list of setting.feet.values()) {
    out.push(...gap(setting.theme.text.between * 0.8, [], 40))
    for (const item of list) out.push(item)
  }
  setting.feet.clear()
  return out.length > 0
    ? [
        ...gap(setting.theme.text.between),
        ...label(setting.words.notes, setting.theme.colours.faint, setting, spot),
        ...out,
      ]
    : []
}

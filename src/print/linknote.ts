/** Addresses of links as notes, for who cannot follow them: at the foot of the page, or as QR symbols. */
import { inElement, soleBox } from './boxes.ts'
import { changed } from './changed.ts'
import { milli, moved } from './display.ts'
import { wordsAt } from './list.ts'
import type { Look } from './look.ts'
import { setParagraph } from './paragraph.ts'
import { qrOf, quietZone } from './qr.ts'
import { inset, lookOf, type Setting, type Spot } from './setting.ts'
import { below } from './tags.ts'
import { type Box, gap, linesWithPenalties, type Vertical } from './vertical.ts'
import type { BoxOp } from './words.ts'

/** Two symbols stand side by side where each has this many ems of small type. */
const ems = 18

/**
 * The number and identifier of the note that has an address; it is made, and
 * laid at the ready for the line that calls it, when the address is first met.
 */
export function linkNote(url: string, setting: Setting): { number: number; identifier: string } {
  const identifier = `link ${url}`
  const known = setting.notes.get(identifier)
  if (known !== undefined) return { number: known, identifier }
  const number = setting.notes.size + 1
  setting.notes.set(identifier, number)
  const { theme } = setting
  const { page, small, colours } = theme
  const width = setting.noteWidth ?? milli(page.width - page.inner - page.outer)
  const look: Look = lookOf(small, colours.faint)
  const spot = inset({ x: 0, width, look, leading: small.leading, backs: [] }, 11)
  const tag = below(undefined, 'Note')
  const { boxes } = setParagraph(
    [
      { kind: 'text', text: `${number} `, look },
      { kind: 'text', text: url, look: changed(look, { verbatim: true, url }) },
    ],
    setting,
    { ...spot, x: 0, tag },
    { align: 'left', fixed: true, role: 'note' },
  )
  setting.feet.set(identifier, linesWithPenalties(boxes, 0, 99))
  return { number, identifier }
}

/** The number of the QR symbol that has an address; undefined where the place has no room for any. */
export function linkCode(url: string, { notes, codes }: Setting): number | undefined {
  if (!codes) return undefined
  const identifier = `link ${url}`
  const number = notes.get(identifier) ?? notes.size + 1
  notes.set(identifier, number)
  codes.set(url, number)
  return number
}

/** The symbols that a question's links called, in rows, each beside its number and address. */
export function linkCodes(setting: Setting, spot: Spot): Vertical[] {
  const { small, text } = setting.theme
  const columns = spot.width >= 2 * ems * small.size ? 2 : 1
  const width = milli(spot.width / columns)
  const all = [...(setting.codes ?? [])]
  setting.codes?.clear()
  const out: Vertical[] = []
  for (let at = 0; at < all.length; at += columns) {
    const cells = all
      .slice(at, at + columns)
      .map(([url, number], column) => cellOf(url, number, setting, spot, column * width, width))
    const height = Math.max(...cells.map((cell) => cell.height))
    const ops = cells.flatMap((cell) => cell.ops)
    const box: Box = { ...soleBox('note', spot, height, []), ops }
    out.push(...gap(at === 0 ? text.between : 0, [], at === 0 ? 100 : 20), box)
  }
  return out
}

/** A symbol with its number before it and its address behind, both at its first dark modules. */
function cellOf(
  url: string,
  number: number,
  setting: Setting,
  { x, tag: above }: Spot,
  dx: number,
  width: number,
): { ops: BoxOp[]; height: number } {
  const { small, colours } = setting.theme
  const look: Look = lookOf(small, colours.faint)
  const note = below(above, 'Note')
  const left = milli(x + dx)
  const indent = milli(small.size * 1.5)
  const qr = qrOf(url)
  const side = qr?.side ?? 0
  const module = qr ? side / (qr.modules + 2 * quietZone) : 0
  const top = milli(module * quietZone)
  const beside: Spot = {
    x: milli(left + indent + side),
    width: milli(width - indent - side - small.size),
    look,
    leading: small.leading,
    backs: [],
    tag: note,
  }
  const { boxes } = setParagraph(
    [{ kind: 'text', text: url, look: changed(look, { verbatim: true, url }) }],
    setting,
    beside,
    { align: 'left', fixed: true, role: 'note' },
  )
  const baseline = boxes[0]?.baseline ?? small.size
  const ops: BoxOp[] = wordsAt(
    String(number),
    left,
    { ...look, colour: colours.text },
    setting,
  ).map((op) => inElement(moved(op, 0, top + baseline), below(note, 'Lbl')))
  if (qr) {
    const area = { width: milli(side - 2 * top), height: milli(side - 2 * top) }
    const alt = `QR: ${url}`
    ops.push({
      op: 'shapes',
      x: milli(left + indent + top),
      y: top,
      ...area,
      scale: module,
      shapes: [qr.shape],
      alt,
      solid: true,
      tag: below(note, 'Figure', { alt }),
    })
  }
  let y = top
  for (const box of boxes) {
    for (const op of box.ops) ops.push(inElement(moved(op, 0, y), box.tag))
    y += box.height
  }
  return { ops, height: milli(Math.max(side, y)) }
}

/** Addresses of links as notes at the foot of the page, for who cannot follow them. */
import { milli } from './display.ts'
import type { Look } from './look.ts'
import { setParagraph } from './paragraph.ts'
import { inset, lookOf, type Setting } from './setting.ts'
import { below } from './tags.ts'
import { linesWithPenalties } from './vertical.ts'

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
  const address: Look = { ...look, verbatim: true, url }
  const spot = inset({ x: 0, width, look, leading: small.leading, backs: [] }, 11)
  const tag = below(undefined, 'Note')
  const { boxes } = setParagraph(
    [
      { kind: 'text', text: `${number} `, look },
      { kind: 'text', text: url, look: address },
    ],
    setting,
    { ...spot, x: 0, tag },
    { align: 'left', fixed: true, role: 'note' },
  )
  setting.feet.set(identifier, linesWithPenalties(boxes, 0, 99))
  return { number, identifier }
}

/** Which side a block begins at: right-to-left text has its bars, markers and first columns right. */
import { hasRtl } from '../faces/bidi.ts'
import { type Node, plain } from '../model/mdast.ts'
import { milli, type Op } from './display.ts'
import type { Spot } from './setting.ts'

/**
 * Whether text runs right to left: by its first letter, and in surroundings
 * that do so as soon as it holds any right-to-left letter.
 */
export function runsRtl(text: string, around = false): boolean {
  if (!hasRtl(text)) return false
  const first = /\p{L}/u.exec(text)
  return around || (first !== null && hasRtl(first[0]))
}

/** The same spot, beginning at the side where some nodes begin. */
export function turned(spot: Spot, nodes: readonly Node[]): Spot {
  const rtl = runsRtl(plain(nodes), spot.rtl)
  return rtl === (spot.rtl ?? false) ? spot : { ...spot, rtl }
}

/** Ops placed from the left of a spot, each moved to the same place from its right if it begins there. */
export function sided(ops: readonly Op[], spot: Spot): Op[] {
  if (!spot.rtl) return [...ops]
  return ops.map((op) => {
    if (op.op === 'end') return op
    const width =
      op.op === 'glyphs' ? (op.run.width * op.size) / 1000 : 'width' in op ? op.width : 0
    return { ...op, x: milli(2 * spot.x + spot.width - op.x - width) }
  })
}

/** The left edge of something of a width that stands at the beginning of a spot. */
export function startOf(spot: Spot, width: number): number {
  return spot.rtl ? milli(spot.x + spot.width - width) : spot.x
}

const languages = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/** Whether a language (BCP 47) is written from right to left. */
export function isRtlLanguage(language: string): boolean {
  const [base = '', script = ''] = language.toLowerCase().split('-')
  return script === 'latn' || script === 'cyrl' ? false : languages.has(base)
}

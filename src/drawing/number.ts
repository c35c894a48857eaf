/** Numbers, lengths and lists of them, as SVG attributes write them. */

const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y

/** All numbers of a list separated by white space or commas; undefined where anything else stands in it. */
export function numbersOf(value: string): number[] | undefined {
  const found: number[] = []
  let at = 0
  for (;;) {
    const gap = /[\s,]*/y
    gap.lastIndex = at
    at += gap.exec(value)?.[0].length ?? 0
    if (at >= value.length) return found
    number.lastIndex = at
    const match = number.exec(value)
    if (!match) return undefined
    found.push(Number(match[0]))
    at += match[0].length
  }
}

/** User units in one of each unit, at CSS's 96 to the inch. */
const units: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  in: 96,
}

/** What relative lengths are relative to. */
export type Frame = { /** for % */ whole: number /** for em and ex */; fontSize: number }

/** A length in user units; undefined where it cannot be read. */
export function lengthOf(value: string | undefined, frame: Frame): number | undefined {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Z]*|%)\s*$/.exec(
    value ?? '',
  )
  if (!match) return undefined
  const size = Number(match[1])
  if (!Number.isFinite(size)) return undefined
  const unit = match[2] ?? ''
  if (unit === '%') return (size / 100) * frame.whole
  if (unit === 'em' || unit === 'rem') return size * frame.fontSize
  if (unit === 'ex') return size * frame.fontSize * 0.5
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined
  return factor === undefined ? undefined : size * factor
}

/** Between 0 and 1; a percentage is allowed. */
export function fractionOf(value: string | undefined): number | undefined {
  const size = lengthOf(value, { whole: 1, fontSize: 1 })
  return size === undefined ? undefined : Math.min(1, Math.max(0, size))
}

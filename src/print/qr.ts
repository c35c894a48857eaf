/** Addresses as QR symbols: the module grid of a library, drawn as one path. */
import { encode } from 'uqr'
import { type PathCommand, pathOf, type Shape } from '../model/drawing.ts'
import { milli } from './display.ts'
import { mm } from './options.ts'

/** Side of a module in points, 0.4 mm: what a telephone reads from paper in poor light. */
export const moduleSide = milli(0.4 * mm)
/** White modules that a reader needs on every side (ISO/IEC 18004, 9.1). */
export const quietZone = 4
/** The largest symbol that is drawn, 85 modules a side: some 300 letters. */
const largest = 17

export type Qr = {
  /** Side in points, quiet zone included. */
  side: number
  /** Side in modules, without the quiet zone. */
  modules: number
  shape: Shape
}

/** The symbol of some text at level M (a seventh may be spoilt); undefined for text too long. */
export function qrOf(text: string): Qr | undefined {
  // The library throws at what no symbol holds, and knows no smaller limit by itself.
  if (Buffer.byteLength(text) > 330) return undefined
  const { size, data, version } = encode(text, { ecc: 'M', boostEcc: false, border: 0 })
  if (version > largest) return undefined
  return {
    side: milli((size + 2 * quietZone) * moduleSide),
    modules: size,
    shape: {
      path: pathOf(rectanglesOf(data).flatMap(corners)),
      fill: { colour: { r: 0, g: 0, b: 0, a: 1 }, rule: 'nonzero' },
    },
  }
}

type Rectangle = { x: number; y: number; width: number; height: number }

/** Dark modules merged: runs of a row, and equal runs of rows below one another. */
export function rectanglesOf(data: readonly (readonly boolean[])[]): Rectangle[] {
  const done: Rectangle[] = []
  let open = new Map<string, Rectangle>()
  for (const [y, row] of data.entries()) {
    const next = new Map<string, Rectangle>()
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      const key = `${from} ${x}`
      const above = open.get(key)
      if (above) above.height++
      else done.push({ x: from, y, width: x + 1 - from, height: 1 })
      next.set(key, above ?? (done.at(-1) as Rectangle))
    }
    open = next
  }
  return done
}

function corners({ x, y, width, height }: Rectangle): PathCommand[] {
  return [
    ['M', x, y],
    ['L', x + width, y],
    ['L', x + width, y + height],
    ['L', x, y + height],
    ['Z'],
  ]
}

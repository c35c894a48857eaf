/** Colours as SVG and CSS write them. */
import names from 'color-name'
import type { Colour } from '../model/drawing.ts'
import { fractionOf, numbersOf } from './number.ts'

export const black: Colour = { r: 0, g: 0, b: 0, a: 1 }

/** Reads a colour, components 0 to 255 and alpha 0 to 1; undefined where it is none that we know. */
export function parseColour(value: string): Colour | undefined {
  const text = value.trim().toLowerCase()
  if (text === 'transparent') return { r: 0, g: 0, b: 0, a: 0 }
  if (Object.hasOwn(names, text)) {
    const [r, g, b] = names[text as keyof typeof names]
    return { r, g, b, a: 1 }
  }
  if (/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/.test(text)) return hex(text.slice(1))
  const call = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(text)
  if (!call) return undefined
  const [first, second, third, alpha = '1', ...more] = (call[2] ?? '').trim().split(/[\s,/]+/)
  const a = fractionOf(alpha)
  if (first === undefined || second === undefined || third === undefined) return undefined
  if (a === undefined || more.length > 0) return undefined
  if (call[1] === 'rgb') {
    const [r, g, b] = [component(first), component(second), component(third)]
    return r === undefined || g === undefined || b === undefined ? undefined : { r, g, b, a }
  }
  const hue = numbersOf(first.replace(/deg$/, ''))?.[0]
  const [s, l] = [fractionOf(second), fractionOf(third)]
  if (hue === undefined || s === undefined || l === undefined) return undefined
  return { ...fromHsl(hue, s, l), a }
}

function hex(digits: string): Colour {
  const size = digits.length < 6 ? 1 : 2
  const at = (index: number): number => {
    const part = digits.slice(index * size, index * size + size)
    return Number.parseInt(size === 1 ? part + part : part, 16)
  }
  const alpha = digits.length % 4 === 0 ? at(3) / 255 : 1
  return { r: at(0), g: at(1), b: at(2), a: alpha }
}

function component(value: string): number | undefined {
  const number = numbersOf(value.replace(/%$/, ''))?.[0]
  if (number === undefined) return undefined
  const full = value.endsWith('%') ? (number / 100) * 255 : number
  return Math.min(255, Math.max(0, Math.round(full)))
}

/** The conversion of CSS Color 4 §7.1. */
function fromHsl(hue: number, s: number, l: number): Omit<Colour, 'a'> {
  const turn = (((hue % 360) + 360) % 360) / 30
  const channel = (n: number): number => {
    const k = (n + turn) % 12
    return Math.round(255 * (l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return { r: channel(0), g: channel(8), b: channel(4) }
}

/**
 * One colour for a gradient: its mean over the whole course, because pages and
 * cards draw flat colours only.
 *
 * @param stops in order; offsets from 0 to 1.
 */
export function meanColour(stops: readonly { offset: number; colour: Colour }[]): Colour {
  const first = stops[0]
  const last = stops.at(-1)
  if (!first || !last) return { ...black, a: 0 }
  const sum = { r: 0, g: 0, b: 0, a: 0 }
  const add = (colour: Colour, weight: number): void => {
    sum.r += colour.r * colour.a * weight
    sum.g += colour.g * colour.a * weight
    sum.b += colour.b * colour.a * weight
    sum.a += colour.a * weight
  }
  // Beyond its ends a gradient keeps their colours; between stops it is linear.
  add(first.colour, first.offset)
  add(last.colour, 1 - last.offset)
  for (const [index, stop] of stops.entries()) {
    const next = stops[index + 1]
    if (!next) break
    const half = (next.offset - stop.offset) / 2
    add(stop.colour, half)
    add(next.colour, half)
  }
  if (sum.a <= 0) return { ...black, a: 0 }
  const channel = (value: number) => Math.min(255, Math.round(value / sum.a))
  return { r: channel(sum.r), g: channel(sum.g), b: channel(sum.b), a: Math.min(1, sum.a) }
}

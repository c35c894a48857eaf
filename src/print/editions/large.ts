/**
 * Large print: nothing smaller than 16 pt, lines ragged and one and a half apart,
 * words whole, dark colours on white. Faces and forms stay: larger type and more
 * white are what is shown to help.
 */
import type { Colour } from '../display.ts'
import { fitted } from '../fit.ts'
import type { Face, Theme } from '../theme.ts'

/** Points below which nothing is set. */
export const leastSize = 16
/** Of words to their ground, as WCAG counts: its level AAA. */
export const leastContrast = 7

export function largeTheme(theme: Theme, page: readonly [number, number]): Theme {
  const fit = fitted(theme, page)
  const sized = (face: Face, size: number, spread: number): Face => ({
    ...face,
    size,
    leading: Math.round(size * spread * 2) / 2,
  })
  // Marks and codes are set at up to 0.88 of the size of what they stand by.
  const body = leastSize / 0.86
  const colours = Object.fromEntries(
    Object.entries(theme.colours).map(([name, colour]) => [
      name,
      grounds.has(name) ? colour : readable(colour),
    ]),
  ) as Theme['colours']
  const syntax = Object.fromEntries(
    Object.entries(theme.syntax).map(([name, token]) => [
      name,
      { ...token, colour: readable(token.colour) },
    ]),
  ) as Theme['syntax']
  return {
    ...fit,
    page: { ...fit.page, ...margins(page) },
    text: {
      ...sized(theme.text, body, 1.5),
      justify: false,
      hyphenate: false,
      between: 10,
      indent: 30,
    },
    question: { ...sized(theme.question, 21, 1.3), before: 30, answer: 16, bar: 2.5 },
    chapter: { ...sized(theme.chapter, 32, 1.2), drop: 30, questions: theme.chapter.questions },
    section: sized(theme.section, 25, 1.25),
    heading: sized(theme.heading, 20, 1.3),
    code: { size: leastSize, leading: 23, pad: 9 },
    table: { size: body, leading: 25, floor: leastSize / 0.88, pad: 6 },
    small: sized(theme.small, leastSize / 0.9, 1.35),
    cover: sized(theme.cover, 44, 1.15),
    colours,
    syntax,
  }
}

/** Larger type needs the room that a book's margins would take. */
function margins([width, height]: readonly [number, number]) {
  const top = Math.min(72, height * 0.1)
  // Codes stand in the outer margin, and in large type they need it.
  return { inner: Math.round(width * 0.09), outer: Math.round(width * 0.15), top, bottom: top }
}

const grounds: ReadonlySet<string> = new Set(['rule', 'code', 'mark', 'gap'])

/** The same hue, dark enough on the darkest ground that words stand on. */
function readable(colour: Colour): Colour {
  let dark = colour
  for (let factor = 0.95; contrast(dark, '#eeeeee') < leastContrast && factor > 0; factor -= 0.05) {
    dark = darkened(colour, factor)
  }
  return dark
}

function darkened(colour: Colour, factor: number): Colour {
  const part = (at: number): string =>
    Math.round(channel(colour, at) * factor)
      .toString(16)
      .padStart(2, '0')
  return `#${part(1)}${part(3)}${part(5)}`
}

function channel(colour: Colour, at: number): number {
  return Number.parseInt(colour.slice(at, at + 2), 16)
}

/** WCAG 2 contrast of two colours, from 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function light(colour: Colour): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = channel(colour, at) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** A theme for another size of page: its proportions kept, its lines no longer than can be read. */
import { milli } from './display.ts'
import type { Face, Theme } from './theme.ts'

/** Ems of a full line: some 75 characters. */
const measure = 36
/** Type grows and shrinks with the page, but less. */
const least = 0.86
const most = 1.12

/** The theme on a page of a width and height in points. */
export function fitted(theme: Theme, [width, height]: readonly [number, number]): Theme {
  const across = width / theme.page.width
  const down = height / theme.page.height
  const scaled = scaledTheme(theme, Math.min(most, Math.max(least, Math.sqrt(across))))
  let inner = theme.page.inner * Math.min(across, 1.6)
  let outer = theme.page.outer * Math.min(across, 1.6)
  // White that the measure leaves goes to the margins, more of it outside.
  const spare = width - inner - outer - measure * scaled.text.size
  if (spare > 0) {
    inner += spare * 0.4
    outer += spare * 0.6
  }
  const page = {
    width,
    height,
    inner: milli(inner),
    outer: milli(outer),
    top: milli(Math.max(44, theme.page.top * Math.min(down, 1.25))),
    bottom: milli(Math.max(44, theme.page.bottom * Math.min(down, 1.25))),
  }
  return { ...scaled, page }
}

/** Every size of type and all white about it times a factor; the page stays. */
export function scaledTheme(theme: Theme, factor: number): Theme {
  const times = (value: number): number => milli(value * factor)
  const face = <F extends Face>(one: F): F => ({
    ...one,
    size: times(one.size),
    leading: times(one.leading),
  })
  return {
    ...theme,
    text: {
      ...face(theme.text),
      between: times(theme.text.between),
      indent: times(theme.text.indent),
    },
    question: {
      ...face(theme.question),
      before: times(theme.question.before),
      answer: times(theme.question.answer),
    },
    chapter: { ...face(theme.chapter), drop: times(theme.chapter.drop) },
    section: face(theme.section),
    heading: face(theme.heading),
    code: {
      ...theme.code,
      size: times(theme.code.size),
      leading: times(theme.code.leading),
      pad: times(theme.code.pad),
    },
    table: {
      ...theme.table,
      size: times(theme.table.size),
      leading: times(theme.table.leading),
      floor: times(theme.table.floor),
      pad: times(theme.table.pad),
    },
    small: face(theme.small),
    cover: face(theme.cover),
  }
}

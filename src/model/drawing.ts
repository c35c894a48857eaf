/**
 * A drawing: an SVG reduced to what both a page and a card can show.
 *
 * Only shapes are left. Text is outlined in the project's own faces and `use`,
 * styles and units are resolved, so that two machines make one picture.
 * Lengths are user units; the origin is the top left corner.
 */
export type Colour = { r: number; g: number; b: number; a: number }

/** a c e / b d f of the usual matrix. */
export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number]

/** Absolute path commands; curves are cubic. */
export type PathCommand =
  | ['M', x: number, y: number]
  | ['L', x: number, y: number]
  | ['C', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | ['Z']

/**
 * Path commands as SVG writes them, without anything between two: `M0 0L10 0Z`. As lists of
 * numbers a bank's drawings and formulas would be most of what a booklet holds.
 */
export type Path = string

export function pathOf(commands: readonly PathCommand[]): Path {
  let path = ''
  for (const [letter, ...numbers] of commands) path += `${letter}${numbers.join(' ')}`
  // Flat, and not a tree of its pieces.
  return Buffer.from(path).toString()
}

export function commandsOf(path: Path): PathCommand[] {
  return Array.from(path.matchAll(/([MLCZ])([^MLCZ]*)/g), ([, letter, numbers]) => {
    return [letter, ...(numbers ? numbers.split(' ').map(Number) : [])] as PathCommand
  })
}

export type Stroke = {
  colour: Colour
  width: number
  cap: 'butt' | 'round' | 'square'
  join: 'miter' | 'round' | 'bevel'
  miterLimit: number
  dash: number[]
  dashOffset: number
}

/** One painted path, already in the drawing's coordinates. */
export type Shape = {
  path: Path
  fill?: { colour: Colour; rule: 'nonzero' | 'evenodd' }
  stroke?: Stroke
}

export type Drawing = {
  width: number
  height: number
  shapes: Shape[]
  /** The words of its text and title elements, in order: for search, alt and extraction. */
  text: string
}

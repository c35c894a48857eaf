/**
 * Text as outlines in the project's own faces.
 *
 * A chunk begins at the text element and at each tspan with a position of its
 * own; anchoring moves a chunk as a whole. Each run is shaped by itself, so that
 * a mixed line of two directions is ordered within a run only.
 */
import type { Style as FaceStyle, Faces } from '../faces/faces.ts'
import type { PathCommand } from '../model/drawing.ts'
import { applyToPath } from './matrix.ts'
import type { Style } from './style.ts'
import type { Element } from './tree.ts'

/** Some text of one style. Positions are set where the source sets them. */
export type Run = {
  text: string
  style: Style
  element: Element
  x: number | undefined
  y: number | undefined
  dx: number
  dy: number
}

export type Outlined = {
  path: PathCommand[]
  style: Style
  element: Element
  /** Characters that no face has. */
  missing: string[]
}

/**
 * White space as SVG has it: every stretch one space, none at either end of the
 * whole; kept as it is where `preserve` says so.
 */
export function collapse(runs: readonly Run[]): Run[] {
  let afterSpace = true
  const collapsed = runs.map((run) => {
    if (run.style.preserve) {
      afterSpace = false
      return { ...run, text: run.text.replace(/[\t\r\n]/g, ' ') }
    }
    let text = run.text.replace(/[ \t\r\n]+/g, ' ')
    if (afterSpace && text.startsWith(' ')) text = text.slice(1)
    if (text !== '') afterSpace = text.endsWith(' ')
    return { ...run, text }
  })
  for (let index = collapsed.length - 1; index >= 0; index--) {
    const run = collapsed[index]
    if (!run || run.style.preserve) break
    if (run.text === '') continue
    run.text = run.text.replace(/ $/, '')
    if (run.text !== '') break
  }
  return collapsed
}

/** Outlines of all runs, in the units of the text element. */
export function outline(runs: readonly Run[], faces: Faces): Outlined[] {
  const outlined: Outlined[] = []
  let penX = 0
  let penY = 0
  for (const chunk of chunksOf(runs)) {
    const first = chunk[0]
    if (!first) continue
    penX = first.x ?? penX
    penY = first.y ?? penY
    const shaped = chunk.map((run) => {
      const glyphs =
        run.text === '' ? [] : faces.shape(leftToRight(run.text), faceStyleOf(run.style))
      const em = glyphs.reduce((sum, piece) => sum + piece.width, 0)
      return { run, glyphs, width: (em / 1000) * run.style.fontSize }
    })
    const width = shaped.reduce((sum, piece) => sum + piece.width + piece.run.dx, 0)
    const share = { start: 0, middle: 0.5, end: 1 }[first.style.anchor]
    penX -= width * share
    for (const { run, glyphs } of shaped) {
      penX += run.dx
      penY += run.dy
      const size = run.style.fontSize / 1000
      const baseline = penY + shiftOf(run.style, faces) * size
      const path: PathCommand[] = []
      const missing: string[] = []
      for (const piece of glyphs) {
        if (piece.missing) missing.push(piece.text)
        let x = penX
        for (const [index, glyph] of piece.glyphs.entries()) {
          const atX = x + (piece.offsets[2 * index] ?? 0) * size
          const atY = baseline - (piece.offsets[2 * index + 1] ?? 0) * size
          path.push(...applyToPath([size, 0, 0, -size, atX, atY], faces.outline(piece.face, glyph)))
          x += (piece.advances[index] ?? 0) * size
        }
        penX += piece.width * size
      }
      outlined.push({ path, style: run.style, element: run.element, missing })
    }
  }
  return outlined
}

/** SVG's lines run from left to right whatever they begin with; an invisible mark says so. */
function leftToRight(text: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(text) ? `\u200e${text}` : text
}

function chunksOf(runs: readonly Run[]): Run[][] {
  const chunks: Run[][] = []
  for (const run of runs) {
    const last = chunks.at(-1)
    if (!last || run.x !== undefined || run.y !== undefined) chunks.push([run])
    else last.push(run)
  }
  return chunks
}

function faceStyleOf({ family, weight, italic }: Style): FaceStyle {
  return { family, weight, italic }
}

/** How far below its given position the baseline lies, in 1/1000 em. */
function shiftOf(style: Style, faces: Faces): number {
  if (style.baseline === 'alphabetic') return 0
  const metrics = faces.metrics(faces.faceOf(faceStyleOf(style)))
  // A descender is below the baseline; faces differ in the sign they give it.
  const depth = Math.abs(metrics.descender)
  const shifts = {
    middle: metrics.xHeight / 2,
    central: (metrics.ascender - depth) / 2,
    hanging: metrics.ascender * 0.8,
    top: metrics.ascender,
    bottom: -depth,
  } as const
  return shifts[style.baseline]
}

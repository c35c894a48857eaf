/**
 * Formulas: TeX becomes vector shapes on the baseline.
 *
 * MathJax is large and only some banks have formulas, so it is an optional
 * peer, loaded when a bank has one.
 */
import type { PathCommand, Shape } from '../model/drawing.ts'
import type { Colour } from './display.ts'
import type { Atom } from './look.ts'

/** A formula at a size in points, or why it cannot be one. */
export type Mathematics = (
  tex: string,
  display: boolean,
  size: number,
  colour: Colour,
) => { atom: Atom } | { error: string }

/** Undefined where MathJax is not installed. */
export async function loadMath(): Promise<Mathematics | undefined> {
  return undefined
}

export type { PathCommand, Shape }

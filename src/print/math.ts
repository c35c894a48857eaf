/**
 * Formulas: TeX becomes vector shapes on the baseline.
 *
 * MathJax is large and only some banks have formulas, so it is an optional
 * peer, loaded when a formula is first set that no thread has made (`mathahead.ts`).
 * It is taken by `require`, because its own loading of glyph data must be synchronous.
 */
import { createRequire } from 'node:module'
import type { Path, Shape } from '../model/drawing.ts'
import { type Colour, milli } from './display.ts'
import type { Atom } from './look.ts'
import { type MathNode, shapesOf } from './mathshapes.ts'

/** A formula at a size in points, or why it cannot be one. */
export type Mathematics = (
  tex: string,
  display: boolean,
  size: number,
  colour: Colour,
) => { atom: Atom } | { error: string }

/** The formula face is a little smaller than the text faces at one size. */
const scale = 1.06

/** Formulas kept, so that one that returns is set once. */
const kept = 5000

const packages = ['base', 'ams', 'newcommand', 'boldsymbol', 'cancel', 'mathtools'] as const
const files = {
  base: 'BaseConfiguration',
  ams: 'AmsConfiguration',
  newcommand: 'NewcommandConfiguration',
  boldsymbol: 'BoldsymbolConfiguration',
  cancel: 'CancelConfiguration',
  mathtools: 'MathtoolsConfiguration',
} as const satisfies Record<(typeof packages)[number], string>

/** What would change the meaning of later formulas. */
const definition = /\\(?:def|let|g?def|(?:re)?new|Declare|provide|label|tag)/

/** TeX, and whether it stands by itself. */
export type Wanted = { tex: string; display: boolean }

/** A formula in 1/1000 em, or why it cannot be one; plain data. */
export type Formula =
  | { path: Path; width: number; ascent: number; descent: number }
  | { error: string }

/** What was made, here or in a thread: it is the same in every book. */
const made = new Map<string, Formula>()

const keyOf = ({ tex, display }: Wanted): string => `${display} ${tex}`

export function isMade(wanted: Wanted): boolean {
  return made.has(keyOf(wanted))
}

export function keepFormula(wanted: Wanted, formula: Formula): void {
  if (made.size >= kept) made.clear()
  made.set(keyOf(wanted), formula)
}

/** Undefined where MathJax is not installed. */
export async function loadMath(): Promise<Mathematics | undefined> {
  if (!isInstalled()) return undefined
  return (tex, display, size, colour) => {
    const formula = formulaOf({ tex, display })
    return 'error' in formula ? formula : { atom: atomOf(formula, tex, size, colour) }
  }
}

/** A formula as it was made before, or made now. MathJax is to be installed. */
export function formulaOf(wanted: Wanted): Formula {
  const before = made.get(keyOf(wanted))
  if (before) return before
  const formula = converted(wanted)
  keepFormula(wanted, formula)
  return formula
}

const require = createRequire(import.meta.url)

function isInstalled(): boolean {
  try {
    require.resolve('@mathjax/src/cjs/mathjax.js')
    require.resolve('@mathjax/mathjax-newcm-font/cjs/svg.js')
    return true
  } catch {
    return false
  }
}

type Convert = (tex: string, display: boolean) => MathNode

/** Once in a process: MathJax keeps every document that it opened, and each has a face of its own. */
let loaded: Convert | undefined

/** Loads MathJax; the shapes of its modules are said here, since they come by `require`. */
function converter(): Convert {
  const load = <T>(path: string): T => require(path) as T
  type Class = new (options?: Record<string, unknown>) => unknown
  type Input = { reset(): void }
  type Document = { convert(tex: string, options: Record<string, unknown>): MathNode }
  const { mathjax } = load<{
    mathjax: { document(text: string, options: Record<string, unknown>): Document }
  }>('@mathjax/src/cjs/mathjax.js')
  const { TeX } = load<{ TeX: Class }>('@mathjax/src/cjs/input/tex.js')
  const { SVG } = load<{ SVG: Class }>('@mathjax/src/cjs/output/svg.js')
  const { liteAdaptor } = load<{ liteAdaptor(): unknown }>(
    '@mathjax/src/cjs/adaptors/liteAdaptor.js',
  )
  const { RegisterHTMLHandler } = load<{ RegisterHTMLHandler(adaptor: unknown): void }>(
    '@mathjax/src/cjs/handlers/html.js',
  )
  for (const name of packages) load(`@mathjax/src/cjs/input/tex/${name}/${files[name]}.js`)
  load('@mathjax/src/cjs/util/asyncLoad/node.js')
  const { MathJaxNewcmFont } = load<{ MathJaxNewcmFont: unknown }>(
    '@mathjax/mathjax-newcm-font/cjs/svg.js',
  )
  RegisterHTMLHandler(liteAdaptor())
  const fail = (_: unknown, error: Error): never => {
    throw error
  }
  const open = (): { input: Input; document: Document } => {
    const input = new TeX({ packages: [...packages], formatError: fail }) as Input
    const output = new SVG({
      fontCache: 'none',
      fontData: MathJaxNewcmFont,
      linebreaks: { inline: false },
    })
    return { input, document: mathjax.document('', { InputJax: input, OutputJax: output }) }
  }
  const shared = open()
  return (tex, display) => {
    // One formula's definitions are no other's: it gets a document of its own, at some cost.
    const { input, document } = definition.test(tex) ? open() : shared
    input.reset()
    return document.convert(tex, { display, em: 16, ex: 8, containerWidth: 1_000_000 })
  }
}

function converted({ tex, display }: Wanted): Formula {
  loaded ??= converter()
  try {
    return shapesOf(loaded(tex, display))
  } catch (error) {
    // MathJax's own errors are no Error.
    return { error: String((error as { message?: unknown } | undefined)?.message ?? error) }
  }
}

function atomOf(
  formula: Exclude<Formula, { error: string }>,
  tex: string,
  size: number,
  colour: Colour,
): Atom {
  const factor = (size * scale) / 1000
  const part = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16)
  const shape: Shape = {
    path: formula.path,
    fill: { colour: { r: part(1), g: part(3), b: part(5), a: 1 }, rule: 'nonzero' },
  }
  const width = milli(formula.width * factor)
  const ascent = milli(formula.ascent * factor)
  const descent = milli(formula.descent * factor)
  return {
    width,
    ascent,
    descent,
    ops: [
      {
        op: 'shapes',
        x: 0,
        y: -ascent,
        width,
        height: milli(ascent + descent),
        scale: factor,
        shapes: [shape],
        alt: tex,
      },
    ],
  }
}

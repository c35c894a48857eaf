/**
 * SVG to a drawing, by our own element list.
 *
 * Nothing outside the text is ever looked at: no file, no network, no style
 * sheet, no script. Cost is bounded by the limits of `tree.ts` and `painter.ts`
 * and by the number of elements that `use` may multiply.
 */
import type { Faces } from '../faces/faces.ts'
import type { Drawing, Matrix } from '../model/drawing.ts'
import { isKnown, takes, undrawn } from './elements.ts'
import { DrawingError } from './error.ts'
import { verticesOf } from './marker.ts'
import { apply, identity, multiply, parseTransform, rotate, scale, translate } from './matrix.ts'
import { lengthOf, numbersOf } from './number.ts'
import { Painter, type Paints } from './painter.ts'
import { type ShapeName, shapers } from './shapes.ts'
import { initialStyle, isNeutral, type Style, styleOf } from './style.ts'
import { collapse, outline, type Run } from './text.ts'
import { type Element, elementsOf, indexOf, parseTree, placeOf, wordsOf } from './tree.ts'
import { type Box, fitBox, viewBoxOf } from './viewport.ts'

/** Something that a picture does without. */
export type Problem = {
  rule: 'drawing-element-dropped' | 'glyph-missing' | 'picture-still'
  reason: string
  /** In the SVG, from 1; of a raster image, 1. */
  line: number
  column: number
}

export type ParseOptions = {
  /** Called only where the SVG has text. */
  faces: () => Promise<Faces>
  /** Told each thing left out, once a kind. */
  report: (problem: Problem) => void
}

const limits = {
  /** Elements drawn, each use counted. */
  visits: 100_000,
  textCharacters: 50_000,
  /** User units a side. */
  side: 20_000,
} as const

/**
 * Parses SVG text.
 *
 * @throws DrawingError where it cannot be shown at all.
 */
export async function parseDrawing(source: string, options: ParseOptions): Promise<Drawing> {
  const root = parseTree(source)
  const index = indexOf(root)
  const faces = has(root, 'text') ? await options.faces() : undefined
  const said = new Set<string>()
  const problem = (rule: Problem['rule'], reason: string, at: Element): void => {
    if (said.has(reason)) return
    said.add(reason)
    options.report({ rule, reason, ...placeOf(source, at) })
  }
  const walker = new Walker(index, faces, problem)
  const size = sizeOf(root)
  walker.root(root, size)
  return { ...size, shapes: walker.painter.shapes, text: walker.words(root) }
}

function has(element: Element, name: string): boolean {
  return element.name === name || elementsOf(element).some((child) => has(child, name))
}

/** Width and height of the drawing: as stated, else those of its view box, else 300 by 150. */
function sizeOf(root: Element): { width: number; height: number } {
  const box = viewBoxOf(root)
  const stated = (name: 'width' | 'height'): number | undefined => {
    const value = root.attributes.get(name)
    return value?.trim().endsWith('%') ? undefined : lengthOf(value, { whole: 0, fontSize: 16 })
  }
  const givenWidth = stated('width')
  const givenHeight = stated('height')
  const ratio = box ? box.height / box.width : 0.5
  const width = givenWidth ?? (givenHeight ? givenHeight / ratio : (box?.width ?? 300))
  const height = givenHeight ?? (givenWidth ? givenWidth * ratio : (box?.height ?? 150))
  if (!(width > 0 && height > 0)) throw new DrawingError('it has no width or no height')
  if (width > limits.side || height > limits.side) {
    throw new DrawingError('it is over 20,000 units wide or high')
  }
  return { width: round(width), height: round(height) }
}

const round = (value: number): number => Math.max(0.001, Math.round(value * 1000) / 1000)

type State = {
  matrix: Matrix
  style: Style
  /** Size of the viewport: what percentages are of. */
  view: { width: number; height: number }
  context: Paints
  /** Elements that are being drawn by reference: a second time is a cycle. */
  within: readonly Element[]
}

class Walker {
  readonly painter: Painter
  readonly #index: ReadonlyMap<string, Element>
  readonly #faces: Faces | undefined
  readonly #problem: (rule: Problem['rule'], reason: string, at: Element) => void
  readonly #spoken: string[] = []
  #visits = 0
  #characters = 0

  constructor(
    index: ReadonlyMap<string, Element>,
    faces: Faces | undefined,
    problem: (rule: Problem['rule'], reason: string, at: Element) => void,
  ) {
    this.#index = index
    this.#faces = faces
    this.#problem = problem
    this.painter = new Painter(index, (what, element) => this.#drop(what, element))
  }

  root(root: Element, size: { width: number; height: number }): void {
    this.#checkAttributes(root)
    const box = viewBoxOf(root)
    const state: State = {
      matrix: box ? fitBox(root, box, size.width, size.height) : identity,
      style: initialStyle,
      view: box ?? size,
      context: {},
      within: [],
    }
    const below = this.#enter(root, state)
    if (below) this.#children(root, below)
  }

  /** The words of title and text elements. */
  words(root: Element): string {
    const title = elementsOf(root).find((child) => child.name === 'title')
    return [...(title ? [wordsOf(title)] : []), ...this.#spoken].filter(Boolean).join('\n')
  }

  #drop(what: string, element: Element): void {
    this.#problem('drawing-element-dropped', what, element)
  }

  /** Style and transform of an element; undefined where it is not shown. */
  #enter(element: Element, state: State): State | undefined {
    const { width, height } = state.view
    const diagonal = Math.hypot(width, height) / Math.SQRT2
    const style = styleOf(element, state.style, diagonal, (property) =>
      this.#drop(`the property ${property}`, element),
    )
    if (!style.shown) return undefined
    const transform = element.attributes.get('transform')
    const own = transform === undefined ? identity : parseTransform(transform)
    if (!own) this.#drop('a transform that cannot be read', element)
    return { ...state, style, matrix: own ? multiply(state.matrix, own) : state.matrix }
  }

  #children(element: Element, state: State): void {
    for (const child of elementsOf(element)) this.#draw(child, state)
  }

  #draw(element: Element, outer: State): void {
    this.#visits++
    if (this.#visits > limits.visits) throw new DrawingError('it draws over 100,000 elements')
    const { name } = element
    if (name.startsWith('other:')) return
    if (!isKnown(name)) {
      this.#drop(`<${name}>`, element)
      return
    }
    if (undrawn.has(name)) {
      this.#checkBelow(element)
      return
    }
    this.#checkAttributes(element)
    const state = this.#enter(element, outer)
    if (!state) return
    if (Object.hasOwn(shapers, name)) this.#shape(element, name as ShapeName, state)
    else if (name === 'g' || name === 'a') this.#children(element, state)
    else if (name === 'switch') this.#switch(element, state)
    else if (name === 'text') this.#text(element, state)
    else if (name === 'use') this.#use(element, state)
    else if (name === 'svg') this.#viewport(element, state, boxOf(element, state), true)
    else this.#drop(`<${name}> outside its place`, element)
  }

  #shape(element: Element, name: ShapeName, state: State): void {
    const { path, whole } = shapers[name](
      (attribute, along) => lengthAt(element, attribute, along, state),
      element,
    )
    if (!whole) this.#drop(`the rest of a <${name}> whose data cannot be read`, element)
    const { style, matrix, context } = state
    // A line has no inside.
    const painted = name === 'line' ? { ...style, fill: { type: 'none' } as const } : style
    this.painter.paint(path, painted, matrix, element, context)
    if (!style.visible || !/^(?:path|line|poly)/.test(name)) return
    const ids = { start: style.markerStart, mid: style.markerMid, end: style.markerEnd }
    if (!ids.start && !ids.mid && !ids.end) return
    const paints = this.painter.paints(style, element, context)
    const vertices = verticesOf(path)
    for (const vertex of vertices) {
      const at = { ...state, context: paints }
      this.#marker(ids[vertex.at], vertex, element, at)
      // A path of one point has its end where it starts.
      if (vertices.length === 1) this.#marker(ids.end, vertex, element, at)
    }
  }

  #marker(
    id: string | undefined,
    vertex: { x: number; y: number; angle: number; at: string },
    element: Element,
    state: State,
  ): void {
    if (id === undefined) return
    const marker = this.#index.get(id)
    if (marker?.name !== 'marker' || state.within.includes(marker)) {
      this.#drop(`the marker #${id}`, element)
      return
    }
    const read = (name: string, otherwise: number): number =>
      lengthOf(marker.attributes.get(name), { whole: otherwise, fontSize: 16 }) ?? otherwise
    const width = read('markerWidth', 3)
    const height = read('markerHeight', 3)
    if (width <= 0 || height <= 0) return
    const orient = marker.attributes.get('orient')?.trim() ?? '0'
    const auto = vertex.angle + (orient === 'auto-start-reverse' && vertex.at === 'start' ? 180 : 0)
    const angle = orient.startsWith('auto')
      ? auto
      : (numbersOf(orient.replace(/deg$/, ''))?.[0] ?? 0)
    const own = marker.attributes.get('markerUnits') === 'userSpaceOnUse'
    const box = viewBoxOf(marker)
    const content = box ? fitBox(marker, box, width, height) : identity
    const [refX, refY] = apply(content, read('refX', 0), read('refY', 0))
    const steps = [
      state.matrix,
      translate(vertex.x, vertex.y),
      rotate(angle),
      scale(own ? 1 : state.style.strokeWidth),
      translate(-refX, -refY),
      content,
    ]
    const below = this.#enter(marker, {
      ...state,
      matrix: steps.reduce(multiply),
      style: this.#inherited(marker),
      view: box ?? { width, height },
      within: [...state.within, marker],
    })
    if (below) this.#children(marker, below)
  }

  /** What an element inherits where it stands: markers take nothing from their line. */
  #inherited(element: Element): Style {
    const chain: Element[] = []
    for (let above = element.parent; above; above = above.parent) chain.unshift(above)
    let style = initialStyle
    for (const above of chain) style = styleOf(above, style, 0, () => {})
    // Standing in <defs> or hidden above does not hide it, nor does their opacity.
    return { ...style, shown: true, opacity: 1 }
  }

  #use(element: Element, state: State): void {
    const href = element.attributes.get('href')?.trim() ?? ''
    const target = href.startsWith('#') ? this.#index.get(href.slice(1)) : undefined
    if (!target) {
      this.#drop(`<use> of ${href.startsWith('#') ? href : 'another file'}`, element)
      return
    }
    const cycle = state.within.includes(target) || isAbove(target, element)
    if (cycle || state.within.length >= 16) {
      this.#drop(`<use> of ${href}, which leads back to itself or too deep`, element)
      return
    }
    const box = boxOf(element, state)
    const within = [...state.within, target]
    const moved = { ...state, within, matrix: multiply(state.matrix, translate(box.x, box.y)) }
    if (target.name === 'symbol') {
      const below = this.#enter(target, moved)
      const at = { ...box, x: 0, y: 0 }
      if (below) this.#viewport(target, below, at, false)
    } else {
      this.#draw(target, moved)
    }
  }

  /** A nested svg or a symbol. What lies beyond its edges is not cut off. */
  #viewport(element: Element, state: State, at: Box, move: boolean): void {
    if (at.width <= 0 || at.height <= 0) return
    const box = viewBoxOf(element)
    const moved = move ? multiply(state.matrix, translate(at.x, at.y)) : state.matrix
    this.#children(element, {
      ...state,
      matrix: box ? multiply(moved, fitBox(element, box, at.width, at.height)) : moved,
      view: box ?? at,
    })
  }

  /** The first child that needs nothing we do not have. */
  #switch(element: Element, state: State): void {
    const chosen = elementsOf(element).find(
      (child) =>
        isKnown(child.name) &&
        !child.attributes.get('requiredExtensions') &&
        !child.attributes.get('systemLanguage'),
    )
    if (chosen) this.#draw(chosen, state)
    else this.#drop('<switch> without a part we can draw', element)
  }

  #text(element: Element, state: State): void {
    const runs: Run[] = []
    this.#runs(element, state, runs, true)
    const collapsed = collapse(runs)
    const words = collapsed.map((run) => run.text).join('')
    this.#characters += words.length
    if (this.#characters > limits.textCharacters) {
      throw new DrawingError('it has over 50,000 characters of text')
    }
    if (!this.#faces) return
    if (state.style.visible) this.#spoken.push(words.replace(/\s+/g, ' ').trim())
    for (const piece of outline(collapsed, this.#faces)) {
      for (const text of piece.missing) {
        const known = this.#faces.packageFor(text)
        const help = known ? ` (the package ${known} has it)` : ''
        this.#problem('glyph-missing', `${JSON.stringify(text)}${help}`, piece.element)
      }
      const style = { ...piece.style, fillRule: 'nonzero' } as const
      this.painter.paint(piece.path, style, state.matrix, piece.element, state.context)
    }
  }

  #runs(element: Element, state: State, runs: Run[], top: boolean): void {
    const at = (name: 'x' | 'y' | 'dx' | 'dy'): number | undefined => {
      const list =
        element.attributes
          .get(name)
          ?.trim()
          .split(/[\s,]+/) ?? []
      if (list.length > 1) this.#drop('positions of single letters', element)
      const along = name.endsWith('x') ? state.view.width : state.view.height
      return lengthOf(list[0], { whole: along, fontSize: state.style.fontSize })
    }
    let pending = {
      x: at('x') ?? (top ? 0 : undefined),
      y: at('y') ?? (top ? 0 : undefined),
      dx: at('dx') ?? 0,
      dy: at('dy') ?? 0,
    }
    const none = { x: undefined, y: undefined, dx: 0, dy: 0 }
    const push = (text: string): void => {
      runs.push({ text, style: state.style, element, ...pending })
      pending = none
    }
    // An empty run carries the position to what stands inside.
    if (typeof element.children[0] !== 'string') push('')
    for (const child of element.children) {
      if (typeof child === 'string') push(child)
      else if (child.name === 'tspan' || child.name === 'a') {
        this.#checkAttributes(child)
        const below = this.#enter(child, state)
        if (below) this.#runs(child, below, runs, false)
      } else if (!undrawn.has(child.name)) this.#drop(`<${child.name}> in a text`, child)
    }
  }

  /** Elements that are not drawn in their place may still hold what is not on the list. */
  #checkBelow(element: Element): void {
    if (element.name.startsWith('other:') || element.name === 'metadata') return
    if (!isKnown(element.name)) {
      this.#drop(`<${element.name}>`, element)
      return
    }
    this.#checkAttributes(element)
    for (const child of elementsOf(element)) this.#checkBelow(child)
  }

  #checkAttributes(element: Element): void {
    for (const [name, value] of element.attributes) {
      if (!takes(element.name, name) && !isNeutral(value))
        this.#drop(`the attribute ${name}`, element)
    }
  }
}

function isAbove(candidate: Element, element: Element): boolean {
  for (let above = element.parent; above; above = above.parent) {
    if (above === candidate) return true
  }
  return false
}

function lengthAt(
  element: Element,
  name: string,
  along: 'x' | 'y' | 'both',
  { view, style }: State,
): number | undefined {
  const whole = {
    x: view.width,
    y: view.height,
    both: Math.hypot(view.width, view.height) / Math.SQRT2,
  }[along]
  return lengthOf(element.attributes.get(name), { whole, fontSize: style.fontSize })
}

function boxOf(element: Element, state: State): Box {
  return {
    x: lengthAt(element, 'x', 'x', state) ?? 0,
    y: lengthAt(element, 'y', 'y', state) ?? 0,
    width: lengthAt(element, 'width', 'x', state) ?? state.view.width,
    height: lengthAt(element, 'height', 'y', state) ?? state.view.height,
  }
}

/**
 * The element list: every SVG element that a drawing takes, with the attributes
 * that mean something on it. What is not here is left out and said.
 */
import { isPresentation } from './style.ts'

const viewport = ['viewBox', 'preserveAspectRatio']
const placed = ['x', 'y', 'width', 'height']
const marked = ['pathLength']
const positions = ['x', 'y', 'dx', 'dy']

/** Attributes of each element, beyond those of presentation. */
const elements: Readonly<Record<string, readonly string[]>> = {
  svg: [...viewport, ...placed],
  g: [],
  // The words of a link are drawn; where it leads is not.
  a: [],
  defs: [],
  symbol: [...viewport, ...placed],
  use: [...placed, 'href'],
  switch: [],
  rect: [...placed, 'rx', 'ry'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points', ...marked],
  polygon: ['points', ...marked],
  path: ['d', ...marked],
  text: positions,
  tspan: positions,
  marker: [...viewport, 'refX', 'refY', 'markerWidth', 'markerHeight', 'markerUnits', 'orient'],
  linearGradient: [
    'x1',
    'y1',
    'x2',
    'y2',
    'href',
    'gradientUnits',
    'gradientTransform',
    'spreadMethod',
  ],
  radialGradient: [
    'cx',
    'cy',
    'r',
    'fx',
    'fy',
    'fr',
    'href',
    'gradientUnits',
    'gradientTransform',
    'spreadMethod',
  ],
  stop: ['offset'],
  title: [],
  desc: [],
  metadata: [],
}

/** Whether an element is on the list. */
export function isKnown(name: string): boolean {
  return Object.hasOwn(elements, name)
}

/** Not drawn where they stand: used by reference, or said in words only. */
export const undrawn: ReadonlySet<string> = new Set([
  'defs',
  'symbol',
  'marker',
  'linearGradient',
  'radialGradient',
  'stop',
  'title',
  'desc',
  'metadata',
])

/** On any element, and nothing that a picture shows. */
const silent =
  /^(?:id|class|style|transform|lang|role|tabindex|focusable|version|baseProfile|xml:(?:space|lang|base|id)|aria-[a-z]+|data-.*|other:.*|requiredFeatures|requiredExtensions|systemLanguage|content|contentStyleType|contentScriptType|zoomAndPan|name)$/

/** Whether an attribute of a listed element is used, or is nothing to lose. */
export function takes(element: string, attribute: string): boolean {
  const own = Object.hasOwn(elements, element) ? elements[element] : undefined
  return own?.includes(attribute) || isPresentation(attribute) || silent.test(attribute)
}

/**
 * Presentation: what each drawn element inherits and sets.
 *
 * Attributes come first, then the element's own `style`; there are no style
 * sheets. `opacity` is multiplied down to each shape, so overlapping shapes of a
 * translucent group show through one another: pages and cards draw no groups.
 */
import type { Family, Weight } from '../faces/faces.ts'
import type { Colour, Stroke } from '../model/drawing.ts'
import { black, parseColour } from './colour.ts'
import { fractionOf, lengthOf, numbersOf } from './number.ts'
import type { Element } from './tree.ts'

export type Paint =
  | { type: 'none' }
  | { type: 'colour'; colour: Colour }
  | { type: 'reference'; id: string; otherwise?: Colour }
  /** What the shape that carries a marker is painted with. */
  | { type: 'context'; of: 'fill' | 'stroke' }

export type Baseline = 'alphabetic' | 'middle' | 'central' | 'hanging' | 'top' | 'bottom'

export type Style = {
  colour: Colour
  fill: Paint
  fillOpacity: number
  fillRule: 'nonzero' | 'evenodd'
  /** Whether the stroke lies below the fill. */
  strokeFirst: boolean
  stroke: Paint
  strokeOpacity: number
  strokeWidth: number
  cap: Stroke['cap']
  join: Stroke['join']
  miterLimit: number
  dash: number[]
  dashOffset: number
  /** Of this element and all above it. */
  opacity: number
  visible: boolean
  /** Whether it and all below it are drawn at all. */
  shown: boolean
  fontSize: number
  family: Family
  weight: Weight
  italic: boolean
  anchor: 'start' | 'middle' | 'end'
  baseline: Baseline
  preserve: boolean
  markerStart?: string | undefined
  markerMid?: string | undefined
  markerEnd?: string | undefined
  stopColour: Colour
  stopOpacity: number
}

export const initialStyle: Style = {
  colour: black,
  fill: { type: 'colour', colour: black },
  fillOpacity: 1,
  fillRule: 'nonzero',
  strokeFirst: false,
  stroke: { type: 'none' },
  strokeOpacity: 1,
  strokeWidth: 1,
  cap: 'butt',
  join: 'miter',
  miterLimit: 4,
  dash: [],
  dashOffset: 0,
  opacity: 1,
  visible: true,
  shown: true,
  fontSize: 16,
  family: 'sans',
  weight: 400,
  italic: false,
  anchor: 'start',
  baseline: 'alphabetic',
  preserve: false,
  stopColour: black,
  stopOpacity: 1,
}

type Setting = {
  style: Style
  parent: Style
  value: string
  /** Diagonal of the viewport over √2: what percentages of a width are of. */
  diagonal: number
}

/** Sets what a value says; gives false where it is not understood. */
type Property = (setting: Setting) => boolean

const properties: Readonly<Record<string, Property>> = {
  color: ({ style, value }) => set(parseColour(value), (colour) => (style.colour = colour)),
  fill: ({ style, value }) => set(paintOf(value, style), (paint) => (style.fill = paint)),
  stroke: ({ style, value }) => set(paintOf(value, style), (paint) => (style.stroke = paint)),
  'fill-opacity': ({ style, value }) => set(fractionOf(value), (n) => (style.fillOpacity = n)),
  'stroke-opacity': ({ style, value }) => set(fractionOf(value), (n) => (style.strokeOpacity = n)),
  'fill-rule': ({ style, value }) =>
    set(oneOf(value, ['nonzero', 'evenodd']), (rule) => (style.fillRule = rule)),
  'paint-order': ({ style, value }) => {
    style.strokeFirst = /^stroke/.test(value)
    return true
  },
  'stroke-width': (setting) =>
    set(positive(measure(setting)), (width) => (setting.style.strokeWidth = width)),
  'stroke-linecap': ({ style, value }) =>
    set(oneOf(value, ['butt', 'round', 'square']), (cap) => (style.cap = cap)),
  'stroke-linejoin': ({ style, value }) =>
    // The two joins of SVG 2 fall back to the mitre, as it says.
    set(
      oneOf(value.replace(/^(?:arcs|miter-clip)$/, 'miter'), ['miter', 'round', 'bevel']),
      (join) => (style.join = join),
    ),
  'stroke-miterlimit': ({ style, value }) =>
    set(numbersOf(value)?.[0], (limit) => (style.miterLimit = Math.max(1, limit))),
  'stroke-dasharray': ({ style, value, diagonal }) =>
    set(dashOf(value, style.fontSize, diagonal), (dash) => (style.dash = dash)),
  'stroke-dashoffset': (setting) =>
    set(measure(setting), (offset) => (setting.style.dashOffset = offset)),
  opacity: ({ style, parent, value }) =>
    set(fractionOf(value), (opacity) => (style.opacity = parent.opacity * opacity)),
  visibility: ({ style, value }) =>
    set(oneOf(value, ['visible', 'hidden', 'collapse']), (v) => (style.visible = v === 'visible')),
  display: ({ style, parent, value }) => {
    style.shown = parent.shown && value !== 'none'
    return true
  },
  'font-size': (setting) => set(fontSizeOf(setting), (size) => (setting.style.fontSize = size)),
  'font-family': ({ style, value }) => {
    style.family = familyOf(value)
    return true
  },
  'font-weight': ({ style, parent, value }) =>
    set(weightOf(value, parent.weight), (weight) => (style.weight = weight)),
  'font-style': ({ style, value }) =>
    set(oneOf(value.replace(/^oblique.*/, 'oblique'), ['normal', 'italic', 'oblique']), (slant) => {
      style.italic = slant !== 'normal'
    }),
  'text-anchor': ({ style, value }) =>
    set(oneOf(value, ['start', 'middle', 'end']), (anchor) => (style.anchor = anchor)),
  'dominant-baseline': ({ style, value }) =>
    set(baselines.get(value), (baseline) => (style.baseline = baseline)),
  'alignment-baseline': ({ style, value }) =>
    set(baselines.get(value), (baseline) => (style.baseline = baseline)),
  'white-space': ({ style, value }) => {
    style.preserve = /^(?:pre|pre-wrap|break-spaces)$/.test(value)
    return true
  },
  marker: ({ style, value }) =>
    set(markerOf(value), ({ id }) => {
      style.markerStart = style.markerMid = style.markerEnd = id
    }),
  'marker-start': ({ style, value }) => set(markerOf(value), ({ id }) => (style.markerStart = id)),
  'marker-mid': ({ style, value }) => set(markerOf(value), ({ id }) => (style.markerMid = id)),
  'marker-end': ({ style, value }) => set(markerOf(value), ({ id }) => (style.markerEnd = id)),
  'stop-color': ({ style, value }) =>
    set(
      value === 'currentColor' ? style.colour : parseColour(value),
      (colour) => (style.stopColour = colour),
    ),
  'stop-opacity': ({ style, value }) => set(fractionOf(value), (n) => (style.stopOpacity = n)),
}

/** Set first, because others are measured by them. */
const leading = ['color', 'font-size']

/** Says nothing that a flat picture could show, or nothing that is lost by leaving it. */
const harmless =
  /^(?:-.*|shape-rendering|text-rendering|image-rendering|color-rendering|color-interpolation(?:-filters)?|pointer-events|cursor|user-select|overflow|enable-background|isolation|font-stretch|font-variant(?:-.*)?|font-feature-settings|font-kerning|line-height|text-align|solid-color|solid-opacity|block-progression|clip-rule|flood-color|flood-opacity|lighting-color|unicode-bidi)$/

/** Values by which a property that we do not have says nothing. Editors write out many. */
const neutral =
  /^(?:normal|none|auto|0(?:px|pt|%)?|solid|mixed|ltr|lr|lr-tb|horizontal-tb|start|baseline|inherit|initial)$/

/** Whether a value leaves a property we do not have as it is without it. */
export function isNeutral(value: string): boolean {
  return neutral.test(value.trim())
}

/** Whether an attribute is one of presentation, ours or harmless. */
export function isPresentation(name: string): boolean {
  return Object.hasOwn(properties, name) || harmless.test(name)
}

/**
 * The style of an element below `parent`.
 *
 * @param unknown told the name of each property that was left out.
 */
export function styleOf(
  element: Element,
  parent: Style,
  diagonal: number,
  unknown: (property: string) => void,
): Style {
  const style: Style = { ...parent, stopColour: black, stopOpacity: 1 }
  const values = new Map<string, string>()
  for (const [name, value] of element.attributes) {
    if (Object.hasOwn(properties, name)) values.set(name, value)
    else if (name === 'xml:space')
      values.set('white-space', value === 'preserve' ? 'pre' : 'normal')
  }
  for (const [name, value] of declarationsOf(element.attributes.get('style') ?? '')) {
    if (Object.hasOwn(properties, name)) values.set(name, value)
    else if (!harmless.test(name) && !isNeutral(value)) unknown(name)
  }
  const order = [...values.keys()]
  for (const name of [
    ...leading.filter((name) => values.has(name)),
    ...order.filter((name) => !leading.includes(name)),
  ]) {
    const value = (values.get(name) ?? '').trim()
    if (value === 'inherit' || value === '') continue
    if (!properties[name]?.({ style, parent, value, diagonal })) unknown(`${name}: ${value}`)
  }
  return style
}

/** Declarations of a `style` attribute, of its first 10,000 characters; semicolons inside quotes or brackets do not end one. */
function declarationsOf(text: string): [name: string, value: string][] {
  const found: [string, string][] = []
  const bare = text.slice(0, 10_000).replace(/\/\*[\s\S]*?\*\//g, '')
  for (const [part] of bare.matchAll(/(?:[^;"'(]|"[^"]*"?|'[^']*'?|\([^)]*\)?)+/g)) {
    const colon = part.indexOf(':')
    if (colon < 0) continue
    const name = part.slice(0, colon).trim().toLowerCase()
    const value = part.slice(colon + 1).replace(/!\s*important\s*$/i, '')
    if (name !== '') found.push([name, value.trim()])
  }
  return found
}

function set<T>(value: T | undefined, assign: (value: T) => void): boolean {
  if (value === undefined) return false
  assign(value)
  return true
}

function oneOf<const T extends string>(value: string, allowed: readonly T[]): T | undefined {
  return allowed.find((candidate) => candidate === value)
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 ? value : undefined
}

function measure({ value, style, diagonal }: Setting): number | undefined {
  return lengthOf(value, { whole: diagonal, fontSize: style.fontSize })
}

/** The id in `url(#id)`; nothing else is ever looked up. */
function referenceOf(value: string): { id: string; rest: string } | undefined {
  const match = /^url\(\s*(["']?)#([^"')\s]+)\1\s*\)\s*(.*)$/.exec(value)
  return match ? { id: match[2] ?? '', rest: match[3] ?? '' } : undefined
}

function paintOf(value: string, style: Style): Paint | undefined {
  if (value === 'none') return { type: 'none' }
  if (value === 'context-fill') return { type: 'context', of: 'fill' }
  if (value === 'context-stroke') return { type: 'context', of: 'stroke' }
  if (/^currentcolor$/i.test(value)) return { type: 'colour', colour: style.colour }
  const reference = referenceOf(value)
  if (reference) {
    const otherwise = parseColour(reference.rest)
    return { type: 'reference', id: reference.id, ...(otherwise && { otherwise }) }
  }
  const colour = parseColour(value)
  return colour && { type: 'colour', colour }
}

function markerOf(value: string): { id: string | undefined } | undefined {
  if (value === 'none') return { id: undefined }
  const reference = referenceOf(value)
  return reference && { id: reference.id }
}

/** At most 32 lengths, doubled where their number is odd; empty for a whole line. */
function dashOf(value: string, fontSize: number, diagonal: number): number[] | undefined {
  if (value === 'none') return []
  const parts = value.split(/[\s,]+/).filter((part) => part !== '')
  if (parts.length > 32) return undefined
  const lengths = parts.map((part) => positive(lengthOf(part, { whole: diagonal, fontSize })))
  if (!lengths.every((length) => length !== undefined)) return undefined
  if (lengths.every((length) => length === 0)) return []
  return lengths.length % 2 === 0 ? lengths : [...lengths, ...lengths]
}

const sizes: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
}

function fontSizeOf({ value, parent }: Setting): number | undefined {
  if (Object.hasOwn(sizes, value)) return sizes[value]
  if (value === 'smaller') return parent.fontSize / 1.2
  if (value === 'larger') return parent.fontSize * 1.2
  return positive(lengthOf(value, { whole: parent.fontSize, fontSize: parent.fontSize }))
}

/** The first family of the list whose kind its name tells; sans where none does. */
function familyOf(value: string): Family {
  for (const part of value.split(',')) {
    const name = part
      .trim()
      .replace(/^["']|["']$/g, '')
      .toLowerCase()
    if (/mono|courier|consol|menlo|code|typewriter/.test(name)) return 'mono'
    if (/sans|arial|helvetica|verdana|roboto|inter|system-ui|segoe|tahoma/.test(name)) return 'sans'
    if (/serif|times|georgia|garamond|cambria|palatino|roman/.test(name)) return 'serif'
  }
  return 'sans'
}

function weightOf(value: string, parent: Weight): Weight | undefined {
  if (value === 'normal' || value === 'lighter') return 400
  if (value === 'bold') return 700
  if (value === 'bolder') return parent === 400 ? 600 : 700
  const weight = numbersOf(value)?.[0]
  if (weight === undefined) return undefined
  return weight < 550 ? 400 : weight < 650 ? 600 : 700
}

const baselines: ReadonlyMap<string, Baseline> = new Map([
  ['auto', 'alphabetic'],
  ['baseline', 'alphabetic'],
  ['alphabetic', 'alphabetic'],
  ['middle', 'middle'],
  ['central', 'central'],
  ['hanging', 'hanging'],
  ['text-before-edge', 'top'],
  ['text-top', 'top'],
  ['text-after-edge', 'bottom'],
  ['text-bottom', 'bottom'],
  ['ideographic', 'bottom'],
])

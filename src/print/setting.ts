/** What the setting of one question needs, and where on the page a block stands. */
import type { Faces } from '../faces/faces.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Medium } from '../model/bank.ts'
import type { Drawing } from '../model/drawing.ts'
import type { Node } from '../model/mdast.ts'
import type { Words } from '../wording/wording.ts'
import type { Colour } from './display.ts'
import type { Hyphenate } from './hyphenate.ts'
import type { Look } from './look.ts'
import type { Mathematics } from './math.ts'
import { memo } from './memo.ts'
import type { Tag } from './tags.ts'
import type { Face, Theme } from './theme.ts'
import type { Back, Vertical } from './vertical.ts'

/** Gaps of a cloze: numbered blanks, or filled. */
export type Gaps = 'blank' | 'filled'

export type Setting = {
  theme: Theme
  faces: Faces
  hyphenate: Hyphenate
  /** Our own words in the bank's language. */
  words: Words
  /** The bank's pictures by key. */
  media: ReadonlyMap<string, Medium>
  /** Drawings that this question uses, by key. */
  drawings: ReadonlyMap<string, Drawing>
  /** Undefined where formulas are printed as their source. */
  math: Mathematics | undefined
  /** Says something about a node of this question. */
  report: (rule: RuleId, reason: string, node?: Node, note?: string) => void
  /** Numbers of the question's footnotes, in order of definition; addresses of links come after. */
  notes: Map<string, number>
  /** Their boxes, for the foot of the page; each is taken by the first line that calls it. */
  feet: Map<string, readonly Vertical[]>
  /** Addresses that close the question as QR symbols, with their numbers; missing where none may. */
  codes?: Map<string, number>
  /** Width of notes; the frame's where it is missing. */
  noteWidth?: number
  gaps: Gaps
  /** Height of the frame, which nothing unbreakable may exceed. */
  frameHeight: number
}

/** What is one question's own beside its footnotes and gaps. */
export type Own = Pick<Setting, 'drawings' | 'report'>

/** What all questions of a booklet share. */
export type Shop = Omit<Setting, keyof Own | 'notes' | 'feet' | 'codes' | 'gaps'>

/** Where a block stands: an area of the frame, and how its words look. */
export type Spot = {
  x: number
  width: number
  look: Look
  leading: number
  backs: readonly Back[]
  /** The element its blocks stand in. */
  tag?: Tag | undefined
  /** Its blocks begin at the right. */
  rtl?: boolean
}

/** Looks made from an object before, by what else they were made from: many words share few looks. */
export class Derived<From extends object> {
  readonly #made = new WeakMap<From, Map<string | number, Look>>()

  get(from: From, by: string | number, make: () => Look): Look {
    const made = memo(this.#made, from, () => new Map<string | number, Look>())
    return memo(made, by, make)
  }
}

const plainLooks = new Derived<Face>()
const boldLooks = new Derived<Look>()
const italicLooks = new Derived<Look>()
const monoLooks = new Derived<Look>()
const sizedLooks = new Derived<Look>()
const figureLooks = new Derived<Look>()

/** The look of plain words in one of the theme's faces. */
export function lookOf(face: Face, colour: Colour): Look {
  return plainLooks.get(face, colour, () => ({
    style: { family: face.family, weight: 400, italic: false },
    size: face.size,
    rise: 0,
    colour,
  }))
}

export function bold(look: Look, weight: 600 | 700 = 700): Look {
  return boldLooks.get(look, weight, () => ({ ...look, style: { ...look.style, weight } }))
}

export function italic(look: Look): Look {
  return italicLooks.get(look, 0, () => ({
    ...look,
    style: { ...look.style, italic: !look.style.italic },
  }))
}

export function mono(look: Look, scale = 0.88): Look {
  return monoLooks.get(look, scale, () => ({
    ...look,
    style: { ...look.style, family: 'mono' },
    size: Math.round(look.size * scale * 1000) / 1000,
    verbatim: true,
  }))
}

/** The same look in another size. */
export function sized(look: Look, size: number): Look {
  return size === look.size ? look : sizedLooks.get(look, size, () => ({ ...look, size }))
}

/** With figures that are all as wide: for numbers beneath each other. */
export function figures(look: Look): Look {
  return figureLooks.get(look, 0, () => ({
    ...look,
    style: { ...look.style, features: ['tnum'] },
  }))
}

/** Inside a frame that a ground or bar surrounds; `start` is the side its blocks begin at. */
export function inset(spot: Spot, start: number, end = 0, backs: readonly Back[] = []): Spot {
  return {
    ...spot,
    x: spot.x + (spot.rtl ? end : start),
    width: spot.width - start - end,
    backs: [...spot.backs, ...backs],
  }
}

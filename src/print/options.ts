/** Settings of the booklet: `pdf:` of rectoverso.yaml, and what the command line says instead. */
import type { Messages } from '../messages/messages.ts'
import { type EditionName, editionsOf, pageSizeOf, pageSizes } from '../model/editions.ts'
import { milli } from './display.ts'
import { type Links, linkForms } from './theme.ts'

/** How the backs of cards meet their fronts: over which edge the printer turns a sheet. */
export type Turn = 'long' | 'short'

/** Whether a sheet of a width and height is turned over its head, and not like a page of a book. */
export function turnsOver([width, height]: readonly [number, number], turn: Turn): boolean {
  return (turn === 'short') === height >= width
}

export type CardOptions = {
  columns: number
  rows: number
  duplex: Turn
  /** How far backs are moved, right and down as one looks at them, in points. */
  offset: readonly [right: number, down: number]
}

export type PrintOptions = {
  editions: readonly EditionName[]
  /** Width and height in points; undefined for the theme's, or what an edition takes by itself. */
  page: readonly [number, number] | undefined
  /** Pages to a signature, a multiple of four; 0 for whatever suits; undefined for no imposition. */
  impose: number | undefined
  /** Thickness of the paper in points, for creep. */
  paper: number
  /** Squares to tick beside each question. */
  progress: number
  /** Whether chapters begin on pages that lie right. */
  recto: boolean
  /** How links are shown; undefined for the theme's way. */
  links: Links | undefined
  /** Whether there are indexes of tags and terms. */
  index: boolean
  cards: CardOptions
}

/** Points to a millimetre. */
export const mm = 72 / 25.4

export const plainOptions: PrintOptions = {
  editions: ['study'],
  page: undefined,
  impose: undefined,
  paper: milli(0.1 * mm),
  progress: 0,
  recto: true,
  links: undefined,
  index: true,
  cards: { columns: 2, rows: 4, duplex: 'long', offset: [0, 0] },
}

/** A size of page in points; undefined for what is none. */
export function pageSize(text: string): readonly [number, number] | undefined {
  const size = pageSizeOf(text)
  return size && [milli(size[0] * mm), milli(size[1] * mm)]
}

/** The options of a build, what cannot be used said and left at its default. */
export function readOptions(
  given: Readonly<Record<string, unknown>>,
  messages: Messages,
): PrintOptions {
  const wrong = (key: string, reason: string): void => {
    messages.add('config-malformed', `pdf.${key}: ${reason}`)
  }
  let { editions, page, impose } = plainOptions
  if (Array.isArray(given.editions)) {
    const found = editionsOf(given.editions.map(String))
    if ('unknown' in found) wrong('editions', `there is no \`${found.unknown}\``)
    else editions = found
  }
  if (typeof given.page === 'string') {
    const found = pageSize(given.page)
    if (found) page = found
    else
      wrong(
        'page',
        `\`${given.page}\` is no size: ${Object.keys(pageSizes).join(', ')}, or 170x240 in millimetres`,
      )
  }
  if (given.impose === true) impose = 0
  if (typeof given.impose === 'number') {
    if (given.impose % 4 === 0 && given.impose > 0 && given.impose <= 128) impose = given.impose
    else wrong('impose', 'a signature has 4, 8, 12 … 128 pages')
  }
  const number = (key: string, least: number, most: number, otherwise: number): number => {
    const value = given[key]
    if (value === undefined) return otherwise
    if (typeof value === 'number' && value >= least && value <= most) return value
    wrong(key, `is a number from ${least} to ${most}`)
    return otherwise
  }
  return {
    editions,
    page,
    impose,
    paper: milli(number('paper', 0, 1, 0.1) * mm),
    progress: Math.floor(number('progress', 0, 5, 0)),
    recto: given.recto !== false,
    links: linkForms.find((form) => form === given.links),
    index: given.index !== false,
    cards: cardOptions(given.cards, wrong),
  }
}

function cardOptions(given: unknown, wrong: (key: string, reason: string) => void): CardOptions {
  const cards = { ...plainOptions.cards }
  if (typeof given !== 'object' || given === null) return cards
  const { grid, duplex, offset } = given as Record<string, unknown>
  if (grid !== undefined) {
    const found = /^(\d{1,2})\s*[x×]\s*(\d{1,2})$/i.exec(String(grid))
    const [columns, rows] = [Number(found?.[1]), Number(found?.[2])]
    if (columns >= 1 && rows >= 1 && columns <= 6 && rows <= 10)
      Object.assign(cards, { columns, rows })
    else wrong('cards.grid', 'is columns × rows, from 1x1 to 6x10')
  }
  if (duplex === 'long' || duplex === 'short') cards.duplex = duplex
  else if (duplex !== undefined) wrong('cards.duplex', 'is long or short')
  if (offset !== undefined) {
    const both = Array.isArray(offset) ? offset.map(Number) : []
    const [right = Number.NaN, down = Number.NaN] = both
    if (both.length === 2 && both.every((value) => Math.abs(value) <= 20)) {
      cards.offset = [milli(right * mm), milli(down * mm)]
    } else wrong('cards.offset', 'is millimetres right and down, [1.5, -0.5], no more than 20')
  }
  return cards
}

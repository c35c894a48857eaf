/** A packed question into bytes: see `sealed.ts` for their form. */
import { comesWithUs } from '../faces/catalogue.ts'
import type { FaceId, Faces, GlyphRun, Style } from '../faces/faces.ts'
import { ShapedRun } from '../faces/shapedrun.ts'
import type { Op } from './display.ts'
import { endOf, type Galley, PackedBox, piece, wordLength } from './galley.ts'
import { memo } from './memo.ts'
import type { Parts } from './question.ts'
import {
  type Between,
  boxLength,
  fileOf,
  mostStyles,
  type Origin,
  type Rare,
  type Rest,
  type SealedFace,
  type SealedMessage,
  tagIndex,
  type Words,
} from './sealed.ts'
import { artifact, type Tag } from './tags.ts'
import type { Back, Box, Vertical } from './vertical.ts'

/** The bytes of a packed question; undefined where it holds what no bytes can. */
export function seal(
  parts: Parts,
  messages: readonly SealedMessage[],
  faces: Faces,
): Uint8Array | undefined {
  const first = [...parts.ask, ...parts.answer].find((item) => item instanceof PackedBox)
  return first && new Sealer(first.galley, parts.tag.parent, faces).seal(parts, messages)
}

/** Thrown within: no fault, the question is only set anew where it is wanted. */
class Unsealable extends Error {}

class Sealer {
  readonly #galley: Galley
  readonly #around: Tag | undefined
  readonly #tags = new Map<Tag, number>()
  readonly #backs = new Map<Back, number>()
  readonly #grounds = new Map<readonly Back[], number>()
  readonly #boxes = new Map<Box, number>()
  readonly #lists = new Map<readonly Vertical[], number>()
  readonly #faces: Faces
  readonly #styles = new Map<Style, number>()
  readonly #stylesSaid = new Map<string, number>()
  readonly #between = new Map<string, number>()
  readonly #rest: Omit<Rest, 'parts' | 'tag' | 'messages'> = {
    ...{
      styles: [],
      missing: [],
      faces: [],
      told: [],
      texts: [],
      inks: [],
      tags: [],
      others: [],
      backs: [],
      grounds: [],
    },
    ...{ roles: [], boxes: [], rare: [], between: [], lists: [] },
  }

  constructor(galley: Galley, around: Tag | undefined, faces: Faces) {
    this.#faces = faces
    this.#galley = galley
    this.#around = around
  }

  seal(parts: Parts, messages: readonly SealedMessage[]): Uint8Array | undefined {
    const { inks, others, places, codes, ...galley } = this.#galley
    try {
      const { ops, words } = this.#words()
      for (const { tag, ...ink } of inks) this.#rest.inks.push({ ...ink, tag: this.#tag(tag) })
      for (const op of others) this.#other(op)
      const own: Pick<Rest, 'parts' | 'tag' | 'faces' | 'told' | 'texts'> = {
        parts: [this.#list(parts.ask), this.#list(parts.answer), this.#list(parts.tail)],
        tag: this.#tag(parts.tag),
        faces: galley.faces.map((id) => this.#face(id)),
        ...{ told: [...galley.told], texts: [...galley.texts] },
      }
      const rest: Rest = { ...this.#rest, ...own, messages: [...messages] }
      const pieces = [
        ...[places, ops].map(bytesOf),
        codes,
        ...[words, rest].map((part) => Buffer.from(JSON.stringify(part))),
      ]
      return Buffer.concat([bytesOf(Float64Array.from(pieces, ({ length }) => length)), ...pieces])
    } catch (error) {
      if (error instanceof Unsealable) return undefined
      throw error
    }
  }

  #face(id: FaceId): SealedFace {
    return { id, ...(!comesWithUs(id) && { file: fileOf(id, this.#faces) }) }
  }

  /** Words, and the ops with their numbers: those of runs in the galley are not for elsewhere. */
  #words(): { ops: Int32Array; words: Words } {
    const { runs, ops: given } = this.#galley
    const ops = given.slice()
    const words: Words = { of: [], texts: [] }
    const numbers = new Map<number, number>()
    for (let at = 0; at < ops.length; ) {
      if ((ops[at] as number) < 0) {
        at++
        continue
      }
      const end = endOf(ops, at)
      for (let word = at + piece.length; word < end; word += wordLength) {
        const run = ops[word] as number
        let number = numbers.get(run)
        if (number === undefined) {
          const [of, text] = this.#origin(runs[run] as GlyphRun)
          number = words.of.push(of) - 1
          words.texts.push(text)
          numbers.set(run, number)
        }
        ops[word] = number
      }
      at = end
    }
    return { ops, words }
  }

  #origin(run: GlyphRun): Origin {
    const origin = ShapedRun.originOf(run)
    if (!origin) throw new Unsealable()
    const index = this.#style(origin.style)
    if (index >= mostStyles) throw new Unsealable()
    const made: Origin = [(origin.at * 2 + (origin.rtl ? 1 : 0)) * mostStyles + index, origin.text]
    if (run.missing) this.#rest.missing.push(made)
    return made
  }

  /** Styles are few, and mostly one object each. */
  #style(style: Style): number {
    return memo(this.#styles, style, () =>
      memo(this.#stylesSaid, JSON.stringify(style), () => this.#rest.styles.push(style) - 1),
    )
  }

  #tag(tag: Tag | undefined): number {
    if (!tag) return tagIndex.none
    if (tag === this.#around) return tagIndex.around
    if (tag === artifact) return tagIndex.artifact
    return memo(this.#tags, tag, () => {
      const { parent, ...rest } = tag
      const above = this.#tag(parent)
      return this.#rest.tags.push({ ...rest, parent: above }) - 1
    })
  }

  #other(op: Op): number {
    const tag = 'tag' in op ? this.#tag(op.tag) : tagIndex.none
    const run = op.op === 'glyphs' ? { run: this.#origin(op.run) } : {}
    return this.#rest.others.push({ ...op, ...run, tag }) - 1
  }

  #ground(backs: readonly Back[]): number {
    const { backs: known, grounds } = this.#rest
    return memo(this.#grounds, backs, () => {
      const of = backs.map((back) => memo(this.#backs, back, () => known.push(back) - 1))
      return grounds.push(of) - 1
    })
  }

  #list(list: readonly Vertical[]): number {
    return memo(this.#lists, list, () => {
      const items = list.map((item) => this.#item(item))
      return this.#rest.lists.push(items) - 1
    })
  }

  #item(item: Vertical): number {
    if (item.kind === 'box') return this.#box(item)
    const between: Between =
      item.kind === 'glue'
        ? [item.height, this.#ground(item.backs)]
        : { cost: item.cost, ...(item.page && { page: true }) }
    const key = JSON.stringify(between)
    return -1 - memo(this.#between, key, () => this.#rest.between.push(between) - 1)
  }

  #box(item: Box): number {
    const known = this.#boxes.get(item)
    if (known !== undefined) return known
    if (!(item instanceof PackedBox) || item.galley !== this.#galley || item.late) {
      throw new Unsealable()
    }
    const { roles, boxes, rare } = this.#rest
    const { at, from, to, parted, code, section, ticks, notes, repeat, margin } = item
    const some: Rare = {
      ...(parted && { parted }),
      ...(section !== undefined && { section }),
      ...(ticks !== undefined && { ticks }),
      ...(notes && { notes: notes.map((list) => this.#list(list)) }),
      ...(repeat && { repeat: this.#list(repeat) }),
      ...(margin && { margin: this.#other(margin) }),
    }
    if (code !== undefined) {
      this.#rest.code ??= code
      if (this.#rest.code !== code) throw new Unsealable()
    }
    let role = roles.indexOf(item.role)
    if (role < 0) role = roles.push(item.role) - 1
    const [tag, ground] = [this.#tag(item.tag), this.#ground(item.backs)]
    const index =
      boxes.push(role, tag, ground, at, from, to, code === undefined ? 0 : 1) / boxLength - 1
    if (Object.keys(some).length > 0) rare.push([index, some])
    this.#boxes.set(item, index)
    return index
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

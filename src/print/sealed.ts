/**
 * A question as set, in bytes: for another thread, or a later build.
 *
 *     lengths of the parts, 4 bytes each | places | ops | glyphs | codes | words | rest
 *
 * Words and rest are JSON.
 *
 * Pieces are written already, so who paints them needs none of their words. These are
 * named by what they were shaped from: who asks for them has faces, and shapes each once.
 */
import { digest } from '../cache/digest.ts'
import { comesWithUs } from '../faces/catalogue.ts'
import { type FaceId, type Faces, type GlyphRun, originOf, type Style } from '../faces/faces.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Node } from '../model/mdast.ts'
import type { GlyphsOp, Op, Role } from './display.ts'
import { type Galley, type Ink, PackedBox, type ToldIn } from './galley.ts'
import type { Parts } from './question.ts'
import { artifact, type Tag } from './tags.ts'
import { type Back, type Box, glue, isBox, never, type Vertical } from './vertical.ts'

/** A message as a setting reports it; of its node only the position is kept. */
export type SealedMessage = { rule: RuleId; reason: string; node?: Node; note?: string }

type SealedTag = { parent: number } & Omit<Tag, 'parent'>

/** What few boxes have; indexes in place of lists and ops. */
type Rare = { notes?: number[]; repeat?: number; margin?: number } & Pick<
  Box,
  'parted' | 'section' | 'ticks'
>

/** White, or what a break costs. */
type Between = [height: number, ground: number] | { cost: number; page?: boolean }

/** How many glyphs of it are used, and of a face that does not come with us what its file was. */
type SealedFace = { id: FaceId; glyphs: number; file?: string }

/** What a run was shaped from: a number made of all but the text, then the text. */
type Origin = [of: number, text: string]

type Rest = {
  styles: Style[]
  /** Words that no face has. */
  missing: Origin[]
  faces: SealedFace[]
  told: ToldIn[]
  texts: string[]
  /** Indexes of tags, here and below, are -1 for none, -2 for what is around the question, -3 for no content. */
  inks: { size: number; colour: string; tag: number; actual?: string }[]
  tags: SealedTag[]
  /** With indexes for their tags and runs. */
  others: unknown[]
  backs: Back[]
  grounds: number[][]
  roles: Role[]
  /** Role, tag, ground, where its numbers are, where its ops begin and end, and whether it has the code. */
  boxes: number[]
  rare: [box: number, Rare][]
  between: Between[]
  /** Indexes of boxes; what lies between is -1 - its own. */
  lists: number[][]
  /** Which of them are the question's: ask, answer, tail. */
  parts: [number, number, number]
  tag: number
  code?: string
  messages: SealedMessage[]
}

const boxLength = 7
const mostStyles = 256

/** Before the rest: places, ops, glyphs, codes and words. The lengths begin where numbers may. */
const head = 4 * 6

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
  readonly #styles = new Map<string, number>()
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
    const { runs, inks, others, ops, places, codes, glyphs, ...galley } = this.#galley
    try {
      const words = runs.map((run) => this.#origin(run))
      for (const { tag, ...ink } of inks) this.#rest.inks.push({ ...ink, tag: this.#tag(tag) })
      for (const op of others) this.#other(op)
      const own: Pick<Rest, 'parts' | 'tag' | 'faces' | 'told' | 'texts'> = {
        parts: [this.#list(parts.ask), this.#list(parts.answer), this.#list(parts.tail)],
        tag: this.#tag(parts.tag),
        faces: galley.faces.map((id, index) => this.#face(id, glyphs[index]?.length ?? 0)),
        ...{ told: [...galley.told], texts: [...galley.texts] },
      }
      const rest: Rest = { ...this.#rest, ...own, messages: [...messages] }
      const pieces = [
        ...[places, ops].map(bytesOf),
        Buffer.concat(glyphs.map(bytesOf)),
        codes,
        ...[words, rest].map((part) => Buffer.from(JSON.stringify(part))),
      ]
      return Buffer.concat([bytesOf(Uint32Array.from(pieces, ({ length }) => length)), ...pieces])
    } catch (error) {
      if (error instanceof Unsealable) return undefined
      throw error
    }
  }

  #face(id: FaceId, glyphs: number): SealedFace {
    return { id, glyphs, ...(!comesWithUs(id) && { file: fileOf(id, this.#faces) }) }
  }

  #origin(run: GlyphRun): Origin {
    const origin = originOf(run)
    if (!origin) throw new Unsealable()
    const style = JSON.stringify(origin.style)
    let index = this.#styles.get(style)
    if (index === undefined) {
      index = this.#rest.styles.push(origin.style) - 1
      this.#styles.set(style, index)
    }
    if (index >= mostStyles) throw new Unsealable()
    const made: Origin = [(origin.at * 2 + (origin.rtl ? 1 : 0)) * mostStyles + index, origin.text]
    if (run.missing) this.#rest.missing.push(made)
    return made
  }

  #tag(tag: Tag | undefined): number {
    if (!tag) return -1
    if (tag === this.#around) return -2
    if (tag === artifact) return -3
    const known = this.#tags.get(tag)
    if (known !== undefined) return known
    const { parent, ...rest } = tag
    const above = this.#tag(parent)
    const index = this.#rest.tags.push({ ...rest, parent: above }) - 1
    this.#tags.set(tag, index)
    return index
  }

  #other(op: Op): number {
    const tag = 'tag' in op ? this.#tag(op.tag) : -1
    const run = op.op === 'glyphs' ? { run: this.#origin(op.run) } : {}
    return this.#rest.others.push({ ...op, ...run, tag }) - 1
  }

  #ground(backs: readonly Back[]): number {
    let index = this.#grounds.get(backs)
    if (index === undefined) {
      const of = backs.map((back) => {
        const known = this.#backs.get(back) ?? this.#rest.backs.push(back) - 1
        this.#backs.set(back, known)
        return known
      })
      index = this.#rest.grounds.push(of) - 1
      this.#grounds.set(backs, index)
    }
    return index
  }

  #list(list: readonly Vertical[]): number {
    let index = this.#lists.get(list)
    if (index === undefined) {
      const items = list.map((item) => this.#item(item))
      index = this.#rest.lists.push(items) - 1
      this.#lists.set(list, index)
    }
    return index
  }

  #item(item: Vertical): number {
    if (item.kind === 'box') return this.#box(item)
    const between: Between =
      item.kind === 'glue'
        ? [item.height, this.#ground(item.backs)]
        : { cost: item.cost, ...(item.page && { page: true }) }
    const key = JSON.stringify(between)
    const known = this.#between.get(key) ?? this.#rest.between.push(between) - 1
    this.#between.set(key, known)
    return -1 - known
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

/** A question from its bytes; undefined where they are none of a question in these faces. */
export function unseal(
  bytes: Uint8Array,
  faces: Faces,
  around: Tag | undefined,
): { parts: Parts; messages: readonly SealedMessage[] } | undefined {
  if (bytes.length < head) return undefined
  let end = head
  const parts: Part[] = []
  for (const length of new Uint32Array(ownBuffer(bytes.subarray(0, head)))) {
    parts.push({ from: end, to: end + length })
    end += length
  }
  const [places, ops, glyphs, codes, words, other] = parts as [Part, Part, Part, Part, Part, Part]
  if (end !== bytes.length) return undefined
  const rest = parsed(bytes.subarray(other.from, other.to))
  if (!rest?.faces.every(({ id, file }) => file === undefined || file === fileOf(id, faces))) {
    return undefined
  }
  // The rest is not kept, nor is what its bytes lie in.
  const own = ownBuffer(bytes.subarray(0, words.to))
  const styles = rest.styles.map(oneStyle)
  // Faces that were not there then may be now.
  if (!rest.missing.every((origin) => shaped(origin, styles, faces)?.missing)) return undefined
  const tags: Tag[] = []
  const tagOf = (index: number): Tag | undefined =>
    index === -3 ? artifact : index === -2 ? around : tags[index]
  for (const { parent, ...tag } of rest.tags) {
    const above = tagOf(parent)
    tags.push(above ? { ...tag, parent: above } : tag)
  }
  const others = rest.others.map((other) => {
    const { tag, run, ...op } = other as { tag: number; run?: Origin }
    const own = tagOf(tag)
    return {
      ...op,
      ...(own && { tag: own }),
      ...(run && { run: runOf(run, styles, faces) }),
    } as unknown as Op
  })
  const inks = rest.inks.map(({ tag, ...ink }): Ink => {
    const own = tagOf(tag)
    return own ? { ...ink, tag: own } : ink
  })
  let runs: readonly GlyphRun[] | undefined
  const galley: Galley = {
    get runs() {
      runs ??= runsOf(Buffer.from(own, words.from, words.to - words.from), styles, faces)
      return runs
    },
    ...{ inks, others, told: rest.told, texts: rest.texts },
    places: new Float64Array(own, places.from, (places.to - places.from) / 8),
    ops: new Int32Array(own, ops.from, (ops.to - ops.from) / 4),
    codes: new Uint8Array(own, codes.from, codes.to - codes.from),
    faces: rest.faces.map(({ id }) => id),
    glyphs: glyphsOf(rest, new Uint16Array(own, glyphs.from, (glyphs.to - glyphs.from) / 2)),
  }
  // Which of the faces that may be there or not a word is set in depends on what else is there.
  const foreign = rest.faces.some(({ file }) => file !== undefined)
  if (foreign && !galley.runs.every(({ face }) => galley.faces.includes(face))) return undefined
  const grounds = rest.grounds.map((list) => list.map((index) => rest.backs[index] as Back))
  const between = rest.between.map((one): Vertical => {
    if (Array.isArray(one)) return glue(one[0], grounds[one[1]])
    return one.cost === never.cost && !one.page ? never : { kind: 'penalty', ...one }
  })
  const rare = new Map(rest.rare)
  const boxes: Box[] = []
  const lists: Vertical[][] = []
  // What a box calls was sealed before it, so nothing goes round.
  const listOf = (index: number): Vertical[] => {
    lists[index] ??= (rest.lists[index] ?? []).map((item) =>
      item < 0 ? (between[-1 - item] as Vertical) : boxOf(item),
    )
    return lists[index]
  }
  const boxOf = (index: number): Box => {
    const known = boxes[index]
    if (known) return known
    const row = index * boxLength
    const [role, tag, ground, at, from, to, coded] = rest.boxes.slice(row, row + boxLength) as [
      ...[number, number, number],
      ...[number, number, number, number],
    ]
    const { notes, repeat, margin, ...some } = rare.get(index) ?? {}
    const own = tagOf(tag)
    const bare = {
      ...{ role: rest.roles[role] as Role, backs: grounds[ground] ?? [], ...some },
      ...(own && { tag: own }),
      ...(coded === 1 && rest.code !== undefined && { code: rest.code }),
      ...(margin !== undefined && { margin: others[margin] as GlyphsOp }),
    }
    const box = new PackedBox(bare, galley, at, from, to)
    if (notes) box.notes = notes.map(listOf)
    if (repeat !== undefined) box.repeat = listOf(repeat).filter(isBox)
    boxes[index] = box
    return box
  }
  const [ask = [], answer = [], tail = []] = rest.parts.map(listOf)
  const tag = tagOf(rest.tag)
  return tag && { parts: { ask, answer, tail, tag }, messages: rest.messages }
}

/** Where a part begins and ends. */
type Part = { from: number; to: number }

function parsed(text: Uint8Array): Rest | undefined {
  try {
    return JSON.parse(Buffer.from(text).toString()) as Rest
  } catch {
    return undefined
  }
}

/** A copy that begins its buffer: views on numbers begin at multiples of their size. */
const ownBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

function glyphsOf({ faces }: Rest, all: Uint16Array): Uint16Array[] {
  let from = 0
  return faces.map(({ glyphs }) => {
    from += glyphs
    return all.subarray(from - glyphs, from)
  })
}

function runsOf(words: Buffer, styles: readonly Style[], faces: Faces): GlyphRun[] {
  return (JSON.parse(words.toString()) as Origin[]).map((origin) => runOf(origin, styles, faces))
}

function runOf(origin: Origin, styles: readonly Style[], faces: Faces): GlyphRun {
  const run = shaped(origin, styles, faces)
  if (!run) throw new Error(`a word is not shaped as it was: ${origin[1]}`)
  return run
}

function shaped([of, text]: Origin, styles: readonly Style[], faces: Faces): GlyphRun | undefined {
  const style = styles[of % mostStyles]
  const rest = Math.floor(of / mostStyles)
  return style && faces.shapeWord(text, style, rest % 2 === 1)[rest >> 1]
}

const files = new WeakMap<Faces, Map<FaceId, string>>()

/** A hash of a face's file; of one that is not there it is none. */
function fileOf(id: FaceId, faces: Faces): string {
  const known = files.get(faces) ?? new Map<FaceId, string>()
  files.set(faces, known)
  let file = known.get(id)
  if (file === undefined) {
    file = faces.has(id) ? digest(faces.bytes(id)) : ''
    known.set(id, file)
  }
  return file
}

/** Styles by what they say: faces know their words by the object. */
const known = new Map<string, Style>()

function oneStyle(style: Style): Style {
  const { family, weight, italic, features = [] } = style
  const key = `${family} ${weight} ${italic} ${features.join()}`
  const one = known.get(key) ?? style
  known.set(key, one)
  return one
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

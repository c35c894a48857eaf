/** A packed question from bytes: see `sealed.ts` for their form. */
import type { Faces, GlyphRun, Style } from '../faces/faces.ts'
import type { GlyphsOp, Op, Role } from './display.ts'
import { type Galley, type Ink, PackedBox } from './galley.ts'
import { memo } from './memo.ts'
import type { Parts } from './question.ts'
import {
  boxLength,
  fileOf,
  headLength,
  mostStyles,
  type Origin,
  type Rest,
  type SealedMessage,
  tagIndex,
  type Words,
} from './sealed.ts'
import { artifact, type Tag } from './tags.ts'
import { type Back, type Box, glue, isBox, never, type Vertical } from './vertical.ts'

/** A question from its bytes; undefined where they are none of a question in these faces. */
export function unseal(
  bytes: Uint8Array,
  faces: Faces,
  around: Tag | undefined,
): { parts: Parts; messages: readonly SealedMessage[] } | undefined {
  const sealed = partsIn(bytes)
  if (!sealed) return undefined
  const [places, ops, codes, words, other] = sealed
  const rest = parsed(bytes.subarray(other.from, other.to))
  if (!rest?.faces.every(({ id, file }) => file === undefined || file === fileOf(id, faces))) {
    return undefined
  }
  // The rest is not kept, nor is what its bytes lie in.
  const own = ownBuffer(bytes.subarray(0, words.to))
  const styles = rest.styles.map(oneStyle)
  // Faces that were not there then may be now.
  if (!rest.missing.every((origin) => shaped(origin, styles, faces)?.missing)) return undefined
  const tagOf = tagsOf(rest, around)
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
    inks,
    others,
    told: rest.told,
    texts: rest.texts,
    places: new Float64Array(own, places.from, (places.to - places.from) / 8),
    ops: new Int32Array(own, ops.from, (ops.to - ops.from) / 4),
    codes: new Uint8Array(own, codes.from, codes.to - codes.from),
    faces: rest.faces.map(({ id }) => id),
  }
  // Which of the faces that may be there or not a word is set in depends on what else is there.
  const foreign = rest.faces.some(({ file }) => file !== undefined)
  if (foreign && !galley.runs.every(({ face }) => galley.faces.includes(face))) return undefined
  const listOf = listsOf(rest, galley, others, tagOf)
  const [ask = [], answer = [], tail = []] = rest.parts.map(listOf)
  const tag = tagOf(rest.tag)
  return tag && { parts: { ask, answer, tail, tag }, messages: rest.messages }
}

/** Where a part of the bytes begins and ends. */
type Part = { from: number; to: number }

/** Places, ops, codes, words and rest; undefined where they are not all there. */
function partsIn(bytes: Uint8Array): [Part, Part, Part, Part, Part] | undefined {
  if (bytes.length < headLength) return undefined
  let end = headLength
  const parts: Part[] = []
  for (const length of new Float64Array(ownBuffer(bytes.subarray(0, headLength)))) {
    parts.push({ from: end, to: end + length })
    end += length
  }
  return end === bytes.length ? (parts as [Part, Part, Part, Part, Part]) : undefined
}

/** Tags by their indexes. */
function tagsOf(rest: Rest, around: Tag | undefined): (index: number) => Tag | undefined {
  const tags: Tag[] = []
  const tagOf = (index: number): Tag | undefined =>
    index === tagIndex.artifact ? artifact : index === tagIndex.around ? around : tags[index]
  for (const { parent, ...tag } of rest.tags) {
    const above = tagOf(parent)
    tags.push(above ? { ...tag, parent: above } : tag)
  }
  return tagOf
}

/** Lists by their indexes, each made when it is first asked for. */
function listsOf(
  rest: Rest,
  galley: Galley,
  others: readonly Op[],
  tagOf: (index: number) => Tag | undefined,
): (index: number) => Vertical[] {
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
  return listOf
}

function parsed(text: Uint8Array): Rest | undefined {
  try {
    return JSON.parse(Buffer.from(text).toString()) as Rest
  } catch {
    return undefined
  }
}

/** A copy that begins its buffer: views on numbers begin at multiples of their size. */
const ownBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer

function runsOf(words: Buffer, styles: readonly Style[], faces: Faces): GlyphRun[] {
  const { of, texts } = JSON.parse(words.toString()) as Words
  return of.map((origin, index) => runOf([origin, texts[index] ?? ''], styles, faces))
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

/** Styles by what they say: faces know their words by the object. */
const known = new Map<string, Style>()

function oneStyle(style: Style): Style {
  const { family, weight, italic, features = [] } = style
  const key = `${family} ${weight} ${italic} ${features.join()}`
  return memo(known, key, () => style)
}

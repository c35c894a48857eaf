/** Questions set and packed: a pure function of text, so that a thread or a cache can do it. */
import { loadFaces } from '../faces/faces.ts'
import type { Body, Medium, Question } from '../model/bank.ts'
import type { Drawing } from '../model/drawing.ts'
import { wordsIn } from '../wording/wording.ts'
import { hyphenator } from './hyphenate.ts'
import { loadMath } from './math.ts'
import { pack } from './pack.ts'
import { type Parts, setQuestion } from './question.ts'
import { seal } from './seal.ts'
import type { SealedMessage } from './sealed.ts'
import type { Own, Shop } from './setting.ts'
import { below, type Tag } from './tags.ts'
import type { Theme } from './theme.ts'

/** What all questions of one setting share. */
export type Bench = {
  language: string
  theme: Theme
  width: number
  answerWidth: number
  frameHeight: number
  /** Whether formulas are drawn. */
  math: boolean
}

/** One question: all that its boxes depend on, beside the bench and this program. */
export type Order = {
  question: Omit<Question, 'body' | 'slices' | 'place' | 'answerPlace' | 'of' | 'guid'>
  /** `Body` as JSON. */
  body: string
  /** Codes of the questions that it names, by name. */
  see: [name: string, code: string][]
  /** Those that it shows. */
  media: Medium[]
}

/** `bench` and `orders` are JSON. */
export type SetInput = { bench: string; orders: readonly string[] }

/** Sealed questions one after the other, and where each ends; one of no length is to be set at home. */
export type SetOutput = { bytes: Uint8Array; ends: Uint32Array }

/** A question set and packed. */
export function setPacked(
  question: Question,
  body: Body,
  shop: Shop,
  own: Own,
  width: number,
  known: (name: string) => string | undefined,
  section: Tag | undefined,
  answerWidth: number,
): Parts {
  const parts = setQuestion(question, body, shop, own, width, known, section, answerWidth)
  const [ask = [], answer = [], tail = []] = pack([parts.ask, parts.answer, parts.tail], shop.faces)
  return { ask, answer, tail, tag: parts.tag }
}

/** Opened for the bench that was asked for last: one thread sets for one booklet at a time. */
let opened: { bench: string; shop: Promise<Shop> } | undefined

async function open({ language, theme, frameHeight, math }: Bench): Promise<Shop> {
  return {
    theme,
    faces: await loadFaces(language),
    words: wordsIn(language),
    hyphenate: hyphenator(language),
    media: new Map(),
    math: math ? await loadMath() : undefined,
    frameHeight,
  }
}

/** Seals questions at a bench. */
export async function setOrders({ bench, orders }: SetInput): Promise<SetOutput> {
  const made = JSON.parse(bench) as Bench
  const { width, answerWidth } = made
  if (opened?.bench !== bench) opened = { bench, shop: open(made) }
  const shop = await opened.shop
  const sealed = orders.map((text) => {
    const { question, body, see, media } = JSON.parse(text) as Order
    const messages: SealedMessage[] = []
    const own = noting(messages)
    const known = new Map(see)
    const parts = setPacked(
      question as Question,
      JSON.parse(body) as Body,
      { ...shop, media: new Map(media.map((medium) => [medium.key, medium])) },
      own,
      width,
      (name) => known.get(name),
      // In the booklet it is whatever section the question stands in.
      below(undefined, 'Sect'),
      answerWidth,
    )
    return seal(parts, messages, shop.faces) ?? new Uint8Array(0)
  })
  const ends = new Uint32Array(sealed.length)
  let length = 0
  for (const [index, bytes] of sealed.entries()) {
    length += bytes.length
    ends[index] = length
  }
  const bytes = new Uint8Array(length)
  for (const [index, one] of sealed.entries()) bytes.set(one, (ends[index] ?? 0) - one.length)
  return { bytes, ends }
}

/** Keeps what is reported, to be said where the question is wanted. */
export function noting(
  messages: SealedMessage[],
  drawings: ReadonlyMap<string, Drawing> = new Map(),
): Own {
  return {
    drawings,
    report(rule, reason, node, note) {
      const position = node && 'position' in node ? node.position : undefined
      messages.push({
        ...{ rule, reason },
        // Of a node only its place is asked for.
        ...(position && { node: { type: 'paragraph' as const, children: [], position } }),
        ...(note !== undefined && { note }),
      })
    },
  }
}

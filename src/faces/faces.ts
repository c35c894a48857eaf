/**
 * Faces: text in a style becomes glyphs, from the first face that has them.
 *
 * Used by pages, and by drawings that outline their text. Every length is in
 * 1/1000 em, y up. What no face has is set as a visible mark and reported by
 * the run's `missing`; glyph 0 never leaves here.
 */
import type { PathCommand } from '../model/drawing.ts'
import { hasRtl, levelsOf, visualOrder } from './bidi.ts'
import {
  chainOf,
  emojiFace,
  type FaceId,
  faceOf,
  optionalFaces,
  packageFor,
  type Style,
} from './catalogue.ts'
import { clustersOf, isAscii, isIgnorable, standIn } from './clusters.ts'
import { type Engine, loadEngine, type Metrics, type Shaped } from './engine.ts'
import { type GlyphRun, ShapedRun } from './shapedrun.ts'

export type { FaceId, Family, Style, Weight } from './catalogue.ts'
export type { Metrics } from './engine.ts'
export type { GlyphRun } from './shapedrun.ts'

export interface Faces {
  /** Shapes a whole line of text; runs come in visual order, left to right. */
  shape(text: string, style: Style): GlyphRun[]
  /** Shapes text of one direction; cached, so meant for words. Do not change what it gives. */
  shapeWord(text: string, style: Style, rtl: boolean): readonly GlyphRun[]
  /** A glyph's outline, y up. */
  outline(face: FaceId, glyph: number): PathCommand[]
  metrics(face: FaceId): Metrics
  /** The face a style is set in where it has the glyphs: for metrics. */
  faceOf(style: Style): FaceId
  /** Whether a face is installed and can be used. */
  has(face: FaceId): boolean
  /** The bytes of a face's TrueType file, to embed. */
  bytes(face: FaceId): Uint8Array
  /** A glyph's own width, kerned with nothing. */
  advance(face: FaceId, glyph: number): number
  /** The glyph of a code point before it is shaped; undefined where the face has none. */
  glyph(face: FaceId, codePoint: number): number | undefined
  /** The one code point that a glyph stands for; undefined where it is a form, or that of several. */
  character(face: FaceId, glyph: number): number | undefined
  /** The npm package that would supply some missing text, if known. */
  packageFor(text: string): string | undefined
}

/** Words kept per style: beyond it the cache starts anew, so that memory stays bounded. */
const cacheLimit = 60_000

/**
 * Opens the faces; `language` (BCP 47) chooses between national forms of Han.
 * `broken` is told of each that is installed and cannot be used.
 */
export async function loadFaces(
  language = 'en',
  broken: (face: FaceId) => void = () => undefined,
): Promise<Faces> {
  const engine = await loadEngine(language, broken)
  type Pair = { ltr: Map<string, ShapedRun[]>; rtl: Map<string, ShapedRun[]> }
  const caches = new Map<string, Pair>()
  const byStyle = new WeakMap<Style, Pair>()
  const chooser = chooseFaces(engine, language)

  let last: { style: Style; pair: Pair } | undefined

  /** Words shaped so far: by the style's object, which is quick, or else by what it says. */
  const cacheFor = (style: Style, rtl: boolean): Map<string, ShapedRun[]> => {
    // One word mostly follows another of its style.
    if (last?.style === style) return rtl ? last.pair.rtl : last.pair.ltr
    let pair = byStyle.get(style)
    if (!pair) {
      const key = `${faceOf(style)} ${style.features?.join() ?? ''}`
      pair = caches.get(key) ?? { ltr: new Map(), rtl: new Map() }
      caches.set(key, pair)
      byStyle.set(style, pair)
    }
    last = { style, pair }
    return rtl ? pair.rtl : pair.ltr
  }

  const shapeWord = (text: string, style: Style, rtl: boolean): ShapedRun[] => {
    const cache = cacheFor(style, rtl)
    if (cache.size > cacheLimit) cache.clear()
    let runs = cache.get(text)
    if (!runs) {
      runs = chooser(text, style).map((piece) => shapePiece(engine, piece, style, rtl))
      if (rtl) runs.reverse()
      for (const [at, run] of runs.entries()) ShapedRun.comesFrom(run, { text, style, rtl, at })
      cache.set(text, runs)
    }
    return runs
  }

  return {
    shapeWord,
    shape(text, style) {
      if (!hasRtl(text)) return shapeWord(text, style, false)
      const pieces = levelRuns(text)
      return visualOrder(pieces.map(({ level }) => level)).flatMap((index) => {
        const piece = pieces[index]
        return piece ? shapeWord(piece.text, style, piece.level % 2 === 1) : []
      })
    },
    outline: (face, glyph) => engine.outline(face, glyph),
    metrics: (face) => engine.metrics(face),
    faceOf,
    has: (face) => engine.has(face),
    bytes: (face) => engine.bytes(face),
    advance: (face, glyph) => engine.advance(face, glyph),
    glyph: (face, codePoint) => engine.glyph(face, codePoint),
    character: (face, glyph) => engine.character(face, glyph),
    packageFor: (text) => packageFor(text, language),
  }
}

/** Stretches of one embedding level. */
export function levelRuns(text: string): { text: string; level: number }[] {
  const levels = levelsOf(text)
  const pieces: { text: string; level: number }[] = []
  let start = 0
  for (let index = 1; index <= text.length; index++) {
    if (index < text.length && levels[index] === levels[start]) continue
    pieces.push({ text: text.slice(start, index), level: levels[start] ?? 0 })
    start = index
  }
  return pieces
}

/** Marks that Latin and Han share, at different widths. */
const shared = /^[\u2014\u2018\u2019\u201c\u201d\u2026\u00b7]$/
const han = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u

type Piece = { text: string; face: FaceId | undefined }

/** Cuts text into stretches that one face can set; `face` is undefined where none can. */
function chooseFaces(engine: Engine, language: string) {
  const covers = (face: FaceId, cluster: string): boolean => {
    for (const character of cluster) {
      const codePoint = character.codePointAt(0) ?? 0
      if (isIgnorable(codePoint) || engine.covers(face, codePoint)) continue
      const other = standIn(codePoint)
      if (other === undefined || !engine.covers(face, other)) return false
    }
    return true
  }
  const can = (face: FaceId, cluster: string): boolean =>
    covers(face, cluster) || covers(face, cluster.normalize('NFC'))

  const faceFor = (cluster: string, style: Style): FaceId | undefined => {
    const chain = chainOf(style)
    // A variation selector 16 asks for the emoji form.
    if (cluster.includes('\ufe0f')) chain.unshift(emojiFace(style.weight))
    return (
      chain.find((face) => can(face, cluster)) ??
      optionalFaces(cluster, style.weight, language).find(
        (face) => engine.has(face) && can(face, cluster),
      )
    )
  }

  /** Quotation marks, dashes and dots beside Han are as wide as Han, in its own face. */
  const wide = (clusters: readonly string[], index: number, style: Style): FaceId | undefined => {
    const cluster = clusters[index] ?? ''
    if (!shared.test(cluster)) return undefined
    const near = [clusters[index - 1], clusters[index + 1]].find((one) => one && han.test(one))
    const face = near && faceFor(near, style)
    return face && can(face, cluster) ? face : undefined
  }

  return (text: string, style: Style): Piece[] => {
    const first = faceOf(style)
    if (isAscii(text) && engine.coversAscii(first)) return [{ text, face: first }]
    if (can(first, text) && !text.includes('\ufe0f')) return [{ text, face: first }]
    const pieces: Piece[] = []
    const clusters = clustersOf(text)
    for (const [index, cluster] of clusters.entries()) {
      const last = pieces.at(-1)
      const only = [...cluster].every((character) => isIgnorable(character.codePointAt(0) ?? 0))
      // Marks without a base and invisible characters stay with what stands before them.
      const face =
        only && last ? last.face : (wide(clusters, index, style) ?? faceFor(cluster, style))
      // Every missing cluster is a piece of its own: each gets a mark.
      if (last && last.face === face && (face !== undefined || only)) last.text += cluster
      else pieces.push({ text: cluster, face })
    }
    return pieces
  }
}

function shapePiece(engine: Engine, piece: Piece, style: Style, rtl: boolean): ShapedRun {
  if (piece.face === undefined) return substitute(engine, piece.text, style, rtl)
  const text = piece.text
  const shaped = engine.shape(piece.face, text, rtl, style.features ?? [])
  const run = dropInvisible(shaped, text)
  if (run.glyphs.includes(0)) return substitute(engine, text, style, rtl)
  return new ShapedRun(run, piece.face, text, rtl, sum(run.advances))
}

/** A face without a glyph for an invisible character gives glyph 0 for it: leave it out. */
function dropInvisible(shaped: Shaped, text: string): Shaped {
  if (!shaped.glyphs.includes(0)) return shaped
  const keep = shaped.glyphs.map(
    (glyph, index) =>
      glyph !== 0 || !isIgnorable(text.codePointAt(shaped.clusters[index] ?? 0) ?? 0),
  )
  return {
    glyphs: shaped.glyphs.filter((_, index) => keep[index]),
    advances: shaped.advances.filter((_, index) => keep[index]),
    offsets: shaped.offsets.filter((_, index) => keep[index >> 1]),
    clusters: shaped.clusters.filter((_, index) => keep[index]),
  }
}

/** U+25A1, a hollow box, in the text's own or the symbol face. */
function substitute(engine: Engine, text: string, style: Style, rtl: boolean): ShapedRun {
  const box = '\u25a1'
  const face = chainOf(style).find((id) => engine.covers(id, 0x25a1))
  if (!face) throw new Error('no face has the substitute for missing glyphs')
  const shaped = engine.shape(face, box, rtl, [])
  const run = new ShapedRun(shaped, face, text, rtl, sum(shaped.advances))
  run.missing = true
  return run
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return Math.round(total * 1000) / 1000
}

/** harfbuzz: opens faces, shapes runs, gives outlines. The only module that imports it. */
import type { Buffer as HbBuffer, Font as HbFont } from 'harfbuzzjs'
import type { PathCommand } from '../model/drawing.ts'
import { type FaceId, standsApart } from './catalogue.ts'
import { isWhole, readFace } from './load.ts'

/** Vertical metrics in 1/1000 em, y up. */
export type Metrics = {
  ascender: number
  descender: number
  xHeight: number
  capHeight: number
  underline: { position: number; thickness: number }
  strike: { position: number; thickness: number }
}

/** One shaped piece in one face; numbers in 1/1000 em, glyphs in visual order. */
export type Shaped = {
  glyphs: number[]
  advances: number[]
  /** x and y of each glyph's offset, y up: twice as many as glyphs. */
  offsets: number[]
  /** UTF-16 index into the text where each glyph's cluster begins. */
  clusters: number[]
}

type Open = {
  bytes: Uint8Array
  font: HbFont
  scale: number
  covers: Set<number>
  /** Whether it has all of printable ASCII. */
  ascii: boolean
  /** Characters by themselves, where nothing changes them: by features, and by their numbers. */
  apart: Map<string, Map<number, { glyph: number; advance: number }>>
  metrics: Metrics
  outlines: Map<number, PathCommand[]>
  /** By glyph; filled when it is first asked for. */
  characters?: Int32Array
}

const round = (value: number): number => Math.round(value * 1000) / 1000

export type Engine = {
  /** Whether the face is installed and opens. */
  has(id: FaceId): boolean
  /** Whether a face has a glyph for a code point. */
  covers(id: FaceId, codePoint: number): boolean
  /** Whether it has a glyph for every printable character of ASCII. */
  coversAscii(id: FaceId): boolean
  shape(id: FaceId, text: string, rtl: boolean, features: readonly string[]): Shaped
  outline(id: FaceId, glyph: number): PathCommand[]
  metrics(id: FaceId): Metrics
  bytes(id: FaceId): Uint8Array
  /** A glyph's own width, kerned with nothing. */
  advance(id: FaceId, glyph: number): number
  /** The glyph that a code point has before it is shaped; undefined where it has none. */
  glyph(id: FaceId, codePoint: number): number | undefined
  /** The one code point that a glyph stands for; undefined where it is a form, or that of several. */
  character(id: FaceId, glyph: number): number | undefined
}

/** Starts the shaper. A face that does not open counts as not installed; `broken` is told of it. */
export async function loadEngine(
  language: string,
  broken: (face: FaceId) => void = () => undefined,
): Promise<Engine> {
  const hb = await import('harfbuzzjs')
  const opened = new Map<FaceId, Open | undefined>()
  const buffer: HbBuffer = new hb.Buffer()

  const open = (id: FaceId): Open | undefined => {
    const known = opened.get(id)
    if (known || opened.has(id)) return known
    const bytes = readFace(id)
    const face = bytes && isWhole(bytes) ? openFace(bytes) : undefined
    if (bytes && !face) broken(id)
    opened.set(id, face)
    return face
  }

  const shapeIn = (
    { font, scale }: Open,
    text: string,
    rtl: boolean,
    features: readonly string[],
  ): Shaped => {
    buffer.reset()
    buffer.addText(text)
    buffer.guessSegmentProperties()
    buffer.setDirection(rtl ? hb.Direction.RTL : hb.Direction.LTR)
    buffer.setLanguage(language)
    hb.shape(
      font,
      buffer,
      features.map((tag) => new hb.Feature(tag, 1)),
    )
    const infos = buffer.getGlyphInfos()
    const positions = buffer.getGlyphPositions()
    const count = Math.min(infos.length, positions.length)
    let plain = true
    let placed = false
    const shaped: Shaped = {
      glyphs: new Array(count),
      advances: new Array(count),
      offsets: new Array(count * 2),
      clusters: new Array(count),
    }
    for (let index = 0; index < count; index++) {
      const { codepoint, cluster } = infos[index] as (typeof infos)[number]
      const { xAdvance, xOffset, yOffset } = positions[index] as (typeof positions)[number]
      shaped.glyphs[index] = codepoint
      shaped.advances[index] = round(xAdvance * scale)
      shaped.offsets[index * 2] = round(xOffset * scale)
      shaped.offsets[index * 2 + 1] = round(yOffset * scale)
      shaped.clusters[index] = cluster
      if (cluster !== index) plain = false
      if (xOffset !== 0 || yOffset !== 0) placed = true
    }
    // Words are many and kept; most have a glyph a unit, none of them moved.
    if (!placed) shaped.offsets = zeros(count * 2)
    if (plain) shaped.clusters = ascending(count)
    return shaped
  }

  /** Text of which each character is as it is by itself. */
  const apartIn = (face: Open, text: string, features: readonly string[]): Shaped => {
    const key = features.join()
    const known = face.apart.get(key) ?? new Map()
    face.apart.set(key, known)
    const count = text.length
    const shaped: Shaped = {
      glyphs: new Array(count),
      advances: new Array(count),
      offsets: zeros(count * 2),
      clusters: ascending(count),
    }
    for (let index = 0; index < count; index++) {
      const unit = text.charCodeAt(index)
      let one = known.get(unit)
      if (!one) {
        const { glyphs, advances } = shapeIn(face, String.fromCharCode(unit), false, features)
        one = { glyph: glyphs[0] ?? 0, advance: advances[0] ?? 0 }
        known.set(unit, one)
      }
      shaped.glyphs[index] = one.glyph
      shaped.advances[index] = one.advance
    }
    return shaped
  }

  const openFace = (bytes: Uint8Array): Open | undefined => {
    const face = new hb.Face(new hb.Blob(bytes))
    const covers = new Set(face.collectUnicodes())
    if (covers.size === 0) return undefined
    const font = new hb.Font(face)
    const scale = 1000 / face.upem
    const metric = (tag: Parameters<HbFont['getMetricPositionWithFallback']>[0]): number =>
      round(font.getMetricPositionWithFallback(tag) * scale)
    const extents = font.hExtents()
    const metrics = {
      ascender: round(extents.ascender * scale),
      descender: round(extents.descender * scale),
      xHeight: metric(hb.MetricsTag.X_HEIGHT),
      capHeight: metric(hb.MetricsTag.CAP_HEIGHT),
      underline: {
        position: metric(hb.MetricsTag.UNDERLINE_OFFSET),
        thickness: metric(hb.MetricsTag.UNDERLINE_SIZE),
      },
      strike: {
        position: metric(hb.MetricsTag.STRIKEOUT_OFFSET),
        thickness: metric(hb.MetricsTag.STRIKEOUT_SIZE),
      },
    }
    const ascii = printable.every((codePoint) => covers.has(codePoint))
    const outlines = new Map<number, PathCommand[]>()
    return { bytes, font, scale, covers, ascii, apart: new Map(), metrics, outlines }
  }

  const need = (id: FaceId): Open => {
    const face = open(id)
    if (!face) throw new Error(`face not installed: ${id}`)
    return face
  }

  return {
    has: (id) => open(id) !== undefined,
    covers: (id, codePoint) => open(id)?.covers.has(codePoint) ?? false,
    coversAscii: (id) => open(id)?.ascii ?? false,
    metrics: (id) => need(id).metrics,
    bytes: (id) => need(id).bytes,

    advance(id, glyph) {
      const { font, scale } = need(id)
      return round(font.glyphHAdvance(glyph) * scale)
    },
    glyph: (id, codePoint) => need(id).font.nominalGlyph(codePoint),
    character(id, glyph) {
      const face = need(id)
      face.characters ??= charactersOf(face)
      const character = face.characters[glyph] ?? none
      return character === none ? undefined : character
    },

    shape(id, text, rtl, features) {
      const face = need(id)
      const apart = !rtl && face.ascii && standsApart(id, text, features)
      return apart ? apartIn(face, text, features) : shapeIn(face, text, rtl, features)
    },

    outline(id, glyph) {
      const { font, scale, outlines } = need(id)
      const known = outlines.get(glyph)
      if (known) return known
      const path = cubic(font.glyphToJson(glyph), scale)
      outlines.set(glyph, path)
      return path
    },
  }
}

/** Printable ASCII. */
const printable = Array.from({ length: 95 }, (_, index) => 32 + index)

/** Soft hyphens and no-break spaces, which have the glyphs of what they stand for. */
const doubles = new Set([0xad, 0xa0])

/** More glyphs no face has. */
const mostGlyphs = 1 << 16
/** Of a glyph that stands for no one character. */
const none = -1

/** By glyph. That of a ligature or a positional form has a code point too, but is not met by it. */
function charactersOf({ covers, font }: Open): Int32Array {
  const characters = new Map<number, number>()
  const several = new Set<number>()
  for (const codePoint of covers) {
    const glyph = doubles.has(codePoint) ? undefined : font.nominalGlyph(codePoint)
    if (glyph === undefined) continue
    if (characters.has(glyph)) several.add(glyph)
    characters.set(glyph, codePoint)
  }
  for (const [glyph, codePoint] of characters) {
    const character = String.fromCodePoint(codePoint)
    if (several.has(glyph) || character.normalize('NFKC') !== character) characters.delete(glyph)
  }
  const byGlyph = new Int32Array(mostGlyphs).fill(none)
  for (const [glyph, character] of characters) byGlyph[glyph] = character
  return byGlyph
}

/** One list a length, for short ones; nobody changes what was shaped. */
function lists(make: (index: number) => number): (length: number) => number[] {
  const known: number[][] = []
  const most = 128
  return (length) => {
    const made = known[length] ?? Array.from({ length }, (_, index) => make(index))
    if (length < most) known[length] = made
    return made
  }
}

const zeros = lists(() => 0)
const ascending = lists((index) => index)

/** Commands of an outline as absolute cubics; a quadratic's control points lie at two thirds. */
function cubic(
  commands: readonly { type: string; values: number[] }[],
  scale: number,
): PathCommand[] {
  const path: PathCommand[] = []
  let x = 0
  let y = 0
  for (const { type, values } of commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values.map((value) => value * scale)
    if (type === 'M' || type === 'L') {
      path.push([type, round(a), round(b)])
      x = a
      y = b
    } else if (type === 'Q') {
      path.push([
        'C',
        round(x + ((a - x) * 2) / 3),
        round(y + ((b - y) * 2) / 3),
        round(c + ((a - c) * 2) / 3),
        round(d + ((b - d) * 2) / 3),
        round(c),
        round(d),
      ])
      x = c
      y = d
    } else if (type === 'C') {
      path.push(['C', round(a), round(b), round(c), round(d), round(e), round(f)])
      x = e
      y = f
    } else if (type === 'Z') {
      path.push(['Z'])
    }
  }
  return path
}

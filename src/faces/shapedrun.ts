/** A run as `shapeWord` gives it: plain data, and what the run itself remembers, unseen and not copied with it. */
import type { FaceId, Style } from './catalogue.ts'
import type { Shaped } from './engine.ts'

/** Glyphs of one face and direction, in visual order. Plain data. */
export type GlyphRun = Shaped & {
  face: FaceId
  /** What it stands for, in reading order, so that copied text is the source's. */
  text: string
  rtl: boolean
  /** Sum of the advances. */
  width: number
  /** Set where no face has this text: the glyphs are a substitute. */
  missing?: true
}

/** What a run was shaped from: the run at index `at` of what `shapeWord` gives for the rest. */
export type Origin = { text: string; style: Style; rtl: boolean; at: number }

/** A run that remembers: words are millions, and a table of all their runs would be slow to look into. */
export class ShapedRun implements GlyphRun {
  readonly glyphs: number[]
  readonly advances: number[]
  readonly offsets: number[]
  readonly clusters: number[]
  readonly face: FaceId
  readonly text: string
  readonly rtl: boolean
  readonly width: number
  declare missing?: true
  #origin: Origin | undefined
  #seat = 0

  constructor(shaped: Shaped, face: FaceId, text: string, rtl: boolean, width: number) {
    this.glyphs = shaped.glyphs
    this.advances = shaped.advances
    this.offsets = shaped.offsets
    this.clusters = shaped.clusters
    this.face = face
    this.text = text
    this.rtl = rtl
    this.width = width
  }

  /** What a run was shaped from, so that it can be shaped again elsewhere; undefined for one made otherwise. */
  static originOf(run: GlyphRun): Origin | undefined {
    return run instanceof ShapedRun ? run.#origin : undefined
  }

  static comesFrom(run: ShapedRun, origin: Origin): void {
    run.#origin = origin
  }

  /** The number that who works with runs gave it last; 0 where nobody did. */
  static seatOf(run: GlyphRun): number {
    return run instanceof ShapedRun ? run.#seat : 0
  }

  /** Gives it one; false for a run that can remember none. */
  static seat(run: GlyphRun, seat: number): boolean {
    if (!(run instanceof ShapedRun)) return false
    run.#seat = seat
    return true
  }
}

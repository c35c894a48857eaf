/**
 * The form of a sealed question: as set, in bytes, for another thread or a later build.
 *
 *     lengths of the parts, 8 bytes each | places | ops | codes | words | rest
 *
 * Words (`Words`) and rest are JSON.
 *
 * Pieces are written already, so who paints them needs none of their words. These are
 * named by what they were shaped from: who asks for them has faces, and shapes each once.
 */
import { digest } from '../cache/digest.ts'
import type { FaceId, Faces, Style } from '../faces/faces.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Node } from '../model/mdast.ts'
import type { Role } from './display.ts'
import type { ToldIn } from './galley.ts'
import { memo } from './memo.ts'
import type { Tag } from './tags.ts'
import type { Back, Box } from './vertical.ts'

/** A message as a setting reports it; of its node only the position is kept. */
export type SealedMessage = { rule: RuleId; reason: string; node?: Node; note?: string }

export type SealedTag = { parent: number } & Omit<Tag, 'parent'>

/** What few boxes have; indexes in place of lists and ops. */
export type Rare = { notes?: number[]; repeat?: number; margin?: number } & Pick<
  Box,
  'parted' | 'section' | 'ticks'
>

/** White, or what a break costs. */
export type Between = [height: number, ground: number] | { cost: number; page?: boolean }

/** A face; of one that does not come with us, what its file was. */
export type SealedFace = { id: FaceId; file?: string }

/**
 * What a run was shaped from: (its place among the runs of the text × 2, and 1 more where it
 * runs right to left) × `mostStyles` + its style; then the text.
 */
export type Origin = [of: number, text: string]

/** The runs that words have, by number: first and second of what they were shaped from. */
export type Words = { of: number[]; texts: string[] }

export type Rest = {
  styles: Style[]
  /** Words that no face has. */
  missing: Origin[]
  faces: SealedFace[]
  told: ToldIn[]
  texts: string[]
  /** Indexes of tags, here and below: `tagIndex`, or of those in `tags`. */
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

/** Numbers of a box. */
export const boxLength = 7
/** Styles of one question: the number of an origin is their index and this many times the rest. */
export const mostStyles = 256

/** Indexes of tags that are not the question's own. */
export const tagIndex = { none: -1, around: -2, artifact: -3 } as const

/** Bytes of the lengths that the parts stand behind: numbers of 8 each, so that what follows begins at such a place. */
export const headLength = 8 * 5

type Files = Pick<Faces, 'has' | 'bytes'>

const files = new WeakMap<Files, Map<FaceId, string>>()

/** A hash of a face's file; of one that is not there it is none. */
export function fileOf(id: FaceId, faces: Files): string {
  const known = memo(files, faces, () => new Map<FaceId, string>())
  return memo(known, id, () => (faces.has(id) ? digest(faces.bytes(id)) : ''))
}

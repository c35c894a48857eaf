/**
 * What pictures hold: decoded once, and kept in the store. Without one they are kept up to a
 * number of bytes, and read again where a writer asks for one that was forgotten.
 */
import { deserialize, serialize } from 'node:v8'
import type { Problem } from '../../drawing/parse.ts'
import type { Faces } from '../../faces/faces.ts'
import type { Medium } from '../../model/bank.ts'
import type { Store, StoredBytes } from '../../model/store.ts'
import type { Shelf } from '../../writer.ts'
import type { Raster } from './decode.ts'
import { type Content, decodedOn, seenOf } from './decoded.ts'
import { byKey, keyOf } from './key.ts'
import { formatOf, PictureError } from './open.ts'
import { recent } from './recent.ts'

export type ContentOptions = {
  /** Most bytes of decoded pictures kept in memory. */
  kept?: number
  /** Where all of them are put; open as long as they are asked for. */
  store?: Store
  faces?: () => Promise<Faces>
  /** Where decoded pictures are kept for the next build. */
  shelf?: Shelf
}

/** How a picture is taken. */
export type Taking = {
  /** Gives its bytes again; they are checked against the key. */
  read: () => Promise<Uint8Array>
  /** For `Medium`. */
  path: string
  /** Hears of what is left out of a drawing. */
  report: (problem: Problem) => void
}

export interface Contents {
  /** @throws PictureError, DrawingError where it is no picture. */
  take(bytes: Uint8Array, taking: Taking): Promise<Medium>
  /** What a picture that was taken holds. */
  of(key: string): Promise<Content>
  /** Everything taken so far, each once, by key. */
  taken(): Medium[]
}

/** Bytes of pictures in memory, with a store and without one. */
const ordinarily = { stored: 8 << 20, alone: 96 << 20 } as const

export function createContents(options: ContentOptions = {}): Contents {
  const { store, kept: most = store ? ordinarily.stored : ordinarily.alone } = options
  const sources = new Map<string, { medium: Medium; read: Taking['read'] }>()
  const contents = recent<Content>(most)
  const stored = new Map<string, StoredBytes>()
  const keep = (key: string, content: Content): void => {
    contents.put(key, content, weightOf(content))
    if (store && !stored.has(key)) stored.set(key, store.bytes(serialize(content)))
  }
  const held = (key: string): Content | undefined => {
    const bytes = stored.get(key)
    const content = contents.get(key) ?? (bytes && (deserialize(bytes.read()) as Content))
    if (content) keep(key, content)
    return content
  }
  const decoded = decodedOn(options.shelf)
  let faces: Promise<Faces> | undefined
  const getFaces = () => {
    faces ??= (options.faces ?? loadFaces)()
    return faces
  }

  /** Decodes bytes, keeps the result, and gives it with the hash of the bytes. */
  const load = async (
    bytes: Uint8Array,
    report: Taking['report'],
    known?: string,
  ): Promise<{ key: string; content: Content }> => {
    const key = keyOf(bytes)
    if (known !== undefined && key !== known) throw new PictureError('it changed during the build')
    // What is left out of a picture is said where it is first looked at, not where it is used.
    const kept = known === undefined ? undefined : decoded.content(key)
    if (kept) {
      keep(key, kept)
      return { key, content: kept }
    }
    const problems: Problem[] = []
    const content = await contentOf(bytes, getFaces, (problem) => {
      problems.push(problem)
      report(problem)
    })
    keep(key, content)
    decoded.keep(key, content, problems)
    return { key, content }
  }

  return {
    async take(bytes, { read, path, report }) {
      const seen = decoded.seen(keyOf(bytes))
      for (const problem of seen?.problems ?? []) report(problem)
      const { key, form, width, height } = seen ?? seenOf(await load(bytes, report))
      const known = sources.get(key)
      if (known) return known.medium
      const medium: Medium = { key, form, width, height, path }
      sources.set(key, { medium, read })
      return medium
    },
    async of(key) {
      const kept = held(key)
      if (kept) return kept
      const source = sources.get(key)
      if (!source) throw new Error(`no medium ${key}`)
      // Its problems were said when it was taken.
      return (await load(await source.read(), () => {}, key)).content
    },
    taken: () => [...sources.values()].map(({ medium }) => medium).sort(byKey),
  }
}

async function loadFaces(): Promise<Faces> {
  return (await import('../../faces/faces.ts')).loadFaces()
}

async function contentOf(
  bytes: Uint8Array,
  faces: () => Promise<Faces>,
  report: Taking['report'],
): Promise<Content> {
  const format = formatOf(bytes)
  if (!format) throw new PictureError('it is no PNG, JPEG, WebP, GIF, AVIF or SVG')
  // Loaded with the first picture of its kind, for either is slow to load.
  if (format === 'svg') {
    const { parseDrawing } = await import('../../drawing/parse.ts')
    return { form: 'drawing', drawing: await parseDrawing(decodeText(bytes), { faces, report }) }
  }
  const { decode } = await import('./decode.ts')
  const raster = await decode(bytes, format)
  for (const problem of stillOf(raster)) report(problem)
  return { form: 'raster', raster }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new PictureError('it is an SVG that is not UTF-8')
  }
}

/** Bytes that a picture holds in memory, roughly. */
function weightOf(content: Content): number {
  if (content.form === 'raster') return content.raster.bytes.length
  return content.drawing.shapes.reduce((sum, { path }) => sum + 300 + path.length, 500)
}

/** That a picture which moves does not; there is no place in it to name. */
function stillOf({ frames = 1 }: Raster): Problem[] {
  if (frames === 1) return []
  const reason = `The first of ${frames} frames stands for a picture that moves.`
  return [{ rule: 'picture-still', reason, line: 1, column: 1 }]
}

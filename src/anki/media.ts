/**
 * The pictures and recordings a deck ships, under names of our own:
 * `rv-<hash>.<ext>`, the hash of their bytes. A changed picture has a new name, so importers take it
 * and the note that shows it changes with it; no file is named by an author.
 */
import { createHash } from 'node:crypto'
import { digest } from '../cache/digest.ts'
import type { PictureFile } from '../markup/markup.ts'
import type { Medium, Sound } from '../model/bank.ts'
import type { Store } from '../model/store.ts'
import type { Media, Shelf } from '../writer.ts'

export type DeckPicture = PictureFile & { bytes(): Promise<Uint8Array> }
export type DeckSound = { name: string; bytes(): Promise<Uint8Array> }

/** Pixels a user unit of a drawing: sharp on the screens of phones. */
const scale = 2

/** Bytes of pictures held until the package is written; beyond, they are made a second time. */
const held = 64 * 1024 * 1024

/**
 * The pictures of a bank by their keys. What earlier builds called one, and painted of
 * a drawing, is on the shelf: then it is opened when the package is written, not before.
 * What is loaded is in the store until then, without one held up to a limit.
 */
export async function picturesOf(
  all: readonly Medium[],
  media: Media,
  shelf?: Shelf,
  store?: Store,
): Promise<Map<string, DeckPicture>> {
  const pictures = new Map<string, DeckPicture>()
  let room = held
  for (const medium of all) {
    const [nameKey, bytesKey] = ['name', 'bytes'].map((part) =>
      digest(part, medium.key, medium.form, String(scale)),
    ) as [string, string]
    const paint = async () => (await load(medium, media)).bytes
    let name = shelf?.get(nameKey)?.toString()
    let bytes = async () => shelf?.get(bytesKey) ?? (await paint())
    // Notes as text show no more than the name.
    shelf?.use?.(bytesKey)
    if (name === undefined || !pictureName.test(name)) {
      const made = await load(medium, media)
      const hash = createHash('sha256').update(made.bytes).digest('hex').slice(0, 32)
      name = `rv-${hash}.${made.extension}`
      shelf?.put(nameKey, name)
      if (medium.form === 'drawing') shelf?.put(bytesKey, made.bytes)
      room -= made.bytes.length
      const stored = store?.bytes(made.bytes)
      if (stored) bytes = async () => stored.read()
      else bytes = room >= 0 ? async () => made.bytes : paint
    }
    pictures.set(medium.key, {
      name,
      width: Math.round(medium.width),
      height: Math.round(medium.height),
      bytes,
    })
  }
  return pictures
}

const pictureName = /^rv-[0-9a-f]{32}\.(?:png|jpg)$/

/** The recordings of a bank; their keys are hashes of their bytes already. */
export function soundsOf(all: readonly Sound[], media: Media): DeckSound[] {
  return all.map(({ key }) => ({
    name: soundName(all, key) ?? key,
    async bytes() {
      if (!media.sound) throw new Error(`no recording ${key}`)
      return media.sound(key)
    },
  }))
}

/** The name of a recording's file in a deck; undefined where the bank has none of that key. */
export function soundName(all: readonly Sound[] = [], key: string): string | undefined {
  const sound = all.find((candidate) => candidate.key === key)
  return sound && `rv-${key}.${sound.extension}`
}

async function load(
  medium: Medium,
  media: Media,
): Promise<{ bytes: Uint8Array; extension: 'png' | 'jpg' }> {
  if (medium.form === 'drawing') {
    // Loaded with the first drawing: what paints it is slow to load.
    const { rasterize } = await import('../drawing/raster.ts')
    return { bytes: await rasterize(await media.drawing(medium.key), { scale }), extension: 'png' }
  }
  const { type, bytes } = await media.raster(medium.key)
  return { bytes, extension: type === 'jpeg' ? 'jpg' : 'png' }
}

/** Pictures and recordings as a deck has to hold them: made anew from the sources. */
import { rasterize } from '../drawing/raster.ts'
import type { Bank, Medium } from '../model/bank.ts'
import type { Media } from '../writer.ts'
import { sumOf } from './files.ts'

/** A file that a deck ships. */
export type Shipping = { name: string; sha256: string; size: number; path: string }

/** By key. */
export type MediaFound = ReadonlyMap<string, Shipping>

/** Pixels a user unit of a drawing. */
const scale = 2

/** The bytes of each medium, and the name that follows from them. */
export async function mediaOf(bank: Bank, media: Media): Promise<MediaFound> {
  const found = new Map<string, Shipping>()
  for (const medium of bank.media) {
    const { bytes, extension } = await made(medium, media)
    const sum = sumOf(bytes)
    const name = `rv-${sum.sha256.slice(0, 32)}.${extension}`
    found.set(medium.key, { name, ...sum, path: medium.path })
  }
  for (const { key, extension, path } of bank.sounds ?? []) {
    const bytes = await media.sound?.(key)
    if (bytes) found.set(key, { name: `rv-${key}.${extension}`, ...sumOf(bytes), path })
  }
  return found
}

async function made(
  { key, form }: Medium,
  media: Media,
): Promise<{ bytes: Uint8Array; extension: string }> {
  if (form === 'drawing') {
    return { bytes: await rasterize(await media.drawing(key), { scale }), extension: 'png' }
  }
  const { type, bytes } = await media.raster(key)
  return { bytes, extension: type === 'jpeg' ? 'jpg' : 'png' }
}

/** Reads face files from their packages: the only place in faces/ that touches the disk. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FaceId } from './catalogue.ts'

const require = createRequire(import.meta.url)

/** The bytes of a face's TrueType file; undefined where its package is not installed. */
export function readFace(id: FaceId): Uint8Array | undefined {
  try {
    return readFileSync(require.resolve(`@expo-google-fonts/${id}.ttf`))
  } catch {
    return undefined
  }
}

/** Tables without which a face has no characters, sizes or outlines. */
const needed = ['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'loca', 'glyf']

/** Whether bytes are a TrueType file with every table inside it: one cut short fails when it is embedded. */
export function isWhole(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || view.getUint32(0) !== 0x00010000) return false
  const count = view.getUint16(4)
  if (12 + count * 16 > bytes.length) return false
  const found = new Set<string>()
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4))
    if (view.getUint32(at + 8) + view.getUint32(at + 12) > bytes.length) return false
    found.add(tag)
  }
  return needed.every((tag) => found.has(tag))
}

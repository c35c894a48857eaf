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

/** Recordings of a bank: read whole, but only their first bytes are judged. */
import path from 'node:path'
import type { Sound } from '../../model/bank.ts'
import { byKey, keyOf } from './key.ts'
import { PictureError, readPicture } from './open.ts'
import { soundFormatOf } from './sound.ts'

export interface Recordings {
  /** @throws PictureError where it is no recording that players know. */
  take(file: string): Promise<Sound>
  /** Everything taken so far, each once, by key. */
  taken(): Sound[]
  /** @throws PictureError where the file changed since. */
  bytes(key: string): Promise<Uint8Array>
}

/** `root` gives the real path of the bank's folder. */
export function createRecordings(root: () => Promise<string>): Recordings {
  const recordings = new Map<string, { sound: Sound; file: string }>()
  return {
    async take(file) {
      const bytes = await readPicture(file)
      const extension = soundFormatOf(bytes)
      if (!extension) throw new PictureError('it is no MP3, Ogg, Opus, M4A, WAV or FLAC')
      const key = keyOf(bytes)
      const known = recordings.get(key)
      if (known) return known.sound
      const below = path
        .relative(await root(), file)
        .split(path.sep)
        .join('/')
      const sound = { key, extension, bytes: bytes.length, path: below }
      recordings.set(key, { sound, file })
      return sound
    },
    taken: () => [...recordings.values()].map(({ sound }) => sound).sort(byKey),
    async bytes(key) {
      const known = recordings.get(key)
      if (!known) throw new Error(`no recording ${key}`)
      const bytes = await readPicture(known.file)
      if (keyOf(bytes) !== key) throw new PictureError('it changed during the build')
      return bytes
    },
  }
}

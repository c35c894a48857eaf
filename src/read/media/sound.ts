/** Recordings beside a text: known by their address, judged by their first bytes. */
import type { Sound } from '../../model/bank.ts'

/** Endings that make a link one to a recording. */
const endings = /\.(?:mp3|ogg|oga|opus|m4a|wav|flac)$/i

/** Whether an address, as written, is that of a recording beside the text. */
export function isSoundUrl(url: string): boolean {
  const bare = url.trim().replace(/[?#].*$/s, '')
  return endings.test(bare) && !/^(?:[a-z][a-z0-9+.-]*:|\/\/|\\\\)/i.test(bare)
}

/** Brands of an MP4 file that holds sound alone, or may. */
const brands = /^(?:M4[AB] |mp4[12]|isom|iso[2-6]|dash)$/

/** The format that the first bytes tell; undefined where it is none that every client plays. */
export function soundFormatOf(bytes: Uint8Array): Sound['extension'] | undefined {
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (ascii(0, 4) === 'OggS') return ascii(0, 64).includes('OpusHead') ? 'opus' : 'ogg'
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WAVE') return 'wav'
  if (ascii(0, 4) === 'fLaC') return 'flac'
  if (ascii(4, 8) === 'ftyp' && brands.test(ascii(8, 12))) return 'm4a'
  if (ascii(0, 3) === 'ID3') return 'mp3'
  const [first = 0, second = 0] = bytes
  // A frame of MPEG audio: eleven bits set, and a layer that is not the reserved one.
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0 ? 'mp3' : undefined
}

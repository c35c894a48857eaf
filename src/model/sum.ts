/** By what files are told apart: the hash of their bytes, and how many they are. */
import { createHash } from 'node:crypto'

export type Sum = { sha256: string; size: number }

export function sumOfBytes(bytes: Uint8Array): Sum {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length }
}

const mark = Buffer.from('\ufeff')

/** Of a text's bytes, without a mark of byte order. */
export function sumOfText(bytes: Uint8Array): Sum {
  return sumOfBytes(
    mark.equals(bytes.subarray(0, mark.length)) ? bytes.subarray(mark.length) : bytes,
  )
}

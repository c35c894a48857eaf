/** The guid by which Anki knows a question's note, in every collection and for ever. */
import { bytesOf } from './hash.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const alphabet = `${letters}0123456789`
const length = 12

/**
 * Twelve letters and digits, a letter first, so that no reader of tables takes
 * one for a comment (`#`), a formula (`=`) or a number. About 71 bits.
 */
export function guidOf(bank: string, code: string): string {
  let rest = BigInt(`0x${bytesOf(['guid', bank, code]).toString('hex')}`)
  let guid = ''
  for (let place = 0; place < length; place++) {
    const from = place === 0 ? letters : alphabet
    guid += from[Number(rest % BigInt(from.length))]
    rest /= BigInt(from.length)
  }
  return guid
}

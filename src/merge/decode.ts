/**
 * The text of a table's bytes, in whichever encoding a spreadsheet left it.
 *
 * Excel writes UTF-8 only when asked to, UTF-16 for "Unicode text" and else the
 * machine's code page; of these only Windows-1252 is known here, and what it
 * cannot hold was lost before the file came to us (see `quirks.ts`).
 */

export type Decoded = {
  /** Without a byte order mark, and with line feeds only, inside cells too. */
  text: string
  /** Whether characters beyond Windows-1252 became question marks. */
  lossy: boolean
}

/** Never fails: every sequence of bytes is Windows-1252. */
export function decodeTable(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes)
  if (wide) return { text: plain(new TextDecoder(wide).decode(bytes)), lossy: false }
  try {
    return { text: plain(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), lossy: false }
  } catch {
    return { text: plain(westernText(bytes)), lossy: true }
  }
}

function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

/** UTF-16 by its mark, or by the zero bytes of ASCII in it. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4096)
  const zeros = [0, 0]
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  const many = sample.length / 8
  if (odd > many && even < odd / 8) return 'utf-16le'
  return even > many && odd < even / 8 ? 'utf-16be' : undefined
}

/**
 * Windows-1252 of the bytes from 0x80 to 0x9F; five mean nothing and stay what
 * they are. (Node's own decoder of that name reads them as ISO 8859-1.)
 */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function westernText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
  return text.replace(/[\u0080-\u009f]/g, (unit) => high[unit.charCodeAt(0) - 0x80] ?? unit)
}

/** Whether a character can stand in Windows-1252. */
export function isWestern(character: string): boolean {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 || (point >= 0xa0 && point <= 0xff) || high.includes(character)
}

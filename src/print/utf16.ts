/** Texts of a PDF in hexadecimal UTF-16, big-endian. */

/** A text behind its byte order mark: so dictionaries have it. */
export const utf16 = (text: string): string => `feff${units(text)}`

/** The units of a text, and nothing else: so a table of characters has it. */
export function units(text: string): string {
  let out = ''
  for (let at = 0; at < text.length; at++) out += hex(text.charCodeAt(at))
  return out
}

/** A number below 65,536 in four digits. */
export const hex = (unit: number): string => unit.toString(16).padStart(4, '0')

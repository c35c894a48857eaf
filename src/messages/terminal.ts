/** Text as a terminal shows it: how wide it is, and what of it is safe to print. */
import { eastAsianWidth } from 'get-east-asian-width'

const tab = 2

/** C0 and C1 controls, and what changes the direction of the line around it. */
const unsafe = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const zeroWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u

/**
 * A stranger's text for a terminal: control characters, which could move the
 * cursor or hide text, become `\x1b`-like names. Line feeds and tabs stay.
 */
export function printable(text: string): string {
  return text.replace(unsafe, (character) => {
    const point = character.charCodeAt(0)
    return point > 0xff ? `\\u${point.toString(16)}` : `\\x${point.toString(16).padStart(2, '0')}`
  })
}

/** A source line as shown: printable, with a tab as two spaces. */
export function expand(text: string): string {
  return printable(text.replaceAll('\t', ' '.repeat(tab)).replaceAll('\n', ' '))
}

/** Columns that a text without tabs and controls takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += widthOfCharacter(character)
  return width
}

function widthOfCharacter(character: string): number {
  if (zeroWidth.test(character)) return 0
  return eastAsianWidth(character.codePointAt(0) ?? 0)
}

/** The longest beginning of a text that takes at most `columns`. */
export function fitting(text: string, columns: number): string {
  let width = 0
  let end = 0
  for (const character of text) {
    width += widthOfCharacter(character)
    if (width > columns) break
    end += character.length
  }
  return text.slice(0, end)
}

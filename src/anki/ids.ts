/**
 * Anki's numbers for note types, notes and cards: derived, never drawn, and
 * from a question's code alone, so that no other question's coming or going
 * moves them. They are milliseconds since 1970 and shown as the date of
 * creation, so they lie between September 2020 and July 2025.
 */
import { createHash } from 'node:crypto'
import type { Kind } from '../model/bank.ts'

/** 2020-09-13. */
const earliest = 1_600_000_000_000

/** Banks begin at different places of some three years, so that the ids of two seldom meet. */
const spread = 100_000_000_000

/** As many cards as Anki lets a cloze make. */
const cardsPerNote = 500

const letters = 'BCDFGHJKMNPQRSTVWXYZ'
const digits = '23456789'

/** How many codes there are of five places, and of seven. */
const short = 512_000
const long = 81_920_000

/** Beyond the cards of every code: for codes of another form, of which there should be none. */
const others = 1_000_000

export function noteTypeId(bankId: string, kind: Kind): number {
  return earliest + hash(`note type ${kind} ${bankId}`, spread)
}

/** The id of the preset of study options that a bank's deck offers. */
export function presetId(bankId: string): number {
  return earliest + hash(`preset ${bankId}`, spread)
}

export function noteId(bankId: string, code: string): number {
  return startOf(bankId) + place(code)
}

/** The id of a note's card of an ordinal from 0 to 499. */
export function cardId(bankId: string, code: string, ordinal: number): number {
  return startOf(bankId) + place(code) * cardsPerNote + ordinal
}

function startOf(bankId: string): number {
  return earliest + hash(`bank ${bankId}`, spread)
}

/** The number of a code among all: those of five places, those of seven, any other. */
function place(code: string): number {
  const index = indexOf(code)
  if (code.length === 5 && index !== undefined) return index
  if (code.length === 7 && index !== undefined) return short + index
  return short + long + hash(`code ${code}`, others)
}

function indexOf(code: string): number | undefined {
  let index = 0
  for (let at = 0; at < code.length; at++) {
    const alphabet = at % 2 ? digits : letters
    const value = alphabet.indexOf(code.charAt(at))
    if (value < 0) return undefined
    index = index * alphabet.length + value
  }
  return index
}

/** Names hashed before: one deck asks for those of its bank and types at every note. */
const hashes = new Map<string, number>()

function hash(text: string, below: number): number {
  const known = hashes.get(text)
  if (known !== undefined) return known % below
  const bytes = createHash('sha256').update(text).digest()
  const value = bytes.readUIntBE(0, 6)
  if (hashes.size === 1000) hashes.clear()
  hashes.set(text, value)
  return value % below
}

/** Anki's own verdict on packages, by `anki-import.py`. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { python } from '../support/judge.ts'

export type Face = {
  code: string
  guid: string
  ord: number
  type: string
  question: string
  answer: string
  css: string
  /** Files that Anki would play. */
  played: string[]
  /** Of a card that asks for typing: Anki's comparison with what was typed, not without slips. */
  compared: string | null
}

export type Verdict = {
  imports: {
    new: number
    updated: number
    duplicate: number
    conflicting: number
    found_notes: number
    updated_guids: string[]
    new_guids: string[]
    missing_notetype: number
    missing_deck: number
    empty_first_field: number
    /** Only of texts: what Anki made of the first lines. */
    html?: boolean
    columns?: { guid: number; notetype: number; deck: number; tags: number }
    labels?: string[]
    /** Whether the import changed any note, card or note type. */
    changed: boolean
    /** Names and permanent ids of every note type that is not Anki's own. */
    schema: Record<
      string,
      { id: number; fields: [string, number][]; templates: [string, number][] }
    >
  }[]
  /** Codes in the order of study, as the first import leaves them. */
  order: { deck: string; code: string; ord: number; due: number }[]
  /** The same after the last import. */
  final_order: { deck: string; code: string; ord: number; due: number }[]
  /** Codes of the cards answered after the first import. */
  reviewed: string[]
  reviews_kept: boolean
  /** Only with `render`. */
  faces: Face[]
  /** Cards that do not render, or that would play something. */
  broken: object[]
  notes: number
  cards: number
  types: Record<
    string,
    { id: number; fields: string[]; templates: string[]; notes: number; cards: number }
  >
  decks: Record<string, { cards: number; desc: string; preset: string }>
  tags: string[]
  media_folder: string[]
  media: { missing: string[]; unused: string[]; report: string }
  empty_cards: number
  integrity: { ok: boolean; text: string }
}

/** Imports packages, and notes as text, one after the other into a new collection. */
export function judgeDecks(
  packages: readonly (Uint8Array | { text: Uint8Array })[],
  options: { answer?: number; render?: boolean; forget?: boolean; presets?: boolean } = {},
): Verdict {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-judge-'))
  try {
    const files = packages.map((given, index) => {
      const file = join(folder, `${index}.${'text' in given ? 'txt' : 'apkg'}`)
      writeFileSync(file, 'text' in given ? given.text : given)
      return file
    })
    const script = fileURLToPath(new URL('anki-import.py', import.meta.url))
    const flags = [
      ...(options.answer ? ['--answer', String(options.answer)] : []),
      ...(options.render ? ['--render'] : []),
      ...(options.presets ? ['--presets'] : []),
      ...(options.forget ? ['--forget'] : []),
    ]
    const answer = execFileSync(python, [script, ...flags, ...files], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    })
    return JSON.parse(answer) as Verdict
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * What identity looks at in a question: hashes of its title and of its content.
 *
 * The content is the author's Markdown of prompt, answer and choices, without
 * title and directive: so a title can be reworded, or tags added, and the
 * question still be known by its content.
 */
import type { Draft } from '../model/bank.ts'
import type { Kept } from '../model/kept.ts'
import { hash } from './hash.ts'

/** A question's Markdown in its parts, with line feeds: what the companion keeps. */
export type Issued = {
  title: string
  directive?: string
  prompt?: string
  answer?: string
  choices?: string[]
  /** Which choices are right, `1` or `0` each, where their Markdown has no boxes. */
  right?: string
  /** `3 text` for each gap that we numbered, in reading order. */
  gaps?: string[]
  /** The file it stood in, where it shows pictures: their addresses count from there. */
  path?: string
  /** What reading these parts again does not give back. */
  kept?: Kept
}

export type Fingerprint = {
  /** Hash of the normalised title. */
  title: string
  /** Hash of the normalised content. */
  content: string
  /** Characters of the normalised content: little of it says little of who a question is. */
  weight: number
}

/** The Markdown of a question, its line ends made line feeds so that every system issues one text. */
export function issuedOf(draft: Draft): Issued {
  const { title, directive, prompt, answer, choices } = draft.slices
  return {
    title: lines(title.text),
    ...(directive && { directive: lines(directive.text) }),
    ...(prompt && { prompt: lines(prompt.text) }),
    ...(answer && { answer: lines(answer.text) }),
    ...(choices && { choices: choices.map((choice) => lines(choice.text)) }),
    ...(draft.kind === 'choice' &&
      !choices?.every(({ text }) => boxed.test(text)) && {
        right: draft.choices.map((choice) => (choice.right ? '1' : '0')).join(''),
      }),
    ...(draft.media.length > 0 && { path: draft.place.path }),
  }
}

const boxed = /^\s*(?:[-+*]|\d{1,9}[.)])\s+\[[ xX]\]/

/** The fingerprint of a question with a title (its words) and Markdown. */
export function fingerprintOf(title: string, issued: Issued): Fingerprint {
  const parts = [issued.prompt ?? '', issued.answer ?? '', ...(issued.choices ?? [])].map(plainly)
  return {
    title: titleHash(title),
    content: hash(parts),
    weight: parts.reduce((sum, part) => sum + part.length, 0),
  }
}

/** The hash of a title, blind to case, spaces and closing punctuation. */
export function titleHash(title: string): string {
  const words = title.normalize('NFC').toLowerCase().split(/\s+/u).join(' ').trim()
  let end = words.length
  while (end > 0 && closing.has(words[end - 1] ?? '')) end--
  return hash([words.slice(0, end) || words])
}

const closing = new Set(' ?.!:…？。！：؟')

/** All the words of a question, for likeness. */
export function wordsOf({ title, prompt = '', answer = '', choices = [] }: Issued): string {
  return [title, prompt, answer, ...choices].join('\n').normalize('NFC')
}

function lines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/** A space at the end of a line, or a blank line at the beginning or end. */
const loose = /[^\S\n](?:\n|$)|^\n|\n$/

/** NFC, no spaces at line ends, no blank lines around. */
function plainly(text: string): string {
  const whole = lines(text).normalize('NFC')
  // Most have none.
  if (!loose.test(whole)) return whole
  const rows = whole.split('\n').map((row) => row.trimEnd())
  const first = rows.findIndex((row) => row !== '')
  const last = rows.findLastIndex((row) => row !== '')
  return rows.slice(Math.max(first, 0), last + 1).join('\n')
}

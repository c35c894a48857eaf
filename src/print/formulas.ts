/**
 * Numbers of formulas: those that an author labelled, counted within a question
 * so that no question's pages depend on another.
 */
import type { Setting } from './setting.ts'

const label = /\\label\s*\{([^{}]*)\}/
const tag = /\\tag\*?\s*\{([^{}]*)\}/
const reference = /^\\(?:eq)?ref\s*\{([^{}]*)\}$/

/** Numbers given so far, by the question's own table of notes, which is one object a question. */
const given = new WeakMap<Setting['notes'], Map<string, string>>()

function numbersOf({ notes }: Setting): Map<string, string> {
  const known = given.get(notes) ?? new Map<string, string>()
  given.set(notes, known)
  return known
}

function numberOf(name: string, setting: Setting): string {
  const numbers = numbersOf(setting)
  const known = numbers.get(name) ?? String(numbers.size + 1)
  numbers.set(name, known)
  return known
}

/** Whether a formula has a label or tag, and so is one to display. */
export function isLabelled(tex: string): boolean {
  return label.test(tex) || tag.test(tex)
}

/** A displayed formula without its label, and the number that stands beside it, if it has one. */
export function labelled(tex: string, setting: Setting): { tex: string; number?: string } {
  const name = label.exec(tex)?.[1]
  const own = tag.exec(tex)?.[1]
  if (name === undefined && own === undefined) return { tex }
  const bare = tex.replace(label, '').replace(tag, '')
  if (own === undefined) return { tex: bare, number: numberOf(name ?? '', setting) }
  if (name !== undefined) numbersOf(setting).set(name, own)
  return { tex: bare, number: own }
}

/** What a reference to a labelled formula reads; undefined for any other formula. */
export function referenceIn(tex: string, setting: Setting): string | undefined {
  const name = reference.exec(tex.trim())?.[1]
  return name === undefined ? undefined : `(${numberOf(name, setting)})`
}

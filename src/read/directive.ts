/** The comment directly under a question's heading: `<!-- id: name, tags: [a, b] -->`. */
import { closest, distance } from 'fastest-levenshtein'
import type { Html } from 'mdast'
import { parse } from 'yaml'
import type { Messages } from '../messages/messages.ts'
import type { Difficulty, Kind, Place } from '../model/bank.ts'
import { tagsOf } from './front-matter.ts'
import { plainValues } from './plain-directive.ts'

export type Directive = {
  id?: string
  kind?: Kind
  tags: string[]
  difficulty?: Difficulty
  /** Markdown of one line. */
  hint?: string
  see: string[]
  of?: string
}

const keys = ['id', 'kind', 'tags', 'difficulty', 'hint', 'see', 'of'] as const
const kinds = ['basic', 'reversed', 'cloze', 'choice', 'typed'] as const satisfies readonly Kind[]
const difficulties = ['easy', 'medium', 'hard'] as const satisfies readonly Difficulty[]

type Key = (typeof keys)[number]

const comment = /^<!--([\s\S]*?)-->\s*$/

/** Whether a comment is a directive: it begins with a key of ours. */
export function isDirective(node: Html): boolean {
  return keys.some((key) => key === firstKey(node))
}

function firstKey(node: Html): string | undefined {
  const inside = comment.exec(node.value)?.[1] ?? ''
  return /^\s*([A-Za-z][\w-]*)\s*:(?=[\s"'[]|$)/.exec(inside)?.[1]
}

/** Says where a comment that is none looks like a directive in the wrong place, or a misspelt one. */
export function checkComment(node: Html, place: Place, messages: Messages): void {
  const key = firstKey(node)
  if (!key || key.length < 3 || key === key.toUpperCase()) return
  if (isDirective(node)) {
    const reason = 'A directive counts only directly under the heading of its question.'
    messages.add('directive-malformed', reason, place, { actual: key, note: 'Move it there.' })
    return
  }
  const near = closest(key.toLowerCase(), [...keys])
  if (near.length > 2 && distance(key.toLowerCase(), near) <= 1) {
    unknownKey(key, near, place, messages)
  }
}

/** Reads a directive; what cannot be read is said and left out. */
export function readDirective(node: Html, place: Place, messages: Messages): Directive {
  const directive: Directive = { tags: [], see: [] }
  const inside = comment.exec(node.value)?.[1] ?? ''
  let values: unknown
  try {
    values = valuesOf(inside.replace(/,\s*$/, ''))
  } catch (fault) {
    const reason = fault instanceof Error ? (fault.message.split(/ at line |\n/)[0] ?? '') : ''
    messages.add('directive-malformed', `The directive could not be read: ${reason}.`, place)
    return directive
  }
  for (const [key, value] of Object.entries(values as Record<string, unknown>)) {
    const known = keys.find((name) => name === key)
    if (known) setters[known](directive, value, place, messages)
    else unknownKey(key, closest(key, [...keys]), place, messages)
  }
  return directive
}

/** @throws what YAML says is wrong. */
export function valuesOf(inside: string): unknown {
  const options = { schema: 'failsafe', merge: false, uniqueKeys: true, maxAliasCount: 0 } as const
  return plainValues(inside) ?? parse(`{${inside}\n}`, options)
}

function unknownKey(key: string, near: string, place: Place, messages: Messages): void {
  const suggestion = distance(key, near) <= 3 ? ` Did you mean "${near}"?` : ''
  messages.add(
    'directive-unknown-key',
    `"${key}" is not a key of a directive.${suggestion}`,
    place,
    {
      actual: key,
      expected: suggestion ? [near] : [...keys],
    },
  )
}

type Setter = (directive: Directive, value: unknown, place: Place, messages: Messages) => void

const setters: Record<Key, Setter> = {
  id: (directive, value, place, messages) => {
    if (typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(value)) {
      directive.id = value.normalize('NFC')
    } else {
      messages.add('id-malformed', `"${written(value)}" cannot be an id.`, place)
    }
  },
  kind: (directive, value, place, messages) => {
    const kind = kinds.find((name) => name === value)
    if (kind) directive.kind = kind
    else badValue('kind', value, kinds, place, messages)
  },
  tags: (directive, value) => {
    directive.tags = tagsOf(value)
  },
  difficulty: (directive, value, place, messages) => {
    const difficulty = difficulties.find((name) => name === value)
    if (difficulty) directive.difficulty = difficulty
    else badValue('difficulty', value, difficulties, place, messages)
  },
  hint: (directive, value, place, messages) => {
    if (typeof value === 'string') directive.hint = value.trim()
    else badValue('hint', value, ['a text; quote it where it has , or :'], place, messages)
  },
  see: (directive, value) => {
    directive.see = tagsOf(value)
  },
  of: (directive, value) => {
    if (typeof value === 'string') directive.of = value
  },
}

function badValue(
  key: Key,
  value: unknown,
  expected: readonly string[],
  place: Place,
  messages: Messages,
): void {
  const reason = `"${written(value)}" is not a value of ${key}: ${expected.join(', ')}.`
  messages.add('directive-bad-value', reason, place, {
    actual: written(value),
    expected: [...expected],
  })
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

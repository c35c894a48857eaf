/**
 * Where a word may be parted, by language. Words of names, code and addresses
 * are never parted.
 *
 * Patterns of nine languages come with us; others are packages that are used
 * where they are installed. They are taken by `require`, when the first word asks.
 */
import { createRequire } from 'node:module'
import Hypher from 'hypher'

/** Offsets inside a word where a hyphen may stand; empty for none. */
export type Hyphenate = (word: string) => readonly number[]

const require = createRequire(import.meta.url)

const none: readonly number[] = []

/** Language → the end of its package's name. */
const bundled: Readonly<Record<string, string>> = {
  en: 'en-us',
  ...{ de: 'de', es: 'es', fr: 'fr', it: 'it', nl: 'nl', pl: 'pl', pt: 'pt', ru: 'ru' },
}

/** The same, of what an author may install. */
const optional: Readonly<Record<string, string>> = {
  ...{ be: 'be', bn: 'bn', ca: 'ca', cs: 'cs', da: 'da', el: 'el-monoton', fi: 'fi', hu: 'hu' },
  ...{ hy: 'hy', is: 'is', lt: 'lt', lv: 'lv', nb: 'nb-no', no: 'nb-no', sk: 'sk', sl: 'sl' },
  ...{ sv: 'sv', tr: 'tr', uk: 'uk' },
}

/** Languages whose nouns are capitals' too: there a capital is no sign of a name. */
const capitals = new Set(['de'])

const baseOf = (language: string): string => language.toLowerCase().split('-')[0] ?? ''

/** A hyphenator for a language (BCP 47); one that parts nothing where we have no patterns. */
export function hyphenator(language: string): Hyphenate {
  const base = baseOf(language)
  const name = bundled[base] ?? optional[base]
  if (name === undefined || !has(name)) return () => none
  const shape = capitals.has(base) ? capitalised : lowerCase
  let hypher: Hypher | undefined
  const cache = new Map<string, readonly number[]>()
  return (word) => {
    const known = cache.get(word)
    if (known) return known
    hypher ??= new Hypher(require(packageOf(name)))
    const points = pointsOf(word, hypher, shape)
    cache.set(word, points)
    return points
  }
}

/** The npm package that would let words of a language be parted, where it is not installed. */
export function hyphenationFor(language: string): string | undefined {
  const name = optional[baseOf(language)]
  return name === undefined || has(name) ? undefined : packageOf(name)
}

const packageOf = (name: string): string => `hyphenation.${name}`

function has(name: string): boolean {
  try {
    require.resolve(packageOf(name))
    return true
  } catch {
    return false
  }
}

/** Punctuation may surround it; what is capitalised may be a name. */
const lowerCase = /^([("'“‘„«[]*)(\p{Ll}{6,40})([)"'”’“»\],.;:!?…]*)$/u
const capitalised = /^([("'“‘„«[]*)(\p{L}\p{Ll}{5,39})([)"'”’“»\],.;:!?…]*)$/u

function pointsOf(word: string, hypher: Hypher, shape: RegExp): readonly number[] {
  const match = shape.exec(word)
  if (!match) return none
  const before = match[1]?.length ?? 0
  const points: number[] = []
  let at = before
  for (const part of hypher.hyphenate(match[2] ?? '').slice(0, -1)) {
    at += part.length
    points.push(at)
  }
  return points
}

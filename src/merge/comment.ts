/** Edits of a directive comment that leave alone what they do not mean: order, spacing, other keys. */
import { isMap, isScalar, parseDocument } from 'yaml'
import { Refusal } from './edits.ts'

/** Values by key; undefined takes the key away. */
export type Values = Readonly<Record<string, string | readonly string[] | undefined>>

/** The comment with some keys set; undefined where nothing is left to say. */
export function withKeys(comment: string | undefined, values: Values): string | undefined {
  let text = comment
  for (const [key, value] of Object.entries(values)) text = withKey(text, key, value)
  return text
}

function withKey(
  comment: string | undefined,
  key: string,
  value: Values[string],
): string | undefined {
  if (comment === undefined) {
    return value === undefined ? undefined : `<!-- ${key}: ${written(key, value)} -->`
  }
  const found = /^(<!--)([\s\S]*?)(-->\s*)$/.exec(comment)
  if (!found) throw new Refusal('its directive comment cannot be read')
  const [, open = '', inside = '', close = ''] = found
  const rest = inside.replace(/,\s*$/, '')
  const pairs = pairsOf(rest)
  const at = pairs.findIndex((pair) => pair.key === key)
  const own = pairs[at]
  const wrap = (text: string) => `${open}${text}${inside.slice(rest.length)}${close}`
  if (value === undefined) {
    if (!own) return comment
    if (pairs.length === 1) return undefined
    const before = pairs[at - 1]
    const next = pairs[at + 1]
    return before
      ? wrap(rest.slice(0, before.end) + rest.slice(own.end))
      : wrap(rest.slice(0, own.start) + rest.slice(next?.start ?? own.end))
  }
  if (own) return wrap(rest.slice(0, own.from) + written(key, value) + rest.slice(own.end))
  const end = pairs.at(-1)?.end ?? 0
  return wrap(`${rest.slice(0, end)}, ${key}: ${written(key, value)}${rest.slice(end)}`)
}

type Pair = { key: string; start: number; from: number; end: number }

/** Where each key and its value stand inside the comment. */
function pairsOf(inside: string): Pair[] {
  const document = parseDocument(`{${inside}\n}`, { schema: 'failsafe', merge: false })
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw new Refusal('its directive comment cannot be read')
  }
  return document.contents.items.map(({ key, value }) => {
    const range = isNode(value) ? value.range : undefined
    if (!isScalar(key) || !key.range || !range) {
      throw new Refusal('its directive comment has a key without value')
    }
    // One character for the brace put before it.
    const [from, end] = range
    return { key: String(key.value), start: key.range[0] - 1, from: from - 1, end: end - 1 }
  })
}

function isNode(value: unknown): value is { range?: [number, number, number] | null } {
  return typeof value === 'object' && value !== null && 'range' in value
}

/** A value in YAML's flow style, safe inside a comment. */
function written(key: string, value: string | readonly string[]): string {
  if (typeof value !== 'string') return `[${value.map((one) => scalar(one)).join(', ')}]`
  return key === 'hint' ? quoted(value) : scalar(value)
}

function scalar(value: string): string {
  const plain = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_./+-]*[\p{L}\p{M}\p{N}_/+])?$/u
  return plain.test(value) && !value.includes('--') ? value : quoted(value)
}

function quoted(value: string): string {
  return JSON.stringify(value).replaceAll('>', '\\x3E')
}

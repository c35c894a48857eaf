/** Checks a parsed rectoverso.yaml against its schema, in words an author can act on. */
import type { ErrorObject } from 'ajv'
import type { Messages } from '../messages/messages.ts'
import { suggest } from '../messages/suggest.ts'
import type { Document, Value } from './document.ts'
import { type Schema, schema, validate } from './schema.ts'
import type { Settings } from './settings.ts'

/** Gives the settings, or undefined after saying what is wrong with them. */
export function checkSettings(document: Document, messages: Messages): Settings | undefined {
  const value = typed(document.value, schema)
  if (validate(value)) return value as Settings
  const said = new Set<string>()
  for (const error of validate.errors ?? []) {
    // What is wrong under a condition is said by itself.
    if (error.keyword === 'if') continue
    const keys = keysOf(error.instancePath, value)
    const name = [...keys, error.params.additionalProperty ?? ''].join('.')
    if (said.has(name)) continue
    said.add(name)
    if (error.keyword === 'additionalProperties')
      unknownKey(error, keys, schema, document, messages)
    else badValue(error, keys, document, messages)
  }
  return undefined
}

function unknownKey(
  error: ErrorObject,
  keys: (string | number)[],
  schema: Schema,
  document: Document,
  messages: Messages,
): void {
  const key = String(error.params.additionalProperty)
  const known = Object.keys(under(schema, keys)?.properties ?? {})
  const meant = suggest(key, known)
  const where = keys.length > 0 ? ` in \`${keys.join('.')}\`` : ''
  messages.add(
    'config-unknown-key',
    `The key \`${key}\`${where} means nothing.${meant ? ` Did you mean \`${meant}\`?` : ''}`,
    document.placeOf([...keys, key], true),
    { actual: key, expected: meant ? [meant] : known, note: `Keys here are ${known.join(', ')}.` },
  )
}

function badValue(
  error: ErrorObject,
  keys: (string | number)[],
  document: Document,
  messages: Messages,
): void {
  const name = keys.length > 0 ? `\`${keys.join('.')}\`` : 'The file'
  const allowed = (error.params.allowedValues ?? []) as string[]
  const actual = valueAt(document.value, keys)
  const written = typeof actual === 'string' ? actual : undefined
  const meant = written === undefined ? undefined : suggest(written, allowed)
  const reason =
    error.keyword === 'enum'
      ? `${name} is \`${written ?? '…'}\`${meant ? `; did you mean \`${meant}\`?` : ', which it cannot be.'}`
      : `${name} ${inWords(error)}.`
  messages.add('config-malformed', reason, document.placeOf(keys), {
    ...(written !== undefined && { actual: written }),
    ...(allowed.length > 0 && { expected: allowed, note: `It can be ${allowed.join(', ')}.` }),
  })
}

/** What a fault of the schema says, after the name of the key. */
function inWords({ keyword, params, message, parentSchema }: ErrorObject): string {
  if (keyword === 'type') return `must be ${article(String(params.type))}`
  if (keyword === 'minItems' || keyword === 'minLength') return 'is empty'
  if (keyword === 'maxLength') return `is longer than ${params.limit} characters`
  if (keyword === 'uniqueItems') return 'names something twice'
  if (keyword === 'pattern') return `has a form it cannot have (${params.pattern})`
  if (keyword === 'minimum' || keyword === 'maximum') {
    const { minimum, maximum } = (parentSchema ?? {}) as { minimum?: number; maximum?: number }
    return minimum !== undefined && maximum !== undefined
      ? `must be from ${minimum} to ${maximum}`
      : (message ?? 'is out of range')
  }
  return message ?? 'is wrong'
}

function article(type: string): string {
  const names: Record<string, string> = {
    object: 'a mapping of keys to values',
    array: 'a list',
    string: 'text',
    integer: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
  }
  return names[type] ?? type
}

/**
 * Numbers and booleans where the schema wants one and the text is one. All
 * else stays text, so that `version: 1.10` keeps its last digit.
 */
function typed(value: Value, schema: Schema | undefined): unknown {
  if (typeof value === 'string') {
    const { type } = schema ?? {}
    const is = (name: string) => type === name || (Array.isArray(type) && type.includes(name))
    if (Array.isArray(type) && type.includes('string')) return value
    if (is('integer') && /^-?(0|[1-9]\d{0,8})$/.test(value)) return Number(value)
    if (is('number') && /^-?(0|[1-9]\d{0,8})(\.\d{1,9})?$/.test(value)) return Number(value)
    if (is('boolean') && /^(true|false)$/.test(value)) return value === 'true'
    return value
  }
  if (Array.isArray(value)) return value.map((item) => typed(item, schema?.items))
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, typed(item, schema?.properties?.[key])]),
  )
}

function propertyOf(schema: Schema | undefined, key: string): Schema | undefined {
  const others = schema?.additionalProperties
  return schema?.properties?.[key] ?? (typeof others === 'object' ? others : undefined)
}

function under(schema: Schema, keys: (string | number)[]): Schema | undefined {
  let here: Schema | undefined = schema
  for (const key of keys) here = typeof key === 'number' ? here?.items : propertyOf(here, key)
  return here
}

function valueAt(value: unknown, keys: (string | number)[]): unknown {
  let here = value
  for (const key of keys) here = (here as Record<string | number, unknown> | undefined)?.[key]
  return here
}

/** A JSON pointer as keys; an index is a number where the value is a list. */
function keysOf(pointer: string, value: unknown): (string | number)[] {
  const keys: (string | number)[] = []
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    keys.push(Array.isArray(valueAt(value, keys)) ? Number(key) : key)
  }
  return keys
}

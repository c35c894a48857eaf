/** The look of the booklet: `templates/print/theme.yaml`, read and checked. */
import { parse } from 'yaml'
import type { Family } from '../faces/faces.ts'
import type { TokenKind } from '../highlight.ts'
import type { Messages } from '../messages/messages.ts'
import type { Context } from '../writer.ts'
import type { Colour } from './display.ts'

/** How a kind of line is set. */
export type Face = { family: Family; size: number; leading: number }

/** How links are shown to who cannot follow them. */
export const linkForms = ['text', 'notes', 'qr'] as const
export type Links = (typeof linkForms)[number]

export type Theme = {
  page: {
    width: number
    height: number
    inner: number
    outer: number
    top: number
    bottom: number
  }
  text: Face & { justify: boolean; hyphenate: boolean; between: number; indent: number }
  question: Face & { before: number; answer: number; bar: number }
  chapter: Face & { drop: number; questions: number }
  section: Face
  heading: Face
  code: { size: number; leading: number; pad: number; numbers?: boolean }
  table: { size: number; leading: number; floor: number; pad: number }
  small: Face
  cover: Face
  colours: Record<
    | 'text'
    | 'title'
    | 'faint'
    | 'accent'
    | 'link'
    | 'rule'
    | 'code'
    | 'mark'
    | 'gap'
    | 'right'
    | 'wrong',
    Colour
  >
  syntax: Record<Exclude<TokenKind, 'plain'>, { colour: Colour; bold?: boolean; italic?: boolean }>
  contents: { questions: boolean }
  /** Whether links are their words alone, or call a note with the address, or one with a QR symbol. */
  links?: Links
}

type Check =
  | { number: readonly [least: number, most: number] }
  | { one: readonly string[] }
  | 'colour'
  | 'boolean'
  | { optional: Check }
  | { group: Readonly<Record<string, Check>> }

const length = (least: number, most: number): Check => ({ number: [least, most] })
const family: Check = { one: ['serif', 'sans', 'mono'] }
const face = { family, size: length(4, 72), leading: length(4, 100) }
const token: Check = {
  group: { colour: 'colour', bold: { optional: 'boolean' }, italic: { optional: 'boolean' } },
}
const colours = (names: readonly string[], check: Check): Check => ({
  group: Object.fromEntries(names.map((name) => [name, check])),
})

const schema: Check = {
  group: {
    page: {
      group: {
        width: length(180, 3000),
        height: length(180, 3000),
        inner: length(0, 400),
        outer: length(0, 400),
        top: length(30, 400),
        bottom: length(30, 400),
      },
    },
    text: {
      group: {
        ...face,
        justify: 'boolean',
        hyphenate: 'boolean',
        between: length(0, 40),
        indent: length(8, 60),
      },
    },
    question: {
      group: { ...face, before: length(0, 100), answer: length(0, 60), bar: length(0, 8) },
    },
    chapter: { group: { ...face, drop: length(0, 300), questions: length(0, 1000) } },
    section: { group: face },
    heading: { group: face },
    code: {
      group: {
        size: length(4, 30),
        leading: length(4, 40),
        pad: length(0, 30),
        numbers: { optional: 'boolean' },
      },
    },
    table: {
      group: {
        size: length(4, 30),
        leading: length(4, 40),
        floor: length(4, 30),
        pad: length(0, 20),
      },
    },
    small: { group: face },
    cover: { group: face },
    colours: colours(
      'text title faint accent link rule code mark gap right wrong'.split(' '),
      'colour',
    ),
    syntax: colours(
      'keyword literal string number comment name type property variable tag meta added removed strong emphasis'.split(
        ' ',
      ),
      token,
    ),
    contents: { group: { questions: 'boolean' } },
    links: { optional: { one: linkForms } },
  },
}

/** Names a theme may have: a file of templates/print/. */
const plainName = /^[a-z0-9][a-z0-9_-]*$/i

/** The theme that a bank's settings name, `theme` where they name none; else undefined, with messages. */
export async function loadTheme({
  options,
  templates,
  messages,
}: Pick<Context, 'options' | 'templates' | 'messages'>): Promise<Theme | undefined> {
  const name = String(options.theme ?? 'theme')
  const path = `templates/print/${name}.yaml`
  const text = plainName.test(name)
    ? await templates.text(`print/${name}.yaml`).catch(() => undefined)
    : undefined
  if (text !== undefined) return readTheme(text, messages, path)
  messages.add('theme-invalid', `there is no theme ${JSON.stringify(name)}: no file ${path}`)
  return undefined
}

/** The theme of some text; undefined, with messages, where it cannot be used. */
export function readTheme(
  source: string,
  messages: Messages,
  path = 'templates/print/theme.yaml',
): Theme | undefined {
  const wrong = (reason: string): void => {
    messages.add('theme-invalid', `${path}: ${reason}`)
  }
  let value: unknown
  try {
    value = parse(source, { maxAliasCount: 0 })
  } catch (error) {
    wrong(error instanceof Error ? error.message : String(error))
    return undefined
  }
  const problems = problemsOf(value, schema, '')
  for (const problem of problems) wrong(problem)
  if (problems.length > 0) return undefined
  const theme = value as Theme
  const { page } = theme
  if (page.width - page.inner - page.outer < 100 || page.height - page.top - page.bottom < 150) {
    wrong('the margins leave less than 100 × 150 pt for text')
    return undefined
  }
  return theme
}

function problemsOf(value: unknown, check: Check, path: string): string[] {
  const bad = (expected: string): string[] => [
    `${path || 'the file'} is ${show(value)}; expected ${expected}`,
  ]
  if (check === 'boolean') return typeof value === 'boolean' ? [] : bad('true or false')
  if (check === 'colour') {
    return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? [] : bad('#rrggbb')
  }
  if ('optional' in check) {
    return value === undefined ? [] : problemsOf(value, check.optional, path)
  }
  if ('number' in check) {
    const [least, most] = check.number
    return typeof value === 'number' && value >= least && value <= most
      ? []
      : bad(`a number from ${least} to ${most}`)
  }
  if ('one' in check) {
    return typeof value === 'string' && check.one.includes(value) ? [] : bad(check.one.join(', '))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad('a group')
  const group = value as Record<string, unknown>
  const at = (key: string): string => (path ? `${path}.${key}` : key)
  return [
    ...Object.keys(group)
      .filter((key) => !(key in check.group))
      .map((key) => `${at(key)} means nothing here`),
    ...Object.entries(check.group).flatMap(([key, inner]) =>
      problemsOf(group[key], inner, at(key)),
    ),
  ]
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}

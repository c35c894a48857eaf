/** The look of the booklet: `templates/print/theme.yaml`, read and checked. */
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Family } from '../faces/faces.ts'
import type { TokenKind } from '../highlight.ts'
import type { Messages } from '../messages/messages.ts'
import { type Context, TemplateFileError, type Templates } from '../writer.ts'
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
  const file = `print/${name}.yaml`
  const text = plainName.test(name) ? await textOf(templates, file) : undefined
  if (text !== undefined) return readTheme(text, messages, await templates.pathOf(file))
  messages.add(
    'theme-invalid',
    `There is no theme ${JSON.stringify(name)}: no file templates/${file}.`,
  )
  return undefined
}

async function textOf(templates: Templates, file: string): Promise<string | undefined> {
  try {
    return await templates.text(file)
  } catch (error) {
    // One that is there and cannot be read is not taken for none.
    if (error instanceof TemplateFileError) throw error
    return undefined
  }
}

/** The theme of some text; undefined, with messages, where it cannot be used. */
export function readTheme(
  source: string,
  messages: Messages,
  path = 'templates/print/theme.yaml',
): Theme | undefined {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const wrong = (reason: string, offset = 0): void => {
    const { line, col } = lines.linePos(offset)
    messages.add('theme-invalid', reason, {
      path,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
    })
  }
  /** Where what stands under some keys begins, or what is nearest to it. */
  const placeOf = (keys: readonly string[]): number => {
    const node = keys.length > 0 ? document.getIn(keys, true) : document.contents
    const range = isNode(node) ? node.range : undefined
    return range?.[0] ?? (keys.length > 0 ? placeOf(keys.slice(0, -1)) : 0)
  }
  for (const { message, pos } of document.errors.slice(0, 10)) wrong(message, pos[0])
  if (document.errors.length > 0) return undefined
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    wrong(error instanceof Error ? error.message : String(error))
    return undefined
  }
  const problems = problemsOf(value, schema, [])
  for (const { reason, keys } of problems) wrong(reason, placeOf(keys))
  if (problems.length > 0) return undefined
  const theme = value as Theme
  const { page } = theme
  if (page.width - page.inner - page.outer < 100 || page.height - page.top - page.bottom < 150) {
    wrong('the margins leave less than 100 × 150 pt for text', placeOf(['page']))
    return undefined
  }
  return theme
}

type Problem = { reason: string; keys: readonly string[] }

function problemsOf(value: unknown, check: Check, keys: readonly string[]): Problem[] {
  const name = keys.join('.') || 'the file'
  const bad = (expected: string): Problem[] => [
    { reason: `${name} is ${show(value)}; expected ${expected}`, keys },
  ]
  if (check === 'boolean') return typeof value === 'boolean' ? [] : bad('true or false')
  if (check === 'colour') {
    return typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value) ? [] : bad('#rrggbb')
  }
  if ('optional' in check) {
    return value === undefined ? [] : problemsOf(value, check.optional, keys)
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
  return [
    ...Object.keys(group)
      .filter((key) => !Object.hasOwn(check.group, key))
      .map((key) => ({
        reason: `${[...keys, key].join('.')} means nothing here`,
        keys: [...keys, key],
      })),
    ...Object.entries(check.group).flatMap(([key, inner]) =>
      problemsOf(group[key], inner, [...keys, key]),
    ),
  ]
}

function show(value: unknown): string {
  return value === undefined ? 'missing' : JSON.stringify(value)
}

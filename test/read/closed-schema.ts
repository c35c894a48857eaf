/** Checks that a value is made of the model's nodes and nothing else. */
import type { Node } from '../../src/model/mdast.ts'

type Check = (value: unknown) => boolean

const text: Check = (value) => typeof value === 'string'
const flag: Check = (value) => typeof value === 'boolean'
const whole: Check = (value) => Number.isInteger(value)
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)
const inlines: Check = (value) => Array.isArray(value) && value.every((node) => isA(node, inline))
const blocks: Check = (value) => Array.isArray(value) && value.every((node) => isA(node, block))
const nodes =
  (...types: Node['type'][]): Check =>
  (value) =>
    Array.isArray(value) && value.every((node) => isA(node, new Set(types)))
const address: Check = (value) =>
  typeof value === 'string' && !/^\s*(?:javascript|data|vbscript|file):/i.test(value)

/** Every field of every node; a forgotten node does not compile. */
const fields: { [Type in Node['type']]: Record<string, Check> } = {
  text: { value: text },
  emphasis: { children: inlines },
  strong: { children: inlines },
  delete: { children: inlines },
  underline: { children: inlines },
  highlight: { children: inlines },
  subscript: { children: inlines },
  superscript: { children: inlines },
  keyboard: { children: inlines },
  inlineCode: { value: text },
  inlineMath: { value: text },
  break: {},
  link: { url: address, title: optional(text), sound: optional(text), children: inlines },
  cloze: { number: whole, hint: optional(inlines), children: inlines },
  picture: { medium: text, alt: text, title: optional(text) },
  footnoteReference: { identifier: text },
  paragraph: { children: inlines },
  heading: { depth: oneOf(1, 2, 3, 4, 5, 6), children: inlines },
  thematicBreak: {},
  blockquote: { children: blocks },
  list: { ordered: flag, start: whole, spread: flag, children: nodes('listItem') },
  listItem: { spread: flag, checked: oneOf(true, false, null), children: blocks },
  code: { lang: optional(text), meta: optional(text), value: text },
  math: { value: text },
  table: {
    align: (value) => Array.isArray(value) && value.every(oneOf('left', 'right', 'center', null)),
    children: nodes('tableRow'),
  },
  tableRow: { children: nodes('tableCell') },
  tableCell: { children: inlines },
  details: { summary: inlines, children: blocks },
  callout: { tone: oneOf('note', 'tip', 'important', 'warning', 'caution'), children: blocks },
  footnoteDefinition: { identifier: text, children: blocks },
}

const block = new Set<Node['type']>([
  'paragraph',
  'heading',
  'thematicBreak',
  'blockquote',
  'list',
  'code',
  'math',
  'table',
  'details',
  'callout',
])
const apart = new Set<Node['type']>(['listItem', 'tableRow', 'tableCell', 'footnoteDefinition'])
const inline = new Set(
  (Object.keys(fields) as Node['type'][]).filter((type) => !block.has(type) && !apart.has(type)),
)

function isA(node: unknown, types: ReadonlySet<Node['type']>): boolean {
  if (typeof node !== 'object' || node === null || !('type' in node)) return false
  const type = node.type as Node['type']
  if (!types.has(type)) return false
  const known = fields[type]
  const own = Object.entries(node).filter(([key]) => key !== 'type' && key !== 'position')
  return (
    own.every(([key]) => key in known) &&
    Object.entries(known).every(([key, check]) => check((node as Record<string, unknown>)[key]))
  )
}

/** Whether a value is a list of blocks of the model, to the last leaf. */
export function areBlocks(value: unknown): boolean {
  return blocks(value)
}

/** Whether a value is a list of inline nodes of the model, to the last leaf. */
export function areInlines(value: unknown): boolean {
  return inlines(value)
}

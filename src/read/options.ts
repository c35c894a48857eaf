/**
 * Finds the options of a choice among blocks: task lists, lists and lines
 * lettered A, B, C … in order, numbered lists, and plain bullets.
 *
 * Lettered lines may stand in one paragraph with the question and the answer,
 * in paragraphs of their own, or indented so far that they read as code.
 */
import type { List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { Position } from 'unist'
import type { Option } from './dialects/dialect.ts'
import { parseMarkdown } from './markdown/markdown.ts'
import { words } from './outline.ts'
import { titleOf } from './title.ts'
import { answerLead } from './wording.ts'

export type Group = {
  /** The blocks it takes up: from `from` to before `to`. */
  from: number
  to: number
  form: 'task' | 'letters' | 'numbers' | 'bullets'
  options: Option[]
  /** The letters they are labelled with, where they are: `ABCD`, `АБВГ`. */
  signs?: string
  /** What stands in its first block before the options, and in its last behind them. */
  before: RootContent[]
  after: RootContent[]
}

const most = 10

/** Letters that options are counted with, a script a row; homoglyphs of another row come after it. */
export const alphabets = [
  'ABCDEFGHIJ',
  'АБВГДЕЖЗИК',
  'АВСDЕFGH',
  'ΑΒΓΔΕΖΗΘ',
  'أبجدهوزح',
  'ابجدهوزح',
  'ابپتثجچح',
  'אבגדהוזח',
  'कखगघङचछज',
  'กขคงจฉชซ',
  '가나다라마바사아',
  'ㄱㄴㄷㄹㅁㅂㅅㅇ',
  'アイウエオカキク',
  '甲乙丙丁戊己庚辛',
  '①②③④⑤⑥⑦⑧',
] as const
const signs = [...new Set(alphabets.join(''))].join('')
const label = new RegExp(
  `^\\s*(?:[*_\`]*[([（]?([A-Za-z${signs}])[)\\].:：、．）][*_\`]*(?:\\s+|(?=[^\\s.,]))|([A-Z])\\s+[-–—]\\s+|([①-⑧])\\s*)`,
)

type Label = { sign: string; length: number }

/** The letter that a text begins with as a label, and the length of the label; in words, without marks. */
function labelOf(text: string): Label | undefined {
  const found = label.exec(text)
  const sign = found?.[1] ?? found?.[2] ?? found?.[3]
  return found && sign ? { sign: sign.toUpperCase(), length: found[0].length } : undefined
}

/** Whether a text is labelled with the letter of a place, in any script. */
function isAt(text: string, place: number): boolean {
  const sign = labelOf(text)?.sign
  return sign !== undefined && alphabets.some((alphabet) => alphabet[place] === sign)
}

/** The signs of labelled texts in Latin letters, for statements of an answer that name them. */
function signsOf(texts: readonly string[]): string {
  return texts.map((text) => labelOf(text)?.sign ?? '').join('')
}

/** A text with the labels of options, where they stand alone, as the Latin letters of their places. */
export function inLatin(text: string, { signs = '' }: Pick<Group, 'signs'>): string {
  if (/^[A-Z]*$/.test(signs)) return text
  const one = new RegExp(`(?<![\\p{L}\\p{M}])[${signs}](?![\\p{L}\\p{M}])`, 'gu')
  return text.replace(one, (sign) => String.fromCharCode(65 + signs.indexOf(sign)))
}

function isInOrder(texts: readonly string[]): boolean {
  return (
    texts.length >= 2 &&
    texts.length <= most &&
    alphabets.some((alphabet) =>
      texts.every((text, index) => labelOf(text)?.sign === alphabet[index]),
    )
  )
}

/** The first group of options at or behind an index; in order of how sure the form is. */
export function findOptions(
  blocks: readonly RootContent[],
  text: string,
  forms: readonly Group['form'][] = ['task', 'letters'],
): Group | undefined {
  for (const form of forms) {
    for (let index = 0; index < blocks.length; index++) {
      const found = groupAt(blocks, index, text, form)
      if (found) return found
    }
  }
  return undefined
}

function groupAt(
  blocks: readonly RootContent[],
  index: number,
  text: string,
  form: Group['form'],
): Group | undefined {
  const node = blocks[index]
  if (!node) return undefined
  if (node.type === 'list') {
    if (form === 'task') return tasksAt(blocks, index, text)
    if (form === 'letters') return isLettered(node) ? listGroup(node, index, form, text) : undefined
    const many = node.children.length >= 2 && node.children.length <= most
    const fits = node.ordered === (form === 'numbers') && many
    return fits ? listGroup(node, index, form, text) : undefined
  }
  if (form !== 'letters') return undefined
  if (node.type === 'paragraph')
    return linesAt(node, index, text) ?? paragraphsAt(blocks, index, text)
  return node.type === 'code' && !node.lang ? linesAt(node, index, text) : undefined
}

function firstWords(item: ListItem): string {
  const [first] = item.children
  return first?.type === 'paragraph' ? words(first) : ''
}

function isLettered(list: List): boolean {
  return isInOrder(filled(list.children).map(firstWords))
}

/** Without a mark at the end that nothing stands behind. */
function filled(items: readonly ListItem[]): ListItem[] {
  const end = items.findLastIndex((item) => item.children.length > 0)
  return items.slice(0, end + 1)
}

function listGroup(list: List, index: number, form: Group['form'], text: string): Group {
  return {
    from: index,
    to: index + 1,
    form,
    options: optionsOf(filled(list.children), text),
    ...(form === 'letters' && { signs: signsOf(filled(list.children).map(firstWords)) }),
    before: [],
    after: [],
  }
}

/** Task lists, and those that go on behind fences between their items. */
function tasksAt(blocks: readonly RootContent[], index: number, text: string): Group | undefined {
  const items: ListItem[] = []
  const between = new Map<ListItem, RootContent[]>()
  let to = index
  for (let at = index; at < blocks.length; at++) {
    const node = blocks[at]
    if (node?.type === 'list' && isTaskList(node)) {
      items.push(...node.children)
      to = at + 1
    } else {
      const last = items.at(-1)
      const next = blocks[at + 1]
      if (node?.type !== 'code' || !last || next?.type !== 'list' || !isTaskList(next)) break
      between.set(last, [node])
    }
  }
  const last = items.at(-1)
  const code = blocks[to]
  if (between.size > 0 && last && code?.type === 'code') {
    between.set(last, [code])
    to++
  }
  if (items.length < 2) return undefined
  const options = optionsOf(items, text).map((option, place) => {
    const item = items[place]
    return { ...option, body: [...option.body, ...((item && between.get(item)) ?? [])] }
  })
  return { from: index, to, form: 'task', options, before: [], after: [] }
}

/** Whether every item of a list has a box. */
export function isTaskList(list: List): boolean {
  return (
    list.children.length > 0 && list.children.every((item) => typeof item.checked === 'boolean')
  )
}

/** The options that the items of a list give, without their letters. */
export function optionsOf(items: readonly ListItem[], text: string): Option[] {
  const lettered = isInOrder(items.map(firstWords))
  return items.map((item): Option => {
    const [first, ...rest] = item.children
    const cut = lettered ? (labelOf(firstWords(item))?.length ?? 0) : 0
    const code = rest.findIndex((node) => node.type !== 'code')
    const more = code < 0 ? rest.length : code
    const body = first?.type === 'paragraph' && cut > 0 ? shortened(first, cut, text) : first
    return {
      right: item.checked === true,
      body: [...(body ? [body] : []), ...rest.slice(0, more)],
      why: rest.slice(more),
      ...(item.position && { position: item.position }),
    }
  })
}

function shortened(paragraph: Paragraph, cut: number, text: string): Paragraph {
  const { nodes } = titleOf(paragraph.children, paragraph.position, cut, text)
  return { ...paragraph, children: nodes as PhrasingContent[] }
}

type Line = { start: number; end: number; text: string }

/** The lines of a node's source; a `<br>` ends one too. */
function linesOf(node: RootContent, text: string): Line[] {
  const from = node.position?.start.offset
  const to = node.position?.end.offset
  if (from === undefined || to === undefined) return []
  const lines: Line[] = []
  const ending =
    /(?<![ \t])[ \t]*(?:<br\s*\/?>[ \t]*)?(?:\r\n|\n|\r)[ \t>]*|(?<![ \t])[ \t]*<br\s*\/?>[ \t]*|$/gi
  const source = text.slice(from, to)
  let start = 0
  for (const found of source.matchAll(ending)) {
    if (found.index >= start) {
      const raw = source.slice(start, found.index)
      lines.push({ start: from + start, end: from + found.index, text: raw })
    }
    start = found.index + found[0].length
  }
  return lines.filter((line) => line.text.trim() !== '')
}

/** Options that are lines of one block. */
function linesAt(node: RootContent, index: number, text: string): Group | undefined {
  const lines = linesOf(node, text)
  const second = lines.findLastIndex((line) => isAt(line.text, 1))
  const first = lines.findIndex((line, at) => at < second && isAt(line.text, 0))
  if (first < 0) return undefined
  const marks: number[] = []
  let end = lines.length
  for (let at = first; at < lines.length; at++) {
    if (isAt(lines[at]?.text ?? '', marks.length)) marks.push(at)
    else if (answerLead.test(lines[at]?.text ?? '')) {
      end = at
      break
    }
  }
  if (marks.length < 2 || marks.length > most) return undefined
  const options = marks.map((mark, place): Option => {
    const line = lines[mark]
    const last = lines[(marks[place + 1] ?? end) - 1]
    const cut = labelOf(line?.text ?? '')?.length ?? 0
    const start = line?.start ?? 0
    const position = {
      start: pointOf(node, start, text),
      end: pointOf(node, last?.end ?? start, text),
    }
    return {
      right: false,
      body: parsed(node, start + cut, last?.end ?? start, text),
      why: [],
      position,
    }
  })
  const at = (from: number, to: number): RootContent[] => {
    const [start, stop] = [lines[from]?.start, lines[to - 1]?.end]
    return from < to && start !== undefined && stop !== undefined
      ? parsed(node, start, stop, text)
      : []
  }
  return {
    from: index,
    to: index + 1,
    form: 'letters',
    options,
    signs: signsOf(marks.map((mark) => lines[mark]?.text ?? '')),
    before: at(0, first),
    after: at(end, lines.length),
  }
}

/** Options that are paragraphs of their own, with code under them or not. */
function paragraphsAt(
  blocks: readonly RootContent[],
  index: number,
  text: string,
): Group | undefined {
  const options: Option[] = []
  const texts: string[] = []
  let to = index
  for (let at = index; at < blocks.length; at++) {
    const node = blocks[at]
    const last = options.at(-1)
    if (node?.type === 'code' && last) {
      last.body.push(node)
      continue
    }
    if (node?.type !== 'paragraph' || !isAt(words(node), options.length)) break
    const found = labelOf(words(node)) as Label
    texts.push(words(node))
    const body = [shortened(node, found.length, text)]
    options.push({
      right: false,
      body,
      why: [],
      ...(node.position && { position: node.position }),
    })
    to = at + 1
  }
  if (options.length < 2 || options.length > most) return undefined
  const last = options.at(-1)
  if (last) last.body.splice(1)
  return { from: index, to, form: 'letters', options, signs: signsOf(texts), before: [], after: [] }
}

/** Parses a piece of a node's source; places count in the file. */
export function parsed(node: RootContent, start: number, end: number, text: string): RootContent[] {
  const { line } = pointOf(node, start, text)
  return parseMarkdown(text.slice(start, end), { offset: start, line }).blocks
}

/** Every group of one form, in order. */
export function groupsIn(
  blocks: readonly RootContent[],
  text: string,
  form: Group['form'],
): Group[] {
  const groups: Group[] = []
  for (let index = 0; index < blocks.length; index++) {
    const found = groupAt(blocks, index, text, form)
    if (!found) continue
    groups.push(found)
    index = found.to - 1
  }
  return groups
}

/** The place of an offset inside a node. */
function pointOf(node: RootContent, offset: number, text: string): Position['start'] {
  const start = node.position?.start ?? { line: 1, column: 1, offset: 0 }
  const before = text.slice(start.offset ?? 0, offset).split(/\r\n|\n|\r/)
  const lines = before.length - 1
  const column = (before.at(-1)?.length ?? 0) + (lines === 0 ? start.column : 1)
  return { line: start.line + lines, column, offset }
}

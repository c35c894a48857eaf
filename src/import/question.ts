/** A note of any deck as one question in canonical Markdown. */
import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { FoundNote } from '../anki/collection-read.ts'
import type { Difficulty, Kind } from '../model/bank.ts'
import { type Losses, readField } from './html.ts'
import { blocksText, lineText } from './markdown.ts'
import { rolesOf } from './roles.ts'

/** What a note says, in nodes; our own notes and those of others both become this. */
export type Said = {
  kind: Kind
  /** What is asked. */
  front: RootContent[]
  answer: RootContent[]
  /** Markdown of the words to type. */
  expected?: string
  /** Of a choice: options with their marks and reasons. */
  options?: { right: boolean; body: RootContent[]; why: RootContent[] }[]
  hint?: string
  difficulty?: Difficulty
  tags: string[]
  media: string[]
}

export type ImportedQuestion = {
  guid: string
  kind: Kind
  /** Plain words of the heading, for messages. */
  title: string
  /** Markdown from the heading on, without a line end behind it. */
  text: string
  deck: string[]
  tags: string[]
  media: string[]
  /** Our own code, where the note is one of ours. */
  code?: string
}

/** Longest title, as the reader warns of longer ones. */
const longestTitle = 300
/** Words taken from a front that cannot be a heading. */
const shortTitle = 80

/** Reads a note by the roles that its templates give its fields. */
export function saidBy(note: FoundNote, losses: Losses): Said {
  const roles = rolesOf(note.type, note.ordinals)
  const media: string[] = []
  const read = (index: number): RootContent[] => {
    const field = readField(note.fields[index] ?? '', losses)
    media.push(...field.media)
    return field.nodes
  }
  const filled = roles.back.filter((index) => read(index).length > 0)
  media.length = 0
  const labelled = filled.length > 1
  const answer = filled.flatMap((index): RootContent[] => {
    const nodes = read(index)
    return labelled ? [strong(note.type.fields[index] ?? ''), ...nodes] : nodes
  })
  const front = roles.front.flatMap(read)
  const typed = roles.typed === undefined ? undefined : read(roles.typed)
  const expected = typed && plainOf(typed)
  return {
    kind: roles.kind,
    front,
    answer,
    ...(expected !== undefined && expected !== '' && { expected }),
    tags: note.tags,
    media,
  }
}

function strong(words: string): Paragraph {
  return {
    type: 'paragraph',
    children: [{ type: 'strong', children: [{ type: 'text', value: words }] }],
  }
}

/** The question's Markdown. `level` is the depth of its heading, 1 to 6. */
export function questionText(
  said: Said,
  level: number,
  fallback: string,
): { title: string; text: string } {
  const gaps = said.kind === 'cloze'
  const { title, prompt } = headed(said.front, fallback)
  const options = (said.options ?? []).map(optionText)
  const below = [
    blocksText(lowered(prompt, level), gaps),
    options.join(said.options?.some(({ why }) => why.length > 0) ? '\n\n' : '\n'),
  ].filter((part) => part !== '')
  const answer = [said.expected ?? '', blocksText(lowered(said.answer, level), gaps)].filter(
    (part) => part !== '',
  )
  const text = [
    `${'#'.repeat(level)} ${lineText(title, gaps)}`.trim() + directive(said),
    ...below,
    ...(below.length > 0 && answer.length > 0 ? ['---'] : []),
    ...answer,
  ].join('\n\n')
  return { title: words(title), text }
}

/** The first line of what is asked is the heading; where it cannot be one, its first words are. */
function headed(
  front: readonly RootContent[],
  fallback: string,
): { title: PhrasingContent[]; prompt: RootContent[] } {
  const [first, ...rest] = front
  if (first?.type === 'paragraph' || first?.type === 'heading') {
    const at = first.children.findIndex(({ type }) => type === 'break')
    const line = at < 0 ? first.children : first.children.slice(0, at)
    const after = at < 0 ? [] : first.children.slice(at + 1)
    const fits = words(line).trim() !== '' && words(line).length <= longestTitle
    if (fits && !line.some(({ type }) => type === 'image')) {
      const more: RootContent[] = after.length > 0 ? [{ type: 'paragraph', children: after }] : []
      return { title: line, prompt: [...more, ...rest] }
    }
  }
  const all = plainOf(front)
    .replace(/\s+/g, ' ')
    .replace(/\{\{c\d+::|\}\}/g, '')
  const short = all.length > shortTitle ? `${cut(all)} …` : all
  return { title: [{ type: 'text', value: short || fallback }], prompt: [...front] }
}

/** At a space where there is one, never within a character. */
function cut(text: string): string {
  const part = [...text].slice(0, shortTitle).join('')
  const space = part.lastIndexOf(' ')
  return space > shortTitle / 2 ? part.slice(0, space) : part
}

/** Headings inside a question stand below its own. */
function lowered(nodes: readonly RootContent[], level: number): RootContent[] {
  return nodes.map((node) => {
    if (node.type !== 'heading') return node
    const depth = Math.min(6, level + node.depth)
    // No heading is left below the sixth.
    if (level >= 6)
      return { type: 'paragraph', children: [{ type: 'strong', children: node.children }] }
    return { ...node, depth: depth as 1 | 2 | 3 | 4 | 5 | 6 }
  })
}

function optionText({ right, body, why }: NonNullable<Said['options']>[number]): string {
  const parts = [blocksText(body, false), blocksText(why, false)].filter((part) => part !== '')
  const [line = '', ...more] = parts.join('\n\n').split('\n')
  return [
    `- [${right ? 'x' : ' '}] ${line}`,
    ...more.map((row) => (row === '' ? '' : `  ${row}`)),
  ].join('\n')
}

/** The comment under the heading, with a line end before it; empty where there is nothing to state. */
export function directive({
  kind,
  tags,
  difficulty,
  hint,
}: Pick<Said, 'kind' | 'tags' | 'difficulty' | 'hint'>): string {
  const stated = [
    ...(kind === 'reversed' || kind === 'typed' ? [`kind: ${kind}`] : []),
    ...(tags.length > 0 ? [`tags: [${tags.map(value).join(', ')}]`] : []),
    ...(difficulty ? [`difficulty: ${difficulty}`] : []),
    ...(hint ? [`hint: ${quoted(hint)}`] : []),
  ]
  return stated.length > 0 ? `\n<!-- ${stated.join(', ')} -->` : ''
}

function value(text: string): string {
  return /^[\p{L}\p{N}][\p{L}\p{N}_./-]*$/u.test(text) && !text.includes('--') ? text : quoted(text)
}

/** A YAML string that cannot end the comment. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\s+/g, ' ')).replaceAll('--', '-\\u002d')
}

/** The words of nodes, without marks. */
export function plainOf(nodes: readonly RootContent[]): string {
  return nodes.map((node) => words([node as PhrasingContent])).join('\n')
}

function words(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'html') return ''
      if (node.type === 'break') return ' '
      if ('value' in node) return node.value
      if (node.type === 'image') return node.alt ?? ''
      return 'children' in node ? words(node.children as PhrasingContent[]) : ''
    })
    .join('')
}

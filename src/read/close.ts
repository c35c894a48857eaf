/**
 * Closes a tree: mdast as parsed becomes the model's nodes.
 *
 * References are resolved, raw HTML becomes nodes by an explicit list, pictures
 * become keys of media, and what is not kept is said. Positions count from the
 * question's heading. A pure function of the nodes and of what is looked up.
 */
import type { Definition, FootnoteDefinition as RawFootnote, RootContent } from 'mdast'
import type { Position } from 'unist'
import type { Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Place } from '../model/bank.ts'
import type {
  Align,
  Block,
  FootnoteDefinition,
  Inline,
  ListItem,
  TableRow,
  Tone,
} from '../model/mdast.ts'
import { openHtml } from './html.ts'
import { micromarkLabel } from './markdown/markdown.ts'
import type { RawClozeHint } from './markdown/nodes.ts'
import { isLinkable } from './url.ts'

/** What an address of a picture led to. */
export type Found =
  | { medium: string }
  | { refused: 'missing' | 'outside' | 'remote' | 'unreadable' }

export type Surroundings = {
  path: string
  definitions: ReadonlyMap<string, Definition>
  footnotes: ReadonlyMap<string, RawFootnote>
  /** By address as written; every picture was looked up before. */
  pictures: ReadonlyMap<string, Found>
  messages: Messages
}

const deepest = 32
const callout = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/i
const controls = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Turns nodes of one owner (a question, a section) into the model's. */
export class Closer {
  readonly media: string[] = []
  readonly around: Surroundings
  private readonly line: number
  private readonly footnoteLabels: string[] = []
  private depth = 0

  /** `line`: where the owner's heading stands in the file. */
  constructor(around: Surroundings, line: number) {
    this.around = around
    this.line = line
  }

  inlines(nodes: readonly RootContent[]): Inline[] {
    if (nodes.some((node) => node.type === 'html')) return openHtml(nodes, this, 'inline')
    return joined(nodes.flatMap((node) => this.inline(node)))
  }

  blocks(nodes: readonly RootContent[]): Block[] {
    if (nodes.some((node) => node.type === 'html')) return openHtml(nodes, this, 'block')
    return nodes.flatMap((node) => this.block(node))
  }

  /** The footnotes that the nodes closed so far refer to, in order of first reference. */
  footnotes(): FootnoteDefinition[] {
    const notes: FootnoteDefinition[] = []
    // Footnotes may refer to further footnotes, so the list grows while it is read.
    for (let index = 0; index < this.footnoteLabels.length; index++) {
      const label = this.footnoteLabels[index] ?? ''
      const raw = this.around.footnotes.get(label)
      if (!raw) continue
      notes.push({
        type: 'footnoteDefinition',
        identifier: label.toLowerCase(),
        children: this.blocks(raw.children),
        ...this.at(raw.position),
      })
    }
    return notes
  }

  say(rule: RuleId, reason: string, position: Position | undefined, actual?: string): void {
    this.around.messages.add(
      rule,
      reason,
      this.place(position),
      actual === undefined ? {} : { actual },
    )
  }

  place(position: Position | undefined): Place {
    const { path } = this.around
    if (!position) return { path, line: this.line, column: 1 }
    const { start, end } = position
    return {
      path,
      line: start.line,
      column: start.column,
      end: { line: end.line, column: end.column },
    }
  }

  at(position: Position | undefined): { position?: Position } {
    if (!position) return {}
    const { start, end } = position
    return {
      position: {
        start: { line: start.line - this.line + 1, column: start.column },
        end: { line: end.line - this.line + 1, column: end.column },
      },
    }
  }

  /** A picture, or what visibly stands in its place. */
  picture(
    url: string,
    alt: string,
    title: string | undefined,
    position: Position | undefined,
  ): Inline {
    const found = this.around.pictures.get(url)
    if (found && 'medium' in found) {
      if (!this.media.includes(found.medium)) this.media.push(found.medium)
      return {
        type: 'picture',
        medium: found.medium,
        alt: clean(alt),
        ...(title && { title: clean(title) }),
        ...this.at(position),
      }
    }
    const words = clean(alt) || url
    if (found?.refused === 'remote' && isLinkable(url)) {
      return { type: 'link', url, children: [{ type: 'text', value: `[picture: ${words}]` }] }
    }
    return { type: 'emphasis', children: [{ type: 'text', value: `[picture missing: ${words}]` }] }
  }

  /** A link, or its words where it leads nowhere we follow. */
  link(
    url: string,
    title: string | undefined,
    children: Inline[],
    position: Position | undefined,
  ): Inline[] {
    if (!isLinkable(url)) {
      this.say('link-dropped', `The link to ${shortened(url)} was dropped.`, position, url)
      return children
    }
    return [{ type: 'link', url, ...(title && { title: clean(title) }), children }]
  }

  private inline(node: RootContent): Inline[] {
    switch (node.type) {
      case 'text':
        return [{ type: 'text', value: clean(node.value) }]
      case 'emphasis':
      case 'strong':
      case 'delete':
        return [{ type: node.type, children: this.inlines(node.children) }]
      case 'inlineCode':
      case 'inlineMath':
        return [{ type: node.type, value: clean(node.value), ...this.at(node.position) }]
      case 'break':
        return [{ type: 'break' }]
      case 'link':
        return this.link(
          node.url,
          node.title ?? undefined,
          this.inlines(node.children),
          node.position,
        )
      case 'linkReference': {
        const definition = this.around.definitions.get(micromarkLabel(node))
        const children = this.inlines(node.children)
        if (!definition) return children
        return this.link(definition.url, definition.title ?? undefined, children, node.position)
      }
      case 'image':
        return [this.picture(node.url, node.alt ?? '', node.title ?? undefined, node.position)]
      case 'imageReference': {
        const definition = this.around.definitions.get(micromarkLabel(node))
        if (!definition) return [{ type: 'text', value: clean(node.alt ?? '') }]
        return [
          this.picture(
            definition.url,
            node.alt ?? '',
            definition.title ?? undefined,
            node.position,
          ),
        ]
      }
      case 'footnoteReference':
        return this.footnote(micromarkLabel(node), node.position)
      case 'cloze':
        return this.cloze(node)
      default:
        return this.blocks([node]).flatMap(flattened)
    }
  }

  private footnote(label: string, position: Position | undefined): Inline[] {
    if (!this.around.footnotes.has(label)) {
      this.say(
        'footnote-missing',
        `The footnote "${label.toLowerCase()}" is not defined.`,
        position,
      )
      return []
    }
    if (!this.footnoteLabels.includes(label)) this.footnoteLabels.push(label)
    return [{ type: 'footnoteReference', identifier: label.toLowerCase() }]
  }

  private cloze(node: Extract<RootContent, { type: 'cloze' }>): Inline[] {
    const hint = node.children.find((child): child is RawClozeHint => child.type === 'clozeHint')
    const children = this.inlines(node.children.filter((child) => child !== hint))
    if (node.number < 1 || node.number > 499) {
      this.say('cloze-number', `A gap cannot have the number ${node.number}.`, node.position)
      return children
    }
    return [
      {
        type: 'cloze',
        number: node.number,
        children,
        ...(hint && { hint: this.inlines(hint.children) }),
        ...this.at(node.position),
      },
    ]
  }

  private block(node: RootContent): Block[] {
    const at = this.at(node.position)
    switch (node.type) {
      case 'paragraph': {
        const children = this.inlines(node.children)
        return children.length > 0 ? [{ type: 'paragraph', children, ...at }] : []
      }
      case 'heading':
        return [
          { type: 'heading', depth: node.depth, children: this.inlines(node.children), ...at },
        ]
      case 'thematicBreak':
        return [{ type: 'thematicBreak', ...at }]
      case 'code':
        return [
          {
            type: 'code',
            ...(node.lang && { lang: clean(node.lang) }),
            ...(node.meta && { meta: clean(node.meta) }),
            value: clean(node.value),
            ...at,
          },
        ]
      case 'math':
        return [{ type: 'math', value: clean(node.value), ...at }]
      case 'blockquote':
        return this.deeper(node.position, () => this.quote(node))
      case 'list':
        return this.deeper(node.position, () => [
          {
            type: 'list',
            ordered: node.ordered ?? false,
            start: node.start ?? 1,
            spread: node.spread ?? false,
            children: node.children.map(
              (item): ListItem => ({
                type: 'listItem',
                spread: item.spread ?? false,
                checked: item.checked ?? null,
                children: this.blocks(item.children),
                ...this.at(item.position),
              }),
            ),
            ...at,
          },
        ])
      case 'table':
        return [this.table(node)]
      case 'definition':
      case 'footnoteDefinition':
      case 'yaml':
        return []
      default: {
        const children = this.inlines([node])
        return children.length > 0 ? [{ type: 'paragraph', children, ...at }] : []
      }
    }
  }

  private deeper<Result>(position: Position | undefined, close: () => Result[]): Result[] {
    if (this.depth >= deepest) {
      this.say('nesting-too-deep', 'The text is nested more than 32 levels deep here.', position)
      return []
    }
    this.depth++
    const result = close()
    this.depth--
    return result
  }

  private quote(node: Extract<RootContent, { type: 'blockquote' }>): Block[] {
    const at = this.at(node.position)
    const [first, ...rest] = node.children
    const opening = first?.type === 'paragraph' ? first.children[0] : undefined
    const match = opening?.type === 'text' ? callout.exec(opening.value) : null
    if (!match || first?.type !== 'paragraph' || opening?.type !== 'text') {
      return [{ type: 'blockquote', children: this.blocks(node.children), ...at }]
    }
    const text = { ...opening, value: opening.value.slice(match[0].length) }
    const words = [...(text.value ? [text] : []), ...first.children.slice(1)]
    if (words[0]?.type === 'break') words.shift()
    return [
      {
        type: 'callout',
        tone: match[1]?.toLowerCase() as Tone,
        children: this.blocks([...(words.length ? [{ ...first, children: words }] : []), ...rest]),
        ...at,
      },
    ]
  }

  private table(node: Extract<RootContent, { type: 'table' }>): Block {
    const align: Align[] = node.align?.length
      ? [...node.align]
      : (node.children[0]?.children.map(() => null) ?? [])
    return {
      type: 'table',
      align,
      children: node.children.map(
        (row): TableRow => ({
          type: 'tableRow',
          children: align.map((_, column) => ({
            type: 'tableCell',
            children: this.inlines(row.children[column]?.children ?? []),
          })),
        }),
      ),
      ...this.at(node.position),
    }
  }
}

/** Text as every output takes it: no controls, NFC, well formed. */
export function clean(value: string): string {
  return value.replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC')
}

/** Neighbouring texts as one. */
export function joined(nodes: Inline[]): Inline[] {
  const result: Inline[] = []
  for (const node of nodes) {
    const last = result.at(-1)
    if (node.type === 'text' && last?.type === 'text') {
      result[result.length - 1] = { type: 'text', value: last.value + node.value }
    } else if (node.type !== 'text' || node.value !== '') {
      result.push(node)
    }
  }
  return result
}

/** A block where only a line has room: its words, with its inline formatting. */
export function flattened(block: Block): Inline[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return block.children
    case 'code':
      return [{ type: 'inlineCode', value: block.value.replace(/\n/g, ' ') }]
    case 'math':
      return [{ type: 'inlineMath', value: block.value }]
    case 'thematicBreak':
      return []
    case 'details':
      return spaced([block.summary, ...block.children.map(flattened)])
    case 'list':
      return spaced(block.children.map((item) => spaced(item.children.map(flattened))))
    case 'table':
      return spaced(block.children.map((row) => spaced(row.children.map((cell) => cell.children))))
    default:
      return spaced(block.children.map(flattened))
  }
}

function spaced(parts: Inline[][]): Inline[] {
  const filled = parts.filter((part) => part.length > 0)
  return filled.flatMap((part, index): Inline[] =>
    index === 0 ? part : [{ type: 'text', value: ' ' }, ...part],
  )
}

function shortened(url: string): string {
  return url.length > 60 ? `${url.slice(0, 57)}...` : url
}

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
import type { Block, FootnoteDefinition, Inline } from '../model/mdast.ts'
import type { Closing } from './closing.ts'
import { closeNode } from './handlers.ts'
import { openHtml } from './html.ts'
import { clean, flattened, joined } from './inline.ts'
import { isLinkable } from './url.ts'

/** What an address of a picture led to. */
export type Found =
  | { medium: string }
  /** Of a link: to a recording of the bank. */
  | { sound: string }
  | { refused: 'missing' | 'outside' | 'remote' | 'unreadable' }

export type Surroundings = {
  path: string
  definitions: ReadonlyMap<string, Definition>
  footnotes: ReadonlyMap<string, RawFootnote>
  /** By address as written; every picture was looked up before. */
  pictures: ReadonlyMap<string, Found>
  messages: Messages
  /** What references of the file may still repeat of its definitions. */
  repeats?: Repeats
}

/** `left` in characters; below 0 once it was said that there are too many. */
export type Repeats = { left: number }

/** A few bytes that refer to a long address could ask for gigabytes of it. */
const leastRepeats = 1 << 20

/** What references may repeat in a file of so many characters. */
export function repeatsFor(length: number): Repeats {
  return { left: Math.max(leastRepeats, length) }
}

const deepest = 32

/** Turns nodes of one owner (a question, a section) into the model's. */
export class Closer implements Closing {
  readonly media: string[] = []
  readonly around: Surroundings
  private readonly line: number
  private readonly footnoteLabels: string[] = []
  private readonly repeats: Repeats
  private depth = 0

  /** `line`: where the owner's heading stands in the file. */
  constructor(around: Surroundings, line: number) {
    this.around = around
    this.line = line
    this.repeats = around.repeats ?? repeatsFor(0)
  }

  inlines(nodes: readonly RootContent[]): Inline[] {
    if (nodes.some((node) => node.type === 'html')) return openHtml(nodes, this, 'inline')
    return joined(
      nodes.flatMap((node) => {
        const closed = closeNode(node, this)
        return 'inlines' in closed ? closed.inlines : closed.blocks.flatMap(flattened)
      }),
    )
  }

  blocks(nodes: readonly RootContent[]): Block[] {
    if (nodes.some((node) => node.type === 'html')) return openHtml(nodes, this, 'block')
    return nodes.flatMap((node): Block[] => {
      const closed = closeNode(node, this)
      if ('blocks' in closed) return closed.blocks
      const children = joined(closed.inlines)
      return children.length > 0 ? [{ type: 'paragraph', children, ...this.at(node.position) }] : []
    })
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
    title: string | null | undefined,
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
    if (found && 'refused' in found && found.refused === 'remote' && isLinkable(url)) {
      return { type: 'link', url, children: [{ type: 'text', value: `[picture: ${words}]` }] }
    }
    return { type: 'emphasis', children: [{ type: 'text', value: `[picture missing: ${words}]` }] }
  }

  /** A link, or its words where it leads nowhere we follow. */
  link(
    url: string,
    title: string | null | undefined,
    children: Inline[],
    position: Position | undefined,
  ): Inline[] {
    if (!isLinkable(url)) {
      this.say('link-dropped', `The link to ${shortened(url)} was dropped.`, position, url)
      return children
    }
    const found = this.around.pictures.get(url)
    const sound = found && 'sound' in found ? { sound: found.sound } : {}
    return [{ type: 'link', url, ...(title && { title: clean(title) }), ...sound, children }]
  }

  defined(label: string, position: Position | undefined): Definition | undefined {
    const definition = this.around.definitions.get(label)
    if (!definition || this.repeats.left < 0) return undefined
    this.repeats.left -= definition.url.length + (definition.title?.length ?? 0)
    if (this.repeats.left >= 0) return definition
    const reason = `From here on references are without their links: too often they repeat what "${shortened(definition.identifier)}" and others define.`
    this.say('references-cut', reason, position)
    return undefined
  }

  footnote(label: string, position: Position | undefined): Inline[] {
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

  deeper<Result>(position: Position | undefined, close: () => Result[]): Result[] {
    if (this.depth >= deepest) {
      this.say('nesting-too-deep', 'The text is nested more than 32 levels deep here.', position)
      return []
    }
    this.depth++
    const result = close()
    this.depth--
    return result
  }
}

function shortened(url: string): string {
  return url.length > 60 ? `${url.slice(0, 57)}...` : url
}

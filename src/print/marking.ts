/** Which marked content of a page each op stands in, while the page is painted. */
import type { Content } from './content.ts'
import type { BeginOp, LinkOp, Op, Page, Role } from './display.ts'
import type { Structure } from './structure.ts'
import { artifact, below, type Tag } from './tags.ts'

/** Boxes that are no content; all others without a tag are paragraphs of their own. */
const silent: ReadonlySet<Role> = new Set(['artifact', 'rule'])

const artifactMark = '/Artifact BMC\n'
const pagination = '/Artifact <</Type /Pagination>> BDC\n'

/** Names of marked content say little, the tree says it all; one name for every element is enough. */
const opening = (mcid: number): string => {
  openings[mcid] ??= `/Span <</MCID ${mcid}>> BDC\n`
  return openings[mcid]
}

/** By number: pages have them from 0 on. */
const openings: string[] = []

export class Marking {
  readonly #content: Content
  readonly #structure: Structure
  readonly #page: number
  #box: Tag = artifact
  #role: Role | undefined
  #now: Tag | undefined
  /** Words painted since each link began, by the link's element. */
  readonly #words = new Map<Tag, string>()
  readonly #links = new Map<LinkOp, Tag>()

  /** `page` is the object of the page. */
  constructor(content: Content, structure: Structure, page: number) {
    this.#content = content
    this.#structure = structure
    this.#page = page
  }

  open({ tag, role }: Pick<BeginOp, 'tag' | 'role'>): void {
    this.#role = role
    this.#box = tag ?? (silent.has(role) ? artifact : below(undefined, 'P'))
  }

  close(): void {
    this.#role = undefined
    this.#box = artifact
  }

  /** Enters the element of an op that is about to be painted. */
  of(op: Op, page: Page): void {
    // Links and places draw nothing; a rule within a paragraph is part of it.
    if (op.op === 'link' || op.op === 'destination') return
    const tag = ('tag' in op ? op.tag : undefined) ?? this.#box
    if (op.op === 'glyphs' && tag.type === 'Link') {
      this.#say(tag, (op.actual ?? op.run.text) + (op.space === undefined ? '' : ' '))
    }
    if ((op.op === 'image' || op.op === 'shapes') && tag.alt !== undefined) {
      const bottom = page.height - op.y - op.height
      const edges = [op.x, bottom, op.x + op.width, bottom + op.height]
      this.#structure.place(tag, edges.map(tenth) as [number, number, number, number])
    }
    this.#enter(tag)
  }

  /** The same for words; `own` is their element where that is not their box's, `link` what they are of a link. */
  ofWords(own: Tag | undefined, link: string | undefined): void {
    const tag = own ?? this.#box
    if (link !== undefined) this.#say(tag, link)
    this.#enter(tag)
  }

  #say(link: Tag, text: string): void {
    this.#words.set(link, (this.#words.get(link) ?? '') + text)
  }

  #enter(tag: Tag): void {
    if (tag === this.#now) return
    this.#now = tag
    if (tag === artifact || tag.type === 'Artifact') {
      // Heads, folios and margin codes are boxes; grounds and rules are none.
      this.#content.mark(this.#role === 'artifact' ? pagination : artifactMark)
    } else this.#content.mark(opening(this.#structure.mark(tag, this.#page)))
  }

  /** The element of a link: its own, or one below the box it lies in. */
  linkOf(op: LinkOp): Tag {
    if (op.tag) return op.tag
    const known = this.#links.get(op)
    if (known) return known
    const tag = below(this.#box.type === 'Artifact' ? undefined : this.#box, 'Link')
    this.#links.set(op, tag)
    return tag
  }

  /** What a link's annotation says of itself. */
  words(op: LinkOp): string {
    const said = op.tag && this.#words.get(op.tag)
    return said?.trim() || op.url || op.to || 'link'
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10

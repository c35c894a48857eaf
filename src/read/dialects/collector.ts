/** Collects the parts of a file in reading order, for dialects whose items are no headings. */
import type { RootContent } from 'mdast'
import { type Entry, says } from '../outline.ts'
import type { Item, Part } from './dialect.ts'
import { furniture, sectionAt } from './headings.ts'

export class Collector {
  readonly parts: Part[] = []
  private item: Item | undefined
  private text: Extract<Part, { type: 'text' }> | undefined
  private skipped: Extract<Part, { type: 'skipped' }> | undefined

  get inItem(): boolean {
    return this.item !== undefined
  }

  /** Opens a section; one that only closes the file, or lists its contents, is skipped. */
  section(entry: Entry): void {
    this.item = undefined
    this.text = undefined
    const left = furniture(entry)
    this.skipped = left && {
      type: 'skipped',
      nodes: [entry.node],
      rule: left.rule ?? 'item-skipped',
      reason: left.reason,
    }
    this.parts.push(this.skipped ?? sectionAt(entry))
  }

  /** Begins an item; what is added next is its body. */
  start(item: Item): void {
    this.item = item
    this.skipped = undefined
    this.text = undefined
    this.parts.push(item)
  }

  /** Gives a block to what is open: an item, a skipped section, or the text of a section. */
  add(block: RootContent): void {
    if (this.item) this.item.body.push(block)
    else if (this.skipped) this.skipped.nodes.push(block)
    else if (this.text) this.text.blocks.push(block)
    else if (says(block)) {
      this.text = { type: 'text', blocks: [block] }
      this.parts.push(this.text)
    }
  }
}

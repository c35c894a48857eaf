/** What the closing of one kind of node asks of the closing of a whole tree. */
import type { RootContent } from 'mdast'
import type { Position } from 'unist'
import type { RuleId } from '../messages/rules.ts'
import type { Block, Inline } from '../model/mdast.ts'

export interface Closing {
  inlines(nodes: readonly RootContent[]): Inline[]
  blocks(nodes: readonly RootContent[]): Block[]
  /** A link, or its words where it leads nowhere we follow. */
  link(
    url: string,
    title: string | null | undefined,
    children: Inline[],
    position: Position | undefined,
  ): Inline[]
  /** A picture, or what visibly stands in its place. */
  picture(
    url: string,
    alt: string,
    title: string | null | undefined,
    position: Position | undefined,
  ): Inline
  /** Where a definition of the file leads; nowhere, with a message, once references repeat too much. */
  defined(
    label: string,
    position: Position | undefined,
  ): { url: string; title?: string | null | undefined } | undefined
  /** A mark that points at a footnote; nothing, with a message, where it is not defined. */
  footnote(label: string, position: Position | undefined): Inline[]
  /** What `close` gives, or nothing, with a message, below the deepest level we keep. */
  deeper<Result>(position: Position | undefined, close: () => Result[]): Result[]
  say(rule: RuleId, reason: string, position: Position | undefined, actual?: string): void
  /** A position as the model has it: lines count from the owner's heading. */
  at(position: Position | undefined): { position?: Position }
}

/** Registers our node types with mdast, as they stand between parsing and closing. */
import type { Node } from 'unist'

/** A gap as parsed: its hint, if any, is its last child. */
export interface RawCloze extends Node {
  type: 'cloze'
  number: number
  children: (import('mdast').PhrasingContent | RawClozeHint)[]
}

export interface RawClozeHint extends Node {
  type: 'clozeHint'
  children: import('mdast').PhrasingContent[]
}

/** What an author marked, `==text==` or as a dialect does: a gap whose number is not written. */
export interface RawMark extends Node {
  type: 'mark'
  children: import('mdast').PhrasingContent[]
}

declare module 'mdast' {
  interface PhrasingContentMap {
    cloze: RawCloze
    clozeHint: RawClozeHint
    mark: RawMark
  }
  interface RootContentMap {
    cloze: RawCloze
    clozeHint: RawClozeHint
    mark: RawMark
  }
}

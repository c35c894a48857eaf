/**
 * What a page has to show of some nodes: stretches of words that stand together
 * on it, however they are broken into lines. Formulas and pictures, which are
 * drawn, and numbers of notes, which pages add, part them.
 */
import { type Handlers, handle, type Inline, type Node } from '../model/mdast.ts'

export type Segment = {
  kind: 'words' | 'code' | 'formula' | 'picture'
  text: string
}

type State = { segments: Segment[]; words: string; addresses: string[]; gaps: boolean }

/** `gaps`: the gaps are blanks, which show their hints too. */
export function segmentsOf(
  nodes: readonly Node[],
  gaps = false,
): { segments: Segment[]; addresses: string[] } {
  const state: State = { segments: [], words: '', addresses: [], gaps }
  all(nodes, state)
  end(state)
  return { segments: state.segments, addresses: state.addresses }
}

/** Letters and digits alone, without their accents: what no typesetting changes. */
export function lettersOf(text: string): string {
  return text.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Every character but white space, and but the mark of a broken line. */
export function charactersOf(text: string): string {
  return text.normalize('NFKD').replace(/[\s\p{Cc}\u00ad\u21a9\ufeff]+/gu, '')
}

/** Ends a stretch of words. */
function end(state: State): void {
  if (lettersOf(state.words) !== '') state.segments.push({ kind: 'words', text: state.words })
  state.words = ''
}

function add(state: State, kind: Segment['kind'], text: string): void {
  end(state)
  state.segments.push({ kind, text })
}

function all(nodes: readonly Node[], state: State): void {
  for (const node of nodes) handle(handlers, node, state)
}

function inside({ children }: { children: readonly Node[] }, state: State): void {
  all(children, state)
}

function apart(nodes: readonly Node[], state: State): void {
  end(state)
  all(nodes, state)
  end(state)
}

function block({ children }: { children: readonly Node[] }, state: State): void {
  apart(children, state)
}

const handlers: Handlers<State, void> = {
  text(node, state) {
    state.words += node.value
  },
  emphasis: inside,
  strong: inside,
  delete: inside,
  underline: inside,
  highlight: inside,
  subscript: inside,
  superscript: inside,
  keyboard: inside,
  inlineCode(node, state) {
    state.words += node.value
  },
  inlineMath: ({ value }, state) => add(state, 'formula', value),
  math: ({ value }, state) => add(state, 'formula', value),
  break(_, state) {
    state.words += ' '
  },
  link({ url, children }, state) {
    all(children, state)
    if (!/^(?:https?:|mailto:)/i.test(url)) return
    state.addresses.push(url)
    // The number of its note may follow.
    end(state)
  },
  cloze({ children, hint }, state) {
    apart(children, state)
    if (state.gaps) apart((hint ?? []) as readonly Inline[], state)
  },
  picture: ({ alt, title }, state) => add(state, 'picture', alt || title || 'picture'),
  footnoteReference: (_, state) => end(state),
  paragraph: block,
  heading: block,
  thematicBreak: (_, state) => end(state),
  blockquote: block,
  list: block,
  listItem: block,
  code: ({ value }, state) => {
    end(state)
    // Lines of long blocks stand on several pages, each whole.
    for (const line of value.split(/\r\n|\r|\n/)) {
      if (charactersOf(line) !== '') state.segments.push({ kind: 'code', text: line })
    }
  },
  table: block,
  tableRow: block,
  tableCell: block,
  details({ summary, children }, state) {
    apart(summary, state)
    apart(children, state)
  },
  callout: block,
  footnoteDefinition: block,
}

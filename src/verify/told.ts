/**
 * What some nodes of the model, or some HTML, tell a reader: words in order,
 * and beside them code, pictures and addresses. Both sides of a comparison come
 * to this one form, by ways that share nothing with the writers.
 */
import {
  type Block,
  type FootnoteDefinition,
  type Handlers,
  handle,
  type Inline,
  type Node,
  visit,
} from '../model/mdast.ts'

export type Told = {
  /** With formulas, gaps, pictures and marks of lists in their places; white space counts once. */
  words: string
  /** Code blocks, byte for byte. */
  code: string[]
  /** Names of the media shown or played. */
  media: string[]
  /** Where links lead, absolute ones only. */
  addresses: string[]
}

/** How the words around the nodes are told. */
export type Telling = {
  footnotes: readonly FootnoteDefinition[]
  /** The name under which a picture or recording ships; undefined where it does not. */
  file: (key: string) => string | undefined
  /** Whether clozes are gaps. */
  gaps?: boolean
}

type State = Telling & Omit<Told, 'words'> & { depth: number }

/** Anki nests gaps ten deep and counts them to 500. */
const deepest = 10
const highest = 500

/** Stands between blocks; white space in the end. */
const apart = '\n'

/** Marks in the words for what is no word. */
export const rule = '\u2e3b'
export const formulaOf = (tex: string): string => `\\(${bareTex(tex)}\\)`
export const pictureOf = (file: string, alt: string): string => `[${file}: ${alt}]`

/** What nodes tell, with the footnotes they refer to below. */
export function toldByNodes(nodes: readonly Node[], telling: Telling): Told {
  const state: State = { ...telling, code: [], media: [], addresses: [], depth: 0 }
  let words = all(nodes, state)
  for (const note of footnotesOf(nodes, telling.footnotes)) words += apart + all([note], state)
  const { code, media, addresses } = state
  return { words: tidied(words), code, media, addresses }
}

/** Puts what was told one after the other. */
export function joined(...parts: readonly Told[]): Told {
  return {
    words: tidied(parts.map(({ words }) => words).join(apart)),
    code: parts.flatMap(({ code }) => code),
    media: parts.flatMap(({ media }) => media),
    addresses: parts.flatMap(({ addresses }) => addresses),
  }
}

/** Bare words. */
export function toldByText(text: string): Told {
  return { words: tidied(text), code: [], media: [], addresses: [] }
}

const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g

/** Characters that no output can hold, taken out or replaced. */
export function storable(text: string): string {
  return text.replace(controls, '').replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Words as they are compared: in one normal form, white space once. */
export function tidied(text: string): string {
  // A mark without a letter before it is given one to stand on.
  return storable(text.replace(/\r/g, '\n'))
    .normalize('NFC')
    .replace(/\u25cc(?=\u0338)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** TeX without its comments and white space, neither of which shows. */
export function bareTex(tex: string): string {
  return storable(tex)
    .normalize('NFC')
    .replace(/(?<!\\)%.*$/gm, '')
    .replace(/\s+/g, '')
}

const handlers: Handlers<State, string> = {
  text: ({ value }) => value,
  emphasis: inside,
  strong: inside,
  delete: inside,
  underline: inside,
  highlight: inside,
  subscript: inside,
  superscript: inside,
  keyboard: inside,
  inlineCode: ({ value }) => value,
  inlineMath: ({ value }) => formulaOf(value),
  math: ({ value }) => apart + formulaOf(value) + apart,
  break: () => apart,
  link({ url, sound, children }, state) {
    const words = all(children, state)
    const file = sound === undefined ? undefined : state.file(sound)
    if (file !== undefined) {
      state.media.push(file)
      return `[sound:${file}] ${words}`
    }
    if (/^(?:https?:|mailto:)/i.test(url)) state.addresses.push(url)
    return words
  },
  cloze(node, state) {
    const counts = node.number >= 1 && node.number <= highest
    if (!state.gaps || !counts || state.depth === deepest) return all(node.children, state)
    state.depth++
    const words = all(node.children, state)
    state.depth--
    // A hint is words alone, whatever its form.
    const hint = plainWords(node.hint ?? []).trim()
    return `{{c${node.number}::${words}${hint && `::${hint}`}}}`
  },
  picture({ medium, alt }, state) {
    const file = state.file(medium)
    if (file === undefined) return alt
    state.media.push(file)
    return pictureOf(file, alt.replace(/[[{]/g, '(').replace(/[\]}]/g, ')'))
  },
  footnoteReference({ identifier }, state) {
    const index = state.footnotes.findIndex((note) => note.identifier === identifier)
    return index < 0 ? `[^${identifier}]` : String(index + 1)
  },
  paragraph: block,
  heading: block,
  thematicBreak: () => apart + rule + apart,
  blockquote: block,
  list({ ordered, start, children }, state) {
    return children
      .map((item, index) => {
        const mark = ordered ? `${start + index}.` : '•'
        return apart + mark + apart + handle(handlers, item, state)
      })
      .join('')
  },
  listItem(node, state) {
    const box = node.checked === null ? '' : node.checked ? '☑ ' : '☐ '
    return box + block(node, state)
  },
  code({ value }, state) {
    state.code.push(storable(value))
    return apart + value + apart
  },
  table: block,
  tableRow: block,
  tableCell: block,
  details: (node, state) =>
    apart + all(node.summary, state) + apart + all(node.children, state) + apart,
  callout: block,
  footnoteDefinition: block,
}

function inside({ children }: { children: readonly Node[] }, state: State): string {
  return all(children, state)
}

function block(node: { children: readonly Node[] }, state: State): string {
  return apart + all(node.children, state) + apart
}

function all(nodes: readonly Node[], state: State): string {
  let words = ''
  for (const node of nodes) words += handle(handlers, node, state)
  return words
}

/** Words of nodes without any mark. */
function plainWords(nodes: readonly Inline[]): string {
  let words = ''
  for (const node of nodes) {
    if ('value' in node) words += node.value
    else if (node.type === 'picture') words += node.alt
    else if (node.type === 'break') words += '\n'
    else if ('children' in node) words += plainWords(node.children)
  }
  return words
}

/** Whether a gap stands anywhere in some blocks. */
export function hasGap(nodes: readonly (Block | Inline)[]): boolean {
  let found = false
  visit(nodes, ({ type }) => {
    if (type === 'cloze') found = true
  })
  return found
}

/** The footnotes that nodes refer to, and those that these refer to, in the order of the body. */
function footnotesOf(
  nodes: readonly Node[],
  notes: readonly FootnoteDefinition[],
): FootnoteDefinition[] {
  if (notes.length === 0) return []
  const wanted = new Set<string>()
  const look = (some: readonly Node[]): void =>
    visit(some, (node) => {
      if (node.type !== 'footnoteReference' || wanted.has(node.identifier)) return
      wanted.add(node.identifier)
      look(notes.filter(({ identifier }) => identifier === node.identifier))
    })
  look(nodes)
  return notes.filter(({ identifier }, index) => {
    const first = notes.findIndex((note) => note.identifier === identifier)
    return wanted.has(identifier) && first === index
  })
}

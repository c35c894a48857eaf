/** Inline nodes become pieces of a paragraph. */
import { type Handlers, handle, type Inline, type Picture, plain } from '../model/mdast.ts'
import { changed } from './changed.ts'
import { milli } from './display.ts'
import { referenceIn } from './formulas.ts'
import { linkCode, linkNote } from './linknote.ts'
import type { Look, Piece } from './look.ts'
import { pictureAtom } from './picture.ts'
import { bold, italic, mono, type Setting } from './setting.ts'
import { below, type TagType } from './tags.ts'

type State = { setting: Setting; look: Look; out: Piece[] }

/** Where a footnote of the question at hand is called from, in this booklet. */
export function noteDestination(setting: Setting, identifier: string): string {
  return `note ${setting.notes.get(identifier) ?? 0}`
}

export function piecesOf(nodes: readonly Inline[], setting: Setting, look: Look): Piece[] {
  const out: Piece[] = []
  into(nodes, { setting, look, out })
  return out
}

function into(nodes: readonly Inline[], state: State, look = state.look): void {
  const inner = look === state.look ? state : { ...state, look }
  for (const node of nodes) handle(inlineHandlers as Handlers<State, void>, node, inner)
}

const text = (state: State, value: string, look = state.look): void => {
  state.out.push({ kind: 'text', text: value, look })
}

const shifted = (look: Look, up: number): Look => ({
  ...look,
  size: milli(look.size * 0.7),
  rise: milli(look.rise + look.size * up),
})

/** The look of what is drawn among words: an element of its own, with words in its place. */
const drawn = (look: Look, type: TagType, alt: string): Look =>
  changed(look, { tag: below(look.tag, type, { alt }) })

/** What is said in place of a picture. */
export const altOf = (node: Picture): string => node.alt || node.title || 'picture'

type InlineHandlers = Pick<Handlers<State, void>, Inline['type']>

const inlineHandlers: InlineHandlers = {
  text: (node, state) => text(state, node.value),
  emphasis: (node, state) => into(node.children, state, italic(state.look)),
  strong: (node, state) => into(node.children, state, bold(state.look)),
  delete: (node, state) => into(node.children, state, changed(state.look, { strike: true })),
  underline: (node, state) => into(node.children, state, changed(state.look, { underline: true })),
  highlight: (node, state) =>
    into(node.children, state, changed(state.look, { ground: state.setting.theme.colours.mark })),
  subscript: (node, state) => into(node.children, state, shifted(state.look, -0.16)),
  superscript: (node, state) => into(node.children, state, shifted(state.look, 0.36)),
  keyboard(node, state) {
    const key = mono(state.look, 0.8)
    const look = changed(key, { outline: state.setting.theme.colours.faint })
    state.out.push({ kind: 'kern', width: 1.2, look: state.look })
    state.out.push({ kind: 'kern', width: 2, look })
    into(node.children, state, look)
    state.out.push({ kind: 'kern', width: 2, look })
    state.out.push({ kind: 'kern', width: 1.2, look: state.look })
  },
  inlineCode: (node, state) => text(state, node.value, mono(state.look)),
  inlineMath(node, state) {
    const { setting, look } = state
    const read = referenceIn(node.value, setting)
    if (read !== undefined) {
      text(state, read)
      return
    }
    const formula = setting.math?.(node.value, false, look.size, look.colour)
    if (formula && 'atom' in formula) {
      const { atom } = formula
      state.out.push({ kind: 'atom', atom, look: drawn(look, 'Formula', node.value) })
    } else {
      reportMath(setting, node, formula?.error)
      text(state, node.value, mono(look))
    }
  },
  break: (_node, state) => {
    state.out.push({ kind: 'break' })
  },
  link(node, state) {
    const { colours } = state.setting.theme
    const look = { ...state.look, colour: colours.link }
    // A fragment or path leads nowhere in a booklet: only its words are kept.
    if (!/^(https?:|mailto:)/i.test(node.url)) {
      into(node.children, state)
      return
    }
    const address = plain(node.children) === node.url
    const own = changed(look, { url: node.url, tag: below(look.tag, 'Link') })
    into(node.children, state, address ? changed(own, { verbatim: true }) : own)
    const { links } = state.setting.theme
    const called = shifted(state.look, 0.36)
    if (links === 'qr') {
      const number = linkCode(node.url, state.setting)
      if (number !== undefined) text(state, String(number), called)
      return
    }
    if (links !== 'notes' || address) return
    const { number, identifier } = linkNote(node.url, state.setting)
    text(state, String(number), changed(called, { note: identifier }))
  },
  cloze(node, state) {
    const { setting, look } = state
    if (setting.gaps === 'filled') {
      into(node.children, state, changed(bold(look, 600), { ground: setting.theme.colours.gap }))
      return
    }
    blank(node.number, node.hint ?? [], state)
  },
  picture(node, state) {
    const { setting, look } = state
    const atom = pictureAtom(node, setting, look.size)
    if (atom) state.out.push({ kind: 'atom', atom, look: drawn(look, 'Figure', altOf(node)) })
    else text(state, `[${node.alt || 'picture'}]`, italic(look))
  },
  footnoteReference(node, state) {
    const number = state.setting.notes.get(node.identifier)
    if (number === undefined) return
    const look = shifted(state.look, 0.36)
    text(state, String(number), changed(look, { note: node.identifier }))
  },
}

/** A gap to write in: its number, a rule, and the hint beneath the author's words. */
function blank(number: number, hint: readonly Inline[], state: State): void {
  const { look, out, setting } = state
  const { colours } = setting.theme
  const small: Look = { ...look, size: milli(look.size * 0.68), colour: colours.accent }
  const line = changed(look, { colour: colours.accent, underline: true })
  text(state, String(number), { ...bold(small, 600), rise: look.size * 0.3 })
  if (hint.length > 0) {
    out.push({ kind: 'kern', width: 3, look: line })
    into(hint, state, changed(italic(look), { colour: colours.faint, underline: true }))
    out.push({ kind: 'kern', width: 3, look: line })
  } else {
    out.push({ kind: 'kern', width: look.size * 4, look: line })
  }
}

/** Says why a formula is not drawn. */
export function reportMath(
  setting: Setting,
  node: Parameters<Setting['report']>[2],
  error: string | undefined,
): void {
  if (error === undefined) {
    setting.report(
      'math-as-source',
      'the formula is printed as its source',
      node,
      'npm install @mathjax/src @mathjax/mathjax-newcm-font',
    )
  } else {
    setting.report(
      'math-as-source',
      `the formula is printed as its source: ${error}`,
      node,
      'Correct the formula.',
    )
  }
}

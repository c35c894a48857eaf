/**
 * What Anki does to a field's string before the learner's webview has it,
 * restated from its described behaviour, and what a webview may then hold.
 */
import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'

export type Pass = {
  /** The field with every gap open, as the back shows it. */
  html: string
  /** What Anki would have done that nobody asked for. */
  taken: string[]
  /** Numbers of the gaps found, in order of their opening. */
  gaps: number[]
  /** Hints, in the order in which gaps close. */
  hints: string[]
}

/** What we ask Anki to play: a file of the deck, under a name of ours. */
export const ownSound: RegExp = /^\[sound:rv-[0-9a-f]{32}\.(?:mp3|ogg|opus|m4a|wav|flac)\]$/

/** Import (controls, NFC), clozes, then sound, speech, LaTeX and typing. */
export function ankiTextPass(field: string, cloze: boolean): Pass {
  const stored = field.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '').normalize('NFC')
  const taken: string[] = []
  const opened = cloze ? openGaps(stored) : { html: stored, gaps: [], hints: [] }
  for (const pattern of [
    /\[sound:(.+?)\]/gs,
    /\[anki:[^\]]*\]/gis,
    /\[latex\].+?\[\/latex\]/gis,
    /\[\$\].+?\[\/\$\]/gis,
    /\[\$\$\].+?\[\/\$\$\]/gis,
    /\[\[type:.+?\]\]/gs,
  ]) {
    for (const [found] of opened.html.matchAll(pattern)) {
      if (!ownSound.test(found)) taken.push(found)
    }
  }
  return { ...opened, taken }
}

/** Tokens are the opening of a gap, `}}`, and text; a gap's first `::` in its own text begins its hint. */
function openGaps(html: string): { html: string; gaps: number[]; hints: string[] } {
  const gaps: number[] = []
  const hints: string[] = []
  const open: { text: string; hint: string | undefined }[] = []
  let result = ''
  const put = (text: string) => {
    const inner = open.at(-1)
    if (inner) inner.text += text
    else result += text
  }
  for (const [token, number] of html.matchAll(
    /\{\{c(\d+)::|\}\}|(?:(?!\{\{c\d+::|\}\})[\s\S])+/g,
  )) {
    const inner = open.at(-1)
    if (number !== undefined) {
      gaps.push(Number(number))
      open.push({ text: '', hint: undefined })
    } else if (token === '}}' && inner) {
      open.pop()
      if (inner.hint !== undefined) hints.push(inner.hint)
      put(`<span class="cloze">${inner.text}</span>`)
    } else if (inner && token !== '}}') {
      const at = token.indexOf('::')
      if (at < 0 || inner.hint !== undefined) inner.text += token
      else {
        inner.text += token.slice(0, at)
        inner.hint = token.slice(at + 2)
      }
    } else put(token)
  }
  for (const { text } of open) result += `{{unclosed${text}`
  return { html: result, gaps, hints }
}

const elements = new Set(
  'a br code del em img kbd mark span strong sub sup u p h3 h4 h5 h6 hr blockquote ul ol li pre div table thead tbody tr th td details summary'.split(
    ' ',
  ),
)
const attributes: Readonly<Record<string, RegExp>> = {
  class: /^(?:(?:rv|hl)-[a-z]+|cloze|tappable)(?: rv-[a-z]+)*$/,
  dir: /^auto$/,
  lang: /^(?:ar|he|hi|ja|ko|th|zh)$/,
  'a href': /^(?:https?:|mailto:|#rv-)/i,
  'img src': /^rv-[0-9a-f]{32}\.(?:png|jpg)$/,
  'img alt': /^[^[\]{}]*$/,
  'img width': /^\d+$/,
  'img height': /^\d+$/,
  'li id': /^rv-[A-Za-z0-9-]+$/,
  'li value': /^\d+$/,
  'ol start': /^\d+$/,
}

export type Seen = {
  /** Elements, attributes and nodes that are not on the list. */
  strange: string[]
  /** All words. */
  text: string
  /** What MathJax would typeset. */
  math: string[]
}

/** Reads HTML as a browser does and lists what should not be there. */
export function inspect(html: string): Seen {
  const seen: Seen = { strange: [], text: '', math: [] }
  const walk = (node: Tree.Node, inCode: boolean): void => {
    if ('value' in node) {
      seen.text += node.value
      if (inCode) return
      for (const [found] of node.value.matchAll(
        /\\\(.*?\\\)|\\\[.*?\\\]|\\begin\{|\\(?:eq)?ref\{/gs,
      )) {
        seen.math.push(found)
      }
    } else if ('tagName' in node) {
      if (!elements.has(node.tagName)) seen.strange.push(`<${node.tagName}>`)
      for (const { name, value } of node.attrs) {
        const rule = attributes[`${node.tagName} ${name}`] ?? attributes[name]
        if (!rule?.test(value)) seen.strange.push(`<${node.tagName} ${name}="${value}">`)
      }
    } else if (node.nodeName === '#comment') seen.strange.push('comment')
    if ('childNodes' in node) {
      for (const child of node.childNodes) {
        walk(child, inCode || ('tagName' in node && /^(?:code|pre)$/.test(node.tagName)))
      }
    }
  }
  const fragment = parseFragment(html)
  walk(fragment, false)
  return seen
}

/**
 * TeX for the MathJax inside Anki (3.2: base, ams, mathtools, mhchem), between
 * its delimiters `\(…\)` and `\[…\]`. It is the learner's client that typesets,
 * so what could reach out of a formula is refused here.
 */
import { directive, escapeText, tidy } from './guard.ts'

/** Longer formulas stall a phone. UTF-16 units. */
const longest = 2000

/** Commands that link, load, style, or define something for every later card of the session. */
const refused =
  /\\(?:href|url|includegraphics|html[A-Za-z]*|class|cssId|style|data|bbox|require|unicode|input|include|write|openin|openout|read|immediate|special|def|edef|gdef|xdef|let|futurelet|csname|catcode|(?:re|provide)?new(?:command|environment)|renewcommand|renewenvironment|providecommand|DeclareMathOperator|DeclareRobustCommand|mmlToken|loop)(?![A-Za-z])/

/** A delimiter of Anki's inside the formula, which would end it; `\\\\[2pt]` is a line break and none. */
const delimiter = /(?<!\\)(?:\\\\)*\\[()[\]]/

/** Where the formula stands: inside a cloze its braces and colons could end the gap. */
export type TexPlace = { display: boolean; inCloze: boolean }

/** HTML-escaped TeX in its delimiters, on one line; undefined where it must stay source. */
export function mathjax(value: string, place: TexPlace): string | undefined {
  const source = tidy(value)
  if (source.length > longest || refused.test(source) || delimiter.test(source)) return undefined
  if (!balanced(source)) return undefined
  let tex = source
    .normalize('NFC')
    // A comment would swallow the rest once the lines are joined.
    .replace(/(?<!\\)%.*$/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/\{(?=\{)/g, '{ ')
    .trim()
  if (place.inCloze) tex = tex.replace(/\}(?=\})/g, '} ').replace(/:(?=:)/g, ': ')
  if (tex === '' || directive.test(tex)) return undefined
  const html = escapeText(tex)
  return place.display ? `\\[${html}\\]` : `\\(${html}\\)`
}

function balanced(tex: string): boolean {
  let depth = 0
  for (const [mark] of tex.matchAll(/\\[\s\S]|[{}]/g)) {
    if (mark === '{') depth++
    if (mark === '}' && --depth < 0) return false
  }
  return depth === 0
}

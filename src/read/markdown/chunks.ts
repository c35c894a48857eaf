/**
 * Cuts Markdown before its top-level headings, and what is long between them before
 * paragraphs, so that each part can be parsed alone: parsing costs more than linearly
 * in the length of a text.
 *
 * Only block structure decides. The scanner follows what can hide a heading
 * (fences, HTML, math) and the outermost container (list item, quote,
 * footnote); a heading line without indentation always ends a container. Where
 * it cannot tell whether an indented opening belongs to a container, it stops
 * cutting: a longer part is slower, never wrong.
 */

export type Chunk = { text: string; offset: number; line: number }

type Leaf =
  | { kind: 'fence'; marker: string; size: number }
  | { kind: 'math'; size: number }
  /** `sure`: false where the tag may just as well go on with a paragraph. */
  | { kind: 'html'; end: RegExp | null; sure: boolean }

type Container =
  | { kind: 'item'; offset: number; empty: boolean }
  | { kind: 'quote' }
  | { kind: 'footnote' }

const blockNames =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[\s/>]|$)/i
const attribute = '\\s+[A-Za-z_:][\\w.:-]*(?:\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s"\'=<>`]+))?'
const loneTag = new RegExp(
  `^(?:<[A-Za-z][A-Za-z0-9-]*(?:${attribute})*\\s*/?>|</[A-Za-z][A-Za-z0-9-]*\\s*>)\\s*$`,
)

/** HTML blocks that end at a text of their own, in CommonMark's order. */
const htmlStarts: readonly [start: RegExp, end: RegExp][] = [
  [/^<(?:script|pre|style|textarea)(?:[\s>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<!\[CDATA\[/, /\]\]>/],
  [/^<![A-Za-z]/, />/],
]

/** Characters of a part, from which it ends before a paragraph too. */
export const usualLength = 8192

/**
 * Splits text before each heading that certainly stands at the top level, and before such
 * a paragraph where a part has come to so many characters.
 */
export function chunks(text: string, long = usualLength): Chunk[] {
  const cuts = cutsOf(text, long)
  const starts = cuts[0]?.offset === 0 ? cuts : [{ offset: 0, line: 1 }, ...cuts]
  return starts.map((start, index) => ({
    ...start,
    text: text.slice(start.offset, starts[index + 1]?.offset ?? text.length),
  }))
}

function cutsOf(text: string, long: number): { offset: number; line: number }[] {
  const cuts: { offset: number; line: number }[] = []
  let leaf: Leaf | undefined
  let container: Container | undefined
  let paragraph = false
  let afterBlank = true
  /** Whether a line may have lazily continued a container that this scanner closed. */
  let doubt = false
  let line = 0
  for (const { start, end } of lines(text)) {
    line++
    const raw = text.slice(start, end)
    const indent = indentOf(raw)
    const content = raw.replace(/^[ \t]+/, '')
    const blank = content === ''

    if (leaf) {
      if (closes(leaf, content, indent, blank)) leaf = undefined
      else if (leaf.kind === 'html' && !leaf.sure && opening(content, true)) return cuts
      afterBlank = blank
      continue
    }
    if (blank) {
      if (container?.kind === 'quote') container = undefined
      else if (container?.kind === 'item' && container.empty) container = undefined
      paragraph = false
      afterBlank = true
      continue
    }
    if (container && continues(container, content, indent)) {
      if (container.kind === 'item') container.empty = false
      afterBlank = false
      continue
    }
    const wasInContainer = container !== undefined
    const heading = indent < 4 && /^#{1,6}(?:[ \t]|$)/.test(content)
    if (indent === 0 && (afterBlank || heading)) doubt = false
    container = undefined

    const lazy = wasInContainer && !afterBlank
    const opened: Leaf | undefined = indent < 4 ? opening(content, paragraph, lazy) : undefined
    if (opened) {
      if (doubt && indent > 0) return cuts
      if (opened.kind === 'html' && !opened.sure) doubt = true
      leaf = closesAtOnce(opened, content) ? undefined : opened
      paragraph = false
    } else if (heading) {
      if (indent === 0) cuts.push({ offset: start, line })
      paragraph = false
    } else if (indent < 4 && isRule(content)) {
      paragraph = false
    } else {
      const next: Container | undefined =
        indent < 4 ? containerAt(content, indent, paragraph) : undefined
      container = next
      if (next) {
        paragraph = false
      } else {
        if (lazy) doubt = true
        // Behind a blank line a letter begins a paragraph, whatever stood before.
        const alone = afterBlank && indent === 0 && /^\p{L}/u.test(content)
        if (alone && start - (cuts.at(-1)?.offset ?? 0) >= long) cuts.push({ offset: start, line })
        paragraph = paragraph || indent < 4 || wasInContainer
      }
    }
    afterBlank = false
  }
  return cuts
}

function* lines(text: string): Generator<{ start: number; end: number }> {
  const ending = /\r\n|\n|\r/g
  let start = 0
  for (let match = ending.exec(text); match; match = ending.exec(text)) {
    yield { start, end: match.index }
    start = ending.lastIndex
  }
  if (start < text.length) yield { start, end: text.length }
}

/** Columns of white space at the start, tabs to stops of four. */
function indentOf(line: string): number {
  let column = 0
  for (const char of line) {
    if (char === ' ') column++
    else if (char === '\t') column += 4 - (column % 4)
    else break
  }
  return column
}

function continues(container: Container, content: string, indent: number): boolean {
  if (container.kind === 'item') return indent >= container.offset
  if (container.kind === 'quote') return indent < 4 && content.startsWith('>')
  return indent >= 4
}

/** What a line opens; `paragraph`: it stands in one, `lazy`: it may. */
function opening(content: string, paragraph: boolean, lazy = false): Leaf | undefined {
  const fence = /^(`{3,}|~{3,})(.*)$/s.exec(content)
  if (fence?.[1] && !(fence[1][0] === '`' && fence[2]?.includes('`'))) {
    return { kind: 'fence', marker: fence[1][0] ?? '`', size: fence[1].length }
  }
  const math = /^(\${2,})([^$]*)$/.exec(content)
  if (math?.[1]) return { kind: 'math', size: math[1].length }
  if (!content.startsWith('<')) return undefined
  const own = htmlStarts.find(([start]) => start.test(content))
  if (own) return { kind: 'html', end: own[1], sure: true }
  if (blockNames.test(content)) return { kind: 'html', end: null, sure: true }
  if (!paragraph && loneTag.test(content)) return { kind: 'html', end: null, sure: !lazy }
  return undefined
}

/** Whether an HTML block that ends at a text of its own ends on the line that opens it. */
function closesAtOnce(leaf: Leaf, content: string): boolean {
  if (leaf.kind !== 'html' || !leaf.end) return false
  return leaf.end.test(content.startsWith('<!--') ? content.slice(4) : content.slice(2))
}

function closes(leaf: Leaf, content: string, indent: number, blank: boolean): boolean {
  if (leaf.kind === 'html') return leaf.end ? leaf.end.test(content) : blank
  if (indent > 3) return false
  const marker = leaf.kind === 'fence' ? leaf.marker : '$'
  const run = content.replace(/[ \t]+$/, '')
  return run.length >= leaf.size && [...run].every((char) => char === marker)
}

function isRule(content: string): boolean {
  return /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(content)
}

function containerAt(content: string, indent: number, paragraph: boolean): Container | undefined {
  if (content.startsWith('>')) return { kind: 'quote' }
  if (/^\[\^[^\]\s]+\]:/.test(content)) return { kind: 'footnote' }
  const marker = /^([-+*]|(\d{1,9})[.)])([ \t]*)(.*)$/s.exec(content)
  if (!marker?.[1]) return undefined
  const [, sign, number, space = '', rest = ''] = marker
  if (space === '' && rest !== '') return undefined
  const empty = rest === ''
  if (paragraph && (empty || (number !== undefined && Number(number) !== 1))) return undefined
  const width = indentOf(`${' '.repeat(indent + sign.length)}${space}`) - indent - sign.length
  const offset = indent + sign.length + (empty || width > 4 ? 1 : width)
  return { kind: 'item', offset, empty }
}

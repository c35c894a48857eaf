/**
 * Finds text that is nested deeper than anyone writes, before a parser follows it.
 *
 * Parsing costs the square of the depth and ends where the stack does. The
 * limit is far above what is kept (32 levels), because this looks at signs only.
 */

const most = 100
const markers = new RegExp(
  `^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${most + 1}}`,
  'm',
)
const rule = /^[ \t]*(?:(?:\*[ \t]*)+|(?:-[ \t]*)+)\r?$/
const fence = /^[ \t]*(?:`{3}|~{3})/

/** The offset of a line with more list and quote marks in a row than we follow, if there is one. */
export function deepLine(text: string): number | undefined {
  if (!markers.test(text)) return undefined
  let offset = 0
  let inFence = false
  for (const line of text.split(/(?<=\r\n|\n|\r(?!\n))/)) {
    if (fence.test(line)) inFence = !inFence
    else if (!inFence && markers.test(line) && !rule.test(line.trimEnd())) return offset
    offset += line.length
  }
  return undefined
}

/** Elements that have no end tag, or do without one among their like. */
const endless = new Set(
  'area base br col embed hr img input link meta source track wbr p li dt dd tr td th option'.split(
    ' ',
  ),
)
const tag = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/g

/** Whether HTML opens more elements within one another than we follow. */
export function isDeepHtml(html: string): boolean {
  let open = 0
  for (const [, slash, name = ''] of html.matchAll(tag)) {
    if (endless.has(name.toLowerCase())) continue
    open = slash ? Math.max(0, open - 1) : open + 1
    if (open > most) return true
  }
  return false
}

/** Whether YAML opens more lists and maps in a line than we follow; its parser ends where the stack does. */
export function isDeepYaml(yaml: string): boolean {
  let open = 0
  for (const [sign] of yaml.matchAll(/[[\]{}]/g)) {
    open = sign === '[' || sign === '{' ? open + 1 : Math.max(0, open - 1)
    if (open > most) return true
  }
  return false
}

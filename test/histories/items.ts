/**
 * The judge's own reading of a question file, from raw lines and for the shapes
 * of the open histories alone. It shares nothing with `src`, so that what it
 * says of identity is a second opinion.
 */

/** A question as the judge sees it. */
export type Item = {
  /** Line of its heading, from 1: by it an item is known to the reader under test. */
  line: number
  /** Its heading without markup of place (number, `#`). */
  title: string
  /** The lines below, without links back to the top and without indentation. */
  body: string
}

const numbered = /^#{5,6} *(?:<a\b[^>]*><\/a>)? *(?:\d+\\?\.)? *(\S.*)$/
const listed = /^ *\d+\. +#{1,6} +(\S.*)$/
const headed = /^###+ +(\S.*)$/
const chapter = /^#{1,2} +\S/
const fence = /^ *(?:```|~~~)/

/** The questions of a file: the first of three shapes of heading that it has five of. */
export function itemsOf(text: string): Item[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const shape = [numbered, listed, headed].find(
    (pattern) => lines.filter((line) => pattern.test(line)).length >= 5,
  )
  if (!shape) return []
  const items: Item[] = []
  let rows: string[] | undefined
  let fenced = false
  const close = () => {
    const last = items.at(-1)
    if (last && rows) last.body = rows.join('\n').trim()
    rows = undefined
  }
  for (const [index, line] of lines.entries()) {
    const heading = shape.exec(line)
    // A fence that was never closed ends with its question: headings of these shapes stand in no code.
    if (heading) fenced = false
    else if (fence.test(line)) fenced = !fenced
    if (heading) {
      close()
      items.push({ line: index + 1, title: plainTitle(heading[1] ?? ''), body: '' })
      rows = []
    } else if (!fenced && chapter.test(line)) {
      close()
    } else if (rows && !/back to top/i.test(line)) {
      rows.push(line.trim())
    }
  }
  close()
  return items
}

function plainTitle(text: string): string {
  return text
    .replace(/\s+#+\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * Paragraphs with so many brackets or marks of emphasis that reading them as
 * such would take minutes: micromark compares each with those before it.
 *
 * Measured on one core: 8,000 `]` take half a second and time grows with the
 * square; 4,000 links in emphasis take 4 s, 8,000 take 23 s.
 */

/** What is too many of in one paragraph. */
export type Dense = {
  /** Counts from 1. */
  line: number
  what: 'brackets' | 'marks'
  count: number
}

/** A paragraph of a book has some dozens. */
const most = { brackets: 4_000, marks: 12_000 } as const
/** Of both together: each pair of brackets looks at every mark inside it. */
const mostOfBoth = 1_500

/** Paragraphs that are too dense, in order. Linear in the text. */
export function denseIn(text: string): Dense[] {
  const found: Dense[] = []
  let line = 1
  let start = 1
  let brackets = 0
  let marks = 0
  const end = () => {
    const both = brackets > mostOfBoth && marks > mostOfBoth
    if (both || brackets > most.brackets) {
      found.push({ line: start, what: 'brackets', count: brackets })
    }
    if (both || marks > most.marks) found.push({ line: start, what: 'marks', count: marks })
    brackets = 0
    marks = 0
  }
  let blank = true
  let before = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 10) {
      line++
      if (blank) {
        end()
        start = line
      }
      blank = true
    } else if (code !== 32 && code !== 9 && code !== 13) {
      blank = false
      if (code === 91 || code === 93) brackets++
      // A run of equal marks is one.
      else if ((code === 42 || code === 95 || code === 126) && code !== before) marks++
    }
    before = code
  }
  end()
  return found
}

/** What a file's headings look like from above: what dialects judge by. */
import type { Heading, RootContent } from 'mdast'

export type Entry = {
  node: Heading
  /** Place among the blocks. */
  index: number
  depth: number
  /** Its words, cleaned of anchors and of what only decorates. */
  title: string
  /** Index of the next heading of the same or a higher level, or the number of blocks. */
  end: number
  /** Index of the next heading of any level, or the number of blocks. */
  next: number
  /** Whether anything but headings stands before `end`. */
  filled: boolean
  /** Whether anything but headings stands before `next`. */
  filledDirectly: boolean
}

/** The headings at the top level of a file, in order; `hidden` ones are taken for text. */
export function outline(
  blocks: readonly RootContent[],
  hidden: ReadonlySet<RootContent> = new Set(),
): Entry[] {
  const entries: Entry[] = []
  blocks.forEach((node, index) => {
    if (node.type !== 'heading' || hidden.has(node)) return
    entries.push({
      node,
      index,
      depth: node.depth,
      title: words(node).trim(),
      end: blocks.length,
      next: blocks.length,
      filled: false,
      filledDirectly: false,
    })
  })
  const open: Entry[] = []
  for (const entry of entries) {
    for (let last = open.at(-1); last && last.depth >= entry.depth; last = open.at(-1)) {
      last.end = entry.index
      open.pop()
    }
    open.push(entry)
  }
  entries.forEach((entry, place) => {
    entry.next = entries[place + 1]?.index ?? blocks.length
    entry.filledDirectly = blocks.slice(entry.index + 1, entry.next).some(says)
  })
  // From the last to the first: a heading is filled where it or any below it is.
  for (let place = entries.length - 1; place >= 0; place--) {
    const entry = entries[place]
    if (!entry) continue
    entry.filled = entry.filledDirectly
    for (let below = place + 1; !entry.filled; below++) {
      const other = entries[below]
      if (!other || other.index >= entry.end) break
      if (other.filled) entry.filled = true
    }
  }
  return entries
}

/** Tags that show nothing by themselves. */
const blankHtml = /<!--[\s\S]*?-->|<\/?(?:br|hr|a|p|div|center|span|b|strong|i|em)\b[^>]*>|&nbsp;/gi

/** Whether a block says anything: comments, breaks, definitions and rules do not. */
export function says(node: RootContent): boolean {
  if (node.type === 'html') return node.value.replace(blankHtml, '').trim() !== ''
  return !['definition', 'footnoteDefinition', 'thematicBreak', 'heading'].includes(node.type)
}

/** The words of a node as parsed; HTML tags and zero-width characters left out. */
export function words(node: RootContent | { children: RootContent[] }): string {
  if ('value' in node) return 'type' in node && node.type === 'html' ? '' : invisible(node.value)
  if ('children' in node) return (node.children as RootContent[]).map(words).join('')
  return 'alt' in node && typeof node.alt === 'string' ? node.alt : ''
}

function invisible(value: string): string {
  return value.replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
}

/** A number that leads a title, with what is written around it: `3. `, `Q12: `, `1.2.3 `. */
const numbered =
  /^(?<lead>[^\p{L}\p{N}]*)(?<word>(?:q(?:uestion|ues|n)?|p|pregunta|frage|pergunta|quest(?:ion|ão)|domanda|vraag|вопрос|(?:за)?питання|pytanie|soru|soal|câu(?: hỏi)?|السؤال|سؤال|پرسش|प्रश्न|问题?|問題?|題目?|题目?|질문|문제|第)\s*[-#.№]?\s*)?(?<number>\d{1,4}(?:\.\d{1,3})*)(?<mark>\s*(?:[.)\]:：、．）·|-]|–|—|题|問|问)+\s*|\s+)(?=\S)/iu

export type Numbered = { number: number[]; length: number }

/** Reads the number that a title begins with; `length` is how much of it to leave out. */
export function numberOf(title: string): Numbered | undefined {
  const match = numbered.exec(title)
  if (!match?.groups) return undefined
  const { word, number = '', mark = '' } = match.groups
  // "3 ways to …" is words; "3.1 Ways" and "Q3 Ways" are numbers.
  if (!word && mark.trim() === '' && !number.includes('.')) return undefined
  return { number: number.split('.').map(Number), length: match[0].length }
}

/** Whether a number may follow another in a list: it grows, or begins again at 1. */
export function follows(previous: readonly number[] | undefined, next: readonly number[]): boolean {
  if (!previous) return true
  for (let index = 0; index < Math.max(previous.length, next.length); index++) {
    const difference = (next[index] ?? 0) - (previous[index] ?? 0)
    if (difference !== 0) return difference > 0 || next.at(-1) === 1
  }
  // Some write every number as 1.
  return next.at(-1) === 1
}

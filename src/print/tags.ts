/**
 * Structure of a booklet: which element of its tree each box and op belongs to.
 *
 * A tag is one element, and is it by identity: lines of one paragraph share one
 * object. Tags know the element above them; the order below an element is the
 * order its content is painted in. The types are those of PDF 1.7.
 */

export type TagType =
  | 'Document'
  | 'Sect'
  | 'Div'
  /** A heading; which of H1 to H6 follows from where it stands. */
  | 'H'
  | 'P'
  | 'BlockQuote'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'TOC'
  | 'TOCI'
  | 'Reference'
  | 'Note'
  | 'Link'
  | 'Code'
  | 'Figure'
  | 'Formula'
  /** No element: what a reader of the text does without, such as folios and rules. */
  | 'Artifact'

export type Tag = {
  type: TagType
  /** The document where it is missing. */
  parent?: Tag
  /** What is said in place of a figure or formula, or of a link. */
  alt?: string
  /** Of a heading: how many levels below its section's own. */
  level?: number
  /** Of a list: how its items are numbered. */
  numbering?: 'Decimal' | 'Disc' | 'None'
}

/** Of everything that is no content. */
export const artifact: Tag = { type: 'Artifact' }

/** An element below another. */
export function below(
  parent: Tag | undefined,
  type: TagType,
  more: Omit<Tag, 'type' | 'parent'> = {},
): Tag {
  return parent ? { type, parent, ...more } : { type, ...more }
}

const inline: ReadonlySet<TagType> = new Set(['Link', 'Reference', 'Figure', 'Formula'])

/** Hangs an element that was made before its paragraph below it. */
export function hang(tag: Tag, paragraph: Tag): void {
  let top = tag
  while (top.parent && inline.has(top.type)) top = top.parent
  if (top !== paragraph && !top.parent && inline.has(top.type)) top.parent = paragraph
}

/** How many sections an element stands in: the level of their headings. */
export function depthOf(tag: Tag | undefined): number {
  let depth = 0
  for (let one = tag; one; one = one.parent) if (one.type === 'Sect') depth++
  return depth
}

/**
 * The structure tree of a PDF, by the rules of PDF/UA: every piece of content
 * is in one element, headings skip no level, links hold their annotation, what
 * is drawn has words.
 *
 * Elements are small and many, tens to a page; so their objects are written by
 * hand, in one go at the end, and never as a library's dictionaries.
 */
import { depthOf, type Tag } from './tags.ts'

/** How elements become objects of the file. */
export type Objects = {
  /** The number of a new object. */
  reserve(): number
  /** Writes what stands between `obj` and `endobj`. */
  write(id: number, body: string): void
}

type Element = {
  id: number
  tag: Tag
  parent: number
  /** Object of the page its first content is on. */
  page: number
  kids: string
  /** For figures and formulas: left, bottom, right, top, on that page. */
  box?: [number, number, number, number]
  /** Text for links that say nothing else. */
  heading?: number
}

export class Structure {
  readonly #objects: Objects
  readonly #root: Element
  readonly #elements: Element[] = []
  readonly #byTag = new Map<Tag, Element>()
  /** Of each page: the elements of its marked content, in order. */
  readonly #pages: number[][] = []
  /** Objects of annotations and the key each has. */
  readonly #annotations: { key: number; element: number }[] = []
  readonly #tree: number
  #level = 0
  #notes = 0

  constructor(objects: Objects) {
    this.#objects = objects
    this.#tree = objects.reserve()
    const id = objects.reserve()
    this.#root = { id, tag: { type: 'Document' }, parent: this.#tree, page: 0, kids: '' }
    this.#elements.push(this.#root)
  }

  /** The object of the whole tree. */
  get tree(): number {
    return this.#tree
  }

  /** Begins a page: gives its key in the tree of parents. */
  page(): number {
    this.#pages.push([])
    return this.#pages.length - 1
  }

  /** A new piece of marked content on the page at hand; gives its number there. */
  mark(tag: Tag, page: number): number {
    const element = this.#elementOf(tag)
    const marks = this.#pages.at(-1)
    if (!marks) throw new Error('content is marked before the first page')
    const mcid = marks.push(element.id) - 1
    if (element.page === 0) element.page = page
    element.kids +=
      element.page === page ? `${mcid} ` : `<</Type/MCR/Pg ${page} 0 R/MCID ${mcid}>> `
    return mcid
  }

  /** Puts an annotation into an element; gives the key it has in the tree of parents. */
  annotate(tag: Tag, annotation: number, page: number): number {
    const element = this.#elementOf(tag)
    if (element.page === 0) element.page = page
    element.kids += `<</Type/OBJR/Obj ${annotation} 0 R/Pg ${page} 0 R>> `
    // Keys of annotations come after those of pages, of which there are fewer than this.
    const key = this.#annotations.length
    this.#annotations.push({ key, element: element.id })
    return annotationKeys + key
  }

  /** Says where a figure or formula stands. */
  place(tag: Tag, box: [number, number, number, number]): void {
    this.#elementOf(tag).box ??= box
  }

  #elementOf(tag: Tag): Element {
    const known = this.#byTag.get(tag)
    if (known) return known
    const parent = tag.parent ? this.#elementOf(tag.parent) : this.#root
    const id = this.#objects.reserve()
    const element: Element = { id, tag, parent: parent.id, page: 0, kids: '' }
    if (tag.type === 'H') {
      const wanted = depthOf(tag) + (tag.level ?? 0)
      this.#level = Math.max(1, Math.min(wanted, this.#level + 1, 6))
      element.heading = this.#level
    }
    parent.kids += `${id} 0 R `
    this.#elements.push(element)
    this.#byTag.set(tag, element)
    return element
  }

  /** Writes the tree. */
  end(): void {
    const { write, reserve } = this.#objects
    for (const element of this.#elements) write(element.id, this.#body(element))
    const nums: string[] = []
    for (const [key, marks] of this.#pages.entries()) {
      nums.push(`${key}[${marks.map((id) => `${id} 0 R`).join(' ')}]`)
    }
    for (const { key, element } of this.#annotations) {
      nums.push(`${annotationKeys + key} ${element} 0 R`)
    }
    const parents = reserve()
    write(parents, this.#numbers(nums))
    const next = annotationKeys + this.#annotations.length
    write(
      this.#tree,
      `<</Type/StructTreeRoot/K ${this.#root.id} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${next}>>`,
    )
  }

  /** A number tree; leaves of a few hundred entries, so that a reader need not take all. */
  #numbers(nums: readonly string[]): string {
    const size = 256
    if (nums.length <= size) return `<</Nums[${nums.join(' ')}]>>`
    const kids: string[] = []
    const { write, reserve } = this.#objects
    const keyOf = (entry = '0'): number => Number.parseInt(entry, 10)
    for (let from = 0; from < nums.length; from += size) {
      const leaf = nums.slice(from, from + size)
      const id = reserve()
      const limits = `${keyOf(leaf[0])} ${keyOf(leaf.at(-1))}`
      write(id, `<</Limits[${limits}]/Nums[${leaf.join(' ')}]>>`)
      kids.push(`${id} 0 R`)
    }
    return `<</Kids[${kids.join(' ')}]>>`
  }

  #body({ tag, parent, page, kids, box, heading }: Element): string {
    const { type } = tag
    let out = `<</Type/StructElem/S/${heading ? `H${heading}` : type}/P ${parent} 0 R`
    if (page > 0) out += `/Pg ${page} 0 R`
    if (kids) out += `/K[${kids}]`
    if (tag.alt !== undefined) out += `/Alt <${utf16(tag.alt || ' ')}>`
    if (type === 'Note') out += `/ID(note${++this.#notes})`
    if (type === 'TH') out += '/A<</O/Table/Scope/Column>>'
    if (type === 'L' && tag.numbering) out += `/A<</O/List/ListNumbering/${tag.numbering}>>`
    if (box) out += `/A<</O/Layout/BBox[${box.join(' ')}]>>`
    return `${out}>>`
  }
}

/** The first key of an annotation: more than any booklet has pages. */
const annotationKeys = 1_000_000

/** Hexadecimal UTF-16, big-endian, with its mark. */
export function utf16(text: string): string {
  let out = 'feff'
  for (let at = 0; at < text.length; at++) out += text.charCodeAt(at).toString(16).padStart(4, '0')
  return out
}

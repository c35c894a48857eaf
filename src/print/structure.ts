/**
 * The structure tree of a PDF, by the rules of PDF/UA: every piece of content
 * is in one element, headings skip no level, links hold their annotation, what
 * is drawn has words.
 *
 * Elements are small and many, tens to a page; so their objects are written by
 * hand, in one go at the end, and never as a library's dictionaries.
 */
import { depthOf, type Tag } from './tags.ts'
import { utf16 } from './utf16.ts'

/** How elements become objects of the file. */
export type Objects = {
  /** The number of a new object. */
  reserve(): number
  /** Writes what stands between `obj` and `endobj`. */
  write(id: number, body: string): void
}

/** Left, bottom, right, top, in points. */
type Edges = readonly [number, number, number, number]

/** What of an element few have. */
type Rare = {
  /** For figures and formulas: where it stands on its page. */
  box?: Edges
  heading?: number
}

/**
 * A large book has half a million elements, each with a piece or two of content: so they are
 * rows of a table, and no objects.
 */
export class Structure {
  readonly #objects: Objects
  readonly #rows = new Map<Tag, number>()
  readonly #tags: Tag[] = []
  /** Of each row: its object, that of the element above, and that of the page its first content is on. */
  readonly #ids: number[] = []
  readonly #above: number[] = []
  readonly #page: number[] = []
  /** Of each row: its first and last piece of content. */
  readonly #first: number[] = []
  readonly #last: number[] = []
  /** Of each piece: what it is, and the next of its element; 0 for none. */
  readonly #kids: number[] = [0]
  readonly #next: number[] = [0]
  readonly #others: string[] = []
  readonly #rare = new Map<number, Rare>()
  /** Of each page: the elements of its marked content, in order. */
  readonly #pages: number[][] = []
  /** Elements of annotations, by their keys. */
  readonly #annotations: number[] = []
  readonly #tree: number
  #level = 0
  #notes = 0

  constructor(objects: Objects) {
    this.#objects = objects
    this.#tree = objects.reserve()
    this.#add({ type: 'Document' }, this.#tree)
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
    const row = this.#rowOf(tag)
    const marks = this.#pages.at(-1)
    if (!marks) throw new Error('content is marked before the first page')
    const mcid = marks.push(this.#ids[row] as number) - 1
    this.#page[row] ||= page
    if (this.#page[row] === page && mcid < other) this.#hold(row, mcid)
    else this.#holdText(row, `<</Type/MCR/Pg ${page} 0 R/MCID ${mcid}>>`)
    return mcid
  }

  /** Puts an annotation into an element; gives the key it has in the tree of parents. */
  annotate(tag: Tag, annotation: number, page: number): number {
    const row = this.#rowOf(tag)
    this.#page[row] ||= page
    this.#holdText(row, `<</Type/OBJR/Obj ${annotation} 0 R/Pg ${page} 0 R>>`)
    // Keys of annotations come after those of pages, of which there are fewer than this.
    return annotationKeys + this.#annotations.push(this.#ids[row] as number) - 1
  }

  /** Says where a figure or formula stands. */
  place(tag: Tag, box: Edges): void {
    const row = this.#rowOf(tag)
    const rare = this.#rare.get(row)
    if (!rare?.box) this.#rare.set(row, { ...rare, box })
  }

  #rowOf(tag: Tag): number {
    const known = this.#rows.get(tag)
    if (known !== undefined) return known
    const above = tag.parent ? this.#rowOf(tag.parent) : 0
    const row = this.#add(tag, this.#ids[above] as number)
    if (tag.type === 'H') {
      const wanted = depthOf(tag) + (tag.level ?? 0)
      this.#level = Math.max(1, Math.min(wanted, this.#level + 1, 6))
      this.#rare.set(row, { heading: this.#level })
    }
    this.#hold(above, -(this.#ids[row] as number))
    return row
  }

  #add(tag: Tag, above: number): number {
    const row = this.#tags.push(tag) - 1
    this.#rows.set(tag, row)
    this.#ids.push(this.#objects.reserve())
    this.#above.push(above)
    for (const column of [this.#page, this.#first, this.#last]) column.push(0)
    return row
  }

  /** A number of marked content on the element's page; below zero an element; from `other` on a text. */
  #hold(row: number, kid: number): void {
    const at = this.#kids.push(kid) - 1
    this.#next.push(0)
    const last = this.#last[row] as number
    if (last === 0) this.#first[row] = at
    else this.#next[last] = at
    this.#last[row] = at
  }

  #holdText(row: number, text: string): void {
    this.#hold(row, other + this.#others.push(text) - 1)
  }

  /** Writes the tree. */
  end(): void {
    const { write, reserve } = this.#objects
    for (let row = 0; row < this.#ids.length; row++)
      write(this.#ids[row] as number, this.#body(row))
    const nums: string[] = []
    for (const [key, marks] of this.#pages.entries()) {
      nums.push(`${key}[${marks.map((id) => `${id} 0 R`).join(' ')}]`)
    }
    for (const [key, element] of this.#annotations.entries()) {
      nums.push(`${annotationKeys + key} ${element} 0 R`)
    }
    const parents = reserve()
    write(parents, this.#numbers(nums))
    const next = annotationKeys + this.#annotations.length
    write(
      this.#tree,
      `<</Type/StructTreeRoot/K ${this.#ids[0]} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${next}>>`,
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

  #body(row: number): string {
    const tag = this.#tags[row] as Tag
    const page = this.#page[row] as number
    const { heading, box } = this.#rare.get(row) ?? {}
    const { type } = tag
    let out = `<</Type/StructElem/S/${heading ? `H${heading}` : type}/P ${this.#above[row]} 0 R`
    if (page > 0) out += `/Pg ${page} 0 R`
    if (this.#first[row] !== 0) out += `/K[${this.#kidsOf(row)}]`
    if (tag.alt !== undefined) out += `/Alt <${utf16(tag.alt || ' ')}>`
    if (type === 'Note') out += `/ID(note${++this.#notes})`
    if (type === 'TH') out += '/A<</O/Table/Scope/Column>>'
    if (type === 'L' && tag.numbering) out += `/A<</O/List/ListNumbering/${tag.numbering}>>`
    if (box) out += `/A<</O/Layout/BBox[${box.join(' ')}]>>`
    return `${out}>>`
  }

  #kidsOf(row: number): string {
    let out = ''
    for (let at = this.#first[row] as number; at !== 0; at = this.#next[at] as number) {
      const kid = this.#kids[at] as number
      if (kid < 0) out += `${-kid} 0 R `
      else out += `${kid < other ? kid : this.#others[kid - other]} `
    }
    return out
  }
}

/** Marked content of one page has lower numbers. */
const other = 1 << 20

/** The first key of an annotation: more than any booklet has pages. */
const annotationKeys = 1_000_000

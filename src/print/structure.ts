/**
 * The structure tree of a PDF, by the rules of PDF/UA: every piece of content
 * is in one element, headings skip no level, links hold their annotation, what
 * is drawn has words.
 *
 * Elements are small and many, tens to a page; so their objects are written by
 * hand, when all pages are, and never as a library's dictionaries.
 */
import { Column } from './column.ts'
import { depthOf, type Tag, type TagType } from './tags.ts'
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
type Rare = Pick<Tag, 'alt' | 'numbering'> & {
  /** For figures and formulas: where it stands on its page. */
  box?: Edges
  heading?: number
}

/**
 * A large book has half a million elements, each with a piece or two of content: so they are
 * rows of a table, and no objects; and their tags may go with the pages that were painted.
 */
export class Structure {
  readonly #objects: Objects
  readonly #rows = new WeakMap<Tag, number>()
  readonly #types: TagType[] = []
  /** Of each row: its object, that of the element above, and that of the page its first content is on. */
  readonly #ids = new Column()
  readonly #above = new Column()
  readonly #page = new Column()
  /** Of each row: its first and last piece of content. */
  readonly #first = new Column()
  readonly #last = new Column()
  /** Of each piece: what it is, and the next of its element; 0 for none. */
  readonly #kids = new Column()
  readonly #next = new Column()
  /** Of content on another page, two numbers each: the page, and its number there or -1 - an annotation. */
  readonly #others = new Column()
  readonly #rare = new Map<number, Rare>()
  /** The elements of all marked content, in order, and of each page where its own begin. */
  readonly #marks = new Column()
  readonly #pages = new Column()
  /** Elements of annotations, by their keys. */
  readonly #annotations = new Column()
  readonly #tree: number
  #level = 0
  #notes = 0

  constructor(objects: Objects) {
    this.#objects = objects
    // None of them is 0.
    this.#kids.push(0)
    this.#next.push(0)
    this.#tree = objects.reserve()
    this.#add({ type: 'Document' }, this.#tree)
  }

  /** The object of the whole tree. */
  get tree(): number {
    return this.#tree
  }

  /** Begins a page: gives its key in the tree of parents. */
  page(): number {
    return this.#pages.push(this.#marks.length)
  }

  /** A new piece of marked content on the page at hand; gives its number there. */
  mark(tag: Tag, page: number): number {
    const row = this.#rowOf(tag)
    if (this.#pages.length === 0) throw new Error('content is marked before the first page')
    const first = this.#pages.at(this.#pages.length - 1)
    const mcid = this.#marks.push(this.#ids.at(row)) - first
    if (this.#page.at(row) === 0) this.#page.set(row, page)
    if (this.#page.at(row) === page && mcid < other) this.#hold(row, mcid)
    else this.#holdOther(row, page, mcid)
    return mcid
  }

  /** Puts an annotation into an element; gives the key it has in the tree of parents. */
  annotate(tag: Tag, annotation: number, page: number): number {
    const row = this.#rowOf(tag)
    if (this.#page.at(row) === 0) this.#page.set(row, page)
    this.#holdOther(row, page, -1 - annotation)
    // Keys of annotations come after those of pages, of which there are fewer than this.
    return annotationKeys + this.#annotations.push(this.#ids.at(row))
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
    const row = this.#add(tag, this.#ids.at(above))
    if (tag.type === 'H') {
      const wanted = depthOf(tag) + (tag.level ?? 0)
      this.#level = Math.max(1, Math.min(wanted, this.#level + 1, 6))
      this.#rare.set(row, { ...this.#rare.get(row), heading: this.#level })
    }
    this.#hold(above, -this.#ids.at(row))
    return row
  }

  #add(tag: Tag, above: number): number {
    const { type, alt, numbering } = tag
    const row = this.#types.push(type) - 1
    this.#rows.set(tag, row)
    this.#ids.push(this.#objects.reserve())
    this.#above.push(above)
    for (const column of [this.#page, this.#first, this.#last]) column.push(0)
    if (alt !== undefined || numbering) {
      this.#rare.set(row, { ...(alt !== undefined && { alt }), ...(numbering && { numbering }) })
    }
    return row
  }

  /** A number of marked content on the element's page; below zero an element; from `other` on one of the others. */
  #hold(row: number, kid: number): void {
    const at = this.#kids.push(kid)
    this.#next.push(0)
    const last = this.#last.at(row)
    if (last === 0) this.#first.set(row, at)
    else this.#next.set(last, at)
    this.#last.set(row, at)
  }

  #holdOther(row: number, page: number, what: number): void {
    this.#hold(row, other + this.#others.push(page) / 2)
    this.#others.push(what)
  }

  /** Writes the tree, some of it at a time. */
  *end(): Generator<void> {
    const { write, reserve } = this.#objects
    for (let row = 0; row < this.#ids.length; row++) {
      write(this.#ids.at(row), this.#body(row))
      if (row % some === 0) yield
    }
    const parents = reserve()
    write(parents, this.#numbers([...this.#parents()]))
    const next = annotationKeys + this.#annotations.length
    write(
      this.#tree,
      `<</Type/StructTreeRoot/K ${this.#ids.at(0)} 0 R/ParentTree ${parents} 0 R/ParentTreeNextKey ${next}>>`,
    )
  }

  /** Entries of the tree of parents: of each page the elements of its content, of each annotation its own. */
  *#parents(): Generator<string> {
    for (let key = 0; key < this.#pages.length; key++) {
      const from = this.#pages.at(key)
      const to = key + 1 < this.#pages.length ? this.#pages.at(key + 1) : this.#marks.length
      const ids: string[] = []
      for (let at = from; at < to; at++) ids.push(`${this.#marks.at(at)} 0 R`)
      yield `${key}[${ids.join(' ')}]`
    }
    for (let key = 0; key < this.#annotations.length; key++) {
      yield `${annotationKeys + key} ${this.#annotations.at(key)} 0 R`
    }
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
    const page = this.#page.at(row)
    const { heading, box, alt, numbering } = this.#rare.get(row) ?? {}
    const type = this.#types[row]
    let out = `<</Type/StructElem/S/${heading ? `H${heading}` : type}/P ${this.#above.at(row)} 0 R`
    if (page > 0) out += `/Pg ${page} 0 R`
    if (this.#first.at(row) !== 0) out += `/K[${this.#kidsOf(row)}]`
    if (alt !== undefined) out += `/Alt <${utf16(alt || ' ')}>`
    if (type === 'Note') out += `/ID(note${++this.#notes})`
    if (type === 'TH') out += '/A<</O/Table/Scope/Column>>'
    if (type === 'L' && numbering) out += `/A<</O/List/ListNumbering/${numbering}>>`
    if (box) out += `/A<</O/Layout/BBox[${box.join(' ')}]>>`
    return `${out}>>`
  }

  #kidsOf(row: number): string {
    let out = ''
    for (let at = this.#first.at(row); at !== 0; at = this.#next.at(at)) {
      const kid = this.#kids.at(at)
      if (kid < 0) out += `${-kid} 0 R `
      else out += `${kid < other ? kid : this.#otherText(2 * (kid - other))} `
    }
    return out
  }

  #otherText(at: number): string {
    const [page, what] = [this.#others.at(at), this.#others.at(at + 1)]
    if (what >= 0) return `<</Type/MCR/Pg ${page} 0 R/MCID ${what}>>`
    return `<</Type/OBJR/Obj ${-1 - what} 0 R/Pg ${page} 0 R>>`
  }
}

/** Elements that are written together. */
const some = 2000

/** Marked content of one page has lower numbers. */
const other = 1 << 20

/** The first key of an annotation: more than any booklet has pages. */
const annotationKeys = 1_000_000

/** The structure tree of a PDF, read back by qpdf, and what PDF/UA forbids in it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

type Value = string | number | boolean | null | Value[] | { [key: string]: Value }
type Dictionary = { [key: string]: Value }
type Stored = { value?: Value; stream?: { dict: Dictionary; data?: string } }
export type Objects = Record<string, Stored>

/** Every object of a PDF; streams decoded, in base64. */
export function objectsOf(pdf: Uint8Array): Objects {
  const folder = mkdtempSync(join(tmpdir(), 'tree-'))
  try {
    const file = join(folder, 'test.pdf')
    writeFileSync(file, pdf)
    const options = ['--json=2', '--json-stream-data=inline', '--decode-level=generalized']
    const { status, stdout, stderr } = spawnSync('qpdf', [...options, file], {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
    })
    if (status !== 0) throw new Error(`qpdf: ${stderr}`)
    return (JSON.parse(stdout) as { qpdf: [unknown, Objects] }).qpdf[1]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** An element with the text of its content: `P`, `[Link]`… nest as children. */
export type Element = { type: string; dictionary: Dictionary; kids: (Element | Mark)[] }
export type Mark = { page: string; mcid: number } | { page: string; annotation: string }

export type Tree = { root: Element; faults: string[] }

const isDictionary = (value: Value | undefined): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const list = (value: Value | undefined): Value[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** Reads the tree and names everything that breaks a rule of PDF/UA a program can check. */
export function treeOf(objects: Objects): Tree {
  const faults: string[] = []
  const wrong = (what: string): void => {
    faults.push(what)
  }
  const get = (value: Value | undefined): Value | undefined => {
    if (typeof value !== 'string' || !/^\d+ \d+ R$/.test(value)) return value
    const stored = objects[`obj:${value}`]
    return stored?.value ?? stored?.stream?.dict
  }
  const dictionary = (value: Value | undefined): Dictionary => {
    const found = get(value)
    return isDictionary(found) ? found : {}
  }
  const trailer = dictionary(objects.trailer?.value)
  const catalogue = dictionary(trailer['/Root'])
  if (dictionary(catalogue['/MarkInfo'])['/Marked'] !== true) wrong('the file is not marked')
  if (!/^u:[a-z]{2,3}/.test(String(catalogue['/Lang']))) wrong('the file has no language')
  if (dictionary(catalogue['/ViewerPreferences'])['/DisplayDocTitle'] !== true) {
    wrong('the title is not shown')
  }
  if (!dictionary(trailer['/Info'])['/Title']) wrong('the file has no title')

  const treeRoot = dictionary(catalogue['/StructTreeRoot'])
  const parents = new Map<number, Value>()
  const readNumbers = (node: Dictionary): void => {
    const nums = list(get(node['/Nums']))
    for (let at = 0; at < nums.length; at += 2) {
      if (parents.has(Number(nums[at]))) wrong(`key ${nums[at]} stands twice`)
      parents.set(Number(nums[at]), nums[at + 1] ?? null)
    }
    for (const kid of list(get(node['/Kids']))) readNumbers(dictionary(kid))
  }
  readNumbers(dictionary(treeRoot['/ParentTree']))

  /** Whose each piece of content is: `page mcid` or the annotation. */
  const owners = new Map<string, string>()
  let level = 0
  const notes = new Set<string>()
  const read = (reference: string, parent: string): Element => {
    const own = dictionary(reference)
    const type = String(own['/S']).slice(1)
    if (own['/P'] !== parent) wrong(`a ${type} has another parent than the one that holds it`)
    const page = String(own['/Pg'])
    const kids = list(own['/K']).map((kid): Element | Mark => {
      if (typeof kid === 'number') return marked(page, kid, reference)
      const inner = dictionary(kid)
      if (inner['/Type'] === '/MCR')
        return marked(String(inner['/Pg']), Number(inner['/MCID']), reference)
      if (inner['/Type'] === '/OBJR') {
        const annotation = String(inner['/Obj'])
        owners.set(annotation, reference)
        if (type !== 'Link') wrong(`an annotation stands in a ${type}`)
        return { page: String(inner['/Pg']), annotation }
      }
      return read(String(kid), reference)
    })
    if (kids.length === 0) wrong(`a ${type} is empty`)
    const heading = /^H([1-6])$/.exec(type)
    if (heading) {
      if (Number(heading[1]) > level + 1) wrong(`a ${type} follows a heading of level ${level}`)
      level = Number(heading[1])
    }
    if ((type === 'Figure' || type === 'Formula') && !own['/Alt']) wrong(`a ${type} has no words`)
    if (type === 'Note') {
      const id = String(own['/ID'])
      if (!own['/ID'] || notes.has(id)) wrong('a Note has no id of its own')
      notes.add(id)
    }
    const types = kids.map((kid) => ('type' in kid ? kid.type : 'content'))
    const may: Record<string, string[]> = {
      L: ['LI'],
      LI: ['Lbl', 'LBody'],
      Table: ['TR'],
      TR: ['TH', 'TD'],
      TOC: ['TOCI'],
    }
    const allowed = may[type]
    if (allowed) {
      for (const one of types) if (!allowed.includes(one)) wrong(`a ${one} stands in a ${type}`)
    }
    for (const [outer, inner] of Object.entries(may)) {
      if (outer === type) continue
      if (inner.includes('Lbl') && type === 'Note') continue
      for (const one of types) if (inner.includes(one)) wrong(`a ${one} stands in a ${type}`)
    }
    if (type === 'Table') {
      const widths = kids.map((row) => ('kids' in row ? row.kids.length : 0))
      if (new Set(widths).size > 1) wrong(`a Table has rows of ${widths.join(', ')} cells`)
    }
    return { type, dictionary: own, kids }
  }
  function marked(page: string, mcid: number, owner: string): Mark {
    const key = `${page} ${mcid}`
    if (owners.has(key)) wrong(`content ${key} is in two elements`)
    owners.set(key, owner)
    return { page, mcid }
  }
  const root = read(String(list(treeRoot['/K'])[0]), String(catalogue['/StructTreeRoot']))
  if (root.type !== 'Document') wrong(`the tree begins with a ${root.type}`)

  for (const [key, { value }] of Object.entries(objects)) {
    const page = dictionary(value)
    if (page['/Type'] !== '/Page') continue
    const name = key.slice('obj:'.length)
    if (page['/Tabs'] !== '/S') wrong(`page ${name} is tabbed through in another order`)
    const marks = list(get(parents.get(Number(page['/StructParents'])) ?? null))
    const stream = objects[`obj:${page['/Contents']}`]?.stream?.data ?? ''
    const { mcids, loose } = contentOf(Buffer.from(stream, 'base64').toString('latin1'))
    for (const one of loose) wrong(`page ${name}: ${one} is in no element`)
    for (const mcid of mcids) {
      const owner = owners.get(`${name} ${mcid}`)
      if (owner === undefined) wrong(`page ${name}: content ${mcid} is in no element`)
      if (marks[mcid] !== owner) wrong(`page ${name}: content ${mcid} has another parent`)
    }
    if (marks.length !== mcids.length) wrong(`page ${name}: ${marks.length} parents`)
    for (const reference of list(get(page['/Annots']))) {
      const annotation = dictionary(reference)
      if (annotation['/Subtype'] !== '/Link') continue
      if (!/^u:./.test(String(annotation['/Contents']))) wrong('a link says nothing')
      const owner = owners.get(String(reference))
      if (owner === undefined) wrong('a link is in no element')
      if (parents.get(Number(annotation['/StructParent'])) !== owner) {
        wrong('a link has another parent')
      }
    }
  }
  return { root, faults }
}

/** Numbers of marked content, and operators that paint outside of any. */
function contentOf(stream: string): { mcids: number[]; loose: string[] } {
  const mcids: number[] = []
  const loose: string[] = []
  const open: boolean[] = []
  const paints = new Set(['TJ', 'Tj', 'f', 'f*', 'S', 'B', 'B*', 'Do'])
  for (const [, mcid, begins, ends, word = ''] of stream
    .replace(/<[0-9a-f]*>|\((?:\\[\s\S]|[^\\)])*\)/g, '<>')
    .matchAll(/\/MCID (\d+)>> BDC|(B[MD]C)\b|\b(EMC)\b|([A-Za-z*]+)/g)) {
    if (mcid !== undefined) {
      mcids.push(Number(mcid))
      open.push(true)
    } else if (begins) open.push(true)
    else if (ends) open.pop()
    else if (paints.has(word) && open.length === 0) loose.push(word)
  }
  return { mcids: mcids.sort((a, b) => a - b), loose }
}

/** The tree as lines, two spaces a level; of content only that there is some. */
export function outlineOf(element: Element, depth = 0): string[] {
  const line = `${'  '.repeat(depth)}${element.type}`
  return [line, ...element.kids.flatMap((kid) => ('type' in kid ? outlineOf(kid, depth + 1) : []))]
}

/**
 * Keys of answers behind the questions: a heading such as "Answers", and below
 * it a list, a table or lines that give each question's number its letter, or
 * its answer in words. A file may have one at its end, or one for each chapter.
 */
import type { List, Paragraph, RootContent, Table } from 'mdast'
import type { AnswerKey, Item, Option, Part } from './dialects/dialect.ts'
import { findOptions } from './options.ts'
import { numberOf, outline, says, words } from './outline.ts'
import { placesAt } from './stated.ts'
import { keyName } from './wording.ts'

const fewest = 3

/** Takes the keys out of a file's blocks. */
export function withoutKeys(blocks: readonly RootContent[]): {
  blocks: RootContent[]
  keys: AnswerKey[]
} {
  const keys: AnswerKey[] = []
  const taken = new Set<RootContent>()
  for (const entry of outline(blocks)) {
    const at = entry.node.position?.start.offset
    if (!keyName.test(entry.title) || at === undefined) continue
    const body = blocks.slice(entry.index + 1, entry.next)
    const answers = answersIn(body)
    if (!answers || answers.size < fewest) continue
    const nodes = [entry.node, ...body]
    for (const node of nodes) taken.add(node)
    keys.push({ nodes, at, answers })
  }
  return { blocks: blocks.filter((node) => !taken.has(node)), keys }
}

/** Undefined where anything stands below that is no answer by its number. */
function answersIn(body: readonly RootContent[]): Map<number, RootContent[]> | undefined {
  const answers = new Map<number, RootContent[]>()
  for (const node of body) {
    if (!says(node)) continue
    const found =
      node.type === 'list'
        ? inList(node)
        : node.type === 'table'
          ? inTable(node)
          : node.type === 'paragraph'
            ? inLine(words(node), node)
            : node.type === 'code'
              ? inLine(node.value, node)
              : undefined
    if (!found) return undefined
    for (const [number, answer] of found) {
      if (!answers.has(number)) answers.set(number, answer)
    }
  }
  return answers
}

type Found = [number: number, answer: RootContent[]][]

function inList({ ordered, start, children }: List): Found | undefined {
  if (ordered) {
    return children.map((item, index) => [(start ?? 1) + index, item.children])
  }
  const found = children.flatMap((item): Found => {
    const [first] = item.children
    return first?.type === 'paragraph' ? (inLine(words(first), first) ?? []) : []
  })
  return found.length === children.length ? found : undefined
}

/** Rows of a number and an answer, perhaps several a row; or numbers above letters. */
function inTable({ children: rows, position }: Table): Found | undefined {
  const cells = rows.map((row) => row.children.map((cell) => cell))
  const numberIn = (text: string) => /^\D{0,3}(\d{1,3})[.)]?$/.exec(text.trim())?.[1]
  const asBlock = (cell: (typeof cells)[number][number]): Paragraph => ({
    type: 'paragraph',
    children: cell.children,
    ...(position && { position }),
  })
  const found: Found = []
  for (const row of cells) {
    for (let column = 0; column + 1 < row.length; column += 2) {
      const [key, answer] = [row[column], row[column + 1]]
      const number = key && numberIn(words(key))
      if (number && answer && numberIn(words(answer)) === undefined) {
        found.push([Number(number), [asBlock(answer)]])
      }
    }
  }
  if (found.length > 0) return found
  for (let row = 0; row + 1 < cells.length; row++) {
    for (const [column, key] of (cells[row] ?? []).entries()) {
      const number = numberIn(words(key))
      const answer = cells[row + 1]?.[column]
      if (number && answer) found.push([Number(number), [asBlock(answer)]])
    }
  }
  return found.length > 0 ? found : undefined
}

const pair =
  /(?:^|[\s,;|，；、])(?:[QqВвNn№#]\s*)?(\d{1,3})\s*[-.):=–—．、：]*\s*([A-Ha-hА-Жа-ж](?:\s*[,&+]\s*[A-Ha-hА-Жа-ж](?![\p{L}.]))*)(?=$|[\s,;|.，；、])/gu
const worded = /^(?:[QqВвNn№#]\s*)?(\d{1,3})\s*[-.):=–—．、：]\s*(\S.*)$/u

/** `1. b  2. c`, or a line a question: `1: forty`. */
function inLine(text: string, node: RootContent): Found | undefined {
  const position = node.position && { position: node.position }
  const said = (value: string): RootContent[] => [
    { type: 'paragraph', children: [{ type: 'text', value, ...position }], ...position },
  ]
  const letters = [...text.matchAll(pair)].map(([, number, letter = '']): Found[number] => [
    Number(number),
    said(letter),
  ])
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const left = text.replace(pair, ' ').replace(/[\s,;|.，；、]+/g, '')
  if (letters.length > 0 && left === '') return letters
  const found = lines.flatMap((line): Found => {
    const [, number, answer = ''] = worded.exec(line.trim()) ?? []
    return number === undefined ? [] : [[Number(number), said(answer)]]
  })
  return found.length > 0 && found.length === lines.length ? found : undefined
}

/** Gives questions without an answer what the key behind them says. */
export function answered(parts: readonly Part[], keys: readonly AnswerKey[], text: string): Part[] {
  if (keys.length === 0) return [...parts]
  let key: AnswerKey | undefined
  let ordinal = 0
  return parts.map((part) => {
    if (part.type !== 'item') return part
    const offset = part.position?.start.offset ?? 0
    const own = keys.find(({ at }) => at > offset)
    if (own !== key) ordinal = 0
    key = own
    ordinal++
    const number = numberOf(words({ children: [...part.title] }).trim())?.number.at(-1)
    const answer = own?.answers.get(number ?? ordinal)
    return answer ? withAnswer(part, answer, text) : part
  })
}

function withAnswer(item: Item, answer: RootContent[], text: string): Item {
  const told = item.told ?? { prompt: item.body, answer: [] }
  const group = told.options ? undefined : findOptions(told.prompt, text, ['letters', 'bullets'])
  const options = told.options ?? group?.options
  if (options?.some(({ right }) => right) || (!options && told.answer.some(says))) return item
  const prompt = group
    ? [
        ...told.prompt.slice(0, group.from),
        ...group.before,
        ...group.after,
        ...told.prompt.slice(group.to),
      ]
    : told.prompt
  const right = options && placesIn(answer, options)
  if (options && right) {
    const ticked = options.map((option, place) => ({ ...option, right: right.includes(place) }))
    return { ...item, body: [], told: { prompt, options: ticked, answer: told.answer } }
  }
  // Without options, what stands below the question is its prompt only where the key answers it.
  return { ...item, body: [], told: { ...told, answer: [...told.answer, ...answer] } }
}

const cyrillic = 'абвгдежз'

/** The places of the options that an answer names by letter, or by their own words. */
function placesIn(
  answer: readonly RootContent[],
  options: readonly Option[],
): number[] | undefined {
  const said = answer
    .map((node) => words(node))
    .join(' ')
    .trim()
  const latin = said.replace(/(?<!\p{L})[А-Жа-ж](?!\p{L})/gu, (letter) => {
    const place = cyrillic.indexOf(letter.toLowerCase())
    return place < 0 ? letter : String.fromCharCode(65 + place)
  })
  const stated = placesAt(latin)
  if (stated && stated.right.length > 0 && stated.right.every((place) => place < options.length)) {
    return stated.right
  }
  const bare = (value: string) => value.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  const same = options.flatMap(({ body }, place) =>
    bare(words({ children: body })) === bare(said) ? [place] : [],
  )
  return same.length === 1 ? same : undefined
}

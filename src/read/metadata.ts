/**
 * Difficulty and tags as strangers write them: `[Easy]` or `🟢` in a title,
 * `#tag` behind it, `Difficulty: hard` below it, a table of such keys, or a
 * heading `Senior` above.
 *
 * A mark counts only where several items of the file carry its like: a title
 * that ends in "(hard)" by itself asks about something hard.
 */
import type { Paragraph, PhrasingContent, RootContent, Table } from 'mdast'
import type { Difficulty } from '../model/bank.ts'
import type { Item, Part } from './dialects/dialect.ts'
import { difficultyOf, signOf, starsOf } from './difficulty.ts'
import { tagsOf } from './front-matter.ts'
import { gradeLine, gradeOf, gradeOfHeading } from './grade.ts'
import { says, words } from './outline.ts'
import { withoutTail } from './title.ts'

type Mark = {
  form: 'brackets' | 'letter' | 'parentheses' | 'sign' | 'stars' | 'tags'
  /** Length of the mark in the title's words, and at which end it stands. */
  length: number
  end: 'first' | 'last'
  difficulty?: Difficulty
  tags?: string[]
}

/** Least number of items with marks of one form, and their least share of the file's. */
const fewest = 3
const leastShare = 0.15

/** Words behind `#` that are of programs. */
const directives =
  /^(?:include|define|undef|if|ifdef|ifndef|else|endif|pragma|region|import|line)$/i

/** Gives the items what their file's marks say, and their titles without them. */
export function withMetadata(parts: readonly Part[]): Part[] {
  const items = parts.filter((part): part is Item => part.type === 'item')
  const habits = habitsOf(items)
  const stated = items.map((item) => statedIn(item))
  const many = stated.filter((one) => one !== undefined).length >= Math.min(2, items.length)
  const graded = items.some(({ title }) => starsOf(nameOf(title)) > 1)
  const grades = new Set(
    parts.flatMap((part) =>
      part.type === 'section' ? (gradeOfHeading(nameOf(part.title)) ?? []) : [],
    ),
  )
  const around: { depth: number; difficulty?: Difficulty }[] = []
  let at = 0
  return parts.map((part) => {
    if (part.type === 'section') {
      while ((around.at(-1)?.depth ?? 0) >= part.depth) around.pop()
      // "Basics" alone is a topic.
      const own = grades.size > 1 ? gradeOfHeading(nameOf(part.title)) : undefined
      const difficulty = own ?? around.at(-1)?.difficulty
      around.push({ depth: part.depth, ...(difficulty && { difficulty }) })
      return part
    }
    if (part.type !== 'item') return part
    const below = many ? stated[at] : undefined
    at++
    const marked = withoutMarks(below?.item ?? part, habits, graded)
    const difficulty =
      marked.difficulty ?? below?.difficulty ?? part.difficulty ?? around.at(-1)?.difficulty
    const tags = [...(part.tags ?? []), ...(below?.tags ?? []), ...marked.tags]
    return {
      ...marked.item,
      ...(difficulty && { difficulty }),
      ...(tags.length > 0 && { tags }),
    }
  })
}

function nameOf(title: readonly PhrasingContent[]): string {
  return words({ children: [...title] })
}

/** The marks at both ends of an item's title, the number before them aside. */
function marksOf({ title, cut }: Item): Mark[] {
  const text = nameOf(title).slice(cut)
  const first = /^\s*\[([^\][\n]{1,24})\]\s*/u.exec(text)
  const last = /(?<!\s)\s*\[([^\][\n]{1,24})\]\s*$/u.exec(text)
  const round = /(?<!\s)\s*[(（]([^()（）\n]{1,24})[)）]\s*$/u.exec(text)
  const tags = /(?<!\s)(?:\s+#[\p{L}][\p{L}\p{N}_/-]*)+\s*$/u.exec(text)
  const marks: Mark[] = []
  const grade = (
    form: 'brackets' | 'parentheses',
    found: RegExpExecArray | null,
    end: Mark['end'],
  ) => {
    const difficulty = found?.[1] === undefined ? undefined : gradeOf(found[1])
    if (!found || !difficulty || found[0].trim() === text.trim()) return
    const letter = /^\W*\p{L}\W*$/u.test(found[0])
    marks.push({ form: letter ? 'letter' : form, length: found[0].length, end, difficulty })
  }
  grade('brackets', first, 'first')
  grade('brackets', last, 'last')
  grade('parentheses', round, 'last')
  for (const end of ['first', 'last'] as const) {
    const sign = signOf(text, end)
    if (sign && sign.length < text.trim().length) marks.push({ ...sign, end })
  }
  if (tags) {
    const found = tags[0].trim().split(/\s+/)
    if (!found.some((tag) => directives.test(tag.slice(1)))) {
      marks.push({ form: 'tags', length: tags[0].length, end: 'last', tags: tagsOf(found) })
    }
  }
  return marks
}

/** The forms of marks that enough items carry. */
function habitsOf(items: readonly Item[]): Set<Mark['form']> {
  const counts = new Map<Mark['form'], number>()
  for (const item of items) {
    for (const form of new Set(marksOf(item).map(({ form }) => form))) {
      counts.set(form, (counts.get(form) ?? 0) + 1)
    }
  }
  const enough = [...counts].filter(
    ([, count]) => count >= fewest && count >= items.length * leastShare,
  )
  return new Set(enough.map(([form]) => form))
}

type Marked = { item: Item; difficulty?: Difficulty; tags: string[] }

/** Takes the marks of a file's habits off a title, from outside in. */
function withoutMarks(item: Item, habits: ReadonlySet<Mark['form']>, graded: boolean): Marked {
  let left: Marked = { item, tags: [] }
  for (let round = 0; round < 4; round++) {
    const mark = marksOf(left.item).find(({ form }) => habits.has(form))
    if (!mark) break
    const { title, cut } = left.item
    const name = nameOf(title)
    const stars = mark.form === 'stars' ? difficultyOf(name.trim(), graded) : undefined
    const difficulty = left.difficulty ?? mark.difficulty ?? stars
    const next =
      mark.end === 'first'
        ? { ...left.item, cut: cut + mark.length }
        : { ...left.item, title: withoutTail(title, mark.length) }
    left = {
      item: next,
      tags: [...left.tags, ...(mark.tags ?? [])],
      ...(difficulty && { difficulty }),
    }
  }
  return left
}

/** What blocks around an item's text say of it, and the item without them. */
function statedIn(item: Item): Marked | undefined {
  const blocks = item.told ? item.told.prompt : item.body
  const own = statedAtEdges(blocks)
  if (own) {
    const next = item.told
      ? { ...item, told: { ...item.told, prompt: own.left } }
      : { ...item, body: own.left }
    return { item: next, tags: own.tags, ...(own.difficulty && { difficulty: own.difficulty }) }
  }
  const behind = item.told && statedAtEdges(item.told.answer)
  if (!item.told || !behind) return undefined
  const { left, tags, difficulty } = behind
  const next = { ...item, told: { ...item.told, answer: left } }
  return { item: next, tags, ...(difficulty && { difficulty }) }
}

type Stated = { left: RootContent[]; difficulty?: Difficulty; tags: string[] }

function statedAtEdges(blocks: readonly RootContent[]): Stated | undefined {
  const filled = blocks.filter(says)
  for (const node of new Set([...filled.slice(0, 2), ...filled.slice(-2)])) {
    const found = statedBy(node)
    if (!found) continue
    // Nothing else may stand in the block.
    return { left: blocks.filter((other) => other !== node), ...found }
  }
  return undefined
}

type Pairs = { difficulty?: Difficulty; tags: string[] }

const tagKey =
  '(?:tags?|topics?|labels?|categor(?:y|ies)|keywords?|标签|標籤|分类|分類|タグ|태그|теги?|метки|etiquetas?|categor[ií]a|mots[- ]cl[eé]s|schlagw[oö]rter|th[eẻ]|etiketler|الوسوم|टैग)'
const tagLine = new RegExp(`^[^\\p{L}]*${tagKey}[^\\p{L}]*[:：]\\s*(.+)$`, 'iu')

function statedBy(node: RootContent): Pairs | undefined {
  if (node.type === 'table') return ofPairs(pairsIn(node))
  if (node.type === 'paragraph') return ofPairs(piecesOf(node))
  if (node.type !== 'list' || node.children.length > 4) return undefined
  return ofPairs(node.children.map((item) => words(item)))
}

/** The parts of a paragraph between bars, dots and line ends. */
function piecesOf(node: Paragraph): string[] {
  const text = node.children.map((child) => (child.type === 'break' ? '\n' : words(child))).join('')
  return text.split(/(?<!\s)\s*(?:\n|\||·|•)\s*/).filter((piece) => piece.trim() !== '')
}

function pairsIn({ children: [head, ...rows] }: Table): string[] {
  const cells = (row: Table['children'][number] | undefined) =>
    row?.children.map((cell) => words(cell)) ?? []
  const names = cells(head)
  if (rows.length === 1)
    return names.map((name, index) => `${name}: ${cells(rows[0])[index] ?? ''}`)
  if (names.length !== 2) return []
  return [head, ...rows].map((row) => cells(row).join(': ')).filter((pair) => pair !== ': ')
}

/** Every piece is a difficulty or tags, and one at least is; else the block says more. */
function ofPairs(pieces: readonly string[]): Pairs | undefined {
  if (pieces.length === 0) return undefined
  let difficulty: Difficulty | undefined
  const tags: string[] = []
  for (const piece of pieces) {
    const text = piece.trim()
    const value = gradeLine(text)
    const listed = tagLine.exec(text)?.[1]
    if (value !== undefined) {
      const found = gradeOf(value) ?? starred(value)
      if (!found) return undefined
      difficulty = found
    } else if (listed !== undefined && listed.length <= 120) {
      const names = listed.split(/[,，、;]|\s+(?=#)/).map((tag) => tag.replace(/[`*_"'[\]]/g, ''))
      tags.push(...tagsOf(names))
    } else return undefined
  }
  return { tags, ...(difficulty && { difficulty }) }
}

function starred(value: string): Difficulty | undefined {
  return starsOf(value) > 0 ? difficultyOf(value, true) : signOf(value, 'first')?.difficulty
}

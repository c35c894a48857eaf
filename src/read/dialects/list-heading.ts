/**
 * Headings in list items: `12. ### Q`, with the answer indented below it.
 *
 * Numbers may restart with a section, be missing or doubled. Text that the
 * author forgot to indent belongs to the question before it, and so do lists
 * whose smaller numbers stand between two questions that go on from one another.
 */
import type { Heading, List, ListItem, RootContent } from 'mdast'
import { type Entry, follows, numberOf, says, words } from '../outline.ts'
import { asks } from '../wording.ts'
import { type Dialect, type Item, noEvidence, type Part, type Sheet } from './dialect.ts'
import { furniture, sectionAt } from './headings.ts'

const fewest = 3

type Candidate = {
  list: List
  node: ListItem
  heading: Heading
  title: string
  /** As written, in the title or before it; undefined at a bullet. */
  number?: number
}

function candidateOf(list: List, node: ListItem, text: string): Candidate | undefined {
  // An anchor may stand before the heading.
  const heading = node.children.find((child) => child.type === 'heading' || says(child))
  const first = heading?.type === 'paragraph' && words(heading).trim() === ''
  const found = first ? node.children[node.children.indexOf(heading) + 1] : heading
  if (found?.type !== 'heading') return undefined
  const title = words(found).trim()
  const start = node.position?.start.offset ?? 0
  const written = /^(\d{1,9})[.)]/.exec(text.slice(start, start + 12))
  const number = numberOf(title)?.number.at(-1) ?? (written ? Number(written[1]) : undefined)
  return { list, node, heading: found, title, ...(number !== undefined && { number }) }
}

/** Items that begin with a heading, in runs without a section heading between them. */
function runs({ blocks, text }: Sheet): Candidate[][] {
  const found: Candidate[][] = [[]]
  for (const block of blocks) {
    if (block.type === 'heading') found.push([])
    if (block.type !== 'list') continue
    for (const node of block.children) {
      const candidate = candidateOf(block, node, text)
      if (candidate) found.at(-1)?.push(candidate)
    }
  }
  return found.filter((run) => run.length > 0)
}

/** The heading level that most candidates have. */
function levelOf(candidates: readonly Candidate[]): number {
  const counts = new Map<number, number>()
  for (const { heading } of candidates) {
    counts.set(heading.depth, (counts.get(heading.depth) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0
}

/** Leaves out candidates of a run that are parts of an answer. */
function questionsIn(run: readonly Candidate[], level: number): Candidate[] {
  const questions: Candidate[] = []
  for (let place = 0; place < run.length; place++) {
    const candidate = run[place]
    if (!candidate || Math.abs(candidate.heading.depth - level) > 1) continue
    const last = questions.at(-1)?.number
    const { number } = candidate
    if (last !== undefined && number !== undefined && number <= last && last > 1 && number <= 1) {
      const back = run.findIndex((other, index) => index > place && other.number === last + 1)
      const between = run.slice(place, back)
      const isPart =
        back > 0 &&
        between.every((other) => (other.number ?? 0) <= last) &&
        !between.every(({ title }) => asks(title))
      if (isPart) {
        place = back - 1
        continue
      }
    }
    questions.push(candidate)
  }
  return questions
}

function questionsOf(sheet: Sheet): { level: number; questions: Candidate[] } {
  const all = runs(sheet)
  const level = levelOf(all.flat())
  return { level, questions: all.flatMap((run) => questionsIn(run, level)) }
}

export const listHeading: Dialect = {
  name: 'list-heading',

  evidence(sheet) {
    if (sheet.level !== undefined || sheet.ours) return noEvidence
    const { level, questions } = questionsOf(sheet)
    if (questions.length < fewest) return noEvidence
    const fitting = questions.filter(({ number, title }, index) => {
      const before = questions[index - 1]?.number
      if (number === undefined) return asks(title)
      return follows(before === undefined ? undefined : [before], [number]) || number === before
    })
    const confidence = fitting.length / questions.length
    return confidence < 0.5 ? noEvidence : { questions: questions.length, confidence, level }
  },

  parts(sheet, { level }) {
    const parts: Part[] = []
    const questions = new Map(questionsOf(sheet).questions.map((found) => [found.node, found]))
    const entries = new Map<RootContent, Entry>(sheet.headings.map((entry) => [entry.node, entry]))
    let item: Item | undefined
    let skipped: Extract<Part, { type: 'skipped' }> | undefined
    let text: Extract<Part, { type: 'text' }> | undefined
    const add = (block: RootContent): void => {
      if (item) item.body.push(block)
      else if (skipped) skipped.nodes.push(block)
      else if (text) text.blocks.push(block)
      else if (says(block)) {
        text = { type: 'text', blocks: [block] }
        parts.push(text)
      }
    }
    for (const block of sheet.blocks) {
      const entry = entries.get(block)
      if (entry && (entry.depth < level || !item)) {
        item = undefined
        text = undefined
        const left = furniture(entry)
        skipped = left && {
          type: 'skipped',
          nodes: [block],
          rule: left.rule ?? 'item-skipped',
          reason: left.reason,
        }
        parts.push(skipped ?? sectionAt(entry))
      } else if (block.type === 'list') {
        for (const group of grouped(block, questions)) {
          if (group.type === 'list') {
            add(group)
            continue
          }
          const found = questions.get(group)
          if (!found) continue
          const { heading, title, node } = found
          item = {
            type: 'item',
            title: heading.children,
            position: node.position,
            cut: numberOf(title)?.length ?? 0,
            body: node.children.filter((child) => child !== heading),
          }
          parts.push(item)
        }
      } else {
        add(block)
      }
    }
    return parts
  },
}

/** A list's questions, and what stands between them as lists of their own. */
function grouped(list: List, questions: ReadonlyMap<ListItem, unknown>): (List | ListItem)[] {
  const groups: (List | ListItem)[] = []
  list.children.forEach((node, index) => {
    const last = groups.at(-1)
    if (questions.has(node)) {
      groups.push(node)
    } else if (last?.type === 'list') {
      last.children.push(node)
      if (last.position && node.position) last.position.end = node.position.end
    } else {
      const start = list.ordered ? (list.start ?? 1) + index : undefined
      groups.push({
        ...list,
        ...(start !== undefined && { start }),
        children: [node],
        ...(node.position && { position: { ...node.position } }),
      })
    }
  })
  return groups
}

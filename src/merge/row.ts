/** One row of a table against its question: what the person who edited it wants. */
import { cut, cutMark } from '../sheet/cut.ts'
import { undo, unguard } from '../sheet/guard.ts'
import { partsOfStamp, type StampedColumn, stampOfCell } from '../sheet/stamp.ts'
import { restored } from './quirks.ts'
import {
  type OptionState,
  type State,
  splitLabels,
  splitOptions,
  splitQuestion,
  splitTags,
  tidy,
} from './state.ts'
import type { TableRow } from './table.ts'
import { type Clash, type Merged, mergeSet, mergeText, mergeWhole } from './three-way.ts'

/** A part of a question: where a clash or a refusal is. */
export type PartName = 'title' | 'prompt' | StampedColumn | 'kind'

export type PartClash = Clash & { part: PartName }

export type Wish = {
  /** The state that the row asks for, where nothing clashes. */
  to: State
  clashes: PartClash[]
  /** Columns that differ only by what a spreadsheet did. */
  restored: StampedColumn[]
  /** What cannot be done at all, in words. */
  refused: { part: PartName; reason: string }[]
}

/** A state's cells as the table shows them before the guard. */
export function cellsOf(state: State): Record<StampedColumn, string> {
  const { title, prompt, answer, options, hint, tags, difficulty, section } = state
  return {
    section,
    question: [title, prompt].filter((text) => text !== '').join('\n\n'),
    answer,
    choices: options.map(({ label, text }) => `${label}. ${text}`).join('\n'),
    right: options
      .filter(({ right }) => right)
      .map(({ label }) => label)
      .join(', '),
    hint,
    tags: tags.join(', '),
    difficulty,
  }
}

type Edited = { theirs: string; base: string | undefined }

export type Manner = {
  /** Whether characters were lost when the table was saved. */
  lossy: boolean
  /** Whether the table is right where both sides were edited. */
  prefer: boolean
}

/** Judges a row; `issued` gives the question's state as last issued, and is asked only where it counts. */
export async function wishOf(
  row: TableRow,
  now: State,
  issued: () => Promise<State | undefined>,
  { lossy, prefer }: Manner,
): Promise<Wish> {
  const wish: Wish = { to: structuredClone(now), clashes: [], restored: [], refused: [] }
  const present = cellsOf(now)
  const stamps = partsOfStamp(row.cells.stamp ?? '')
  const editOf = async (column: StampedColumn): Promise<Edited | undefined> => {
    const raw = row.cells[column]
    if (raw === undefined) return undefined
    const own = present[column]
    const theirs = tidy(undo(raw.replace(/\r\n?/g, '\n'), own))
    if (theirs === tidy(own) || theirs === tidy(cut(own))) return undefined
    const stamp = stamps?.get(column)
    // No stamp tells of white space around a cell; in front of an answer it may make code of it.
    const isStamped = stamp === stampOfCell(theirs)
    if (isStamped && column !== 'answer') return undefined
    const before = await issued()
    const known = [before && cellsOf(before)[column], own].filter((cell) => cell !== undefined)
    const base = stamp === undefined ? known[0] : known.find((cell) => stampOfCell(cell) === stamp)
    if (isStamped && (base === undefined || theirs === tidy(base))) return undefined
    if (isStamped && !/^\s/.test(theirs)) {
      // Programs take white space off cells; nobody else would put it there.
      wish.restored.push(column)
      return undefined
    }
    // Such a cell is not the whole text, whether or not its last line still says so.
    const wasCut = known.some((cell) => cut(cell) !== cell && theirs !== cell)
    if (wasCut || theirs.endsWith(cutMark.trim())) {
      if (known.some((cell) => theirs === tidy(cut(cell)))) return undefined
      const reason = 'the cell is too long for a table and was cut there'
      wish.refused.push({ part: column, reason })
      return undefined
    }
    const meant = tidy(undo(raw.replace(/\r\n?/g, '\n'), base ?? own))
    if (base !== undefined && meant === tidy(base)) return undefined
    const kept = restored(meant, tidy(base ?? own), lossy)
    if (kept !== meant) wish.restored.push(column)
    return kept === tidy(base ?? own) ? undefined : { theirs: kept, base }
  }
  const take = (part: PartName, merged: Merged<string>, put: (value: string) => void) => {
    if ('clash' in merged) wish.clashes.push({ part, ...merged.clash })
    else put(merged.value)
  }

  const kind = row.cells.kind?.trim().toLowerCase()
  if (kind && kind !== now.kind) {
    const reason = `the kind of a question stays: learners' cards are of kind ${now.kind}`
    wish.refused.push({ part: 'kind', reason })
  }
  const question = await editOf('question')
  if (question) {
    const before = await issued()
    const titles = [before?.title, now.title].filter((title) => title !== undefined)
    const theirs = splitQuestion(question.theirs, titles)
    const base = question.base === undefined ? undefined : splitQuestion(question.base, titles)
    take('title', mergeText(now.title, base?.title, theirs.title, prefer), (title) => {
      wish.to.title = title
    })
    take('prompt', mergeText(now.prompt, base?.prompt, theirs.prompt, prefer), (prompt) => {
      wish.to.prompt = prompt
    })
  }
  const answer = await editOf('answer')
  if (answer) {
    take('answer', mergeText(now.answer, answer.base, answer.theirs, prefer), (text) => {
      wish.to.answer = text
    })
  }
  for (const column of ['hint', 'difficulty', 'section'] as const) {
    const edited = await editOf(column)
    if (!edited) continue
    const theirs =
      column === 'difficulty' ? edited.theirs.trim().toLowerCase() : edited.theirs.trim()
    take(column, mergeWhole(now[column], edited.base, theirs, prefer), (text) => {
      wish.to[column] = text
    })
  }
  const tags = await editOf('tags')
  if (tags) {
    const base = tags.base === undefined ? undefined : splitTags(tags.base)
    wish.to.tags = mergeSet(now.tags, base, splitTags(tags.theirs))
  }
  await takeOptions(wish, now, issued, prefer, await editOf('choices'), await editOf('right'))
  return wish
}

async function takeOptions(
  wish: Wish,
  now: State,
  issued: () => Promise<State | undefined>,
  prefer: boolean,
  choices: Edited | undefined,
  right: Edited | undefined,
): Promise<void> {
  if (!choices && !right) return
  if (now.kind !== 'choice') {
    const reason = 'only a question that is a choice has options'
    wish.refused.push({ part: choices ? 'choices' : 'right', reason })
    return
  }
  if (choices) {
    const before = await issued()
    const labels = new Set([...now.options, ...(before?.options ?? [])].map(({ label }) => label))
    const theirs = splitOptions(choices.theirs, labels)
    const base = choices.base === undefined ? undefined : splitOptions(choices.base, labels)
    if (!theirs) {
      const reason = 'every option begins with its letter and a dot: `A. text`'
      wish.refused.push({ part: 'choices', reason })
      return
    }
    wish.to.options = mergedOptions(wish, now.options, base, theirs, prefer)
  }
  if (right) {
    const base = right.base === undefined ? undefined : splitLabels(right.base)
    const ticked = now.options.filter((option) => option.right).map(({ label }) => label)
    if (base === undefined && !prefer) {
      wish.clashes.push({ part: 'right', mine: ticked.join(', '), theirs: right.theirs, line: 0 })
      return
    }
    const wanted = mergeSet(ticked, base ?? ticked, splitLabels(right.theirs))
    const unknown = wanted.find((label) => !wish.to.options.some((one) => one.label === label))
    if (unknown !== undefined) {
      wish.refused.push({ part: 'right', reason: `there is no option ${unknown}` })
      return
    }
    wish.to.options = wish.to.options.map((option) => {
      return { ...option, right: wanted.includes(option.label) }
    })
  }
}

/** Options of the source with the table's changes; new ones of the table at their place. */
function mergedOptions(
  wish: Wish,
  now: readonly OptionState[],
  base: readonly { label: string; text: string }[] | undefined,
  theirs: readonly { label: string; text: string }[],
  prefer: boolean,
): OptionState[] {
  const textIn = (options: typeof theirs | undefined, label: string) =>
    options?.find((option) => option.label === label)?.text
  const clash = (mine: string, other: string) =>
    wish.clashes.push({ part: 'choices', mine, theirs: other, line: 0 })
  const merged: OptionState[] = []
  for (const { label, text } of theirs) {
    const mine = now.find((option) => option.label === label)
    const issued = textIn(base, label)
    if (mine) {
      const result = mergeText(mine.text, issued, text, prefer)
      if ('clash' in result) clash(result.clash.mine, result.clash.theirs)
      else merged.push({ ...mine, text: result.value })
    } else if (issued === undefined) merged.push({ label, text, right: false })
    else if (issued !== text) clash('(the option is gone)', `${label}. ${text}`)
  }
  for (const [index, option] of now.entries()) {
    if (theirs.some(({ label }) => label === option.label)) continue
    const issued = textIn(base, option.label)
    // Came into the source since; or was taken out of the table.
    if (base !== undefined && issued === undefined) merged.splice(index, 0, option)
    else if (issued !== option.text)
      clash(`${option.label}. ${option.text}`, '(the option is gone)')
  }
  return merged
}

/** The state of a question that a row without a code describes. */
export function freshState(row: TableRow, section: string): State {
  const cell = (column: StampedColumn | 'kind') =>
    tidy(unguard((row.cells[column] ?? '').replace(/\r\n?/g, '\n')))
  const right = splitLabels(cell('right'))
  const options = splitOptions(cell('choices'), new Set()) ?? []
  return {
    kind: cell('kind').trim().toLowerCase(),
    ...splitQuestion(cell('question'), []),
    answer: cell('answer'),
    options: options.map(({ label, text }) => ({ label, text, right: right.includes(label) })),
    hint: cell('hint').trim(),
    tags: splitTags(cell('tags')),
    difficulty: cell('difficulty').trim().toLowerCase(),
    section,
  }
}

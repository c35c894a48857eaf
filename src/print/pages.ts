/**
 * Page breaking: a vertical list becomes pages.
 *
 * Each page takes the cheapest break it can reach: what a break costs there,
 * and the white it would leave. Footnotes and repeated headers count.
 */
import { infinite } from './items.ts'
import type { Box, Vertical } from './vertical.ts'

export type PageList = {
  /** Set again from an earlier page. */
  repeated: readonly Box[]
  items: readonly Vertical[]
  /** Footnotes of this page, in order. */
  notes: readonly (readonly Vertical[])[]
}

/** White and rule between text and footnotes, and between two notes. */
export const noteSkip = 9
export const noteGap = 2

/** A page cut from a list, and where in the list it begins. */
export type Cut = PageList & { from: number }

/**
 * Cuts a list into pages at most `heights` tall (one height for all, or that of each by its
 * number, from 0); a box taller than that stands alone.
 */
export function paginate(
  list: readonly Vertical[],
  heights: number | ((page: number) => number),
): Cut[] {
  const pages: Cut[] = []
  let start = skip(list, 0)
  while (start < list.length) {
    const height = typeof heights === 'number' ? heights : heights(pages.length)
    const end = breakAfter(list, start, height)
    const items = trimmed(list.slice(start, end))
    const first = items[0]
    const repeated = first?.kind === 'box' && pages.length > 0 ? repeatedOf(first, height) : []
    pages.push({ repeated, items, notes: items.flatMap(notesOf), from: start })
    start = skip(list, Math.max(end, start + 1))
  }
  return pages
}

/** White and penalties vanish at the top of a page. */
function skip(list: readonly Vertical[], from: number): number {
  let index = from
  while (index < list.length && list[index]?.kind !== 'box') index++
  return index
}

function trimmed(items: Vertical[]): Vertical[] {
  let end = items.length
  while (end > 0 && items[end - 1]?.kind !== 'box') end--
  return items.slice(0, end)
}

function notesOf(item: Vertical): readonly (readonly Vertical[])[] {
  return item.kind === 'box' ? (item.notes ?? []) : []
}

function repeatedOf(box: Box, height: number): readonly Box[] {
  const repeat = box.repeat ?? []
  const tall = repeat.reduce((total, one) => total + one.height, 0)
  return tall < height / 3 ? repeat : []
}

function noteHeight(notes: readonly Vertical[]): number {
  let height = noteGap
  for (const item of notes) if (item.kind !== 'penalty') height += item.height
  return height
}

/** Where the page that begins at `start` ends: the index of the break taken. */
function breakAfter(list: readonly Vertical[], start: number, height: number): number {
  let used = 0
  let feet = 0
  const first = list[start]
  if (first?.kind === 'box' && start > 0) {
    for (const box of repeatedOf(first, height)) used += box.height
  }
  let best: { at: number; cost: number } | undefined
  /** The last box that fits, for where no break is allowed. */
  let fits = start
  /** Height up to and with the last box. */
  let filled = 0
  for (let index = start; index < list.length; index++) {
    const item = list[index]
    if (!item) break
    if (item.kind === 'penalty') {
      if (item.page) return index
      if (item.cost >= infinite) continue
      const white = Math.max(0, height - filled - feet) / height
      const cost = item.cost + 10_000 * white * white * white
      if (!best || cost <= best.cost) best = { at: index, cost }
      continue
    }
    used += item.height
    if (item.kind === 'glue') continue
    const notes = notesOf(item)
    const more = notes.reduce((total, note) => total + noteHeight(note), 0)
    if (used + feet + more + (feet + more > 0 ? noteSkip : 0) > height + 0.01) {
      // Forced: no break allowed so far, so the last box that fitted ends the page.
      return best?.at ?? (fits > start ? fits : index + 1)
    }
    feet += more
    filled = used
    fits = index + 1
  }
  return list.length
}

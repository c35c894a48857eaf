/** Subdecks renamed on purpose: the number stays, the title becomes that of the heading. */
import type { Chapter } from './chapters.ts'
import type { Ledger } from './record.ts'
import { cleanTitle } from './subdeck.ts'

const numbered = /^\d{3,}(?:\.\d{1,6})? /

/** Whether a subdeck is no longer named as its section's heading would have it. */
export function renamed(deck: string, title: string): boolean {
  const own = ownName(deck).replace(numbered, '')
  const clean = cleanTitle(title)
  // A second section of one title has a number behind it.
  return (
    own !== clean && !(own.startsWith(`${clean} `) && /^\d+$/.test(own.slice(clean.length + 1)))
  )
}

/** The names of subdecks after some chapters' were renamed; those below move along. */
export function renameSubdecks(
  chapters: readonly Chapter[],
  decks: readonly string[],
  wanted: ReadonlySet<number>,
  known: Ledger,
): string[] {
  const names = [...decks]
  const taken = new Set(
    [...decks, ...[...known.sections.values()].map(({ deck }) => deck)].map(folded),
  )
  // A parent stands before its children.
  for (const [index, { parent, title }] of chapters.entries()) {
    const before = decks[index] ?? ''
    const [was, now] = [decks[parent] ?? '', names[parent] ?? '']
    let name = was !== '' && before.startsWith(`${was}::`) ? now + before.slice(was.length) : before
    if (wanted.has(index) && renamed(before, title)) {
      const above = name.slice(0, name.length - ownName(name).length)
      const number = numbered.exec(ownName(name))?.[0] ?? ''
      const whole = `${above}${number}${cleanTitle(title)}`
      name = whole
      for (let copy = 2; taken.has(folded(name)); copy++) name = `${whole} ${copy}`
    }
    names[index] = name
  }
  return names
}

function ownName(deck: string): string {
  return deck.slice(deck.lastIndexOf('::') < 0 ? 0 : deck.lastIndexOf('::') + 2)
}

function folded(deck: string): string {
  return deck.toLowerCase()
}

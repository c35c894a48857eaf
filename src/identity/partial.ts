/**
 * The ledger after a build that shows some questions of a bank only: theirs are
 * kept as after any build, and all else stays as it was known, so that nothing
 * is retired, counted or dated because it was not shown.
 */
import type { Chapter } from './chapters.ts'
import type { Ledger, SectionLine } from './record.ts'

/**
 * `next` is the ledger that the whole build would leave; `chapters` and `lines`
 * are the bank's sections, each the line of the same index.
 */
export function partialLedger(
  next: Ledger,
  known: Ledger,
  shown: ReadonlySet<string>,
  chapters: readonly Chapter[],
  lines: readonly SectionLine[],
): Ledger {
  const keys = new Set<string>()
  const held = new Set<string>()
  for (const code of shown) held.add(next.questions.get(code)?.section ?? '')
  for (const [index, { key }] of lines.entries()) {
    if (!held.has(key)) continue
    // A subdeck is named below its parents: their lines belong to its name.
    for (let at = index; at >= 0; at = chapters[at]?.parent ?? -1) keys.add(lines[at]?.key ?? '')
  }
  return {
    ...next,
    id: known.id || next.id,
    digest: known.digest,
    questions: merged(known.questions, next.questions, shown),
    sections: merged(known.sections, next.sections, keys),
    of: merged(known.of, next.of, shown),
    texts: merged(known.texts, next.texts, shown),
  }
}

function merged<V>(
  known: ReadonlyMap<string, V>,
  next: ReadonlyMap<string, V>,
  taken: ReadonlySet<string>,
): Map<string, V> {
  return new Map([...known, ...[...next].filter(([key]) => taken.has(key))])
}

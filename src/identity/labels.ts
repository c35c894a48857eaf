/**
 * Labels of a choice's options: they stay with their option when others come,
 * go or move, because learners and explanations name options by them.
 */
import { dice, likeEnough } from './dice.ts'

/** Options as last issued, with the labels they had. */
export type LabelledOptions = { labels: readonly string[]; options: readonly string[] }

/** Changed options are compared each with each up to so many pairs; beyond them with those that stood near. */
const mostPairs = 100_000

/**
 * A label for each option (its Markdown), from those it had: equal text first,
 * then the most alike. What is new takes the first letters that none had; where
 * nothing is known, the letters in order.
 */
export function labelsOf(
  options: readonly string[],
  before: LabelledOptions | undefined,
): string[] {
  const known = before && before.labels.length === before.options.length ? before : undefined
  const labels: (string | undefined)[] = options.map(() => undefined)
  const had = known?.labels ?? []
  const free = new Set(had.keys())
  const give = (index: number, old: number) => {
    labels[index] = had[old]
    free.delete(old)
  }
  const now = options.map(wordsOf)
  const then = known?.options.map(wordsOf) ?? []
  // Where each text stood, the first place last.
  const places = new Map<string, number[]>()
  for (let old = then.length - 1; old >= 0; old--) {
    const text = then[old] ?? ''
    const later = places.get(text)
    if (later) later.push(old)
    else places.set(text, [old])
  }
  for (const [index, text] of now.entries()) {
    const same = places.get(text)?.pop()
    if (same !== undefined) give(index, same)
  }
  const left = [...now.keys()].filter((index) => labels[index] === undefined)
  const reach =
    left.length * free.size > mostPairs ? Math.ceil(mostPairs / left.length) : had.length
  const pairs: { index: number; old: number; score: number }[] = []
  for (const index of left) {
    const to = Math.min(had.length - 1, index + reach)
    for (let old = Math.max(0, index - reach); old <= to; old++) {
      if (free.has(old)) pairs.push({ index, old, score: dice(now[index] ?? '', then[old] ?? '') })
    }
  }
  // The more alike first; of equals those in the same place, then the earlier.
  const apart = ({ index, old }: { index: number; old: number }) => Math.abs(index - old)
  pairs.sort((a, b) => b.score - a.score || apart(a) - apart(b) || a.index - b.index)
  for (const { index, old, score } of pairs) {
    if (score >= likeEnough && labels[index] === undefined && free.has(old)) give(index, old)
  }
  const next = fresh(new Set(had))
  return labels.map((label) => label ?? next())
}

/** Gives one label after the other, of those that nobody had. */
function fresh(had: ReadonlySet<string>): () => string {
  let index = 0
  return () => {
    let label = letters(index++)
    while (had.has(label)) label = letters(index++)
    return label
  }
}

/** A, B … Z, AA, AB … */
function letters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : letters(Math.floor(index / 26) - 1) + letter
}

/** An option's Markdown without its bullet and box, so that another answer is not another option. */
export function wordsOf(option: string): string {
  return option
    .replace(/^\s*(?:[-+*]|\d+[.)])\s+\[[ xX]\]\s*/, '')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Finds the name an author meant. */
import { distance } from 'fastest-levenshtein'

/**
 * The known name nearest to what was written, or undefined where none is near:
 * at most four letters of ten may differ. The first of equally near names wins.
 */
export function suggest(written: string, known: readonly string[]): string | undefined {
  const wanted = written.toLowerCase().slice(0, 100)
  let best: string | undefined
  let least = Math.round(Math.max(wanted.length, 3) * 0.4) + 1
  for (const name of known) {
    const other = name.toLowerCase()
    // Letters in the wrong order are one slip, not two.
    const far = lettersOf(wanted) === lettersOf(other) ? 1 : distance(wanted, other)
    if (far < least) {
      best = name
      least = far
    }
  }
  return best
}

function lettersOf(word: string): string {
  return [...word].sort().join('')
}

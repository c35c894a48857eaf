/** Marks of difficulty at the end of a title: `👶`, `⭐⭐`, `🚀`. */
import type { PhrasingContent } from 'mdast'
import type { Difficulty } from '../model/bank.ts'

const signs: Record<string, Difficulty> = {
  '👶': 'easy',
  '🐣': 'easy',
  '🟢': 'easy',
  '🟡': 'medium',
  '🟠': 'medium',
  '🚀': 'hard',
  '🔥': 'hard',
  '🔴': 'hard',
  '💀': 'hard',
}

const steps = ['easy', 'medium', 'hard'] as const satisfies readonly Difficulty[]

const sign = '(?:👶|🐣|🟢|🟡|🟠|🚀|🔥|🔴|💀)\\uFE0F?|(?:[⭐🌟★]\\uFE0F?\\s*)+☆*'
const blank = '[\\s\\u200b-\\u200d]*'
const mark = new RegExp(`${blank}(${sign})${blank}$`, 'u')
/** A slip of a letter behind the mark leaves it a mark. */
const nearEnd = new RegExp(`(${sign})\\S?\\s*$`, 'u')

/** How many stars a text ends with. */
export function starsOf(text: string): number {
  return [...(nearEnd.exec(text)?.[1] ?? '')].filter((sign) => '⭐🌟★'.includes(sign)).length
}

/**
 * What a mark at a text's end says; `graded`: whether the file tells one star
 * from two. Where it does not, a star stands between the easy and the hard.
 */
export function difficultyOf(text: string, graded: boolean): Difficulty | undefined {
  const found = nearEnd.exec(text)?.[1]
  if (found === undefined) return undefined
  const [first = ''] = found
  const stars = starsOf(text)
  if (stars === 0) return signs[first]
  return graded ? steps[Math.min(stars, 3) - 1] : 'medium'
}

/** A title's nodes without the mark at their end. */
export function withoutMark(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const last = nodes.at(-1)
  if (last?.type !== 'text') return [...nodes]
  const value = last.value.replace(mark, '')
  const rest = nodes.slice(0, -1)
  return value.trim() === '' ? withoutBlank(rest) : [...rest, { ...last, value }]
}

function withoutBlank(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const last = nodes.at(-1)
  return last?.type === 'text' && last.value.trim() === '' ? nodes.slice(0, -1) : [...nodes]
}

const plainSign = '(?:👶|🐣|🟢|🟡|🟠|🚀|🔴|💀)\\uFE0F?'
const signFirst = new RegExp(`^${blank}(${plainSign})${blank}`, 'u')
const signLast = new RegExp(`${blank}(${plainSign})${blank}$`, 'u')
const starsLast = new RegExp(`${blank}((?:[⭐🌟★]\\uFE0F?\\s*)+☆*)${blank}$`, 'u')

/**
 * The mark at one end of a title and its length; stars count only at its end:
 * before a title they say that it matters.
 */
export function signOf(
  text: string,
  end: 'first' | 'last',
): { form: 'sign' | 'stars'; length: number; difficulty?: Difficulty } | undefined {
  const found = (end === 'first' ? signFirst : signLast).exec(text)
  const difficulty = found?.[1] ? signs[[...found[1]][0] ?? ''] : undefined
  if (found && difficulty) return { form: 'sign', length: found[0].length, difficulty }
  const stars = end === 'last' ? starsLast.exec(text) : null
  return stars ? { form: 'stars', length: stars[0].length } : undefined
}

/**
 * The values of directives so plain that what YAML makes of them is known: keys with words, or with
 * lists of words in brackets. Most are, and reading YAML costs as much as parsing a short answer.
 */

/** Longest text that is looked at. */
const longest = 300

/** A key, and behind it a list or words. */
const pair = / *([A-Za-z][\w-]*): +(?:\[([^[\]:]*)\]|([^[\],:]+?)) *(?:,|$)/y

const words = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._/+-]*$/u

/** What stands between the braces of a mapping; undefined where only YAML tells what it is. */
export function plainValues(text: string): Record<string, string | string[]> | undefined {
  if (text.length > longest) return undefined
  const values = new Map<string, string | string[]>()
  pair.lastIndex = 0
  while (pair.lastIndex < text.length) {
    const [, key = '', list, single = ''] = pair.exec(text) ?? []
    if (key === '' || key === '__proto__' || values.has(key)) return undefined
    const some = (list === undefined ? [single] : list.split(',')).map(trimmed)
    const isEmpty = list !== undefined && trimmed(list) === ''
    if (!isEmpty && !some.every((one) => words.test(one))) return undefined
    values.set(key, isEmpty ? [] : list === undefined ? (some[0] ?? '') : some)
  }
  return Object.fromEntries(values)
}

function trimmed(text: string): string {
  return text.replace(/^ +| +$/g, '')
}

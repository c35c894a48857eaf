/** Longest text that is remembered, and how many are. */
const longest = 80
const most = 10_000

/** A pure function of a text that remembers what it gave of short ones: the cells of a table repeat. */
export function remembered<Value>(of: (text: string) => Value): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    if (text.length > longest) return of(text)
    const before = known.get(text)
    if (before !== undefined) return before
    const value = of(text)
    if (known.size === most) known.clear()
    known.set(text, value)
    return value
  }
}

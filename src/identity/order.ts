/** In which order a ledger's questions stood. */
import type { Ledger } from './record.ts'

/** The order of the last build, by code: along the chain of `after`, as far as merges left it whole. */
export function orderOf(ledger: Ledger): Map<string, number> {
  const followers = new Map<string, string[]>()
  const codes = [...ledger.questions.keys()].sort()
  for (const code of codes) {
    const line = ledger.questions.get(code)
    const before = line?.after && ledger.questions.has(line.after) ? line.after : ''
    const group = followers.get(before)
    if (group) group.push(code)
    else followers.set(before, [code])
  }
  const order = new Map<string, number>()
  const walk = (start: readonly string[]) => {
    const stack = [...start].reverse()
    for (let code = stack.pop(); code !== undefined; code = stack.pop()) {
      if (order.has(code)) continue
      order.set(code, order.size)
      stack.push(...(followers.get(code) ?? []).toReversed())
    }
  }
  walk(followers.get('') ?? [])
  // What is left stands in circles, which only a merge can make.
  walk(codes)
  return order
}

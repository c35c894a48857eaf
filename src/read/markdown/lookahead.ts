/** Looks at what follows without taking it. */
import type { Code, Construct, State, TokenType } from 'micromark-util-types'

type Test = (code: Code) => boolean

export const is =
  (wanted: number): Test =>
  (code) =>
    code === wanted

/**
 * Succeeds where characters follow that pass the tests, in order; `not`, last,
 * is of the character behind them, or of the end. `type` names the token that
 * micromark wants around what it looks at.
 */
export function lookahead(type: TokenType, ...tests: [...Test[], Test | { not: Test }]): Construct {
  const last = tests.at(-1)
  const not = typeof last === 'object' ? last.not : undefined
  const wanted = tests.filter((test) => typeof test === 'function')
  return {
    partial: true,
    tokenize(effects, ok, nok) {
      let at = 0
      return next
      function next(code: Code): State | undefined {
        if (code === null || !wanted[at]?.(code)) return nok(code)
        if (at === 0) effects.enter(type)
        at++
        effects.consume(code)
        if (at < wanted.length) return next
        effects.exit(type)
        return not ? behind : ok
      }
      function behind(code: Code): State | undefined {
        return not?.(code) ? nok(code) : ok(code)
      }
    },
  }
}

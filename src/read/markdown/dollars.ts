/**
 * Inline math between single dollars, by pandoc's rule, as a micromark construct.
 *
 * The opening dollar has a non-space right of it. The next dollar that is not
 * escaped closes, if it has a non-space left of it and no digit right of it;
 * otherwise there is no math here. So `$5 to $6` is money and `$x$` is math.
 * Tokens are those that mdast-util-math makes nodes of.
 */
import { asciiDigit, markdownLineEnding, markdownLineEndingOrSpace } from 'micromark-util-character'
import type { Code, Construct, Previous, State, Tokenizer } from 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText'
    mathTextSequence: 'mathTextSequence'
    mathTextData: 'mathTextData'
  }
}

/** The character's code. */
export const dollar = 36
const backslash = 92

const tokenize: Tokenizer = (effects, ok, nok) => {
  let before: Code = null
  return start

  function start(code: Code): State | undefined {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    effects.consume(code)
    effects.exit('mathTextSequence')
    return first
  }

  function first(code: Code): State | undefined {
    if (code === null || code === dollar || markdownLineEndingOrSpace(code)) return nok(code)
    effects.enter('mathTextData')
    return data(code)
  }

  function data(code: Code): State | undefined {
    if (code === null) return nok(code)
    if (code === dollar) {
      if (markdownLineEndingOrSpace(before)) return nok(code)
      effects.exit('mathTextData')
      effects.enter('mathTextSequence')
      effects.consume(code)
      effects.exit('mathTextSequence')
      return afterDollar
    }
    if (markdownLineEnding(code)) {
      effects.exit('mathTextData')
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      before = code
      return lineStart
    }
    before = code
    effects.consume(code)
    return code === backslash ? escaped : data
  }

  function lineStart(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return nok(code)
    effects.enter('mathTextData')
    return data(code)
  }

  function escaped(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return data(code)
    before = code
    effects.consume(code)
    return data
  }

  function afterDollar(code: Code): State | undefined {
    if (asciiDigit(code) || code === dollar) return nok(code)
    effects.exit('mathText')
    return ok(code)
  }
}

/** No math begins within a run of dollars: micromark asks this of all constructs of a character together. */
export const mathPrevious: Previous = function (code) {
  return code !== dollar || this.events.at(-1)?.[1].type === 'characterEscape'
}

/** Inline math of one dollar. */
export const dollarMath: Construct = { name: 'dollarMath', tokenize, previous: mathPrevious }

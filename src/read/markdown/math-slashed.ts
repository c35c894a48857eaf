/**
 * Math between doubled backslashes, `\\(x\\)` and `\\[x\\]`, as a micromark
 * construct: sites whose Markdown takes one of two backslashes away write it so
 * for MathJax. Where nothing closes, or nothing stands between, there is no math.
 */
import { markdownLineEnding, markdownLineEndingOrSpace } from 'micromark-util-character'
import type { Code, Construct, State, Tokenizer } from 'micromark-util-types'

/** The character's code. */
export const backslash = 92
const round = { open: 40, close: 41 }
const square = { open: 91, close: 93 }

const tokenize: Tokenizer = (effects, ok, nok) => {
  let close = round.close
  let filled = false
  const closing: Construct = { tokenize: tokenizeClosing, partial: true }
  return start

  function start(code: Code): State | undefined {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    effects.consume(code)
    return second
  }

  function second(code: Code): State | undefined {
    if (code !== backslash) return nok(code)
    effects.consume(code)
    return bracket
  }

  function bracket(code: Code): State | undefined {
    if (code !== round.open && code !== square.open) return nok(code)
    close = code === round.open ? round.close : square.close
    effects.consume(code)
    effects.exit('mathTextSequence')
    return between
  }

  /** Where no token is open. */
  function between(code: Code): State | undefined {
    if (code === null) return nok(code)
    if (markdownLineEnding(code)) {
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return between
    }
    if (code === backslash) return effects.attempt(closing, done, taken)(code)
    return taken(code)
  }

  /** The first character of a piece, which closes nothing. */
  function taken(code: Code): State | undefined {
    effects.enter('mathTextData')
    if (code === backslash) return slashes(code)
    return data(code)
  }

  /** A run of backslashes that close nothing, with what they stand before. */
  function slashes(code: Code): State | undefined {
    if (code === backslash) {
      effects.consume(code)
      return slashes
    }
    return data(code)
  }

  function data(code: Code): State | undefined {
    if (code === null || code === backslash || markdownLineEnding(code)) {
      effects.exit('mathTextData')
      return between(code)
    }
    if (!markdownLineEndingOrSpace(code)) filled = true
    effects.consume(code)
    return data
  }

  function done(code: Code): State | undefined {
    if (!filled) return nok(code)
    effects.exit('mathText')
    return ok(code)
  }

  function tokenizeClosing(inner: Parameters<Tokenizer>[0], closed: State, open: State): State {
    return begin

    function begin(code: Code): State | undefined {
      inner.enter('mathTextSequence')
      inner.consume(code)
      return again
    }

    function again(code: Code): State | undefined {
      if (code !== backslash) return open(code)
      inner.consume(code)
      return end
    }

    function end(code: Code): State | undefined {
      if (code !== close) return open(code)
      inner.consume(code)
      inner.exit('mathTextSequence')
      return closed
    }
  }
}

/** Math between doubled backslashes; a third one before them makes text of it. */
export const slashedMath: Construct = {
  name: 'slashedMath',
  tokenize,
  previous: (code) => code !== backslash,
}

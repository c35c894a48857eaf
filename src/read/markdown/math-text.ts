/**
 * Inline math between runs of two or more dollars, as a micromark construct:
 * `a $$x$$ b`. A run of as many dollars closes; one space inside each run is
 * padding, unless a backslash makes it TeX's own.
 */
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Construct, State, Tokenizer } from 'micromark-util-types'
import { dollar, mathPrevious } from './dollars.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathTextPadding: 'mathTextPadding'
  }
}

const backslash = 92
/** Only spaces: a tab is several characters to micromark, and no token may end among them. */
const space = 32

const tokenize: Tokenizer = (effects, ok, nok) => {
  let size = 0
  let escaped = false
  const closing: Construct = { tokenize: tokenizeClosing, partial: true }
  return start

  function start(code: Code): State | undefined {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    return opening(code)
  }

  function opening(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code)
      size += 1
      return opening
    }
    if (size < 2) return nok(code)
    effects.exit('mathTextSequence')
    if (code !== space) return between(code)
    effects.enter('mathTextPadding')
    effects.consume(code)
    effects.exit('mathTextPadding')
    return between
  }

  /** Where no token is open. */
  function between(code: Code): State | undefined {
    if (code === null) return nok(code)
    if (markdownLineEnding(code)) {
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      escaped = false
      return between
    }
    if (code === dollar || (code === space && !escaped)) {
      return effects.attempt(closing, done, taken)(code)
    }
    return taken(code)
  }

  /** The first character of a piece, which closes nothing. */
  function taken(code: Code): State | undefined {
    effects.enter('mathTextData')
    return code === dollar ? dollars(code) : data(code, true)
  }

  /** A run of dollars that is longer or shorter than the one that opened. */
  function dollars(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code)
      return dollars
    }
    return data(code)
  }

  function data(code: Code, first = false): State | undefined {
    if (
      code === null ||
      code === dollar ||
      markdownLineEnding(code) ||
      (code === space && !first)
    ) {
      effects.exit('mathTextData')
      return between(code)
    }
    escaped = code === backslash && !escaped
    effects.consume(code)
    return (next) => data(next)
  }

  function done(code: Code): State | undefined {
    effects.exit('mathText')
    return ok(code)
  }

  function tokenizeClosing(inner: Parameters<Tokenizer>[0], closed: State, open: State): State {
    let count = 0
    return (code) => {
      if (code !== space) return begin(code)
      inner.enter('mathTextPadding')
      inner.consume(code)
      inner.exit('mathTextPadding')
      return begin
    }

    function begin(code: Code): State | undefined {
      if (code !== dollar) return open(code)
      inner.enter('mathTextSequence')
      return sequence(code)
    }

    function sequence(code: Code): State | undefined {
      if (code === dollar) {
        inner.consume(code)
        count += 1
        return sequence
      }
      if (count !== size) return open(code)
      inner.exit('mathTextSequence')
      return closed(code)
    }
  }
}

/** Inline math of two dollars or more. */
export const mathText: Construct = { name: 'mathText', tokenize, previous: mathPrevious }

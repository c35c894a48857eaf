/**
 * Displayed math between lines of dollars, as a micromark construct. It is
 * fenced as code is: two dollars or more, words after them, and at least as
 * many dollars on a line of their own, or the end of what it stands in.
 */
import { factorySpace } from 'micromark-factory-space'
import { markdownLineEnding, markdownSpace } from 'micromark-util-character'
import type { Code, Construct, State, Tokenizer } from 'micromark-util-types'
import { dollar } from './dollars.ts'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathFlow: 'mathFlow'
    mathFlowFence: 'mathFlowFence'
    mathFlowFenceSequence: 'mathFlowFenceSequence'
    mathFlowFenceMeta: 'mathFlowFenceMeta'
    mathFlowValue: 'mathFlowValue'
  }
}

/** A closing line is indented by at most this much, as CommonMark has it for fenced code. */
const mostIndent = 3

/** The next line belongs to the same list item and quote. */
const sameContainer: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      if (code === null) return nok(code)
      effects.enter('lineEnding')
      effects.consume(code)
      effects.exit('lineEnding')
      return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next))
    }
  },
}

const tokenize: Tokenizer = function (effects, ok, nok) {
  const before = this.events.at(-1)
  const indent =
    before?.[1].type === 'linePrefix' ? before[2].sliceSerialize(before[1], true).length : 0
  const interrupting = this.interrupt
  let size = 0
  const closing: Construct = { tokenize: tokenizeClosing, partial: true }
  return start

  function start(code: Code): State | undefined {
    effects.enter('mathFlow')
    effects.enter('mathFlowFence')
    effects.enter('mathFlowFenceSequence')
    return opening(code)
  }

  function opening(code: Code): State | undefined {
    if (code === dollar) {
      effects.consume(code)
      size += 1
      return opening
    }
    if (size < 2) return nok(code)
    effects.exit('mathFlowFenceSequence')
    return factorySpace(effects, beforeMeta, 'whitespace')(code)
  }

  function beforeMeta(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return opened(code)
    effects.enter('mathFlowFenceMeta')
    effects.enter('chunkString', { contentType: 'string' })
    return meta(code)
  }

  function meta(code: Code): State | undefined {
    if (code === dollar) return nok(code)
    if (code === null || markdownLineEnding(code)) {
      effects.exit('chunkString')
      effects.exit('mathFlowFenceMeta')
      return opened(code)
    }
    effects.consume(code)
    return meta
  }

  function opened(code: Code): State | undefined {
    effects.exit('mathFlowFence')
    return interrupting ? ok(code) : lineEnd(code)
  }

  function lineEnd(code: Code): State | undefined {
    return effects.attempt(sameContainer, lineStart, end)(code)
  }

  function lineStart(code: Code): State | undefined {
    return effects.attempt(closing, end, unindented)(code)
  }

  /** As much of a line's indent as the opening line had is none of the formula's. */
  function unindented(code: Code): State | undefined {
    const strip = indent > 0 && markdownSpace(code)
    return (strip ? factorySpace(effects, content, 'linePrefix', indent + 1) : content)(code)
  }

  function content(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) return lineEnd(code)
    effects.enter('mathFlowValue')
    return value(code)
  }

  function value(code: Code): State | undefined {
    if (code === null || markdownLineEnding(code)) {
      effects.exit('mathFlowValue')
      return lineEnd(code)
    }
    effects.consume(code)
    return value
  }

  function end(code: Code): State | undefined {
    effects.exit('mathFlow')
    return ok(code)
  }

  function tokenizeClosing(inner: Parameters<Tokenizer>[0], closed: State, open: State): State {
    let count = 0
    return factorySpace(inner, begin, 'linePrefix', mostIndent + 1)

    function begin(code: Code): State | undefined {
      if (code !== dollar) return open(code)
      inner.enter('mathFlowFence')
      inner.enter('mathFlowFenceSequence')
      return sequence(code)
    }

    function sequence(code: Code): State | undefined {
      if (code === dollar) {
        inner.consume(code)
        count += 1
        return sequence
      }
      if (count < size) return open(code)
      inner.exit('mathFlowFenceSequence')
      return factorySpace(inner, last, 'whitespace')(code)
    }

    function last(code: Code): State | undefined {
      if (code !== null && !markdownLineEnding(code)) return open(code)
      inner.exit('mathFlowFence')
      return closed(code)
    }
  }
}

/** Displayed math. */
export const mathFlow: Construct = { name: 'mathFlow', concrete: true, tokenize }

/**
 * Highlights, `==text==`, as a micromark construct and its mdast.
 *
 * No part of GFM: read only where a bank says that its highlights are gaps. As
 * with braces the inside is parsed on its own, so code and math in it hide
 * equals signs, and a comparison (`a == b`) is none: no space stands inside the
 * signs, and no third sign beside them.
 */
import type { CompileContext, Extension as FromMarkdown, Token } from 'mdast-util-from-markdown'
import { markdownLineEnding, markdownLineEndingOrSpace } from 'micromark-util-character'
import type { Code, Extension, State, TokenizeContext, Tokenizer } from 'micromark-util-types'
import { is, lookahead } from './lookahead.ts'
import type { RawMark } from './nodes.ts'
import { textChunks } from './text-chunks.ts'

const equals = 61
const backslash = 92
const backtick = 96
const dollar = 36
/** A gap is a few words; an end of this bound keeps many beginnings without an end cheap. */
const longest = 1000

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mark: 'mark'
    markMarker: 'markMarker'
    markText: 'markText'
    markChunk: 'markChunk'
  }
}

/** Reads a highlight; with `aware`, code and math inside it hide equals signs. */
function tokenizer(aware: boolean): Tokenizer {
  return function (effects, ok, nok) {
    const self: TokenizeContext = this
    let size = 0
    const chunks = textChunks(effects, 'markChunk')
    let before: Code = null
    /** Length of the run of backticks or dollars that opened code or math, and of the one at hand. */
    let fence = 0
    let sign: Code = null
    let run = 0
    return start

    function start(char: Code): State | undefined {
      if (self.previous === equals) return nok(char)
      effects.enter('mark')
      effects.enter('markMarker')
      effects.consume(char)
      return second
    }

    function second(char: Code): State | undefined {
      if (char !== equals) return nok(char)
      effects.consume(char)
      effects.exit('markMarker')
      return first
    }

    function first(char: Code): State | undefined {
      if (char === equals || markdownLineEndingOrSpace(char)) return nok(char)
      effects.enter('markText')
      return inside(char)
    }

    function inside(char: Code): State | undefined {
      if (char === null || ++size > longest) return nok(char)
      if (fence > 0) return hidden(char)
      if (char === equals && before !== equals && !markdownLineEndingOrSpace(before)) {
        return effects.check(closing, close, consume)(char)
      }
      if (aware && (char === backtick || char === dollar)) {
        sign = char
        run = 0
        return opening(char)
      }
      take(char)
      return char === backslash ? escaped : inside
    }

    function consume(char: Code): State | undefined {
      take(char)
      return inside
    }

    function take(char: Code): void {
      chunks.take(char)
      before = char
    }

    function escaped(char: Code): State | undefined {
      return char === null || markdownLineEnding(char) ? inside(char) : consume(char)
    }

    function opening(char: Code): State | undefined {
      if (char === sign) {
        run++
        take(char)
        return opening
      }
      fence = run
      run = 0
      return inside(char)
    }

    function hidden(char: Code): State | undefined {
      if (char === sign) {
        run++
      } else {
        if (run === fence) {
          fence = 0
          run = 0
          return inside(char)
        }
        run = 0
      }
      return consume(char)
    }

    function close(char: Code): State | undefined {
      chunks.end()
      effects.exit('markText')
      effects.enter('markMarker')
      effects.consume(char)
      return last
    }

    function last(char: Code): State | undefined {
      effects.consume(char)
      effects.exit('markMarker')
      effects.exit('mark')
      return ok
    }
  }
}

/** Two equals signs and no third. */
const closing = lookahead('markMarker', is(equals), is(equals), { not: is(equals) })

/** Adds highlights to micromark: first with care for code and math, then without. */
export const marks: Extension = {
  text: {
    [equals]: [
      { name: 'mark', tokenize: tokenizer(true) },
      { name: 'markPlain', tokenize: tokenizer(false) },
    ],
  },
}

/** Makes `mark` nodes. */
export const marksFromMarkdown: FromMarkdown = {
  canContainEols: ['mark'],
  enter: {
    mark(this: CompileContext, token: Token) {
      this.enter({ type: 'mark', children: [] } satisfies RawMark, token)
    },
  },
  exit: {
    mark(this: CompileContext, token: Token) {
      this.exit(token)
    },
  },
}

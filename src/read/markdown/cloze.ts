/**
 * Gaps to fill in, `{{c1::text::hint}}`, as a micromark construct and its mdast.
 *
 * The gap is found first and its inside parsed on its own, so a link in it ends
 * at the braces, an asterisk in one gap never pairs with one in the next, and
 * `}}` in code or math inside it does not close it. As in Anki, the first `::`
 * outside nested gaps begins the hint, and gaps nest up to ten deep.
 */
import type { CompileContext, Extension as FromMarkdown, Token } from 'mdast-util-from-markdown'
import { asciiDigit, markdownLineEnding, markdownLineEndingOrSpace } from 'micromark-util-character'
import type { Code, Extension, State, TokenizeContext, Tokenizer } from 'micromark-util-types'
import { is, lookahead } from './lookahead.ts'
import type { RawCloze } from './nodes.ts'
import { textChunks } from './text-chunks.ts'

const leftBrace = 123
const rightBrace = 125
const letterC = 99
const colon = 58
const backtick = 96
const dollar = 36
const backslash = 92
const deepest = 10

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    cloze: 'cloze'
    clozeMarker: 'clozeMarker'
    clozeNumber: 'clozeNumber'
    clozeText: 'clozeText'
    clozeHint: 'clozeHint'
    clozeChunk: 'clozeChunk'
  }
}

/** Reads a gap; with `aware`, code and math inside it hide braces and colons. */
function tokenizer(aware: boolean): Tokenizer {
  return function (effects, ok, nok) {
    const self: TokenizeContext = this
    let depth = 1
    let digits = 0
    let hinted = false
    let begun = false
    const chunks = textChunks(effects, 'clozeChunk')
    /** Length of the run of backticks that opened code; 0 outside code. */
    let code = 0
    let run = 0
    let math = false
    let before: Code = null
    return start

    function start(char: Code): State | undefined {
      if (self.previous === leftBrace) return nok(char)
      effects.enter('cloze')
      effects.enter('clozeMarker')
      effects.consume(char)
      return opening
    }

    function opening(char: Code): State | undefined {
      if (char !== leftBrace) return nok(char)
      effects.consume(char)
      return letter
    }

    function letter(char: Code): State | undefined {
      if (char !== letterC) return nok(char)
      effects.consume(char)
      effects.exit('clozeMarker')
      effects.enter('clozeNumber')
      return number
    }

    function number(char: Code): State | undefined {
      if (asciiDigit(char) && digits < 6) {
        digits++
        effects.consume(char)
        return number
      }
      if (digits === 0 || char !== colon) return nok(char)
      effects.exit('clozeNumber')
      effects.enter('clozeMarker')
      effects.consume(char)
      return secondColon
    }

    function secondColon(char: Code): State | undefined {
      if (char !== colon) return nok(char)
      effects.consume(char)
      effects.exit('clozeMarker')
      return inside
    }

    /** Micromark knows no empty token, so an empty text or hint leaves none. */
    function take(char: Code): void {
      if (!begun) effects.enter(part())
      begun = true
      chunks.take(char)
      before = char
    }

    function exitPart(): void {
      chunks.end()
      if (begun) effects.exit(part())
      begun = false
    }

    function part(): 'clozeText' | 'clozeHint' {
      return hinted ? 'clozeHint' : 'clozeText'
    }

    function inside(char: Code): State | undefined {
      if (char === null) return nok(char)
      if (code > 0) return insideCode(char)
      if (char === rightBrace && !math) return effects.check(closing, atClose, consume)(char)
      if (char === leftBrace) return effects.check(nested, atNested, consume)(char)
      if (char === colon && !math && depth === 1 && !hinted) {
        return effects.check(twoColons, atHint, consume)(char)
      }
      if (aware && char === backtick) {
        run = 0
        return openCode(char)
      }
      if (aware && char === dollar) {
        if (!math) return effects.check(mathStart, atMath, consume)(char)
        return markdownLineEndingOrSpace(before)
          ? nok(char)
          : effects.check(mathEnd, atMathEnd, nok)(char)
      }
      return consume(char)
    }

    function consume(char: Code): State | undefined {
      if (char === null) return nok(char)
      take(char)
      return char === backslash ? afterBackslash : inside
    }

    function afterBackslash(char: Code): State | undefined {
      return char === null || markdownLineEnding(char) ? inside(char) : consume(char)
    }

    function openCode(char: Code): State | undefined {
      if (char === backtick) {
        run++
        take(char)
        return openCode
      }
      code = run
      run = 0
      return inside(char)
    }

    function insideCode(char: Code): State | undefined {
      if (char === backtick) {
        run++
      } else {
        if (run === code) {
          code = 0
          run = 0
          return inside(char)
        }
        run = 0
      }
      return consumeInCode(char)
    }

    function consumeInCode(char: Code): State | undefined {
      take(char)
      return inside
    }

    function atMath(char: Code): State | undefined {
      math = true
      return consume(char)
    }

    function atMathEnd(char: Code): State | undefined {
      math = false
      return consume(char)
    }

    function atNested(char: Code): State | undefined {
      if (math) return nok(char)
      depth++
      return depth > deepest ? nok(char) : consume(char)
    }

    function atHint(char: Code): State | undefined {
      exitPart()
      hinted = true
      effects.enter('clozeMarker')
      effects.consume(char)
      return hintColon
    }

    function hintColon(char: Code): State | undefined {
      effects.consume(char)
      effects.exit('clozeMarker')
      return inside
    }

    function atClose(char: Code): State | undefined {
      depth--
      if (depth > 0) {
        consume(char)
        return closeNested
      }
      exitPart()
      effects.enter('clozeMarker')
      effects.consume(char)
      return lastBrace
    }

    function closeNested(char: Code): State | undefined {
      return consume(char)
    }

    function lastBrace(char: Code): State | undefined {
      effects.consume(char)
      effects.exit('clozeMarker')
      effects.exit('cloze')
      return ok
    }
  }
}

const closing = lookahead('clozeMarker', is(rightBrace), is(rightBrace))
const nested = lookahead('clozeMarker', is(leftBrace), is(leftBrace), is(letterC), asciiDigit)
const twoColons = lookahead('clozeMarker', is(colon), is(colon))
const mathStart = lookahead(
  'clozeMarker',
  is(dollar),
  (code) => !markdownLineEndingOrSpace(code) && code !== dollar,
)
const mathEnd = lookahead('clozeMarker', is(dollar), (code) => !asciiDigit(code))

/** Adds gaps to micromark: first with care for code and math, then without. */
export const cloze: Extension = {
  text: {
    [leftBrace]: [
      { name: 'cloze', tokenize: tokenizer(true) },
      { name: 'clozePlain', tokenize: tokenizer(false) },
    ],
  },
}

/** Makes `cloze` nodes, whose hint is a `clozeHint` child. */
export const clozeFromMarkdown: FromMarkdown = {
  canContainEols: ['cloze', 'clozeHint'],
  enter: {
    cloze(this: CompileContext, token: Token) {
      this.enter({ type: 'cloze', number: 0, children: [] } satisfies RawCloze, token)
    },
    clozeHint(this: CompileContext, token: Token) {
      this.enter({ type: 'clozeHint', children: [] }, token)
    },
  },
  exit: {
    clozeNumber(this: CompileContext, token: Token) {
      const node = this.stack.at(-1) as unknown as RawCloze
      node.number = Number(this.sliceSerialize(token))
    },
    clozeHint(this: CompileContext, token: Token) {
      this.exit(token)
    },
    cloze(this: CompileContext, token: Token) {
      this.exit(token)
    },
  },
}

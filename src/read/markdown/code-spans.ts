/**
 * Code between backticks, as micromark has it, for text with many that never close.
 *
 * micromark looks for the end of each from where it begins to the end of the text,
 * which for `\`` `, repeated, grows with the square. A run that found no end leaves
 * none for those of its length behind it.
 */
import { codeText } from 'micromark-core-commonmark'
import type { Code, Construct, Extension, State, TokenizeContext } from 'micromark-util-types'

const backtick = 96

/** The lengths of runs that nothing closes, of each text that is being read. */
const unclosed = new WeakMap<TokenizeContext, Set<number>>()

const construct: Construct = {
  ...codeText,
  name: 'codeSpan',
  tokenize(effects, ok, nok) {
    const lengths = unclosed.get(this) ?? new Set()
    let size = 0
    const failed: State = (code) => {
      unclosed.set(this, lengths.add(size))
      return nok(code)
    }
    const run: Construct = {
      partial: true,
      tokenize(inner, closable, open) {
        return (code) => {
          inner.enter('codeTextSequence')
          return next(code)
        }
        function next(code: Code): State | undefined {
          if (code === backtick) {
            size++
            inner.consume(code)
            return next
          }
          inner.exit('codeTextSequence')
          return lengths.has(size) ? open(code) : closable(code)
        }
      },
    }
    return effects.check(run, codeText.tokenize.call(this, effects, ok, failed), nok)
  },
}

/** In place of micromark's own. */
export const codeSpans: Extension = {
  text: { [backtick]: construct },
  disable: { null: ['codeText'] },
}

/**
 * Indented code that a list of any number may follow, as CommonMark has it.
 *
 * micromark takes every new container behind an open block for one that
 * interrupts it, and of such lists only those that begin with 1; indented code
 * is still open behind its blank line. So `27. ### Title` below an answer that
 * ends indented would be a paragraph, and all that follows, code.
 */
import { codeIndented } from 'micromark-core-commonmark'
import type { Construct, Extension, State, TokenizeContext } from 'micromark-util-types'

/** What tells micromark's document that the open block is not interrupted. */
type Interruptible = TokenizeContext & { _gfmTableDynamicInterruptHack?: boolean }

const construct: Construct = {
  name: 'codeIndented',
  tokenize(effects, ok, nok) {
    const flow = this as Interruptible
    const ending =
      (then: State): State =>
      (code) => {
        flow._gfmTableDynamicInterruptHack = false
        return then(code)
      }
    const start = codeIndented.tokenize.call(this, effects, ending(ok), ending(nok))
    return (code) => {
      flow._gfmTableDynamicInterruptHack = true
      return start(code)
    }
  },
}

/** In place of micromark's own. */
export const indented: Extension = {
  disable: { null: [] },
  flowInitial: { [-2]: construct, [-1]: construct, 32: construct },
}

/** Hands what stands inside a construct to micromark as text of its own. */
import { markdownLineEnding } from 'micromark-util-character'
import type { Code, Effects, Token, TokenType } from 'micromark-util-types'

/**
 * Takes characters into tokens of one type, a line each, every one chained to
 * the one before, so that all of them are parsed as one text. Nothing is
 * entered before the first character.
 */
export function textChunks(effects: Effects, type: TokenType) {
  let chunk: Token | undefined
  let open = false
  const leave = (): void => {
    if (open) effects.exit(type)
    open = false
  }
  return {
    take(char: Code): void {
      if (!open) {
        const next: Token = effects.enter(type, { contentType: 'text' })
        if (chunk) {
          next.previous = chunk
          chunk.next = next
        }
        chunk = next
        open = true
      }
      effects.consume(char)
      if (markdownLineEnding(char)) leave()
    },
    /** What is taken after it is another text. */
    end(): void {
      leave()
      chunk = undefined
    },
  }
}

/**
 * Tokens as numbers, for another thread: one a token, its length times 32 plus its
 * kind, and a nought for each line feed. Who unpacks them has the code.
 */
import { type Token, type TokenKind, tokenKinds } from '../highlight.ts'

const numberOf: ReadonlyMap<TokenKind, number> = new Map(
  tokenKinds.map((kind, index) => [kind, index]),
)
const room = 32

/** Adds the numbers of some lines of tokens. */
export function packTokens(lines: readonly (readonly Token[])[], into: number[]): void {
  for (const [index, line] of lines.entries()) {
    if (index > 0) into.push(0)
    for (const { text, kind } of line) into.push(text.length * room + (numberOf.get(kind) ?? 0))
  }
}

/** The lines of tokens that the code was packed from; undefined where the numbers are of other code. */
export function unpackTokens(code: string, numbers: Uint32Array): Token[][] | undefined {
  const lines: Token[][] = []
  let line: Token[] = []
  let at = 0
  for (const number of numbers) {
    if (number === 0) {
      if (code[at] !== '\n') return undefined
      lines.push(line)
      line = []
      at++
    } else {
      const to = at + Math.floor(number / room)
      line.push({ text: code.slice(at, to), kind: tokenKinds[number % room] ?? 'plain' })
      at = to
    }
  }
  lines.push(line)
  return at === code.length ? lines : undefined
}

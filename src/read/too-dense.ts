/** Says which paragraphs were read without their links and emphasis. */
import type { Messages } from '../messages/messages.ts'
import { denseIn } from './markdown/dense.ts'

/** `line` is that of the text's first in its file. */
export function sayDense(
  text: string,
  { path, line }: { path: string; line: number },
  messages: Messages,
): void {
  for (const { line: own, what, count } of denseIn(text)) {
    const name = what === 'brackets' ? 'brackets' : 'marks of emphasis'
    const place = { path, line: line + own - 1, column: 1 }
    messages.add(
      'text-too-dense',
      `The paragraph has ${count} ${name}; its part of the text is read without links and emphasis.`,
      place,
    )
  }
}

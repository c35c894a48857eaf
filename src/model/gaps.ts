/** The gaps of a body, and their numbers. */
import { type Body, bodyOf, serialised } from './bank.ts'
import { plain, visit } from './mdast.ts'
import type { Text } from './store.ts'

/** Words of all gaps of one number, in reading order, by number; in title, prompt and answer, where gaps count. */
export function gapTexts(body: Body): Map<number, string> {
  const gaps = new Map<number, string>()
  visit([...body.title, ...body.prompt, ...body.answer], (node) => {
    if (node.type !== 'cloze') return
    gaps.set(node.number, [gaps.get(node.number) ?? '', plain(node.children)].join(' ').trim())
  })
  return gaps
}

/** A cloze question, its gaps under other numbers; those that `numbers` lacks keep theirs. */
export function renumbered<Cloze extends { body: Text; gaps: number[] }>(
  question: Cloze,
  numbers: ReadonlyMap<number, number>,
): Cloze {
  if ([...numbers].every(([from, to]) => from === to)) return question
  const body = bodyOf(question)
  visit([...body.title, ...body.prompt, ...body.answer], (node) => {
    if (node.type === 'cloze') node.number = numbers.get(node.number) ?? node.number
  })
  const gaps = question.gaps.map((number) => numbers.get(number) ?? number)
  return { ...question, gaps: gaps.sort((a, b) => a - b), body: serialised(body) }
}

/**
 * Marks of a question, `==text==`: gaps whose numbers the source does not give,
 * or highlights where they can be no gaps. Until here they are gaps of number 0.
 */
import type { Body } from '../model/bank.ts'
import { type Cloze, type Highlight, type Node, visit } from '../model/mdast.ts'

/** Anki makes cards for the numbers up to 499. */
const mostGaps = 499

/**
 * Gives the gaps of number 0 in title, prompt and answer the first numbers that
 * the author did not use, in reading order, and says which. Identity has the
 * last word on them.
 */
export function countMarks(body: Body): number[] {
  const nodes = [...body.title, ...body.prompt, ...body.answer]
  const used = new Set<number>()
  visit(nodes, (node) => {
    if (node.type === 'cloze') used.add(node.number)
  })
  const counted: number[] = []
  let next = 1
  visit(nodes, (node) => {
    if (node.type !== 'cloze' || node.number !== 0) return
    while (used.has(next)) next++
    if (next > mostGaps) {
      highlight(node)
      return
    }
    node.number = next
    counted.push(next++)
  })
  return counted
}

/** Leaves the gaps of number 0 as what they look like. */
export function highlightMarks(nodes: readonly Node[]): void {
  visit(nodes, (node) => {
    if (node.type === 'cloze' && node.number === 0) highlight(node)
  })
}

function highlight(node: Cloze): void {
  Reflect.deleteProperty(node, 'number')
  Reflect.deleteProperty(node, 'position')
  Object.assign(node, { type: 'highlight' } satisfies Partial<Highlight>)
}

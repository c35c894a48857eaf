/** The code of bodies, highlighted in one thread and kept in another: see `colouring.ts`. */
import { packTokens, unpackTokens } from '../highlight/packed.ts'
import { highlight, keepHighlighted } from '../highlight.ts'
import type { Body } from '../model/bank.ts'
import { type Code, type Node, visit } from '../model/mdast.ts'

/** `Body` as JSON, each; empty where there is no code. */
export type ColourInput = readonly string[]

/** For each body its blocks one after the other: how many numbers follow, and the tokens packed. */
export type ColourOutput = readonly Uint32Array[]

/** The code blocks of a body, in an order that is the same in every thread. */
export function codeIn({ prompt, answer, choices = [], footnotes }: Body): Code[] {
  const found: Code[] = []
  const look = (nodes: readonly Node[]): void =>
    visit(nodes, (node) => {
      if (node.type === 'code') found.push(node)
    })
  for (const part of [prompt, answer, footnotes]) look(part)
  for (const { body, why } of choices) {
    look(body)
    look(why)
  }
  return found
}

export function colour(bodies: ColourInput): ColourOutput {
  return bodies.map((body) => {
    const numbers: number[] = []
    for (const { value, lang } of body ? codeIn(JSON.parse(body) as Body) : []) {
      const at = numbers.push(0) - 1
      // What has no colours is plain for whoever sets it, too.
      const lines = highlight(value, lang)
      if (lines) packTokens(lines, numbers)
      numbers[at] = numbers.length - at - 1
    }
    return Uint32Array.from(numbers)
  })
}

/** Keeps the tokens of a body's blocks, for `highlight` to give them when they are set. */
export function keepColours(blocks: readonly Code[], numbers: Uint32Array): void {
  let at = 0
  for (const { value, lang } of blocks) {
    const length = numbers[at++] ?? 0
    const lines = unpackTokens(value, numbers.subarray(at, at + length))
    if (lines && length > 0 && lang !== undefined) keepHighlighted(value, lang, lines)
    at += length
  }
}

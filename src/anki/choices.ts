/** The options of a choice, as the front asks and as the back resolves them. */

import { markupText } from '../markup/markup.ts'
import type { Body, Choice } from '../model/bank.ts'
import type { Block } from '../model/mdast.ts'

/** Renders blocks under a scope of their own within the question. */
export type Render = (nodes: readonly Block[], scope: string) => string

/** The list of options in the written order, each with its label. */
export function optionsHtml(choices: readonly Choice[], body: Body, render: Render): string {
  const several = choices.filter((choice) => choice.right).length > 1 ? ' rv-several' : ''
  const items = choices.map((choice, index) => {
    const option = render(body.choices?.[index]?.body ?? [], `o${index + 1}`)
    return `<li>${label(choice)}<div class="rv-option">${option}</div></li>`
  })
  return `<ul class="rv-options${several}">${items.join('')}</ul>`
}

/** The same, with ✓ or ✗ and the reason under each. */
export function solutionHtml(choices: readonly Choice[], body: Body, render: Render): string {
  const items = choices.map((choice, index) => {
    const parts = body.choices?.[index]
    const option = render(parts?.body ?? [], `o${index + 1}`)
    const why = render(parts?.why ?? [], `w${index + 1}`)
    const reason = why ? `<div class="rv-why">${why}</div>` : ''
    const mark = `<span class="rv-mark">${choice.right ? '✓' : '✗'}</span>`
    const verdict = choice.right ? 'rv-right' : 'rv-wrong'
    return `<li class="${verdict}">${label(choice)}<div class="rv-option">${option}${reason}</div>${mark}</li>`
  })
  const none = choices.some((choice) => choice.right) ? '' : '<p class="rv-noneright"></p>'
  return `<ul class="rv-options">${items.join('')}</ul>${none}`
}

function label(choice: Choice): string {
  return `<span class="rv-label">${markupText(choice.label)}</span>`
}

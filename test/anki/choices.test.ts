import { describe, expect, it } from 'vitest'
import { optionsHtml, solutionHtml } from '../../src/anki/choices.ts'
import type { Body } from '../../src/model/bank.ts'
import { plain } from '../../src/model/mdast.ts'
import { paragraph } from '../support/bank.ts'

const body: Body = {
  title: [],
  prompt: [],
  answer: [],
  footnotes: [],
  choices: [
    { body: [paragraph('two')], why: [paragraph('prime')] },
    { body: [paragraph('four')], why: [] },
  ],
}
const render = (nodes: readonly Parameters<typeof plain>[0][number][], scope: string) =>
  nodes.length > 0 ? `${plain(nodes)}@${scope}` : ''
const marks = (a: boolean, b: boolean) => [
  { label: 'A', right: a },
  { label: '<', right: b },
]

describe('choices', () => {
  it('are asked in the written order, under their labels', () => {
    expect(optionsHtml(marks(true, false), body, render)).toBe(
      '<ul class="rv-options"><li><span class="rv-label">A</span><div class="rv-option">two@o1</div></li>' +
        '<li><span class="rv-label">&lt;</span><div class="rv-option">four@o2</div></li></ul>',
    )
  })
  it('tell that several are right, and not which', () => {
    expect(optionsHtml(marks(true, true), body, render)).toMatch(
      /^<ul class="rv-options rv-several">/,
    )
    expect(optionsHtml(marks(true, true), body, render)).not.toMatch(/✓|rv-right/)
  })
  it('are resolved with a mark and the reason under each', () => {
    expect(solutionHtml(marks(true, false), body, render)).toBe(
      '<ul class="rv-options"><li class="rv-right"><span class="rv-label">A</span><div class="rv-option">two@o1<div class="rv-why">prime@w1</div></div><span class="rv-mark">✓</span></li>' +
        '<li class="rv-wrong"><span class="rv-label">&lt;</span><div class="rv-option">four@o2</div><span class="rv-mark">✗</span></li></ul>',
    )
  })
  it('say when none is right', () => {
    expect(solutionHtml(marks(false, false), body, render)).toContain('rv-noneright')
  })
})

import { describe, expect, it } from 'vitest'
import { noAnswers } from '../../src/identity/answers.ts'
import { build, drafts, type Outline } from './drafts.ts'

const said = (outlines: Outline[], before: ReturnType<typeof build>) =>
  build(drafts(outlines), before).messages.all.map(({ ruleId, reason, note }) => ({
    ruleId,
    reason,
    note,
  }))

const names = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `question ${from + n}`)

describe('word of what moved', () => {
  const before: Outline[] = [
    { title: 'A', questions: names(0, 20) },
    { title: 'B', questions: names(20, 40) },
  ]
  const first = () => build(drafts(before))

  it('is one message for each two sections, with a search that finds the cards', () => {
    const moved = said(
      [
        { title: 'A', questions: names(7, 20) },
        { title: 'B', questions: [...names(20, 40), ...names(0, 7)] },
      ],
      first(),
    )
    expect(moved.map(({ ruleId }) => ruleId)).toEqual(['question-moved'])
    const codes = names(0, 7).map((title) => first().codes.get(title))
    expect(moved[0]?.reason).toContain('2 more moved from “010 A” to “020 B”')
    expect(moved[0]?.reason).toContain(codes.map((code) => `Code:${code}`).join(' OR '))
  })

  it('is not said of a move within a section, nor twice', () => {
    const turned = [{ title: 'A', questions: names(0, 20).reverse() }, ...before.slice(1)]
    expect(said(turned, first())).toEqual([])
    const after = [
      { title: 'A', questions: names(1, 20) },
      { title: 'B', questions: [...names(20, 40), ...names(0, 1)] },
    ]
    expect(said(after, build(drafts(after), first()))).toEqual([])
  })

  it('is said of a bank whose title changed, while its deck keeps the name', () => {
    const sections = before.slice(0, 1)
    const built = build(drafts(sections, { title: 'Other' }), first())
    expect(built.deck).toBe('Test bank')
    expect(built.ledger).toContain('\nbank\tdeck\tTest bank\n')
    const said = built.messages.all.filter(({ ruleId }) => ruleId === 'deck-renamed')
    expect(said.map(({ reason }) => reason)).toEqual([
      'The bank is now “Other”; its deck stays “Test bank”',
    ])
    const answers = { ...noAnswers, deck: true as const }
    const renamed = build(drafts(sections, { title: 'Other' }), first(), { answers })
    expect(renamed.deck).toBe('Other')
    expect(renamed.accepted().ledger).toContain('\nbank\tdeck\tOther\n')
  })

  it('is said of a renamed heading with the command that renames the subdeck', () => {
    const after = [{ title: 'Alpha', questions: names(0, 20) }, ...before.slice(1)]
    const [message, ...more] = said(after, first())
    expect(more).toEqual([])
    expect(message?.ruleId).toBe('section-renamed')
    expect(message?.reason).toContain('its subdeck stays “010 A”')
    expect(message?.note).toContain('rectoverso accept --rename-section questions.md:1')
  })
})

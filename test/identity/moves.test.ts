import { describe, expect, it } from 'vitest'
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
  const first = build(drafts(before))

  it('is one message for each two sections, with a search that finds the cards', () => {
    const moved = said(
      [
        { title: 'A', questions: names(7, 20) },
        { title: 'B', questions: [...names(20, 40), ...names(0, 7)] },
      ],
      first,
    )
    expect(moved.map(({ ruleId }) => ruleId)).toEqual(['question-moved'])
    const codes = names(0, 7).map((title) => first.codes.get(title))
    expect(moved[0]?.reason).toContain('2 more moved from “010 A” to “020 B”')
    expect(moved[0]?.reason).toContain(codes.map((code) => `Code:${code}`).join(' OR '))
  })

  it('is not said of a move within a section, nor twice', () => {
    const turned = [{ title: 'A', questions: names(0, 20).reverse() }, ...before.slice(1)]
    expect(said(turned, first)).toEqual([])
    const after = [
      { title: 'A', questions: names(1, 20) },
      { title: 'B', questions: [...names(20, 40), ...names(0, 1)] },
    ]
    expect(said(after, build(drafts(after), first))).toEqual([])
  })

  it('is said of a renamed heading with the command that renames the subdeck', () => {
    const after = [{ title: 'Alpha', questions: names(0, 20) }, ...before.slice(1)]
    const [message, ...more] = said(after, first)
    expect(more).toEqual([])
    expect(message?.ruleId).toBe('section-renamed')
    expect(message?.reason).toContain('its subdeck stays “010 A”')
    expect(message?.note).toContain('rectoverso accept --rename-section questions.md:1')
  })
})

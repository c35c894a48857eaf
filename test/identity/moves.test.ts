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

  it('names up to five, and counts the rest', () => {
    const move = (count: number) =>
      build(
        drafts([
          { title: 'A', questions: names(count, 20) },
          { title: 'B', questions: [...names(20, 40), ...names(0, count)] },
        ]),
        first(),
      ).messages.all[0]
    const codes = names(0, 7).map((title) => first().codes.get(title))
    const each = codes.map((code, n) => `${code} (question ${n})`)
    const search = (count: number) =>
      codes
        .slice(0, count)
        .map((code) => `Code:${code}`)
        .join(' OR ')
    const said = (count: number, who: string) =>
      `${who} moved from “010 A” to “020 B”; cards stay where learners have them. To move them in Anki: ${search(count)}, then Change Deck`
    expect(move(1)).toMatchObject({ reason: said(1, each[0] ?? ''), actual: codes[0], line: 1 })
    expect(move(5)?.reason).toBe(said(5, each.slice(0, 5).join(', ')))
    expect(move(7)?.reason).toBe(said(7, `${each.slice(0, 5).join(', ')}, 2 more`))
    expect(move(7)?.actual).toBe(codes.join(' '))
  })

  it('is said of the bank’s own deck, either way, and of no question that comes back', () => {
    const of = (loose: string[], inside: string[]): Outline[] => [
      { title: '', questions: loose },
      { title: 'A', questions: inside },
    ]
    const one = build(drafts(of(['a'], ['b', 'c'])))
    expect(said(of([], ['a', 'b', 'c']), one)[0]?.reason).toContain(
      'moved from the bank’s own deck to “010 A”',
    )
    expect(said(of(['a', 'b'], ['c']), one)[0]?.reason).toContain(
      'moved from “010 A” to the bank’s own deck',
    )
    const gone = build(drafts(of(['a'], ['c'])), one)
    expect(said(of(['a', 'b'], ['c']), gone)).toEqual([])
  })

  it('is said once of a title, with what to do, and of none that only looks another', () => {
    const titled = (
      title: string,
      was = build(drafts(before.slice(0, 1), { title: 'Test bank' })),
    ) => build(drafts(before.slice(0, 1), { title }), was)
    const [message, ...more] = titled('Other').messages.all
    expect(more).toEqual([])
    expect(message?.note).toBe(
      'Nothing to do. To rename the deck all the same:\n    rectoverso accept --rename-deck',
    )
    expect(titled('Other', titled('Other')).messages.all).toEqual([])
    expect(titled('Test bank', titled('Other')).messages.all).toEqual([])
    const heading = (title: string) => [{ title, questions: names(0, 20) }, ...before.slice(1)]
    // Marks that no deck's name holds make no other name of it.
    expect(said(heading('A\u200b'), first())).toEqual([])
    expect(said(heading('A'), first())).toEqual([])
  })
})

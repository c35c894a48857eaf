import { describe, expect, it } from 'vitest'
import { sayAmbiguous } from '../../src/identity/open.ts'
import { newLedger } from '../../src/identity/record.ts'
import { plainWords } from '../../src/identity/words.ts'
import { Messages } from '../../src/messages/messages.ts'
import { build, drafts, firstOf, two } from './drafts.ts'

const first = () => firstOf({ kind: 'reversed' })
const code = (title: string) => first().codes.get(title) ?? ''

/** The title of one question and the content of another, and a kind that changed. */
const second = () =>
  build(
    drafts([{ title: 'A', questions: [{ title: 'three' }, { title: 'one', answer: two }] }]),
    first(),
  )

describe('what is open', () => {
  it('is what stops the build, in reading order, with texts to compare', () => {
    expect(second().open).toMatchObject([
      { index: 0, candidates: [{ code: code('three') }], kinds: { was: 'reversed', now: 'basic' } },
      { index: 1, issued: { title: 'one', answer: two } },
    ])
    expect(
      second()
        .open[1]?.candidates.map((one) => one.issued?.title)
        .sort(),
    ).toEqual(['one', 'two'])
    expect(second().messages.errors).toHaveLength(2)
    expect(first().open).toEqual([])
  })

  it('is said with a command for each answer', () => {
    const said = second().messages.errors.find(({ ruleId }) => ruleId === 'identity-ambiguous')
    const commands = said?.note?.split('\n').slice(1)
    expect(commands?.map((line) => line.trim()).sort()).toEqual(
      [
        'rectoverso accept --new questions.md:1',
        `rectoverso accept --same ${code('one')}=questions.md:1`,
        `rectoverso accept --same ${code('two')}=questions.md:1`,
      ].sort(),
    )
  })

  it('is said of one candidate as of one that another could continue too', () => {
    const messages = new Messages()
    const known = { ...newLedger(), texts: new Map([['K7M2Q', '{"title":"## old"}']]) }
    const place = { path: 'q.md', line: 3, column: 1 }
    const say = (codes: string[]) =>
      sayAmbiguous({ title: 'new', place }, codes, known, plainWords, messages)
    say(['K7M2Q'])
    say(['K7M2Q', 'B2B2B'])
    expect(messages.all.map(({ reason, expected }) => [reason, expected])).toEqual([
      ['“new” could continue K7M2Q (old), and so could another question', ['K7M2Q']],
      ['“new” could continue K7M2Q (old) or B2B2B', ['K7M2Q', 'B2B2B']],
    ])
    expect(messages.all[0]?.note).toBe(
      'Say which, or that it is new, with one of\n    rectoverso accept --same K7M2Q=q.md:3\n    rectoverso accept --new q.md:3',
    )
  })
})

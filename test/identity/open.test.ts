import { describe, expect, it } from 'vitest'
import { build, drafts } from './drafts.ts'

const one = 'A function together with the variables of the scope that it was made in, kept alive.'
const two = 'Reading a name walks outward from the innermost scope until some scope declares it.'

const first = () =>
  build(
    drafts([
      {
        title: 'A',
        questions: [
          { title: 'one', answer: one },
          { title: 'two', answer: two },
          { title: 'three', kind: 'reversed' },
        ],
      },
    ]),
  )
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
})

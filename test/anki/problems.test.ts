import { describe, expect, it } from 'vitest'
import { reporter } from '../../src/anki/problems.ts'
import { Messages } from '../../src/messages/messages.ts'
import { question } from '../support/bank.ts'

const shortened = { problems: [{ rule: 'field-shortened' as const, reason: 'Too much.' }] }

describe('what a note could not show', () => {
  it('is said at the place of its question', () => {
    const messages = new Messages()
    reporter({ messages })(question('One', 3), shortened)
    expect(messages.all.map(({ ruleId, place }) => [ruleId, place])).toEqual([
      ['field-shortened', expect.objectContaining({ line: 13, column: 1 })],
    ])
  })

  it('is said once, also by a second writer', () => {
    const messages = new Messages()
    const say = reporter({ messages })
    say(question('One', 0), shortened)
    say(question('One', 0), shortened)
    reporter({ messages })(question('One', 0), shortened)
    say(question('Two', 1), shortened)
    expect(messages.all).toHaveLength(2)
  })

  it('says of a formula what to do', () => {
    const messages = new Messages()
    const node = { type: 'inlineMath' as const, value: 'x' }
    const problem = { rule: 'math-as-source' as const, reason: 'Shown as source.', node }
    reporter({ messages })(question('One', 0), { problems: [problem] })
    expect(messages.all[0]?.note).toBe('Write the formula without that command.')
  })
})

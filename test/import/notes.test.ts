import { describe, expect, it } from 'vitest'
import { createAccount } from '../../src/import/losses.ts'
import { questionsOfNotes } from '../../src/import/notes.ts'
import { Messages } from '../../src/messages/messages.ts'
import { basic, clozed, note } from './packed.ts'

describe('notes', () => {
  it('that cannot be questions are said', () => {
    const messages = new Messages()
    const occlusion = '{{c1::image-occlusion:rect:left=.1}}'
    const notes = [
      note('', 'back', { guid: 'g1' }),
      note(occlusion, '', { type: clozed, guid: 'g2' }),
      note('a', 'b'),
    ]
    const found = questionsOfNotes(notes, createAccount(), messages)
    expect(found.map(({ title }) => title)).toEqual(['a'])
    expect(messages.all.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([
      ['import-note-skipped', 'Note g1 has nothing on its front.'],
      ['import-note-skipped', expect.stringContaining('image occlusion')],
    ])
  })

  it('lose what is the learner’s own, and cards that no question has', () => {
    const account = createAccount()
    const type = {
      ...basic,
      templates: [...basic.templates, { name: 'Spelling', front: '{{Front}}!', back: '' }],
    }
    const tags = ['leech', 'a', 'marked']
    const [found] = questionsOfNotes(
      [note('a', 'b', { type, tags, ordinals: [0, 1] })],
      account,
      new Messages(),
    )
    expect(found?.tags).toEqual(['a'])
    expect(account.counts()).toEqual([['card “Spelling” of “Basic”', 1]])
  })
})

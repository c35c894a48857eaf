import { describe, expect, it } from 'vitest'
import { noteTypeName, noteTypes } from '../../src/anki/note-types.ts'
import { createAccount } from '../../src/import/losses.ts'
import { ownType, saidByOwn } from '../../src/import/own.ts'
import { questionText } from '../../src/import/question.ts'
import { basic, note } from './packed.ts'

const type = (kind: keyof typeof noteTypes) => ({
  ...{ name: noteTypeName('js', kind), cloze: kind === 'cloze', templates: [] },
  fields: [...noteTypes[kind].fields],
})

describe('a note type of ours', () => {
  it('is known by name and fields', () => {
    expect(ownType(type('choice'))).toEqual({ bank: 'js', kind: 'choice' })
    expect(ownType(basic)).toBeUndefined()
    expect(ownType({ ...basic, name: noteTypeName('js', 'basic') })).toBeUndefined()
  })

  it('gives options, marks and reasons back', () => {
    const solution =
      '<ul class="rv-options"><li class="rv-right"><span class="rv-label">A</span><div class="rv-option"><p>yes</p><div class="rv-why"><p>since</p></div></div><span class="rv-mark">✓</span></li><li class="rv-wrong"><span class="rv-label">B</span><div class="rv-option"><p>no</p></div><span class="rv-mark">✗</span></li></ul>'
    const values: Record<string, string> = {
      ...{
        Code: 'K7M2Q',
        Question: 'Which?',
        Solution: solution,
        Hint: 'think',
        Difficulty: 'hard',
      },
    }
    const fields = type('choice').fields.map((name) => values[name] ?? '')
    const tags = ['difficulty::hard', 'retired', 'a']
    const said = saidByOwn(
      note('', '', { type: type('choice'), fields, tags }),
      'choice',
      createAccount(),
    )
    expect([said.code, said.tags]).toEqual(['K7M2Q', ['a']])
    expect(questionText(said, 3, '').text).toBe(
      '### Which?\n<!-- tags: [a], difficulty: hard, hint: "think" -->\n\n- [x] yes\n\n  since\n\n- [ ] no',
    )
  })
})

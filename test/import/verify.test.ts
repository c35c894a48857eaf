import { describe, expect, it } from 'vitest'
import { createAccount } from '../../src/import/losses.ts'
import { saidBy } from '../../src/import/question.ts'
import { differences } from '../../src/import/verify.ts'
import { readText } from '../read/reading.ts'
import { note } from './packed.ts'

const said = saidBy(note('Who?', 'Me, <b>you</b> &amp; x.', { tags: ['a'] }), createAccount())

async function draft(text: string) {
  return (await readText(text)).questions[0]
}

describe('what was written', () => {
  it('says what its note says', async () => {
    const text = '# S\n\n## Who?\n<!-- tags: [a] -->\n\nMe, **you** & x.\n'
    expect(differences(said, await draft(text))).toEqual([])
  })

  it.each([
    ['# S\n\n## Who?\n<!-- tags: [a] -->\n\nMe & x.\n', ['its words are not the same']],
    ['# S\n\n## Who?\n\nMe, you & x.\n', ['its tags are not the same']],
    [
      '# S\n\n## Who?\n<!-- tags: [a], kind: reversed -->\n\nMe, you & x.\n',
      ['its kind is reversed and was basic'],
    ],
  ])('or is named: %j', async (text, what) => {
    expect(differences(said, await draft(text))).toEqual(what)
  })

  it('or is not there', () => {
    expect(differences(said, undefined)).toEqual(['it is not there'])
  })
})

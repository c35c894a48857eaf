import { describe, expect, it } from 'vitest'
import type { FootnoteDefinition } from '../../src/model/mdast.ts'
import { notesLeft, settingOf } from '../../src/print/footnotes.ts'
import { plainSpot } from '../../src/print/question.ts'
import { paragraph } from '../support/bank.ts'
import { boxesIn, given, wordsIn } from './given.ts'

const note = (identifier: string, words: string): FootnoteDefinition => ({
  type: 'footnoteDefinition',
  identifier,
  children: [paragraph(words)],
})

async function set(notes: readonly FootnoteDefinition[], code?: string) {
  const { shop } = await given()
  const own = { drawings: new Map(), report: () => undefined }
  const spot = plainSpot(shop, 300)
  return { setting: settingOf(notes, code, shop, own, spot), spot }
}

describe('footnotes', () => {
  it('are numbered in their order', async () => {
    const { setting } = await set([note('b', 'x'), note('a', 'x')])
    expect([...setting.notes]).toEqual([
      ['b', 1],
      ['a', 2],
    ])
    expect([...setting.feet.keys()]).toEqual(['b', 'a'])
  })

  it('begin with their number and the code of their question', async () => {
    const { setting } = await set([note('n', 'note')], 'K7M2Q')
    const boxes = boxesIn(setting.feet.get('n') ?? [])
    expect(boxes.map(({ role, ops }) => [role, wordsIn(ops)])).toEqual([['note', '1K7M2Qnote']])
  })

  it('that no foot took stand at the end, once', async () => {
    const { setting, spot } = await set([note('n', 'left')])
    const lines = boxesIn(notesLeft(setting, spot)).map(({ ops }) => wordsIn(ops))
    expect(lines).toEqual([setting.words.notes, '1left'])
    expect(notesLeft(setting, spot)).toEqual([])
  })
})

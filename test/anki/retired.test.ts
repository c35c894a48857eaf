import { describe, expect, it } from 'vitest'
import { type fieldIds, noteTypes } from '../../src/anki/note-types.ts'
import { noteOf } from '../../src/anki/notes.ts'
import { retiredNotice, retiredTag } from '../../src/anki/retired.ts'
import { anki } from '../../src/anki/writer.ts'
import { bank, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'

const source = 'https://github.com/a/b'
const note = (retired: boolean) =>
  noteOf(
    { source },
    { path: ['A'] },
    question({ title: 'Q', tags: ['x'] }),
    () => undefined,
    retired,
  )

describe('a retired note', () => {
  it('differs from the note it was by banner, tag and the link to its file', () => {
    const [was, is] = [note(false), note(true)]
    const changed = Object.entries(is.byName).filter(
      ([name, html]) => was.byName[name as keyof typeof fieldIds] !== html,
    )
    expect(changed.map(([name]) => name).sort()).toEqual(['Notice', 'Source'])
    expect(is.byName.Notice).toBe(retiredNotice('en'))
    expect(is.byName.Notice).toContain('no longer in the deck')
    expect(is.byName.Source).toBe('')
    expect(was.tags).toEqual(['x'])
    expect(is.tags).toEqual([retiredTag, 'x'])
    expect(is.hash).not.toBe(was.hash)
    expect(is.type).toBe(noteTypes.basic)
  })

  it('ships in the deck it last was in, with its note type, though the bank has neither', async () => {
    const kept = bank([section('B', [question({ title: 'kept' }, 0)])])
    const gone = question({ title: 'gone', kind: 'reversed' }, 1)
    const asked: string[] = []
    const types: string[] = []
    const { clock } = context(kept)
    const given = context(
      kept,
      {},
      {
        retired: [{ question: gone, section: { path: ['A'], deck: '010 A' } }],
        clock: {
          ...clock,
          note: (code) => {
            asked.push(code)
            return 7
          },
          noteType: (name) => {
            types.push(name)
            return 7
          },
        },
      },
    )
    const [file] = await anki.write(given)
    expect(file && (await bytesOf(file)).length).toBeGreaterThan(1000)
    expect(asked).toEqual([kept.sections[0]?.questions[0]?.code, gone.code])
    expect(types).toHaveLength(2)
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../src/import/import.ts'
import { Messages } from '../../src/messages/messages.ts'
import { folderOf } from '../support/tmp.ts'
import { note, packageOfNotes } from './packed.ts'

async function imported(bytes: Uint8Array) {
  const top = await folderOf({ 'deck.apkg': bytes })
  const messages = new Messages()
  const folder = join(top, 'bank')
  const result = await importFile({ file: join(top, 'deck.apkg'), folder, issued: 1, messages })
  return { result, messages, folder }
}

describe('import', () => {
  it('writes Markdown, media, settings and a ledger', async () => {
    const notes = [
      note('What is <img src="a.png">?', 'This <img src="gone.png">', { guid: 'x#1' }),
      note('b', 'c', { deck: ['Top', 'Sub'] }),
    ]
    const { result, messages, folder } = await imported(
      await packageOfNotes(notes, { 'a.png': Uint8Array.of(1) }),
    )
    expect(result).toMatchObject({ notes: 2, questions: 2, media: 1 })
    expect(readdirSync(folder).sort()).toEqual([
      'media',
      'questions.md',
      'rectoverso.issued',
      'rectoverso.lock',
      'rectoverso.yaml',
    ])
    expect(readdirSync(join(folder, 'media'))).toEqual(['a.png'])
    expect(readFileSync(join(folder, 'rectoverso.lock'), 'utf8')).toContain('\tx#1\tbasic\tactive')
    expect(messages.all.map(({ ruleId }) => ruleId)).toEqual(['import-medium-missing'])
  })

  it('makes a bank of each top deck', async () => {
    const notes = [
      note('a', 'b'),
      note('c', 'd', { deck: ['Other'] }),
      note('e', 'f', { deck: ['top'] }),
    ]
    const { result, folder } = await imported(await packageOfNotes(notes))
    expect(result?.banks.map(({ title, questions }) => [title, questions])).toEqual([
      ['Top', 1],
      ['Other', 1],
      ['top', 1],
    ])
    expect(readdirSync(folder).sort()).toEqual(['other', 'rectoverso.yaml', 'top', 'top-2'])
    const settings = readFileSync(join(folder, 'rectoverso.yaml'), 'utf8')
    expect(settings).toBe('banks:\n  - top\n  - other\n  - top-2\n')
  })

  it('names what does not read back as its note says', async () => {
    const gap = 'A {{c1::<ul><li>x</li></ul>}} b'
    const type = {
      ...{ name: 'Cloze', cloze: true, fields: ['Text'] },
      templates: [{ name: 'Cloze', front: '{{cloze:Text}}', back: '{{cloze:Text}}' }],
    }
    const { messages } = await imported(
      await packageOfNotes([note(gap, '', { type, fields: [gap] })]),
    )
    expect(messages.all[0]?.ruleId).toBe('import-question-differs')
    expect(messages.all[0]?.place).toBeDefined()
  })

  it('writes nothing where there is nothing to read', async () => {
    for (const bytes of [new Uint8Array(10), await packageOfNotes([note('', '')])]) {
      const { result, messages, folder } = await imported(bytes)
      expect(result).toBeUndefined()
      expect(messages.errors.map(({ ruleId }) => ruleId)).toEqual(['import-unreadable'])
      expect(() => readdirSync(folder)).toThrow()
    }
  })
})

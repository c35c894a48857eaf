import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { noteTypes } from '../../src/anki/note-types.ts'
import { noteOf } from '../../src/anki/notes.ts'
import { ankiText, deckName } from '../../src/anki/text.ts'
import type { Bank } from '../../src/model/bank.ts'
import type { Context } from '../../src/writer.ts'
import { bank, codeOf, paragraph, question, section, text as words } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { everyKind, pictures, questions } from './bank.ts'

async function written(given: Bank, more: Partial<Context> = {}) {
  const asked = context(given, pictures, more)
  const [file] = await ankiText.write(asked)
  if (!file) throw new Error('no text')
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(file))
  const lines = text.split('\n')
  const head = lines.slice(
    0,
    lines.findIndex((line) => !line.startsWith('#')),
  )
  const body = text.slice(head.join('\n').length + 1)
  const rows = parse(body, { delimiter: '\t', relax_quotes: true }) as string[][]
  return { file, text, head, body, rows, messages: asked.messages.all }
}

describe('notes as text', () => {
  it('begin with what Anki is to know, in the order it needs it', async () => {
    const { file, head, text } = await written(everyKind())
    expect(file.name).toBe('test.anki.txt')
    const fields = Array.from({ length: 14 }, (_, n) => `field ${n + 2}`)
    expect(head).toEqual([
      '#separator:tab',
      '#html:true',
      '#if matches:update current',
      '#guid column:1',
      '#notetype column:2',
      '#deck column:3',
      '#tags column:4',
      `#columns:guid\tnotetype\tdeck\ttags\tCode\t${fields.join('\t')}`,
    ])
    expect(text.startsWith('\ufeff')).toBe(false)
  })

  it('are the fields of the deck, as wide as the widest note type', async () => {
    const given = everyKind()
    const { rows } = await written(given)
    expect(rows).toHaveLength(questions.length)
    const widest = Math.max(...Object.values(noteTypes).map(({ fields }) => fields.length))
    for (const [index, asked] of questions.entries()) {
      const row = rows[index] ?? []
      expect(row).toHaveLength(4 + widest)
      expect(row.slice(0, 2)).toEqual([
        asked.guid,
        `test-bank ${noteTypes[asked.kind].label} (Rectoverso)`,
      ])
      expect(row[4]).toBe(asked.code)
    }
    const first = noteOf(given, { path: ['Closures'] }, questions[0] as never, () => undefined)
    expect(rows[0]?.slice(4, 4 + first.fields.length)[1]).toBe(first.fields[1])
  })

  it('quote every cell, so that no row is a comment', async () => {
    const odd = question({ title: '# "a"\tb', answer: [paragraph('x\n# y')] }, 0)
    const { body, rows } = await written(bank([section('S', [odd])]))
    expect(body.startsWith('"')).toBe(true)
    expect(body).not.toMatch(/(^|\t)[^"\t\n]+(\t|$)/)
    expect(rows).toHaveLength(1)
  })

  it('name decks as learners have them, and tags apart by spaces', async () => {
    const asked = question({ title: 'One', tags: ['a b', 'c'], difficulty: 'hard' }, 0)
    const given = bank([section('Scope', [asked])])
    const { rows } = await written(given, { deck: 'First title' })
    expect(rows[0]?.slice(2, 4)).toEqual(['First title::010 Scope', 'a-b c difficulty::hard'])
  })

  it('ship what was retired, with its banner and tag', async () => {
    const gone = question('Gone', 7)
    const { rows } = await written(everyKind(), {
      retired: [{ question: gone, section: { path: ['Old'], deck: '090 Old' } }],
    })
    const row = rows.at(-1) ?? []
    expect(row.slice(0, 4)).toEqual([
      gone.guid,
      'test-bank Basic (Rectoverso)',
      'Test bank::090 Old',
      'retired',
    ])
    expect(row.join('')).toMatch(/no longer/)
  })

  it('say that they bring no pictures, but not where there are none', async () => {
    const { messages } = await written(everyKind())
    expect(messages.map(({ ruleId }) => ruleId)).toContain('pictures-not-carried')
    const plain = await written(bank([section('S', [question('One', 0)])]))
    expect(plain.messages).toEqual([])
  })

  it('come in pieces that can be read twice, and alike', async () => {
    const many = Array.from({ length: 450 }, (_, n) => question(`Question ${n}`, n))
    const [file] = await ankiText.write(context(bank([section('S', many)])))
    if (!file) throw new Error('no text')
    const content = file.content
    if (typeof content !== 'object' || content instanceof Uint8Array) throw new Error('no stream')
    let pieces = 0
    for await (const _ of content) pieces++
    expect(pieces).toBe(4)
    const once = Buffer.from(await bytesOf(file))
    expect(once.equals(Buffer.from(await bytesOf(file)))).toBe(true)
    const codes = once.toString().match(/"[B-Z][2-9][B-Z][2-9][B-Z]"/g)
    expect(codes).toEqual(many.map(({ code }) => `"${code}"`))
  })

  it('say once what a note could not show, though the deck says it too', async () => {
    const bad = question(
      { title: 'T', answer: [{ type: 'math', value: '\\require{x} [latex]' }] },
      1,
    )
    const hint = question({ title: 'H', hint: [words('h')], code: codeOf(9) }, 2)
    const given = context(bank([section('S', [bad, hint])]))
    await ankiText.write(given)
    const said = given.messages.all.length
    await ankiText.write(given)
    expect(given.messages.all).toHaveLength(said)
  })
})

describe('a deck’s name', () => {
  it.each([
    ['101', '101::Questions'],
    ['-5', '-5::Questions'],
    ['+7', '+7::Questions'],
    ['101::010 Basics', '101::010 Basics'],
    ['Deck 1', 'Deck 1'],
    ['1.5', '1.5'],
  ])('%s is written %s', (name, written) => {
    expect(deckName(name)).toBe(written)
  })
})

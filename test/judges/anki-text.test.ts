/** Anki imports the notes as text: after the deck, and where it has nothing but our note types. */
import { expect, it } from 'vitest'
import { ankiText } from '../../src/anki/text.ts'
import { anki } from '../../src/anki/writer.ts'
import type { Bank } from '../../src/model/bank.ts'
import type { Writer } from '../../src/writer.ts'
import { everyKind, pictures, questions } from '../anki/bank.ts'
import { nasty } from '../sheet/cells.ts'
import { bank, codeOf, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'
import { judgeDecks } from './anki.ts'

async function made(writer: Writer, given: Bank): Promise<Uint8Array> {
  const [file] = await writer.write(context(given, pictures))
  if (!file) throw new Error('nothing written')
  return bytesOf(file)
}

/** Every kind, and as title, answer and tag whatever breaks rows and comments. */
function hard(): Bank {
  const whole = everyKind()
  const odd = [...nasty, '# a comment', '#separator:comma', '\t#', '"# quoted', 'tags: x', 'a\r\nb']
  const asked = odd.map((cell, n) =>
    question(
      {
        title: cell || '(empty)',
        code: codeOf(1000 + n),
        answer: [paragraph(cell), { type: 'code', value: cell }],
        tags: [`t${n}`],
      },
      n,
    ),
  )
  return { ...whole, sections: [...whole.sections, section('# 1/2', asked)] }
}

const count = questions.length + nasty.length + 6

describeWith(['anki'], 'the notes as text in Anki', () => {
  it('find every note of the deck, make none twice and keep all reviews', async () => {
    const deck = await made(anki, hard())
    const text = await made(ankiText, hard())
    const { imports, reviews_kept, notes, cards, integrity, empty_cards } = judgeDecks(
      [deck, { text }, { text }],
      { answer: 5 },
    )
    expect(imports[0]).toMatchObject({ new: count, found_notes: count })
    for (const found of imports.slice(1)) {
      expect(found).toMatchObject({
        found_notes: count,
        duplicate: count,
        new: 0,
        updated: 0,
        conflicting: 0,
        missing_notetype: 0,
        missing_deck: 0,
        empty_first_field: 0,
        // Not one field or tag differs from the deck's.
        changed: false,
      })
    }
    expect(reviews_kept).toBe(true)
    expect(notes).toBe(count)
    expect(cards).toBe(count + 3)
    expect(integrity.ok).toBe(true)
    expect(empty_cards).toBe(0)
  })

  it('are all added where only our note types are, with types, decks and tags right', async () => {
    const deck = await made(anki, hard())
    const text = await made(ankiText, hard())
    const whole = judgeDecks([deck])
    const { imports, notes, cards, types, decks, tags, final_order, empty_cards } = judgeDecks(
      [deck, { text }],
      { forget: true },
    )
    expect(imports[1]).toMatchObject({ new: count, found_notes: count, duplicate: 0, updated: 0 })
    expect(notes).toBe(count)
    expect(cards).toBe(whole.cards)
    expect(types).toEqual(whole.types)
    const cardsOf = (all: typeof decks) =>
      Object.entries(all).map(([name, found]) => [name, found.cards])
    expect(cardsOf(decks).sort()).toEqual(cardsOf(whole.decks).sort())
    expect(tags).toEqual(whole.tags)
    expect(empty_cards).toBe(0)
    const codes = (all: typeof final_order) => all.map(({ deck, code, ord }) => [deck, code, ord])
    expect(codes(final_order)).toEqual(codes(whole.order))
  })

  it('update what changed, and only that', async () => {
    const before = everyKind()
    const after: Bank = structuredClone(before)
    const changed = after.sections[0]?.questions[0]
    if (!changed) throw new Error('no question')
    changed.body = JSON.stringify({
      ...JSON.parse(String(changed.body)),
      answer: [paragraph('Anew.')],
    })
    const { imports, reviews_kept } = judgeDecks(
      [await made(anki, before), { text: await made(ankiText, after) }],
      { answer: 4 },
    )
    expect(imports[1]).toMatchObject({ updated: 1, new: 0, duplicate: questions.length - 1 })
    expect(imports[1]?.updated_guids).toEqual([changed.guid])
    expect(reviews_kept).toBe(true)
  })

  it('say in their first lines what each column is', async () => {
    const deck = await made(anki, everyKind())
    const [, found] = judgeDecks([deck, { text: await made(ankiText, everyKind()) }]).imports
    expect(found?.html).toBe(true)
    expect(found?.columns).toEqual({ guid: 1, notetype: 2, deck: 3, tags: 4 })
    expect(found?.labels?.slice(0, 6)).toEqual([
      'guid',
      'notetype',
      'deck',
      'tags',
      'Code',
      'field 2',
    ])
    expect(found?.labels).toHaveLength(19)
  })

  it('lose no note of a deck whose name is a number', async () => {
    const named = bank([{ ...section('', [question('One', 0)]), deck: '' }], { title: '101' })
    const deck = await made(anki, named)
    const text = await made(ankiText, named)
    const { imports, decks } = judgeDecks([deck, { text }], { forget: true })
    expect(imports[1]).toMatchObject({ new: 1, missing_deck: 0 })
    expect(decks['101::Questions']?.cards).toBe(1)
    // As it would go without: this test can fail.
    const bare = new TextEncoder().encode(
      new TextDecoder().decode(text).replace('101::Questions', '101'),
    )
    const [, lost] = judgeDecks([deck, { text: bare }], { forget: true }).imports
    expect(lost).toMatchObject({ new: 0, missing_deck: 1 })
  })
})

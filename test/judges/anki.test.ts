import { expect, it } from 'vitest'
import { fieldIds, noteTypeName, noteTypes } from '../../src/anki/note-types.ts'
import { anki } from '../../src/anki/writer.ts'
import type { Kind } from '../../src/model/bank.ts'
import type { Block, Inline } from '../../src/model/mdast.ts'
import type { Context } from '../../src/writer.ts'
import { everyKind, pictures, questions } from '../anki/bank.ts'
import { ankiTextPass, inspect } from '../markup/anki-text.ts'
import { payloads } from '../markup/payloads.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'
import { bytesOf, context, newYear } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'
import { judgeDecks, type Verdict } from './anki.ts'

describeWith(['anki'], 'a deck in Anki', () => {
  const verdict = (async (): Promise<Verdict> => {
    const [file] = await anki.write(context(everyKind(), pictures))
    if (!file) throw new Error('no deck')
    const bytes = await bytesOf(file)
    return judgeDecks([bytes, bytes], { answer: 4, render: true })
  })()

  it('imports every note as new, and nothing the second time', async () => {
    const [first, second] = (await verdict).imports
    expect(first).toMatchObject({
      new: 8,
      updated: 0,
      duplicate: 0,
      conflicting: 0,
      found_notes: 8,
    })
    expect(second).toMatchObject({
      new: 0,
      updated: 0,
      duplicate: 8,
      conflicting: 0,
      changed: false,
    })
    expect((await verdict).reviews_kept).toBe(true)
  })

  it('passes Check Database, Check Media and Empty Cards', async () => {
    const { integrity, media, empty_cards, media_folder } = await verdict
    expect(integrity).toMatchObject({ ok: true })
    expect(integrity.text).not.toMatch(/fixed|missing|deleted|added|wrong/i)
    expect(media).toMatchObject({ missing: [], unused: [] })
    expect(media_folder).toEqual([expect.stringMatching(/^rv-[0-9a-f]{32}\.png$/)])
    expect(empty_cards).toBe(0)
  })

  it('renders every card on both sides', async () => {
    expect((await verdict).broken).toEqual([])
    expect((await verdict).faces).toHaveLength(11)
  })

  it('makes the cards of each note type', async () => {
    const { types } = await verdict
    const counts = Object.entries(types).map(([name, type]) => [name, type.notes, type.cards])
    expect(counts.sort()).toEqual([
      ['test-bank Basic (Rectoverso)', 3, 3],
      ['test-bank Choice (Rectoverso)', 1, 1],
      ['test-bank Cloze (Rectoverso)', 1, 3],
      ['test-bank Reversed (Rectoverso)', 2, 3],
      ['test-bank Typed (Rectoverso)', 1, 1],
    ])
  })

  it('studies in the order of the book', async () => {
    const { order, reviewed } = await verdict
    const book = questions.map(({ code }) => code)
    expect([...new Set(order.map(({ code }) => code))]).toEqual(book)
    expect([...new Set(order.map(({ due }) => due))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    // Siblings are put off to another day, so the first four cards are the first four notes.
    expect(reviewed).toEqual(book.slice(0, 4))
  })

  it('lays sections in subdecks and describes the bank', async () => {
    const { decks } = await verdict
    const counts = Object.entries(decks).map(([name, deck]) => [name, deck.cards])
    expect(counts.sort()).toEqual([
      ['Default', 0],
      ['Test bank', 0],
      ['Test bank::010 Closures', 5],
      ['Test bank::010 Closures::010 Scope', 4],
      ['Test bank::020 Late', 2],
    ])
    expect(decks['Test bank']?.desc).toContain('Version 1.2')
  })

  it('keeps math, gaps and links whole through its own passes', async () => {
    const { faces } = await verdict
    const gaps = faces.filter(({ type }) => type.includes('Cloze'))
    const back = (ord: number) => gaps.find((face) => face.ord === ord)?.answer ?? ''
    expect(back(0)).toContain('<a href="http://a.b/c">http://a.b/c</a></span>')
    expect(back(1)).toContain('\\(\\frac{a}{b^{2} }\\)</span>')
    expect(back(2).replace(/<[^>]*>/g, '')).toContain('std::inner end}}:.')
    expect(gaps.find((face) => face.ord === 2)?.question.replace(/<[^>]*>/g, '')).toContain(
      '[a::hint]',
    )
  })

  it('asks for the typed answer and knows it', async () => {
    const typed = (await verdict).faces.find(({ type }) => type.includes('Typed'))
    expect(typed?.question).toContain('[[type:Expected]]')
  })
})

describeWith(['anki'], 'a later deck in Anki', () => {
  const issue = async (more: Partial<Context>): Promise<Uint8Array> => {
    const [file] = await anki.write(context(everyKind(), pictures, more))
    if (!file) throw new Error('no deck')
    return bytesOf(file)
  }
  const clock = (noteType: number) => ({
    issued: noteType,
    note: () => newYear,
    noteType: () => noteType,
  })

  it('brings a changed template and style to the notes that are there, in no second type', async () => {
    const { templates } = context(everyKind())
    const changed = {
      ...templates,
      text: async (name: string) =>
        (await templates.text(name))
          .replace('<div class="rv-title">', '<div class="rv-title rv-new">')
          .replace('.rv-title {', '.rv-new { color: inherit; }\n.rv-title {'),
    }
    const first = await issue({ clock: clock(newYear) })
    const second = await issue({ clock: clock(newYear + 1), templates: changed })
    const verdict = judgeDecks([first, second], { render: true, answer: 2 })
    const [before, after] = verdict.imports
    expect(after).toMatchObject({ new: 0, updated: 0, conflicting: 0, duplicate: 8 })
    expect(after?.schema).toEqual(before?.schema)
    expect(Object.keys(after?.schema ?? {})).toHaveLength(5)
    expect(verdict.faces).toHaveLength(11)
    for (const { type, question: asked, answer, css } of verdict.faces) {
      expect(css).toContain('.rv-new { color: inherit; }')
      if (!type.includes('Cloze')) expect(asked + answer).toContain('class="rv-title rv-new"')
    }
    expect(verdict.reviews_kept).toBe(true)
    expect(verdict.integrity.ok).toBe(true)
  })

  it('keeps the ids of fields and templates through every import', async () => {
    const deck = await issue({})
    const [first, second] = judgeDecks([deck, deck]).imports
    expect(second?.schema).toEqual(first?.schema)
    for (const [kind, type] of Object.entries(noteTypes)) {
      const found = first?.schema[noteTypeName('test-bank', kind as Kind)]
      expect(found?.fields).toEqual(type.fields.map((name) => [name, fieldIds[name]]))
      expect(found?.templates).toEqual(type.templates.map(({ id, name }) => [name, id]))
    }
  })

  it('offers its study options, and brings them only where the learner asks', async () => {
    const deck = await issue({})
    const own = (verdict: Verdict) =>
      Object.entries(verdict.decks).flatMap(([name, { preset }]) =>
        name === 'Default' ? [] : [preset],
      )
    expect(new Set(own(judgeDecks([deck])))).toEqual(new Set(['Default']))
    const ticked = judgeDecks([deck], { presets: true })
    expect(new Set(own(ticked))).toEqual(new Set(['Test bank (Rectoverso)']))
    expect(ticked.integrity.text).not.toMatch(/fixed|missing|deleted|added|wrong/i)
  })

  it('plays the recordings of the bank and ships their files', async () => {
    const key = 'cd'.repeat(16)
    const link: Inline = { type: 'link', url: 'a.mp3', sound: key, children: [text('hear')] }
    const given = bank([section('S', [question({ title: 'Q', answer: [paragraph(link)] })])], {
      sounds: [{ key, extension: 'mp3', bytes: 3, path: 'a.mp3' }],
    })
    const base = context(given)
    const media = { ...base.media, sound: async () => new Uint8Array([73, 68, 51]) }
    const [file] = await anki.write({ ...base, media })
    if (!file) throw new Error('no deck')
    const verdict = judgeDecks([await bytesOf(file)], { render: true })
    const name = `rv-${key}.mp3`
    expect(verdict.media_folder).toEqual([name])
    expect(verdict.media).toMatchObject({ missing: [], unused: [] })
    expect(verdict.faces.map(({ played }) => played)).toEqual([[name]])
    expect(verdict.broken).toEqual([])
  })
})

/** Whatever a hostile text may become on a card, in Anki's own hands. */
describeWith(['anki'], 'hostile text in Anki', () => {
  it('plays, runs, loads and asks for nothing', async () => {
    const hostile = payloads.map((payload, index) => {
      const gap: Inline = {
        type: 'cloze',
        number: 1,
        children: [text(payload)],
        hint: [text(payload)],
      }
      const formula: Inline = { type: 'inlineMath', value: payload }
      const link: Inline = { type: 'link', url: payload, children: [text(payload)] }
      const code: Block = { type: 'code', lang: 'js', value: payload }
      const blocks = [
        paragraph(payload, { type: 'strong', children: [text(payload)] }, formula, link),
        code,
      ]
      const kinds = [
        { title: payload },
        {
          title: payload,
          kind: 'cloze' as const,
          gaps: [1],
          prompt: [paragraph(payload, gap, payload)],
        },
        { title: payload, kind: 'typed' as const, expected: payload || 'x' },
        {
          title: payload,
          kind: 'choice' as const,
          marks: [{ label: payload, right: true }],
          choices: [{ body: blocks, why: blocks }],
        },
        { title: payload, kind: 'reversed' as const },
      ]
      return kinds.map((kind, at) =>
        question(
          { prompt: blocks, answer: blocks, hint: [text(payload)], tags: [payload], ...kind },
          index * 5 + at,
        ),
      )
    })
    const sections = hostile.map((some, index) => ({
      ...section(payloads[index] ?? '', some),
      deck: payloads[index] ?? '',
    }))
    const [file] = await anki.write(
      context(bank(sections, { title: payloads.join(' '), description: payloads.join('\n') })),
    )
    if (!file) throw new Error('no deck')
    const deck = await bytesOf(file)
    const verdict = judgeDecks([deck, deck], { render: true })
    expect(verdict.imports[0]).toMatchObject({ new: payloads.length * 5, conflicting: 0 })
    expect(verdict.imports[1]).toMatchObject({ new: 0, updated: 0, changed: false })
    expect(verdict.integrity.ok).toBe(true)
    expect(verdict.integrity.text).not.toMatch(/fixed|missing|deleted|added|wrong/i)
    expect(verdict.empty_cards).toBe(0)
    expect(verdict.media_folder).toEqual([])
    expect(verdict.broken).toEqual([])
    const own =
      /^<(?:div (?:lang|dir)|hr id="answer"|span data-(?:cloze|ordinal)|span class="rv-level|div class="rv")/
    const strange = verdict.faces.flatMap(({ code, question, answer }) =>
      inspect(question + answer)
        .strange.filter((found) => !own.test(found))
        .map((found) => `${code} ${found}`),
    )
    expect(strange).toEqual([])
    const taken = verdict.faces.flatMap(
      ({ question, answer }) => ankiTextPass(question + answer, false).taken,
    )
    expect(taken.filter((found) => found !== '[[type:Expected]]')).toEqual([])
  })
})

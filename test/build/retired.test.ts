import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { noteOf } from '../../src/anki/notes.ts'
import { findKept } from '../../src/build/kept.ts'
import { supply } from '../../src/build/retired.ts'
import { issuedText, parseCompanion } from '../../src/identity/companion.ts'
import { identify } from '../../src/identity/identify.ts'
import { type Ledger, newLedger } from '../../src/identity/record.ts'
import { parseLedger } from '../../src/identity/text.ts'
import { Messages } from '../../src/messages/messages.ts'
import { type Bank, type Draft, type Question, questionsOf } from '../../src/model/bank.ts'
import { read } from '../../src/read/read.ts'

const folder = fileURLToPath(new URL('../fixtures/read', import.meta.url))
const options = () => ({ date: 1_700_000_000, named: false, messages: new Messages() })

/** Reads and issues a folder, and gives the ledger as the next build reads it. */
async function issue(root: string) {
  const { bank: drafts, media } = await read({
    ...{ paths: [root], root, settings: {}, messages: new Messages() },
  })
  const identified = identify(drafts, newLedger(), options())
  const { ledger, companion } = identified.next(undefined, await findKept(identified, { media }))
  const known = parseLedger(ledger, 'lock', new Messages())
  const messages = new Messages()
  parseCompanion(companion, 'issued', known, messages)
  expect(messages.all).toEqual([])
  return { drafts, bank: identified.bank, media, known, companion }
}

/** A note as learners have it, but for what says that it is retired. */
function fieldsOf(bank: Bank, path: string[], question: Question, retired: boolean) {
  const note = noteOf(bank, { path }, question, (key) => ({ name: key }) as never, retired)
  const { Notice: _, Source: __, ...fields } = note.byName
  return { kind: question.kind, ...fields, tags: note.tags.filter((tag) => tag !== 'retired') }
}

async function retireAll(root: string, drafts: Bank<Draft>, known: Ledger) {
  const emptied = { ...drafts, sections: [], media: [] }
  const { bank, retiring } = identify(emptied, known, options())
  const { media } = await read({
    ...{ paths: [root], root, settings: {}, messages: new Messages() },
  })
  return supply(bank, media, retiring, { root })
}

describe('a bank whose questions are all retired', () => {
  it.each(readdirSync(folder))('has their notes as they were issued: %s', async (name) => {
    const root = join(folder, name)
    const { drafts, bank, known } = await issue(root)
    const { retired } = await retireAll(root, drafts, known)
    const now = new Map(
      retired.map(({ question, section }) => [
        question.code,
        fieldsOf(bank, section.path, question, true),
      ]),
    )
    for (const { question, section } of questionsOf(bank)) {
      expect(now.get(question.code)).toEqual(fieldsOf(bank, section.path, question, false))
    }
    expect(now.size).toBe([...questionsOf(bank)].length)
  })
})

describe('the companion', () => {
  it.each(['several-files', 'numbered-dot'])(
    'keeps nothing beside what says all: %s',
    async (name) => {
      const { companion } = await issue(join(folder, name))
      expect(companion).not.toContain('"kept"')
    },
  )

  it('keeps of a question only what its Markdown does not say', async () => {
    const { known } = await issue(join(folder, 'canonical'))
    const kept = [...known.texts.keys()].map((code) => issuedText(known, code)?.kept)
    const parts = kept.flatMap((one) => Object.keys({ ...one?.body }))
    expect(parts).toEqual(['answer', 'footnotes'])
    expect(kept.every((one) => Object.keys({ ...one?.facts }).join() === 'tags')).toBe(true)
  })

  it('tries a text again only where the question or its note is another', async () => {
    const root = join(folder, 'canonical')
    const { drafts, known, media, companion } = await issue(root)
    const again = identify(drafts, known, options())
    expect(again.untried().size).toBe(0)
    expect(again.next(undefined, await findKept(again, { media })).companion).toBe(companion)

    const retagged = structuredClone(drafts)
    const [first] = questionsOf(retagged)
    first?.question.tags.push('more')
    const other = identify(retagged, known, options())
    const all = other.untried().size
    expect(all).toBe([...questionsOf(drafts)].length)
    expect(other.next(undefined, await findKept(other, { media })).companion).toContain('"more"')
  })
})

describe('a picture by a reference that is defined elsewhere', () => {
  const home = mkdtempSync(join(tmpdir(), 'rectoverso-retired-'))
  afterAll(() => rmSync(home, { recursive: true, force: true }))

  it('is shown while its file is there, and named where it is not', async () => {
    const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'
    writeFileSync(join(home, 'a b.svg'), picture)
    writeFileSync(
      join(home, 'bank.md'),
      '# S\n\n## What is seen?\n\n![a chain][seen]\n\n## What else?\n\nNothing.\n\n[seen]: <a b.svg>\n',
    )
    const { drafts, bank, known } = await issue(home)
    const { retired, bank: supplied } = await retireAll(home, drafts, known)
    expect(supplied.media).toEqual(bank.media)
    expect(retired.flatMap(({ question }) => question.media)).toEqual([bank.media[0]?.key])
    rmSync(join(home, 'a b.svg'))
    const { retired: without } = await retireAll(home, drafts, known)
    const bodies = without.map(({ question }) => question.body).join('\n')
    expect(bodies).toContain('[picture missing: a chain]')
    expect(bodies).not.toContain('"picture"')
  })
})

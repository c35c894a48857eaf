/**
 * Where a modelled author builds: the whole pipeline over a folder, or identity
 * alone in memory, which is some thirty times as fast.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import sqlite from 'node-sqlite3-wasm'
import { build } from '../../src/build.ts'
import { identify } from '../../src/identity/identify.ts'
import { newLedger } from '../../src/identity/record.ts'
import { Messages } from '../../src/messages/messages.ts'
import { questionsOf } from '../../src/model/bank.ts'
import { drafts, known } from './drafts.ts'
import { markdownOf, type World } from './model.ts'
import { type Repository, union } from './repository.ts'

export type Note = {
  guid: string
  mod: number
  /** Everything that learners would see change. */
  said: string
  retired: boolean
  code: string
  /** Title and answer, without markup. */
  text: string
}

export interface Workshop {
  readonly repository: Repository
  /** The bank's Markdown as the author means it; ledger and companion stay. */
  write(world: World): void
  /** Builds; the rules of what was wrong. */
  build(date: number): Promise<string[]>
  /** Ledger, companion and deck as they stand. */
  outputs(): string[]
  /** The notes of the last deck. */
  notes(): Note[]
}

/** The pipeline that learners get their decks from. */
export function folderWorkshop(
  folder: string,
  repositoryIn: (folder: string) => Repository,
): Workshop {
  const bank = join(folder, 'bank')
  mkdirSync(bank)
  writeFileSync(join(bank, 'rectoverso.yaml'), 'id: model\nlevel: 2\n')
  return {
    repository: repositoryIn(folder),
    write: (world) => {
      for (const name of readdirSync(bank)) if (name.endsWith('.md')) rmSync(join(bank, name))
      for (const file of world) writeFileSync(join(bank, file.name), markdownOf(file))
    },
    build: async (issued) => {
      const request = {
        paths: ['bank'],
        cwd: folder,
        out: 'out',
        issued,
        formats: ['anki'] as const,
      }
      const { findings } = await build(request)
      return findings.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []))
    },
    outputs: () =>
      ['bank/rectoverso.lock', 'bank/rectoverso.issued', 'out/bank.apkg'].map((file) => {
        try {
          return readFileSync(join(folder, file)).toString('latin1')
        } catch {
          return ''
        }
      }),
    notes: () => notesOf(readFileSync(join(folder, 'out/bank.apkg'))),
  }
}

/** Identity alone: drafts made by hand, ledger and companion printed and read, notes not written. */
export function memoryWorkshop(folder: string): Workshop {
  let world: World = []
  let texts: { ledger: string; companion: string } | undefined
  let notes: Note[] = []
  let [base, ours, theirs] = [texts, texts, texts]
  const merged = (key: 'ledger' | 'companion') =>
    union(folder, ours?.[key] ?? '', base?.[key] ?? '', theirs?.[key] ?? '')
  return {
    repository: {
      branch: () => {
        base = texts
      },
      back: () => {
        theirs = texts
        texts = base
      },
      merge: () => {
        ours = texts
        texts = { ledger: merged('ledger'), companion: merged('companion') }
      },
      keep: () => {},
      undo: () => {
        texts = ours
      },
    },
    write: (now) => {
      world = now
    },
    build: async (date) => {
      const messages = new Messages()
      const before = texts ? known(texts.ledger, texts.companion, messages) : newLedger()
      const bank = drafts(
        world.flatMap(({ chapters }) =>
          chapters.map(({ title, entries }) => ({
            title,
            questions: entries.map(({ title, answer }) => ({ title, answer })),
          })),
        ),
      )
      const done = identify(bank, before, { date, named: true, messages })
      if (messages.errors.length > 0) return messages.errors.map(({ ruleId }) => ruleId ?? '')
      const noteOf = (code: string, guid: string, text: string, retired: boolean): Note => {
        const said = `${code}\n${retired ? 'retired' : ''}\n${text}`
        return { guid, mod: done.clock.note(code, said), said, retired, code, text }
      }
      notes = [
        ...[...questionsOf(done.bank)].map(({ question: { code, guid, title, slices } }) =>
          noteOf(code, guid, `${title}\n${slices.answer?.text}`, false),
        ),
        ...done.retiring.map(({ code, guid, issued }) =>
          noteOf(code, guid, `${issued.title}\n${issued.answer}`, true),
        ),
      ]
      texts = done.next()
      return []
    },
    outputs: () => [texts?.ledger ?? '', texts?.companion ?? '', JSON.stringify(notes)],
    notes: () => notes,
  }
}

/** The notes table of a deck. */
function notesOf(apkg: Uint8Array): Note[] {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-notes-'))
  const file = join(folder, 'collection.anki2')
  writeFileSync(file, unzipSync(apkg)['collection.anki2'] ?? new Uint8Array())
  const database = new sqlite.Database(file, { readOnly: true })
  try {
    return database.all('SELECT guid, mod, mid, tags, flds FROM notes').map((row) => {
      const fields = String(row.flds).split('\u001f')
      return {
        guid: String(row.guid),
        mod: Number(row.mod),
        said: [row.mid, row.tags, row.flds].join('\n'),
        retired: String(row.tags).split(' ').includes('retired'),
        code: fields[0] ?? '',
        text: plainText(fields),
      }
    })
  } finally {
    database.close()
    rmSync(folder, { recursive: true })
  }
}

/** Title and answer of a basic note, without markup. */
function plainText([, question = '', , answer = '']: readonly string[]): string {
  return [question, answer].map((html) => html.replace(/<[^>]*>/g, '').trim()).join('\n')
}

import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  besideLedger,
  ledgerPaths,
  ownColumnsPath,
  readLedger,
  readOwnColumns,
  sumsBeside,
} from '../../src/identity/ledger.ts'
import { Messages } from '../../src/messages/messages.ts'
import { build, drafts } from './drafts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = async ({ ledger, companion }: { ledger: string; companion: string }) => {
  await writeFile(join(folder, 'rectoverso.lock'), ledger)
  await writeFile(join(folder, 'rectoverso.issued'), companion)
}
const read = async () => {
  const messages = new Messages()
  const paths = ledgerPaths({ path: folder, folder: true })
  const found = await readLedger(paths, messages)
  return { ...found, messages: messages.all, rules: messages.all.map((each) => each.ruleId) }
}

const sumOf = (text: string) => ({
  sha256: createHash('sha256').update(text).digest('hex'),
  size: Buffer.byteLength(text),
})

describe('where a ledger lies', () => {
  it('is in the folder of a bank, or beside its one file', () => {
    expect(ledgerPaths({ path: 'content', folder: true })).toEqual({
      ledger: join('content', 'rectoverso.lock'),
      companion: join('content', 'rectoverso.issued'),
    })
    expect(ledgerPaths({ path: join('a', 'my.questions.md'), folder: false })).toEqual({
      ledger: join('a', 'my.questions.rectoverso.lock'),
      companion: join('a', 'my.questions.rectoverso.issued'),
    })
    expect(besideLedger('kept').companion).toBe('kept.issued')
    expect(ownColumnsPath(besideLedger(join('a', 'kept.lock')))).toBe(join('a', 'kept.columns'))
    expect(ownColumnsPath(besideLedger('.lock.kept'))).toBe('.lock.kept.columns')
    expect(besideLedger('.lock.kept').companion).toBe('.lock.kept.issued')
  })
})

describe('readLedger', () => {
  it.each(['rectoverso.lock', 'rectoverso.issued'])(
    'waits a moment for %s, which another build may be about to put there',
    async (late) => {
      await write(build(drafts([{ title: 'A', questions: ['one'] }])))
      const text = await readFile(join(folder, late))
      await rm(join(folder, late))
      const found = read()
      await writeFile(join(folder, late), text)
      const { ledger, rules } = await found
      expect([ledger.questions.size, ledger.texts.size, rules]).toEqual([1, 1, []])
    },
  )

  it('begins anew where there is nothing', async () => {
    const { ledger, before, rules } = await read()
    expect([ledger.questions.size, before, rules]).toEqual([0, {}, []])
  })

  it('gives what was written, and the sums of its texts', async () => {
    const built = build(drafts([{ title: 'A', questions: ['one'] }]))
    await write(built)
    const { ledger, before, rules } = await read()
    expect(rules).toEqual([])
    expect(before).toEqual({ ledger: sumOf(built.ledger), companion: sumOf(built.companion) })
    expect([ledger.questions.size, ledger.texts.size]).toEqual([1, 1])
    // A mark of byte order, as an editor may put it there, is no part of the text.
    await write({ ...built, ledger: `\uFEFF${built.ledger}` })
    expect((await read()).before).toEqual(before)
  })

  it('never begins anew over a ledger that is lost, a folder, unreadable or not text', async () => {
    const built = build(drafts([{ title: 'A', questions: ['one'] }]))
    const lock = join(folder, 'rectoverso.lock')
    await write(built)
    await rm(lock)
    const lost = await read()
    expect(lost.rules).toEqual(['ledger-malformed'])
    expect(lost.messages[0]).toMatchObject({
      file: lock,
      reason: 'The ledger is missing, though its companion rectoverso.issued is there',
      note: expect.stringContaining('Take the ledger back from git.'),
    })
    expect(lost.before).toEqual({ companion: sumOf(built.companion) })
    await mkdir(lock)
    const folded = await read()
    expect(folded.rules).toEqual(['source-unreadable'])
    expect(folded.messages[0]).toMatchObject({
      reason: `${lock} could not be read: it is a folder`,
      note: expect.stringContaining('Move what stands in its place elsewhere.'),
    })
    expect([folded.ledger.questions.size, folded.before]).toEqual([0, {}])
    await rm(lock, { recursive: true })
    await writeFile(lock, new Uint8Array([0x72, 0xff, 0xfe]))
    const bytes = await read()
    expect(bytes.messages.map(({ reason }) => reason)).toEqual([`${lock} is not valid UTF-8`])
    // A ledger so long cut off that it does not say whose it is.
    await writeFile(lock, 'rectoverso ledger 1\nbank\tdeck\tDeck\n')
    const cut = await read()
    expect(cut.messages.map(({ reason }) => reason)).toEqual(['The ledger breaks off after line 1'])
    await writeFile(lock, 'rectoverso ledger 1\nbank\tdeck\n')
    expect((await read()).rules).toEqual(['ledger-malformed'])
    await rm(lock)
    await symlink(join('rectoverso.lock'), lock)
    expect((await read()).messages[0]?.reason).toBe(`${lock} could not be read: ELOOP`)
    await rm(lock)
    await writeFile(lock, built.ledger)
    if (process.getuid?.() === 0 || process.platform === 'win32') return
    await chmod(lock, 0)
    expect((await read()).rules).toEqual(['source-unreadable'])
  })
})

describe('a lost companion', () => {
  it('stops the build, and the way out that is named works', async () => {
    const built = build(drafts([{ title: 'A', questions: ['one'] }]))
    await write(built)
    const companion = join(folder, 'rectoverso.issued')
    await rm(companion)
    const { rules, messages, before } = await read()
    expect(rules).toEqual(['ledger-malformed'])
    expect(messages[0]).toMatchObject({
      file: companion,
      reason: 'The companion is missing, though its ledger rectoverso.lock is there',
      note: expect.stringContaining('“rectoverso issued 1” and “end”'),
    })
    expect(before).toEqual({ ledger: sumOf(built.ledger) })
    await writeFile(companion, 'rectoverso issued 1\nend\n')
    expect((await read()).rules).toEqual([])
  })

  it('was never there beside a ledger without questions, or of a version that wrote none', async () => {
    const lock = join(folder, 'rectoverso.lock')
    await writeFile(lock, build(drafts([])).ledger)
    expect((await read()).rules).toEqual([])
    const { ledger } = build(drafts([{ title: 'A', questions: ['one'] }]))
    await writeFile(lock, ledger.replace('bank\tends\tend\n', '').replace(/end\n$/, ''))
    expect((await read()).rules).toEqual([])
  })
})

describe('what else lies beside a ledger', () => {
  it('are the columns of users, none where there is no file', async () => {
    const paths = ledgerPaths({ path: folder, folder: true })
    const messages = new Messages()
    expect(await readOwnColumns(paths, messages)).toEqual({
      columns: { names: [], cells: new Map() },
      before: undefined,
    })
    const text = 'rectoverso columns 1\n*\t"a"\t"0001"\n'
    await writeFile(join(folder, 'rectoverso.columns'), text)
    const { columns, before } = await readOwnColumns(paths, messages)
    expect([columns.names, before, messages.all]).toEqual([['a'], text, []])
  })

  it('is known by the sums of three texts, or not at all where one cannot be read', async () => {
    const paths = ledgerPaths({ path: folder, folder: true })
    expect(await sumsBeside(paths)).toEqual([null, null, null])
    await write({ ledger: 'l', companion: 'c' })
    await writeFile(join(folder, 'rectoverso.columns'), 'u')
    expect(await sumsBeside(paths)).toEqual(['l', 'c', 'u'].map(sumOf))
    await rm(paths.companion)
    await mkdir(paths.companion)
    expect(await sumsBeside(paths)).toBeUndefined()
  })
})

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { besideLedger, ledgerPaths, readLedger } from '../../src/identity/ledger.ts'
import { Messages } from '../../src/messages/messages.ts'
import { type Built, build, drafts, type Outline, type Wanted } from './drafts.ts'

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
  })
})

describe('readLedger', () => {
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
    expect((await read()).rules).toEqual(['ledger-malformed'])
    await mkdir(lock)
    expect((await read()).rules).toEqual(['source-unreadable'])
    await rm(lock, { recursive: true })
    await writeFile(lock, new Uint8Array([0x72, 0xff, 0xfe]))
    expect((await read()).rules).toEqual(['ledger-malformed'])
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

/** Two branches, each with its own edits and build, merged by git itself. */
describe('git merge', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
  const commit = async (built: { ledger: string; companion: string }) => {
    await write(built)
    git('add', '.')
    git('commit', '-q', '-m', 'build')
  }
  const texts = async () => ({
    ledger: await readFile(join(folder, 'rectoverso.lock'), 'utf8'),
    companion: await readFile(join(folder, 'rectoverso.issued'), 'utf8'),
  })
  const bank = (...questions: (Wanted | string)[]) => drafts([{ title: 'A', questions }])
  const names = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']

  /** Builds a base, one edit a branch, merges, and builds what people made of the sources. */
  async function merged(ours: Outline[], theirs: Outline[], result: Outline[], union = true) {
    git('init', '-q', '-b', 'main')
    if (union) {
      const attributes = ['rectoverso.lock merge=union', 'rectoverso.issued merge=union', '']
      await writeFile(join(folder, '.gitattributes'), attributes.join('\n'))
    }
    const base = build(bank(...names), undefined, { date: 1000 })
    await commit(base)
    git('checkout', '-q', '-b', 'theirs')
    const other = build(drafts(theirs), base, { date: 2000 })
    await commit(other)
    git('checkout', '-q', 'main')
    const own = build(drafts(ours), base, { date: 3000 })
    await commit(own)
    git('merge', '-q', '--no-edit', 'theirs')
    const after = build(drafts(result), await texts(), { date: 4000 })
    return { base, other, own, after }
  }
  const edited = (title: string, answer: string) =>
    names.map((name) => (name === title ? { title, answer } : name))
  const expectKept = (built: Built, from: Built, titles: readonly string[]) => {
    for (const title of titles) expect(built.codes.get(title), title).toBe(from.codes.get(title))
  }

  it('keeps the questions that both sides added', async () => {
    const { own, other, after } = await merged(
      [{ title: 'A', questions: [...names, 'ours'] }],
      [{ title: 'A', questions: ['theirs', ...names] }],
      [{ title: 'A', questions: ['theirs', ...names, 'ours'] }],
    )
    expect(after.messages.all).toEqual([])
    expectKept(after, own, [...names, 'ours'])
    expectKept(after, other, ['theirs'])
    expect(after.mods.get(after.codes.get('theirs') ?? '')).toBe(2000)
    expect(after.mods.get(after.codes.get('ours') ?? '')).toBe(3000)
  })

  it('keeps one code for a question that both sides added alike', async () => {
    const more = [{ title: 'A', questions: [...names, 'both'] }]
    const { own, other, after } = await merged(more, more, more)
    expect(own.codes.get('both')).toBe(other.codes.get('both'))
    expectKept(after, own, [...names, 'both'])
    expect(after.messages.all).toEqual([])
  })

  it('keeps a question that both sides edited, and raises mod over both', async () => {
    const result = edited('four', 'what both of them wrote of it')
    const { base, own, other, after } = await merged(
      [{ title: 'A', questions: edited('four', 'what we wrote of it') }],
      [{ title: 'A', questions: edited('four', 'what they wrote of it') }],
      [{ title: 'A', questions: result }],
    )
    expect(after.messages.all).toEqual([])
    expectKept(after, base, names)
    const code = base.codes.get('four') ?? ''
    expect([other, own, after].map(({ mods }) => mods.get(code))).toEqual([2000, 3000, 4000])
    expect(after.ledger.split('\n').filter((row) => row.startsWith(code))).toHaveLength(1)
  })

  it('knows a question again by the side that lost', async () => {
    const lost = { title: 'Quite another title', answer: 'and their answer, all of it new' }
    const theirs = [
      { title: 'A', questions: names.map((n) => (n === 'four' ? { ...lost, id: 'x' } : n)) },
    ]
    const base = build(bank(...names.map((n) => (n === 'four' ? { title: n, id: 'x' } : n))))
    expect(base.messages.all).toEqual([])
    git('init', '-q', '-b', 'main')
    await writeFile(join(folder, '.gitattributes'), 'rectoverso.* merge=union\n')
    await commit(base)
    git('checkout', '-q', '-b', 'theirs')
    await commit(build(drafts(theirs), base, { date: 1_800_000_000 }))
    git('checkout', '-q', 'main')
    const ours = names.map((n) => (n === 'four' ? { title: n, id: 'x', answer: 'ours' } : n))
    await commit(build(bank(...ours), base, { date: 1_900_000_000 }))
    git('merge', '-q', '--no-edit', 'theirs')
    // People kept their text, and took the id out of the source.
    const after = build(bank(...names.map((n) => (n === 'four' ? lost : n))), await texts())
    expect(after.codes.get(lost.title)).toBe(base.codes.get('four'))
  })

  it('retires once what one side deleted, and restores what the merge kept', async () => {
    const left = names.filter((name) => name !== 'two')
    const { base, after } = await merged(
      [{ title: 'A', questions: left }],
      [{ title: 'A', questions: edited('two', 'edited by them') }],
      [{ title: 'A', questions: edited('two', 'edited by them') }],
    )
    expectKept(after, base, names)
    expect(after.messages.all).toEqual([])
  })

  it('says where markers stand, if union was not set', async () => {
    await expect(
      merged(
        [{ title: 'A', questions: edited('four', 'ours') }],
        [{ title: 'A', questions: edited('four', 'theirs') }],
        [],
        false,
      ),
    ).rejects.toThrow()
    const { rules } = await read()
    expect(new Set(rules)).toEqual(new Set(['source-conflict-marker']))
  })
})

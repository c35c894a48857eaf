import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ledgerPaths, readLedger } from '../../src/identity/ledger.ts'
import { Messages } from '../../src/messages/messages.ts'
import { type Built, build, drafts, type Outline, type Wanted } from './drafts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'union-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Two branches, each with its own edits and build, merged by git itself. */
describe('git merge', () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    })
  const commit = async ({ ledger, companion }: { ledger: string; companion: string }) => {
    await writeFile(join(folder, 'rectoverso.lock'), ledger)
    await writeFile(join(folder, 'rectoverso.issued'), companion)
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
    const messages = new Messages()
    await readLedger(ledgerPaths({ path: folder, folder: true }), messages)
    expect(new Set(messages.all.map(({ ruleId }) => ruleId))).toEqual(
      new Set(['source-conflict-marker']),
    )
  })
})

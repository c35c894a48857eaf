import { execFileSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

it('says what is wrong and writes nothing', async () => {
  const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n\n## Why?\n' })
  const { code, out, err } = await rectoverso(folder, ['check', 'q.md'])
  expect(code).toBe(0)
  expect(out).toContain('2  questions: 2 basic; 1 without answer')
  expect(err).toMatch(/^q\.md:5:1 {2}warning .* answer-empty$/m)
  expect(err).not.toContain('Nothing was written')
  expect(await readdir(folder)).toEqual(['q.md'])
})

it('exits as a build would', async () => {
  const folder = await folderOf({
    'q.md': '## What?\n\nThat.\n\n## Why?\n',
    'none.md': 'Only words.\n',
  })
  expect((await rectoverso(folder, ['check', 'q.md', '--strict'])).code).toBe(3)
  expect((await rectoverso(folder, ['check', 'none.md'])).code).toBe(1)
  expect((await rectoverso(folder, ['check', '--formats', 'pdf'])).code).toBe(2)
  const { out } = await rectoverso(folder, ['check', 'none.md', '--json'])
  expect(JSON.parse(out)).toMatchObject({ status: 'content', exitCode: 1, written: false })
})

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd })

/** A bank built and committed, to be edited. */
async function committed(questions: string) {
  const folder = await folderOf({ 'q.md': questions })
  const build = () => rectoverso(folder, ['build', 'q.md', '--formats', 'json'])
  expect((await build()).code).toBe(0)
  git(folder, 'init', '-q')
  git(folder, 'add', '.')
  git(folder, 'commit', '-qm', 'one')
  const edit = async (name: string, change: (text: string) => string) => {
    const text = await readFile(join(folder, name), 'utf8')
    expect(change(text)).not.toBe(text)
    await writeFile(join(folder, name), change(text))
  }
  const against = async () => {
    const ran = await rectoverso(folder, ['check', 'q.md', '--against', 'HEAD', '--json'])
    const { messages, exitCode } = JSON.parse(ran.out)
    const rules: string[] = messages.map(({ rule }: { rule: string }) => rule)
    return { code: exitCode, rules: rules.filter((rule) => rule.startsWith('against-')) }
  }
  return { folder, build, edit, against }
}

const bank = `# S

## Capitals

{{c1::Paris}} is in {{c2::France}}, and that is known to every child.

## Which is even?
<!-- tags: [math] -->

- [x] two
- [ ] three
- [ ] nineteen

## What is a set?

A collection of distinct things.
`

it('compares with a git revision', async () => {
  const { build, edit, against } = await committed(bank)
  expect(await against()).toEqual({ code: 0, rules: [] })
  // Corrections, and options in another order, keep their meaning.
  await edit('q.md', (text) => text.replace('Paris', 'Pariss').replace('distinct', 'different'))
  await edit('q.md', (text) => text.replace('- [x] two\n- [ ] three\n', '- [ ] three\n- [x] two\n'))
  expect(await against()).toEqual({ code: 0, rules: [] })
  expect((await build()).code).toBe(0)
  expect(await against()).toEqual({ code: 0, rules: [] })

  await edit('q.md', (text) => text.replace('c1::', 'c0::').replace('c2::', 'c1::'))
  await edit('q.md', (text) => text.replace('c0::', 'c2::'))
  expect(await against()).toEqual({ code: 1, rules: ['against-gap', 'against-gap'] })
})

it('says what a ledger lost, whose labels were exchanged or whose dates fell', async () => {
  const { edit, against, build } = await committed(bank)
  await edit('q.md', (text) => text.replace(/\n## What is a set[\s\S]*/, ''))
  expect(await against()).toEqual({ code: 1, rules: ['against-vanished'] })
  expect((await build()).code).toBe(0)
  expect(await against()).toEqual({ code: 0, rules: [] })

  await edit('q.rectoverso.lock', (text) => text.replace('A,B,C', 'B,A,C'))
  await edit('q.md', (text) => text.replace('- [ ] three', '- [ ] threes'))
  expect(await against()).toEqual({ code: 1, rules: ['against-label', 'against-label'] })
  await edit('q.rectoverso.lock', (text) => text.replace(/^\w+\t\w+\t\w+\tretired:.*\n/m, ''))
  expect((await against()).rules).toContain('against-vanished')
})

it('stops where the revision has no ledger', async () => {
  const { folder, against } = await committed(bank)
  git(folder, 'rm', '-q', '--cached', 'q.rectoverso.lock')
  git(folder, 'commit', '-qm', 'two')
  expect(await against()).toEqual({ code: 1, rules: ['against-unreadable'] })
  const ran = await rectoverso(folder, ['check', 'q.md', '--against', 'nowhere'])
  expect(ran.code).toBe(2)
  expect(ran.err).toContain('no such revision')
})

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../../src/config/settings.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const good = '## What?\n\nThat.\n'
const unanswered = `${good}\n## Why?\n`
const twice = '## A\n<!-- id: x -->\n\n1\n\n## B\n<!-- id: x -->\n\n2\n'

const args = ['build', '--formats', 'csv,json']

describe('build', () => {
  it('prints a summary and exits 0', async () => {
    const folder = await folderOf({ 'q.md': good })
    const { code, out, err } = await rectoverso(folder, [...args, 'q.md'])
    expect(code).toBe(0)
    expect(err).toBe('')
    expect(out).toMatch(/^Q \(q\)\n +1 {2}question: 1 basic\n/)
    expect(out).toMatch(/^ +\d+ B {2}out\/q\.csv$/m)
  })

  it('explains every format in its help, and makes each of them', async () => {
    const folder = await folderOf({ 'q.md': good })
    const { out } = await rectoverso(folder, ['build', '--help'])
    const [listing = ''] = out.split('Editions of the booklet')
    const listed = [...listing.matchAll(/^ {2}([a-z-]+) +(\.[a-z.]+) {2}/gm)]
    expect(listed.map(([, name]) => name)).toEqual([...formats])
    const all = await rectoverso(folder, ['build', 'q.md', '--formats', formats.join(',')])
    expect(all.code).toBe(0)
    for (const [, , ending] of listed) expect(all.out).toContain(`out/q${ending}\n`)
  })

  it('exits 1 and writes nothing where the bank has errors', async () => {
    const folder = await folderOf({ 'q.md': twice })
    const { code, err } = await rectoverso(folder, [...args, 'q.md'])
    expect(code).toBe(1)
    expect(err).toMatch(/^q\.md:\d+:1 {2}error .* id-duplicate$/m)
    expect(err).toContain('help: ')
    expect(err).toContain('Nothing was written.')
    await expect(readFile(join(folder, 'out/q.csv'))).rejects.toThrow('ENOENT')
  })

  it.each([
    [['build', '--formats', 'anki,pfd'], 'Did you mean pdf?'],
    [['build', '--colour'], "unknown option '--colour'"],
    [['build', '--edition', 'exams'], 'Did you mean exam?'],
    [['build', '--impose', '6'], 'A signature has 4, 8, 12'],
    [['build', '--page', 'a9'], 'Sizes are a3, a4'],
    [['build', '--jobs', 'all'], 'Give a number from 0 to 256.'],
    [['build', 'q.md', '--only', 'tags:x'], 'did you mean tag?'],
    [['build', '--quiet', '--verbose'], 'cannot be used with'],
    [['build', 'nowhere.md'], 'There is no file or folder `nowhere.md`.'],
    [['build', '--config', 'q.md'], 'config-malformed'],
  ])('exits 2 for %j', async (wrong, words) => {
    const folder = await folderOf({ 'q.md': good })
    const { code, err } = await rectoverso(folder, wrong)
    expect(err).toContain(words)
    expect(code).toBe(2)
  })

  it('makes the editions asked for, of the questions asked for, imposed', async () => {
    const folder = await folderOf({ 'q.md': `${good}\n## Why?\n<!-- tags: [x] -->\n\nSo.\n` })
    const flags = ['--edition', 'exam', '--edition', 'ink', '--impose', '--page', 'a6']
    const only = ['--only', 'tag:x', '--formats', 'pdf']
    const { code, out } = await rectoverso(folder, ['build', 'q.md', ...flags, ...only])
    expect(code).toBe(0)
    expect(out).toContain('1  question: 1 basic')
    const names = [...out.matchAll(/out\/(\S+)/g)].map(([, name]) => name)
    expect(names).toEqual(['q.exam.pdf', 'q.exam.imposed.pdf', 'q.ink.pdf', 'q.ink.imposed.pdf'])
    const pdf = await readFile(join(folder, 'out/q.ink.pdf'), 'latin1')
    expect(pdf).toContain('%PDF-1.7')
  })

  it('exits 2 for a date that is none', async () => {
    const folder = await folderOf({ 'q.md': good })
    const { code, err } = await rectoverso(folder, args, { env: { SOURCE_DATE_EPOCH: 'today' } })
    expect(code).toBe(2)
    expect(err).toContain('SOURCE_DATE_EPOCH')
  })

  it('exits 3 for warnings under --strict, and has written all the same', async () => {
    const folder = await folderOf({ 'q.md': unanswered })
    expect((await rectoverso(folder, [...args, 'q.md'])).code).toBe(0)
    expect((await rectoverso(folder, [...args, 'q.md', '--strict', '--out', 'new'])).code).toBe(3)
    expect(await readFile(join(folder, 'new/q.csv'), 'utf8')).toContain('Why?')
  })

  it('exits 74 where the system refuses', async () => {
    const folder = await folderOf({ 'q.md': good, 'taken/q.csv/x': '' })
    const { code, err } = await rectoverso(folder, [...args, 'q.md', '--out', 'taken'])
    expect(code).toBe(74)
    expect(err).toContain('taken/q.csv: it is a folder (EISDIR).')
    expect((await rectoverso(folder, [...args, 'q.md', '--out', 'q.md'])).code).toBe(74)
  })

  it('exits 74 for settings it may not read', async () => {
    const folder = await folderOf({ 'q.md': good, 'rectoverso.yaml': '' })
    await chmod(join(folder, 'rectoverso.yaml'), 0)
    const unreadable = await readFile(join(folder, 'rectoverso.yaml')).then(
      () => false,
      () => true,
    )
    // The superuser may read everything.
    if (unreadable) expect((await rectoverso(folder, args)).code).toBe(74)
    expect((await rectoverso(folder, [...args, '--config', 'none.yaml'])).code).toBe(74)
  })

  it('exits 75 where another build is at work', async () => {
    const folder = await folderOf({ 'q.md': good })
    await mkdir(join(folder, 'out'))
    // The parent of this process runs as long as the test does.
    const { hostname } = await import('node:os')
    const holder = { pid: process.ppid, host: hostname() }
    await writeFile(join(folder, 'out/.rectoverso.lock'), JSON.stringify(holder))
    const { code, err } = await rectoverso(folder, args)
    expect(err).toContain('Another build is at work')
    expect(code).toBe(75)
  })

  it('exits 130 when interrupted', async () => {
    const folder = await folderOf({ 'q.md': good })
    const { code, err } = await rectoverso(folder, args, { signal: AbortSignal.abort() })
    expect(code).toBe(130)
    expect(err).toContain('Interrupted.')
  })

  it('prints errors only under --quiet', async () => {
    const folder = await folderOf({ 'q.md': unanswered, 'bad.md': twice })
    const quiet = await rectoverso(folder, [...args, 'q.md', '--quiet'])
    expect(quiet).toEqual({ code: 0, out: '', err: '' })
    const { out, err } = await rectoverso(folder, [...args, 'bad.md', '--quiet'])
    expect(out).toBe('')
    expect(err).toContain('id-duplicate')
  })

  it('prints one JSON document under --json, whatever happens', async () => {
    const folder = await folderOf({ 'q.md': unanswered, 'bad.md': twice, 'f/q.csv/x': '' })
    const fine = await rectoverso(folder, [...args, 'q.md', '--json'])
    expect(fine.err).toBe('')
    expect(JSON.parse(fine.out)).toMatchObject({
      status: 'ok',
      exitCode: 0,
      written: true,
      banks: [{ name: 'q', questions: 2, answered: 1 }],
      rules: expect.arrayContaining([{ rule: 'answer-empty', severity: 'warning', count: 1 }]),
    })
    const bad = await rectoverso(folder, [...args, 'bad.md', '--json'])
    expect(JSON.parse(bad.out)).toMatchObject({
      status: 'content',
      exitCode: 1,
      written: false,
      messages: [{ rule: 'id-duplicate', path: 'bad.md', cause: { path: 'bad.md' } }],
    })
    const failed = await rectoverso(folder, [...args, 'q.md', '--json', '--out', 'f'])
    expect(JSON.parse(failed.out)).toMatchObject({ status: 'failed', exitCode: 74, written: false })
  })

  it('sums infos up, and shows them under --verbose', async () => {
    const readme = `${good}\n## Contributing\n\nPull requests are welcome.\n`
    const folder = await folderOf({ 'q.md': good, 'none.md': 'Only words.\n', 'r.md': readme })
    const few = await rectoverso(folder, [...args, '.'])
    expect(few.out).toContain('(--verbose shows infos)')
    expect(few.err).not.toContain('info')
    const all = await rectoverso(folder, [...args, '.', '--verbose'])
    expect(all.err).toContain('file-without-questions')
  })
})

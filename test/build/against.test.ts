import { execFileSync } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd })

it('holds gaps that the ledger numbered to their texts', async () => {
  const question = (text: string) =>
    `---\nhighlights: gaps\nlevel: 2\n---\n# S\n\n## Q\n<!-- id: capital -->\n\n${text}\n`
  const folder = await folderOf({ 'q.md': question('==Paris== is in ==France==, as is known.') })
  const run = (...args: string[]) => rectoverso(folder, [...args, '--formats', 'json'])
  const against = async () => {
    const ran = await rectoverso(folder, ['check', 'q.md', '--against', 'HEAD', '--json'])
    const { messages } = JSON.parse(ran.out)
    const rules: string[] = messages.map(({ rule }: { rule: string }) => rule)
    return rules.filter((rule) => rule.startsWith('against-'))
  }
  const marks = async () =>
    (await readFile(join(folder, 'q.rectoverso.lock'), 'utf8'))
      .split('\n')
      .flatMap((row) => (row.includes('\tcloze\t') ? (row.split('\t').at(-1) ?? '') : []))
  expect((await run('build', 'q.md')).code).toBe(0)
  git(folder, 'init', '-q')
  git(folder, 'add', '.')
  git(folder, 'commit', '-qm', 'one')
  const [before] = await marks()
  expect(before).toMatch(/^1=[\w-]{6},2=[\w-]{6}$/)

  await writeFile(
    join(folder, 'q.md'),
    question('In ==Europe==, ==Paris== is in ==France==, they say.'),
  )
  expect(await against()).toEqual([])
  expect((await run('build', 'q.md')).code).toBe(0)
  expect(await marks()).toEqual([expect.stringMatching(/^1=[\w-]{6},2=[\w-]{6},3=[\w-]{6}$/)])
  expect((await marks())[0]).toContain(before)
  expect(await against()).toEqual([])

  // Begun anew, the ledger counts from the first gap there is.
  await rm(join(folder, 'q.rectoverso.lock'))
  await rm(join(folder, 'q.rectoverso.issued'))
  await writeFile(join(folder, 'q.md'), question('==Europe== holds ==Paris==, as is known.'))
  expect((await run('build', 'q.md')).code).toBe(0)
  expect(await against()).toContain('against-gap')
})

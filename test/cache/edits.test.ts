/** Builds with a cache give what builds without one give, whatever was edited and whatever became of the cache. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { build, check } from '../../src/build.ts'
import { folderOf, temporary } from '../support/tmp.ts'
import { steps, Twins } from './edits.ts'

const long = process.env.RECTOVERSO_LONG === '1'
const runs = Number(process.env.RECTOVERSO_RUNS ?? (long ? 1000 : 30))

it('gives the same bytes, ledger and messages after each of many edits', async () => {
  const top = await temporary()
  let count = 0
  const ended = { ok: 0, content: 0, request: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 3, maxLength: long ? 12 : 6 }),
      fc.constantFrom(['anki', 'csv'] as const, ['csv', 'json', 'anki-txt'] as const, undefined),
      async (all, formats) => {
        const folder = join(top, `${count++}`)
        const twins = new Twins(folder, formats)
        await twins.begin()
        for (const step of all) await twins.step(step)
        for (const status of ['ok', 'content', 'request'] as const)
          ended[status] += twins.ended[status]
        await rm(folder, { recursive: true })
      },
    ),
    { numRuns: runs },
  )
  // Many edits leave a bank that can be built; some do not, and the next may not mend it.
  expect(ended.ok).toBeGreaterThan(runs)
  expect(ended.content).toBeGreaterThan(0)
}, 7_200_000)

it('is shared by commands at work in one bank at once', async () => {
  const cwd = await folderOf({ 'bank/a.md': '# A\n\n## What?\n\nSo.\n' })
  const request = { paths: ['bank'], cwd, issued: 1, cache: join(cwd, 'cache') }
  for (let turn = 0; turn < 6; turn++) {
    const questions = Array.from({ length: 8 }, (_, at) => `## What is ${at} of ${turn}?\n\nIt.\n`)
    await writeFile(join(cwd, `bank/${turn % 3}.md`), `# ${turn}\n\n${questions.join('\n')}`)
    const { cache: _, ...clean } = request
    const alone = await check(clean)
    for (const one of await Promise.all([1, 2, 3].map(() => check(request)))) {
      expect(one).toStrictEqual(alone)
    }
    const made = await build({ ...request, formats: ['csv'] })
    expect(made.banks[0]?.questions).toBe(alone.banks[0]?.questions)
  }
})

/** Builds with a cache give what builds without one give, whatever was edited and whatever became of the cache. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { temporary } from '../support/tmp.ts'
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
  // Most edits leave a bank that can be built; some do not.
  expect(ended.ok).toBeGreaterThan(ended.content)
  expect(ended.content).toBeGreaterThan(0)
}, 7_200_000)

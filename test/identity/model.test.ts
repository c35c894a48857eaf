/**
 * A model test of identity: authors do to a bank what authors do, and after every
 * build the deck is held against what they meant. Some runs take the whole
 * pipeline, one in eight of them with the bank in real git; many more take
 * identity alone, with ledgers merged as git does.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { long } from '../support/judge.ts'
import { Author, counted, type Doing } from './author.ts'
import { actNames, type Step } from './model.ts'
import { gitRepository, unionRepository } from './repository.ts'
import { folderWorkshop, memoryWorkshop, type Workshop } from './workshop.ts'

const length = 20

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom(...actNames),
  at: fc.nat(1000),
  to: fc.nat(1000),
  seed: fc.nat(1_000_000),
})
const side = fc.array(step, { maxLength: 3 })
const branch = fc.record({ ours: side, theirs: side })
const doing: fc.Arbitrary<Doing> = fc.oneof(
  { weight: 12, arbitrary: step },
  { weight: 1, arbitrary: branch },
)

const doings = fc.array(doing, { minLength: length, maxLength: length })

/** Each run begins with a bank of its own in a folder of its own. */
async function keeps(runs: number, workshop: (folder: string, seed: number) => Workshop) {
  Object.assign(counted, { builds: 0, stops: 0, merges: 0, rebuilds: 0 })
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), doings, async (seed, steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'rectoverso-model-'))
      try {
        const bank = new Author(seed, workshop(folder, seed))
        await bank.begin()
        for (const one of steps) await bank.do(one)
        await bank.rebuild()
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    }),
    { numRuns: runs, endOnFailure: !long },
  )
  expect(counted.merges).toBeGreaterThan(0)
  expect(counted.rebuilds).toBeGreaterThan(runs)
  if (!long) return
  console.log({ runs, ...counted })
  expect(counted.stops).toBeLessThan(counted.builds / 100)
}

const pipelines = long ? 200 : 3
it(
  `keeps every promise through ${pipelines} runs of ${length} steps, from Markdown to the deck`,
  () =>
    keeps(pipelines, (folder, seed) =>
      folderWorkshop(folder, seed % 8 === 0 ? gitRepository : unionRepository),
    ),
  long ? 5_400_000 : 300_000,
)

const runs = long ? 3000 : 60
it(
  `keeps every promise through ${runs} runs of ${length} steps, identity alone`,
  () => keeps(runs, memoryWorkshop),
  long ? 5_400_000 : 300_000,
)

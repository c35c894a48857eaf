/**
 * A model test of identity, through the whole pipeline: authors do to a bank
 * what authors do, and after every build the deck is held against what they
 * meant. One run in eight keeps its bank in real git, the others in what merges
 * ledgers as git does.
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

const runs = long ? 1000 : 8
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

it(
  `keeps every promise through ${runs} runs of ${length} steps`,
  async () => {
    const doings = fc.array(doing, { minLength: length, maxLength: length })
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000_000), doings, async (seed, steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'rectoverso-model-'))
        const repository = seed % 8 === 0 ? gitRepository : unionRepository
        try {
          const bank = new Author(folder, seed, repository(folder))
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
    console.log(counted)
    expect(counted.stops).toBeLessThan(counted.builds / 100)
  },
  long ? 5_400_000 : 300_000,
)

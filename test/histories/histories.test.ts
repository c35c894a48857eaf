/**
 * Replays real edit histories and prints, by the judge's word, what our rule of
 * identity keeps, beside the rules of others. All versions in the long run:
 *
 *     RECTOVERSO_LONG=1 npx vitest run test/histories
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { long } from '../support/judge.ts'
import { histories, historyNames, versionsOf } from './histories.ts'
import { hashRule, ledgerRule, replay, steps, type Tally } from './replay.ts'

/** In the short run one version in so many, so that the steps between are large. */
const every = long ? 1 : 24
const names = historyNames()
const rules = {
  ledger: ledgerRule,
  'title hash': () => hashRule('title'),
  'content hash': () => hashRule('content'),
} as const

const table: string[] = []
let folder = ''
let versionsReplayed = 0
let stops = 0

const suite =
  names.length > 0
    ? { run: describe, title: 'real histories' }
    : {
        run: describe.skip,
        title: `real histories [skipped, needs a folder of histories in RECTOVERSO_HISTORIES; there are none in ${histories}]`,
      }

suite.run(suite.title, () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'rectoverso-histories-'))
  })

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    console.log([header, ...table].join('\n'))
  })

  it.each(names)(
    '%s: keeps its codes from version to version, and merges nothing wrongly',
    async (name) => {
      const versions = versionsOf(name, folder).filter((_, index) => index % every === 0)
      const all = Object.entries(rules).map(([rule, make]) => [rule, make()] as const)
      const { tallies, unread, questions } = await replay(
        steps(versions, folder),
        Object.fromEntries(all),
      )
      for (const [rule, tally] of Object.entries(tallies)) table.push(row(name, rule, tally))
      table.push(`${name}: ${unread} of ${questions} questions the judge saw were not read`)
      const { ledger } = tallies
      expect(ledger?.faults.filter(({ kind }) => kind === 'wrong')).toEqual([])
      expect(unread / questions).toBeLessThan(0.01)
      expect(share(ledger)).toBeGreaterThanOrEqual(long ? 0.995 : 0.98)
      versionsReplayed += ledger?.versions ?? 0
      stops += ledger?.stops ?? 0
    },
    3_600_000,
  )

  it('stops in few versions', () => {
    // Few and large steps say nothing of a share in a hundred.
    expect(stops).toBeLessThanOrEqual(long ? versionsReplayed / 100 : names.length)
  })
})

const columns = ['versions', 'survived', 'kept', 'wrong', 'stops', 'asked'] as const
const header = ['history', 'rule', ...columns, 'kept %'].join('\t')

function row(name: string, rule: string, tally: Tally): string {
  const counts = columns.map((column) => tally[column])
  return [name, rule, ...counts, (share(tally) * 100).toFixed(3)].join('\t')
}

function share(tally: Tally | undefined): number {
  return tally ? tally.kept / Math.max(tally.survived, 1) : 0
}

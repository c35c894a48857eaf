import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gitRepository, type Repository, unionRepository } from './repository.ts'

/** A ledger in small: sorted rows, of which a side changes, drops and adds some. */
const rows = fc.uniqueArray(fc.integer({ min: 10, max: 60 }), { maxLength: 12 })
const change = fc.record({ drop: rows, edit: rows, add: rows })

function changed(base: readonly number[], side: { drop: number[]; edit: number[]; add: number[] }) {
  const kept = base.filter((row) => !side.drop.includes(row))
  const all = [...new Set([...kept, ...side.add])].sort((a, b) => a - b)
  return all.map((row) => `${row} ${side.edit.includes(row) ? side.drop.length + 2 : 1}\n`).join('')
}

it('merges ledgers as git does', () => {
  fc.assert(
    fc.property(rows, change, change, (base, ours, theirs) => {
      const merged = [gitRepository, unionRepository].map((make) => {
        const folder = mkdtempSync(join(tmpdir(), 'rectoverso-union-'))
        try {
          return mergedIn(folder, make, [
            changed(base, { drop: [], edit: [], add: [] }),
            changed(base, ours),
            changed(base, theirs),
          ])
        } finally {
          rmSync(folder, { recursive: true, force: true })
        }
      })
      // Git may align equal lines in another way, so order is left to the ledger, which has none.
      const [git = [], own = []] = merged.map((text) => [...new Set(text.split('\n'))].sort())
      expect(own).toEqual(git)
    }),
    { numRuns: 15 },
  )
})

function mergedIn(
  folder: string,
  make: (folder: string) => Repository,
  [base = '', ours = '', theirs = '']: readonly string[],
): string {
  mkdirSync(join(folder, 'bank'))
  const put = (text: string) => {
    writeFileSync(join(folder, 'bank/rectoverso.lock'), text)
    writeFileSync(join(folder, 'bank/rectoverso.issued'), text)
  }
  const repository = make(folder)
  put(base)
  repository.branch()
  put(theirs)
  repository.back()
  const now = () => readFileSync(join(folder, 'bank/rectoverso.lock'), 'utf8')
  expect(now()).toBe(base)
  put(ours)
  repository.merge()
  const merged = now()
  repository.undo()
  expect(now()).toBe(ours)
  return merged
}

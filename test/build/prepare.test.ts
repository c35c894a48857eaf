import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { poolOf } from '../../src/build/pool.ts'
import { type Mode, prepare } from '../../src/build/prepare.ts'
import type { BuildRequest } from '../../src/build/request.ts'
import { ledgerOf, type Work } from '../../src/build/work.ts'
import { planBanks } from '../../src/config/plan.ts'
import { Messages } from '../../src/messages/messages.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

/** One bank after its stages, with the names of these. */
async function prepared(
  text: string,
  mode: Mode,
  more: Partial<BuildRequest> = {},
  beside: Readonly<Record<string, string>> = {},
) {
  const cwd = await folderOf({ 'js/a.md': text, ...beside })
  const steps: string[] = []
  const request: BuildRequest = {
    paths: ['js'],
    cwd,
    issued: newYear,
    formats: ['json', 'csv'],
    onStage: (stage) => steps.push('format' in stage ? stage.format : stage.step),
    ...more,
  }
  const { banks } = await planBanks(request, new Messages())
  const [plan] = banks
  if (!plan) throw new Error('There is no bank.')
  const ledger = ledgerOf(plan, request)
  const work: Work = {
    plan,
    ledger,
    messages: new Messages(),
    text: () => undefined,
    outputs: [],
  }
  const pool = poolOf(0)
  try {
    await prepare(work, request, mode, pool, [work])
  } finally {
    await pool.close()
  }
  return { cwd, work, steps, rules: work.messages.all.map(({ ruleId }) => ruleId) }
}

const fine = '## What?\n\nThat.\n\n## Why?\n\nSo.\n'

describe('a bank', () => {
  it('is read, identified, written in each format, and recorded', async () => {
    const { cwd, work, steps } = await prepared(fine, 'build')
    expect(steps).toEqual(['read', 'identify', 'json', 'csv', 'record'])
    expect(work.made?.files.map(({ name }) => name)).toEqual(['js.json', 'js.csv'])
    expect(work.made?.beside.map(({ path }) => path)).toEqual([
      join(cwd, 'js/rectoverso.lock'),
      join(cwd, 'js/rectoverso.issued'),
    ])
    expect(work.text('a.md')).toBe(fine)
  })

  it.each(['anki/card.css', 'print/theme.yaml'])(
    'says by its author’s path which template cannot be read: %s',
    async (template) => {
      const formats = ['anki', 'pdf', 'csv'] as const
      const files = { 'js/rectoverso.yaml': 'templates: look\n', [`js/look/${template}/x`]: '' }
      const { work, steps } = await prepared(fine, 'build', { formats }, files)
      expect(steps).toContain('csv')
      const said = work.messages.all.map(({ ruleId, name }) => `${ruleId} ${name}`)
      expect(said).toEqual([`template-unreadable js/look/${template}:1:1`])
    },
  )

  it('is only read and identified where it is checked', async () => {
    const { work, steps } = await prepared(fine, 'check')
    expect(steps).toEqual(['read', 'identify'])
    expect(work.bank).toBeDefined()
    expect(work.made).toBeUndefined()
  })

  it('goes no further than its first stage with an error', async () => {
    const { work, steps, rules } = await prepared('No question.\n', 'build')
    expect(steps).toEqual(['read'])
    expect(rules).toContain('no-questions')
    expect(work.made).toBeUndefined()
  })

  it('is left out where nothing of it is to be shown', async () => {
    const { work, steps } = await prepared(fine, 'build', { only: 'tag:none' })
    expect(steps).toEqual(['read', 'identify'])
    expect(work.bank && work.made === undefined).toBe(true)
  })
})

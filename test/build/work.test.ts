import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ledgerOf, publication, wordsFor } from '../../src/build/work.ts'
import { planBanks } from '../../src/config/plan.ts'
import { Messages } from '../../src/messages/messages.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

async function planned(path: string) {
  const cwd = await folderOf({ 'js notes/a.md': '## What?\n\nThat.\n' })
  const request = { paths: [path], cwd, issued: newYear }
  const { banks } = await planBanks(request, new Messages())
  const [plan] = banks
  if (!plan) throw new Error('There is no bank.')
  return { cwd, plan, request }
}

it('codes are kept beside the bank, or where the request says', async () => {
  const { cwd, plan, request } = await planned('js notes')
  expect(ledgerOf(plan, request).ledger.startsWith(join(cwd, 'js notes'))).toBe(true)
  const { ledger, companion } = ledgerOf(plan, { ...request, ledger: 'codes/x.lock' })
  expect([ledger, companion]).toEqual(
    ['x.lock', 'x.issued'].map((name) => join(cwd, 'codes', name)),
  )
})

it('commands are as the user would type them here', async () => {
  const { plan, request } = await planned('js notes')
  const show = (path: string) => `shown/${path}`
  const words = wordsFor(plan, { ...request, config: 'my settings.yaml' }, show)
  expect(words.accept('--new a')).toBe(
    'rectoverso accept "js notes" --config "my settings.yaml" --new a',
  )
  expect(words.at({ path: 'a.md', line: 3, column: 1 })).toBe('shown/a.md:3')
  const here = await planned('.')
  expect(wordsFor(here.plan, here.request, show).accept('--new a')).toBe(
    'rectoverso accept --new a',
  )
})

it('a publication names the command that brings its tables home', async () => {
  const { cwd, plan, request } = await planned('js notes')
  const ledger = ledgerOf(plan, request)
  const work = { plan, ledger, messages: new Messages(), text: () => undefined, outputs: [] }
  const { name, files, beside, within, mergeCommand } = publication(work, request)
  expect({ name, files, beside, within }).toEqual({
    name: plan.name,
    files: [],
    beside: [],
    within: join(cwd, 'js notes'),
  })
  expect(mergeCommand?.(join(cwd, 'out/a.csv'))).toBe('rectoverso merge out/a.csv "js notes"')
})

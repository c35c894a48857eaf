import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkAnswers, checkLedger, onlyOf, outOf } from '../../src/build/bounds.ts'
import { planBanks } from '../../src/config/plan.ts'
import { noAnswers } from '../../src/identity/answers.ts'
import { Messages } from '../../src/messages/messages.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

async function two(settings: Record<string, string> = {}) {
  const cwd = await folderOf({
    'rectoverso.yaml': 'banks: [a, b]\n',
    'a/a.md': '## What?\n\nThat.\n',
    'b/b.md': '## Why?\n\nSo.\n',
    ...settings,
  })
  const messages = new Messages()
  const request = { paths: [], cwd, issued: newYear }
  const { banks } = await planBanks(request, messages)
  expect(banks.length).toBe(2)
  expect(messages.all).toEqual([])
  return { cwd, messages, request, banks, one: banks.slice(0, 1) }
}

const said = (messages: Messages) => messages.all.map(({ reason }) => reason)

describe('the folder for results', () => {
  it('is one: that of the request, of the settings, or `out`', async () => {
    const { banks, messages, request, cwd } = await two()
    expect(outOf(banks, request, messages)).toBe(join(cwd, 'out'))
    expect(outOf(banks, { ...request, out: 'x' }, messages)).toBe(join(cwd, 'x'))
    expect(said(messages)).toEqual([])
  })

  it('is none where banks want several', async () => {
    const { banks, messages, request, cwd } = await two({
      'a/rectoverso.yaml': 'out: one\n',
      'b/rectoverso.yaml': 'out: two\n',
    })
    expect(outOf(banks, request, messages)).toBeUndefined()
    expect(said(messages).join()).toMatch(/into different folders: a.one, b.two\./)
    expect(outOf(banks, { ...request, out: 'x' }, messages)).toBe(join(cwd, 'x'))
  })
})

it('one ledger and one set of answers are for one bank', async () => {
  const { banks, one, messages, request } = await two()
  const answers = { ...noAnswers, retire: ['q-1'] } as unknown as typeof noAnswers
  checkLedger(one, { ...request, ledger: 'x.lock' }, messages)
  checkLedger(banks, request, messages)
  checkAnswers(one, answers, messages)
  checkAnswers(banks, noAnswers, messages)
  expect(said(messages)).toEqual([])
  checkLedger(banks, { ...request, ledger: 'x.lock' }, messages)
  expect(said(messages)).toEqual(['One ledger was given for 2 banks.'])
})

it('what is to be shown is the request’s before the settings’, and is said where it means nothing', async () => {
  const { one, messages, request } = await two({ 'a/rectoverso.yaml': 'only: tag:x\n' })
  const [plan] = one
  if (!plan) throw new Error('There is no bank.')
  const set = onlyOf(plan, request, messages)
  expect(set).toBeDefined()
  expect(onlyOf(plan, { ...request, only: 'tag:y' }, messages)).not.toEqual(set)
  expect(said(messages)).toEqual([])
  expect(onlyOf(plan, { ...request, only: 'colour:red' }, messages)).toBeUndefined()
  expect(said(messages).join()).toMatch(/^In --only or `only:`, /)
})

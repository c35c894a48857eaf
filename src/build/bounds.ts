/** What banks asked for together have to agree on, said before anything is read. */
import { resolve } from 'node:path'
import type { BankPlan } from '../config/plan.ts'
import { type Answers, countOf } from '../identity/answers.ts'
import type { Messages } from '../messages/messages.ts'
import { type Only, parseOnly } from './filter.ts'
import type { BuildRequest, CheckRequest } from './request.ts'
import { shownPath } from './result.ts'

/** The one folder for all results: only within one can all or none be written. */
export function outOf(
  banks: readonly BankPlan[],
  request: BuildRequest,
  asked: Messages,
): string | undefined {
  const folders = banks.map(({ settings }) =>
    resolve(request.cwd, request.out ?? settings.out ?? 'out'),
  )
  const [first, ...others] = [...new Set(folders)]
  if (others.length > 0) {
    const names = [first, ...others].map((path) => shownPath(path ?? '', request.cwd))
    asked.add(
      'config-malformed',
      `These banks go into different folders: ${names.join(', ')}.`,
      undefined,
      {
        note: 'Give one with --out, or build one bank at a time.',
      },
    )
    return undefined
  }
  return first
}

export function checkLedger(
  banks: readonly BankPlan[],
  request: CheckRequest,
  asked: Messages,
): void {
  if (request.ledger === undefined || banks.length < 2) return
  asked.add('config-malformed', `One ledger was given for ${banks.length} banks.`, undefined, {
    note: 'Build one bank at a time, or leave --ledger out.',
  })
}

export function checkAnswers(banks: readonly BankPlan[], answers: Answers, asked: Messages): void {
  if (banks.length < 2 || countOf(answers) === 0) return
  asked.add('config-malformed', `Answers were given for ${banks.length} banks.`, undefined, {
    note: 'Name the one bank that they are for.',
  })
}

/** What a build is to show of a bank; undefined for all of it, or, said in `asked`, where it cannot be meant. */
export function onlyOf(
  { settings }: BankPlan,
  request: BuildRequest,
  asked?: Messages,
): Only | undefined {
  const text = request.only ?? settings.only
  if (text === undefined) return undefined
  const only = parseOnly(text)
  if (!('wrong' in only)) return only
  asked?.add('config-malformed', `In --only or \`only:\`, ${only.wrong}.`)
  return undefined
}

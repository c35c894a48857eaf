/** A bank on its way through a command, and what is told of it by the way. */
import { resolve } from 'node:path'
import type { BankPlan } from '../config/plan.ts'
import { besideLedger, type LedgerPaths, ledgerPaths } from '../identity/ledger.ts'
import { quoted, type Words } from '../identity/words.ts'
import type { Messages } from '../messages/messages.ts'
import type { Bank } from '../model/bank.ts'
import type { Store } from '../model/store.ts'
import type { Beside, Plan as Publication } from '../publish.ts'
import type { FileRead } from '../read/read.ts'
import type { Cache, OutputFile } from '../writer.ts'
import type { Asked } from './accept.ts'
import type { CheckRequest } from './request.ts'
import { type Output, shownPath } from './result.ts'
import type { Built } from './unchanged.ts'

/** One bank on its way through the stages. */
export type Work = {
  plan: BankPlan
  ledger: LedgerPaths
  messages: Messages
  cache?: Cache
  /** Where its texts are until the command ends. */
  store?: Store
  /** What is to be known of a build for the next to see that nothing changed. */
  built?: Pick<Built, 'reading' | 'retired' | 'templates' | 'settled'>
  /** A file's text, for code frames. */
  text: (path: string) => string | undefined
  bank?: Bank
  /** All of the bank, with its codes, where there is no error in it: what translations of it name. */
  whole?: Bank
  /** How each source was read. */
  files?: readonly FileRead[]
  /** Of `accept`: how many answers were taken, and what is still open. */
  answered?: number
  retired?: readonly string[]
  open?: Asked[]
  made?: { files: OutputFile[]; beside: Beside[] }
  /** Files beyond its sources that reading looked for. */
  lookedFor?: readonly string[]
  outputs: Output[]
}

/** Where a bank's codes are kept. */
export function ledgerOf(plan: BankPlan, { cwd, ledger }: CheckRequest): LedgerPaths {
  return ledger === undefined ? ledgerPaths(plan) : besideLedger(resolve(cwd, ledger))
}

/** Commands and files in messages, as the user would type them where this command was typed. */
export function wordsFor(
  plan: BankPlan,
  request: CheckRequest,
  show: (path: string) => string,
): Words {
  const where = whereOf(plan, request)
  return {
    accept: (flags) => ['rectoverso accept', ...where, flags].join(' '),
    at: ({ path, line }) => `${show(path)}:${line}`,
  }
}

/** What names a bank on the command line. */
function whereOf(plan: BankPlan, request: CheckRequest): string[] {
  const path = shownPath(plan.path, request.cwd)
  return [
    ...(path === '.' ? [] : [quoted(path)]),
    ...(request.config === undefined ? [] : ['--config', quoted(request.config)]),
    ...(request.ledger === undefined ? [] : ['--ledger', quoted(request.ledger)]),
  ]
}

/** What a bank brings to be published. */
export function publication({ plan, made, messages }: Work, request: CheckRequest): Publication {
  const { files = [], beside = [] } = made ?? {}
  const mergeCommand = (table: string) =>
    ['rectoverso merge', quoted(shownPath(table, request.cwd)), ...whereOf(plan, request)].join(' ')
  return { name: plan.name, files, beside, messages, within: plan.path, mergeCommand }
}

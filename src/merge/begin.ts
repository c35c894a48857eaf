/** From what a person asks for to one merge: which bank, which ledger, which folder of results. */
import { basename, extname, join, relative, resolve, sep } from 'node:path'
import { type BankPlan, planBanks } from '../config/plan.ts'
import { besideLedger, ledgerPaths } from '../identity/ledger.ts'
import { type MergeRequest, type MergeResult, merge } from '../merge.ts'
import { Messages } from '../messages/messages.ts'
import { recover } from '../publish.ts'
import { loadTable } from './load.ts'

export type Asked = Pick<
  MergeRequest,
  'apply' | 'skip' | 'preferTable' | 'retireMissing' | 'issued' | 'signal' | 'tell'
> & {
  /** The table and the bank, as the user names them. */
  file: string
  path: string
  /** Working folder, absolute. */
  cwd: string
  out?: string
  config?: string
  ledger?: string
}

/** `wrong`: why the request cannot be meant, for the user. */
export type Answered = { plan: BankPlan; result: MergeResult } | { wrong: string }

/** Throws what the system throws. */
export async function mergeTable(asked: Asked): Promise<Answered> {
  const { cwd, file } = asked
  const plan = await planOf(asked)
  if ('wrong' in plan) return plan
  const out = resolve(cwd, asked.out ?? plan.settings.out ?? 'out')
  const ledger =
    asked.ledger === undefined ? ledgerPaths(plan) : besideLedger(resolve(cwd, asked.ledger))
  const path = resolve(cwd, file)
  const table = { path, bytes: await loadTable(path) }
  // What an interrupted build or merge left has to be there before anything is read.
  if (asked.apply) await recover(out, [ledger.ledger, ledger.companion], [plan.path])
  const show = (name: string) => relative(cwd, join(plan.root, name)).split(sep).join('/')
  return { plan, result: await merge({ ...asked, table, plan, ledger, out, show }) }
}

/** The one bank that is meant: that of the path, or of several the one that bears the table's name. */
async function planOf({ file, path, cwd, config }: Asked): Promise<BankPlan | { wrong: string }> {
  const messages = new Messages()
  const request = { paths: [path], cwd, ...(config !== undefined && { config }) }
  const { banks } = await planBanks(request, messages)
  const [wrong] = messages.errors
  if (wrong) return { wrong: wrong.reason }
  const stem = basename(file, extname(file))
  const found = banks.length === 1 ? banks[0] : banks.find(({ name }) => name === stem)
  const names = banks.map(({ name }) => name).join(', ')
  return (
    found ?? { wrong: `${path} holds ${banks.length} banks: ${names}. Name the folder of one.` }
  )
}

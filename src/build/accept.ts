/** Takes an author's answers, those given beforehand and those asked for one after another. */
import { type Answers, countOf, noAnswers } from '../identity/answers.ts'
import { type Identified, identify, type Options } from '../identity/identify.ts'
import type { Open } from '../identity/open.ts'
import type { Ledger } from '../identity/record.ts'
import { plainWords } from '../identity/words.ts'
import { Messages } from '../messages/messages.ts'
import type { Bank, Draft } from '../model/bank.ts'

/** A question to the author; `where` names it as answers do. */
export type Asked = Open & { where: string }

export type Settled = {
  identified: Identified
  answered: number
  /** Codes that were retired. */
  retired: readonly string[]
  /** What still stops a build. */
  open: Asked[]
}

export type Asking = {
  answers: Answers
  ask?: (open: Asked) => Promise<Partial<Answers> | undefined>
}

/** Faults of the bank and of the answers go into the messages of `options`; what is open does not. */
export async function settle(
  bank: Bank<Draft>,
  known: Ledger,
  options: Options,
  { answers, ask }: Asking,
): Promise<Settled> {
  const words = options.words ?? plainWords
  const tried = (taken: Answers) => {
    const messages = new Messages()
    const identified = identify(bank, known, { ...options, answers: taken, messages })
    const faults = messages.errors.filter(({ ruleId }) => !answerable.has(ruleId ?? ''))
    const open = identified.open.map((one): Asked => ({ ...one, where: words.at(one.place) }))
    return { identified, faults, open }
  }
  let taken = answers
  let done = tried(taken)
  const passed = new Set<number>()
  while (ask && done.faults.length === 0) {
    const next = done.open.find(({ index }) => !passed.has(index))
    if (!next) break
    passed.add(next.index)
    const answer = await ask(next)
    if (!answer) continue
    taken = joined(taken, answer)
    done = tried(taken)
  }
  options.messages.all.push(...done.faults)
  const answered = countOf(taken)
  return { identified: done.identified, open: done.open, answered, retired: taken.retire }
}

/** What an answer settles. */
const answerable: ReadonlySet<string> = new Set(['identity-ambiguous', 'kind-changed'])

function joined(one: Answers, other: Partial<Answers>): Answers {
  const all = { ...noAnswers, ...other }
  return {
    same: [...one.same, ...all.same],
    fresh: [...one.fresh, ...all.fresh],
    retire: [...one.retire, ...all.retire],
    rename: [...one.rename, ...all.rename],
    ...(one.deck && { deck: one.deck }),
  }
}

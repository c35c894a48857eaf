/** Whether questions keep their codes, and options their letters, in the edited bank; and what the ledger must be told where not. */
import { type Answers, noAnswers } from '../identity/answers.ts'
import { type Identified, identify, type Options } from '../identity/identify.ts'
import type { Ledger } from '../identity/record.ts'
import { Messages } from '../messages/messages.ts'
import { type Bank, type Draft, questionsOf } from '../model/bank.ts'
import type { Intent } from './apply.ts'

export type Kept = {
  bank: Identified['bank']
  /** Texts of ledger and companion, where answers had to be put into them. */
  texts?: { ledger: string; companion: string }
}

/** Tries before it is given up. */
const turns = 3

/**
 * Identifies the edited bank; `codeOf` gives the code a question had, undefined
 * for a new one. Undefined where codes cannot be kept.
 */
export function keepCodes(
  drafts: Bank<Draft>,
  ledger: Ledger,
  codeOf: (draft: Draft) => string | undefined,
  options: Omit<Options, 'messages' | 'answers'>,
): Kept | undefined {
  const all = [...questionsOf(drafts)].map(({ question }) => question)
  const same = new Set<string>()
  const fresh = new Set<string>()
  const where = ({ place }: Draft) => `${place.path}:${place.line}`
  for (let turn = 0; turn < turns; turn++) {
    const answers: Answers = { ...noAnswers, same: [...same], fresh: [...fresh] }
    const messages = new Messages()
    const identified = identify(drafts, ledger, {
      ...options,
      show: (path) => path,
      answers,
      messages,
    })
    const told = same.size + fresh.size
    const unclear = new Set(
      messages.errors.flatMap(({ file, line }) => (file && line ? [`${file}:${line}`] : [])),
    )
    for (const [index, { question }] of [...questionsOf(identified.bank)].entries()) {
      const draft = all[index]
      if (!draft) continue
      const code = codeOf(draft)
      const is = unclear.has(where(draft))
      if (code === undefined) {
        if (is || ledger.questions.has(question.code)) fresh.add(where(draft))
      } else if (is || question.code !== code) same.add(`${code}=${where(draft)}`)
    }
    if (same.size + fresh.size > told) continue
    if (messages.errors.length > 0) return undefined
    const { bank } = identified
    return told > 0 ? { bank, texts: identified.accepted() } : { bank }
  }
  return undefined
}

/**
 * The edits after which an option would have another's letter, by which learners
 * and answers know it: letters follow texts, and a table can give one option's
 * text to another. One whose text is all new may get a new letter.
 */
export function relabelled(
  bank: Bank | undefined,
  written: Iterable<Intent>,
): ReadonlyMap<Intent, string> {
  const wrong = new Map<Intent, string>()
  const edits = [...written].filter((intent) => intent.type === 'edit')
  if (!bank || edits.every(({ to }) => to.options.length === 0)) return wrong
  const byCode = new Map([...questionsOf(bank)].map(({ question }) => [question.code, question]))
  for (const intent of edits) {
    const { site, from, to } = intent
    const question = byCode.get(site.question.code)
    const labels = question?.kind === 'choice' ? question.choices.map(({ label }) => label) : []
    const had = new Set(from.options.map(({ label }) => label))
    const isOther = to.options.some(({ label }, index) => {
      const now = labels[index] ?? ''
      return had.has(label) && now !== label && had.has(now)
    })
    if (isOther) wrong.set(intent, 'its options would change their letters')
  }
  return wrong
}

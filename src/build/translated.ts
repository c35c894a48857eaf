/**
 * Translations: each question of a bank that translates another names the code
 * of its counterpart there. Here, because identity knows the codes and reading
 * knows which question is which, and neither may import the other.
 */

import { type BankPlan, planBanks } from '../config/plan.ts'
import { identify, type Options } from '../identity/identify.ts'
import { ledgerPaths, readLedger } from '../identity/ledger.ts'
import { Messages } from '../messages/messages.ts'
import { type Bank, questionsOf } from '../model/bank.ts'
import { read } from '../read/read.ts'
import { pairQuestions } from '../read/translations.ts'
import { keptPictures } from './pictures.ts'
import { shownPath } from './result.ts'

type Translate = NonNullable<Options['translate']>

/** Banks before their translations, otherwise in the order given. */
export function originalsFirst<W extends { plan: BankPlan }>(works: readonly W[]): W[] {
  const byPath = new Map(works.map((work) => [work.plan.path, work]))
  const ordered = new Set<W>()
  const visit = (work: W, from: ReadonlySet<W>): void => {
    const original = byPath.get(work.plan.settings.translates ?? '')
    if (original && !from.has(original)) visit(original, new Set([...from, original]))
    ordered.add(work)
  }
  for (const work of works) visit(work, new Set([work]))
  return [...ordered]
}

/** A bank of a command: `whole` is all of it with its codes, where there is no error in it. */
type Work = { plan: BankPlan; messages: Messages; whole?: Bank }

/** How the questions of a translation find their counterparts; undefined for any other bank. */
export async function translateOf(
  { plan, messages }: Work,
  works: readonly Work[],
  cwd: string,
): Promise<Translate | undefined> {
  const { translates } = plan.settings
  if (translates === undefined) return undefined
  const name = shownPath(translates, cwd)
  const among = works.find((work) => work.plan.path === translates)
  const original = among ? among.whole : await originalAt(translates, cwd)
  if (original) return translateFrom(original, name, messages)
  if (!among) messages.add('translation-without-original', `${name} could not be read.`)
  return undefined
}

/**
 * The bank at a path with its codes, as a build of it alone would have it; nothing of it is
 * written or said. Undefined where it cannot be read, or its codes are not known for sure.
 */
async function originalAt(path: string, cwd: string): Promise<Bank | undefined> {
  const messages = new Messages()
  const { banks } = await planBanks({ paths: [path], cwd }, messages)
  const [plan, ...others] = banks
  if (!plan || others.length > 0 || messages.errors.length > 0) return undefined
  const { bank, named } = await read({
    ...{ paths: [plan.path], root: plan.root, settings: plan.settings, messages },
    remote: await keptPictures(plan),
  })
  const { ledger } = await readLedger(ledgerPaths(plan), messages)
  if (messages.errors.length > 0) return undefined
  const identified = identify(bank, ledger, { date: 0, named, messages })
  return messages.errors.length > 0 ? undefined : identified.bank
}

/** How `identify` learns what each question translates; `name`: the original as its author writes it. */
function translateFrom(original: Bank, name: string, messages: Messages): Translate {
  return (bank, known) => {
    const { pairs, unpaired } = pairQuestions(original, bank, known)
    for (const { question, side } of unpaired) {
      if (side === 'original') continue
      const reason = `“${shortened(question.title)}” has no counterpart in ${name}.`
      messages.add('translation-alone', reason, question.place)
    }
    sayUntranslated(original, new Set(pairs.map(({ of }) => of.code)), name, messages)
    return new Map(pairs.map(({ question, of }) => [question.code ?? '', of.code]))
  }
}

function sayUntranslated(
  original: Bank,
  translated: ReadonlySet<string>,
  name: string,
  messages: Messages,
): void {
  const open = [...questionsOf(original)].flatMap(({ question }) =>
    translated.has(question.code) ? [] : [question],
  )
  const [first] = open
  if (!first) return
  const more = open.length > 1 ? ` and ${open.length - 1} more` : ''
  const reason = `Not translated of ${name}: ${first.code}, “${shortened(first.title)}”${more}.`
  messages.add('translation-incomplete', reason, undefined, {
    actual: open.map(({ code }) => code).join(' '),
  })
}

function shortened(title: string): string {
  return title.length > 60 ? `${title.slice(0, 57)}...` : title
}

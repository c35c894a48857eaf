/**
 * Import: a deck that Anki exported, or a table, becomes a bank in canonical
 * Markdown, with a ledger that keeps its notes' guids. What was written is read back by our own
 * reader, and every question that does not say what its note says is named.
 */
import { basename, extname, join } from 'node:path'
import { CollectionError, readCollection } from '../anki/collection-read.ts'
import { safeName } from '../config/name.ts'
import { TableError } from '../merge/csv.ts'
import { aTurn, type Tell } from '../messages/counting.ts'
import { Messages } from '../messages/messages.ts'
import { questionsOf } from '../model/bank.ts'
import { type Beside, publish } from '../publish.ts'
import { read } from '../read/read.ts'
import { bankOf, type ImportedBank, levelOf } from './bank.ts'
import { ledgerOf } from './ledger.ts'
import { type Account, createAccount, mediaFolder } from './losses.ts'
import { type Imported, questionsOfNotes } from './notes.ts'
import { isPackage, openPackage, type Package, PackageError } from './package.ts'
import { bytesOf } from './source.ts'
import { questionsOfTable } from './table.ts'
import { differences } from './verify.ts'

export type ImportRequest = {
  /** A package of Anki or a table, absolute. */
  file: string
  /** Where the bank goes: a folder that is free, absolute. */
  folder: string
  /** Seconds since 1970. */
  issued: number
  messages: Messages
  /** Told how far reading back what was written is. */
  tell?: Tell
  /** Stops the work before anything is written; `importFile` then throws an `AbortError`. */
  signal?: AbortSignal
}

export type ImportResult = {
  notes: number
  questions: number
  banks: { folder: string; title: string; questions: number; files: string[] }[]
  media: number
  /** What Markdown has no form for, and how often it stood. */
  lost: [string, number][]
}

type Laid = { folder: string; bank: ImportedBank<Imported>; level: number }

/** What was in the file. */
type Found = { notes: number; questions: Imported[]; packed?: Package }

/** Reads the file and writes the bank, or says among the messages why not. */
export async function importFile(request: ImportRequest): Promise<ImportResult | undefined> {
  const { file, folder, messages } = request
  const account = createAccount()
  const opened = await open(file, account, messages)
  if (!opened) return undefined
  const { notes, questions, packed } = opened
  if (questions.length === 0) {
    messages.add('import-unreadable', 'The file holds nothing that can become a question.')
    return undefined
  }
  await aTurn()
  request.signal?.throwIfAborted()
  const banks = layOut(questions, folder, packed !== undefined)
  let media = 0
  for (const laid of banks) {
    const files = packed ? mediaOf(laid, packed, account, messages) : []
    media += files.length
    await write(laid, [...textsOf(laid), ...files])
  }
  for (const laid of banks) await keepLedger(laid, packed, request)
  if (banks.length > 1) await nameBanks(folder, banks)
  const lost = account.counts()
  for (const [what, count] of lost) messages.add('import-styling-lost', `${what}, ${count} times`)
  return {
    ...{ notes, media, lost },
    questions: questions.length,
    banks: banks.map(({ folder, bank }) => ({
      folder,
      title: bank.title,
      questions: bank.questions.length,
      files: bank.files.map(({ name }) => name),
    })),
  }
}

/** A package where the file is one, else a table. */
async function open(
  file: string,
  account: Account,
  messages: Messages,
): Promise<Found | undefined> {
  const bytes = await bytesOf(file)
  try {
    if (isPackage(bytes)) {
      const packed = openPackage(bytes)
      const notes = readCollection(packed.collection)
      return { notes: notes.length, questions: questionsOfNotes(notes, account, messages), packed }
    }
    const title = basename(file, extname(file))
    const { rows, questions } = await questionsOfTable(bytes, title, messages)
    return { notes: rows, questions }
  } catch (error) {
    const known = [PackageError, CollectionError, TableError].some((kind) => error instanceof kind)
    if (!known) throw error
    messages.add('import-unreadable', (error as Error).message)
    return undefined
  }
}

const numbered = /^\d{3,}(?:\.\d{1,6})? /

/** A bank for each top deck; a single one takes the folder itself. */
function layOut(questions: readonly Imported[], folder: string, decks: boolean): Laid[] {
  const groups = new Map<string, Imported[]>()
  for (const question of questions) {
    const top = question.deck[0] ?? ''
    const group = groups.get(top)
    if (group) group.push(question)
    else groups.set(top, [question])
  }
  const taken = new Set<string>()
  return [...groups].map(([top, group]) => {
    const level = levelOf(questions.map(({ deck }) => deck))
    const title = top || 'Questions'
    const bankIds = new Set(group.map(({ bank }) => bank))
    const [known] = bankIds
    const ours = bankIds.size === 1 && known !== undefined
    // Subdecks of ours begin with a number; a table of ours names them so, too.
    const own =
      ours || group.every(({ deck }) => deck.slice(1).every((part) => numbered.test(part)))
    const name = distinct(safeName(title).toLowerCase(), taken)
    const bank = bankOf(group, { title, id: ours ? known : name, level, own })
    // A table that names sections only leaves their subdecks to the first build.
    if (!decks && !own) bank.decks.clear()
    return { folder: groups.size === 1 ? folder : join(folder, name), bank, level }
  })
}

function distinct(name: string, taken: Set<string>): string {
  let tried = name
  for (let copy = 2; taken.has(tried); copy++) tried = `${name}-${copy}`
  taken.add(tried)
  return tried
}

function textsOf({ folder, bank }: Laid): Beside[] {
  return bank.files.map(({ name, text }) => ({
    path: join(folder, name),
    content: text,
    before: { text: undefined },
  }))
}

function mediaOf(
  { folder, bank }: Laid,
  packed: Package,
  account: Account,
  messages: Messages,
): Beside[] {
  const files: Beside[] = []
  for (const name of new Set(bank.questions.flatMap(({ media }) => media))) {
    const content = packed.medium(name)
    const file = account.files.get(name)
    if (!content || file === undefined) {
      messages.add('import-medium-missing', `The package does not hold “${name}”.`)
      continue
    }
    files.push({ path: join(folder, mediaFolder, file), content, folder: true })
  }
  return files
}

async function write({ folder, bank }: Laid, beside: Beside[]): Promise<void> {
  await publish(folder, [{ name: bank.id, files: [], beside, messages: new Messages() }])
}

/** Reads back what was written, says what differs, and keeps the guids. */
async function keepLedger(
  laid: Laid,
  packed: Package | undefined,
  { issued, messages, tell }: ImportRequest,
): Promise<void> {
  const { folder, bank, level } = laid
  const { questions } = bank
  const own = new Messages()
  const settings = { id: bank.id, title: bank.title, level }
  const { bank: drafts } = await read({
    ...{ paths: [folder], root: folder, settings, messages: own },
    ...(tell && { tell }),
  })
  const found = [...questionsOf(drafts)].map(({ question }) => question)
  const whole = found.length === questions.length
  for (const [index, question] of questions.entries()) {
    const draft = whole ? found[index] : found.find(({ title }) => title === question.title)
    const media = question.said.media.every((name) => packed?.medium(name) !== undefined)
    for (const what of differences(question.said, draft, media)) {
      const reason = `“${question.title}”${question.guid && ` (note ${question.guid})`}: ${what}`
      messages.add('import-question-differs', reason, draft?.place)
    }
  }
  if (!whole) {
    const reason = `${found.length} questions read back of ${questions.length}; no guid was kept`
    messages.add('import-question-differs', reason)
    return
  }
  const { ledger, companion } = ledgerOf(drafts, bank, issued)
  await write(laid, [
    { path: join(folder, 'rectoverso.lock'), content: ledger, before: { text: undefined } },
    { path: join(folder, 'rectoverso.issued'), content: companion, before: { text: undefined } },
  ])
}

async function nameBanks(folder: string, banks: readonly Laid[]): Promise<void> {
  const names = banks.map(({ folder: own }) => `  - ${own.slice(folder.length + 1)}\n`)
  const content = `banks:\n${names.join('')}`
  const path = join(folder, 'rectoverso.yaml')
  const beside = [{ path, content, before: { text: undefined } }]
  await publish(folder, [{ name: 'banks', files: [], beside, messages: new Messages() }])
}

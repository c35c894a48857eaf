/**
 * Import: a deck that Anki exported becomes a bank in canonical Markdown, with a
 * ledger that keeps its notes' guids. What was written is read back by our own
 * reader, and every question that does not say what its note says is named.
 */
import { join } from 'node:path'
import { CollectionError, type FoundNote, readCollection } from '../anki/collection-read.ts'
import { safeName } from '../config/name.ts'
import { Messages } from '../messages/messages.ts'
import { questionsOf } from '../model/bank.ts'
import { type Beside, publish } from '../publish.ts'
import { read } from '../read/read.ts'
import { bankOf, type ImportedBank, levelOf } from './bank.ts'
import { ledgerOf } from './ledger.ts'
import { type Account, createAccount, mediaFolder } from './losses.ts'
import { type Imported, questionsOfNotes } from './notes.ts'
import { openPackage, type Package, PackageError } from './package.ts'
import { bytesOf } from './source.ts'
import { differences } from './verify.ts'

export type ImportRequest = {
  /** The package, absolute. */
  file: string
  /** Where the bank goes: a folder that is free, absolute. */
  folder: string
  /** Seconds since 1970. */
  issued: number
  messages: Messages
}

export type ImportResult = {
  notes: number
  questions: number
  banks: { folder: string; title: string; questions: number; files: string[] }[]
  media: number
  /** What Markdown has no form for, and how often it stood. */
  lost: [string, number][]
}

type Laid = { folder: string; bank: ImportedBank; questions: Imported[]; level: number }

/** Reads the package and writes the bank, or says among the messages why not. */
export async function importPackage(request: ImportRequest): Promise<ImportResult | undefined> {
  const { file, folder, issued, messages } = request
  const opened = open(await bytesOf(file), messages)
  if (!opened) return undefined
  const account = createAccount()
  const questions = questionsOfNotes(opened.notes, account, messages)
  if (questions.length === 0) {
    messages.add('import-unreadable', 'The package holds no note that can become a question.')
    return undefined
  }
  const banks = layOut(questions, folder)
  let media = 0
  for (const laid of banks) {
    const { files, found } = mediaOf(laid, opened.packed, account, messages)
    media += found
    await write(laid, [...textsOf(laid), ...files])
  }
  for (const laid of banks) await keepLedger(laid, opened.packed, issued, messages)
  if (banks.length > 1) await nameBanks(folder, banks)
  const lost = account.counts()
  for (const [what, count] of lost) messages.add('import-styling-lost', `${what}, ${count} times`)
  return {
    notes: opened.notes.length,
    questions: questions.length,
    banks: banks.map(({ folder, bank }) => ({
      folder,
      title: bank.title,
      questions: bank.questions.length,
      files: bank.files.map(({ name }) => name),
    })),
    media,
    lost,
  }
}

function open(
  bytes: Uint8Array,
  messages: Messages,
): { notes: FoundNote[]; packed: Package } | undefined {
  try {
    const packed = openPackage(bytes)
    return { packed, notes: readCollection(packed.collection) }
  } catch (error) {
    if (!(error instanceof PackageError || error instanceof CollectionError)) throw error
    messages.add('import-unreadable', error.message)
    return undefined
  }
}

/** A bank for each top deck; a single one takes the folder itself. */
function layOut(questions: readonly Imported[], folder: string): Laid[] {
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
    const own = bankIds.size === 1 && known !== undefined
    const name = distinct(safeName(title).toLowerCase(), taken)
    const bank = bankOf(group, { title, id: own ? known : name, level, own })
    const place = groups.size === 1 ? folder : join(folder, name)
    const byText = new Map(group.map((question) => [question.guid, question]))
    const inOrder = bank.questions.flatMap(({ guid }) => byText.get(guid) ?? [])
    return { folder: place, bank, questions: inOrder, level }
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
  { folder, questions }: Laid,
  packed: Package,
  account: Account,
  messages: Messages,
): { files: Beside[]; found: number } {
  const files: Beside[] = []
  for (const name of new Set(questions.flatMap(({ media }) => media))) {
    const content = packed.medium(name)
    const file = account.files.get(name)
    if (!content || file === undefined) {
      messages.add('import-medium-missing', `The package does not hold “${name}”.`)
      continue
    }
    files.push({ path: join(folder, mediaFolder, file), content, folder: true })
  }
  return { files, found: files.length }
}

async function write({ folder, bank }: Laid, beside: Beside[]): Promise<void> {
  await publish(folder, [{ name: bank.id, files: [], beside, messages: new Messages() }])
}

/** Reads back what was written, says what differs, and keeps the guids. */
async function keepLedger(
  laid: Laid,
  packed: Package,
  issued: number,
  messages: Messages,
): Promise<void> {
  const { folder, bank, questions, level } = laid
  const own = new Messages()
  const settings = { id: bank.id, title: bank.title, level }
  const { bank: drafts } = await read({ paths: [folder], root: folder, settings, messages: own })
  const found = [...questionsOf(drafts)].map(({ question }) => question)
  const whole = found.length === questions.length
  for (const [index, question] of questions.entries()) {
    const draft = whole ? found[index] : found.find(({ title }) => title === question.title)
    const media = question.media.every((name) => packed.medium(name) !== undefined)
    for (const what of differences(question.said, draft, media)) {
      const reason = `“${question.title}” (note ${question.guid}): ${what}`
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

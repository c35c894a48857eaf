/** Whether a package holds every question as its note, in order, with its media. */
import type { FoundNote } from '../anki/collection-read.ts'
import { openPackage, type Package, PackageError } from '../import/package.ts'
import type { Account } from './account.ts'
import { sumOf } from './files.ts'
import type { MediaFound } from './media.ts'
import { type Common, fieldsOf, judgeNote, type NoteFound, type Shipped } from './notes.ts'

/** What is found is said; a package that cannot be read is one finding. */
export async function judgeDeck(
  bytes: Uint8Array,
  shipped: readonly Shipped[],
  common: Common & { media: MediaFound },
  account: Account,
): Promise<void> {
  const { CollectionError, readCollection } = await import('../anki/collection-read.ts')
  let box: Package
  let notes: FoundNote[]
  try {
    box = openPackage(bytes)
    notes = readCollection(box.collection)
  } catch (error) {
    if (!(error instanceof PackageError || error instanceof CollectionError)) throw error
    account.say('verify-unreadable', error.message)
    return
  }
  const media = judgeNotes(notes.map(asFound), shipped, common, account)
  judgeMedia(box, media, common.media, shipped, account)
}

function asFound({ guid, type, fields, tags, deck, ordinals }: FoundNote): NoteFound {
  const byName = new Map(type.fields.map((name, index) => [name, fields[index] ?? '']))
  return { guid, type: type.name, deck: deck.join('::'), tags, fields: byName, ordinals }
}

/** Compares notes with the questions they are of, by guid and else by code. Gives the media each question shows. */
export function judgeNotes(
  notes: readonly NoteFound[],
  shipped: readonly Shipped[],
  common: Common,
  account: Account,
): ReadonlyMap<string, readonly string[]> {
  const byGuid = new Map(shipped.map((one) => [one.question.guid, one]))
  const byCode = new Map(shipped.map((one) => [one.question.code, one]))
  const seen = new Set<string>()
  const order: string[] = []
  const media = new Map<string, readonly string[]>()
  for (const note of notes) {
    const code = note.fields.get('Code') ?? ''
    const one = byGuid.get(note.guid) ?? byCode.get(code)
    if (!one) {
      account.say('verify-extra', `the note ${note.guid} (${code || 'no code'}) is of no question.`)
      continue
    }
    const { question } = one
    if (seen.has(question.code)) {
      account.say('verify-extra', 'the question has a second note.', question)
      continue
    }
    seen.add(question.code)
    order.push(question.code)
    judgeFieldNames(note, one, account)
    media.set(question.code, judgeNote(note, one, common, account))
  }
  for (const { question } of shipped) if (!seen.has(question.code)) account.missing(question)
  account.order(
    shipped.map(({ question }) => question),
    order,
  )
  return media
}

function judgeFieldNames({ fields }: NoteFound, { question }: Shipped, account: Account): void {
  const wanted = fieldsOf(question.kind).join(', ')
  const there = [...fields.keys()].join(', ')
  if (fields.size > 0) account.same('The list of fields', wanted, there, question)
}

/** Every file that a note shows is there, and is what its source is now. */
function judgeMedia(
  box: Package,
  shown: ReadonlyMap<string, readonly string[]>,
  media: MediaFound,
  shipped: readonly Shipped[],
  account: Account,
): void {
  const byName = new Map([...media.values()].map((one) => [one.name, one]))
  const questions = new Map(shipped.map(({ question }) => [question.code, question]))
  const judged = new Set<string>()
  const judge = (name: string, code?: string): void => {
    if (judged.has(name)) return
    judged.add(name)
    const question = code === undefined ? undefined : questions.get(code)
    const wanted = byName.get(name)
    const there = box.medium(name)
    const what = wanted ? `${wanted.path} (${name})` : name
    if (!there) account.say('verify-medium', `${what} is not in the package.`, question)
    else if (!wanted) {
      account.say('verify-medium', `${what} is no picture of the sources.`, question)
    } else if (sumOf(there).sha256 !== wanted.sha256) {
      const reason = `${what} is not what its source is now: ${there.length} bytes instead of ${wanted.size}.`
      account.say('verify-medium', reason, question)
    }
  }
  for (const [code, names] of shown) for (const name of names) judge(name, code)
  for (const { name } of media.values()) judge(name)
  for (const name of box.names) judge(name)
}

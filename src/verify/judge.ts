/** Every format and its judge. */
import type { Format } from '../config/settings.ts'
import { type Bank, questionsOf, type Retired } from '../model/bank.ts'
import type { OwnColumns } from '../writer.ts'
import type { Account } from './account.ts'
import type { Built } from './files.ts'
import type { MediaFound } from './media.ts'
import { editionOf } from './names.ts'
import type { Common, Shipped } from './notes.ts'

/** What files are compared with. */
export type Subject = {
  bank: Bank
  /** Stem of the files. */
  name: string
  /** Questions that decks still ship. */
  retired: readonly Retired[]
  /** The name of the bank's deck. */
  deck: string
  columns: OwnColumns
  ownTemplates: boolean
  /** Made when it is first asked for. */
  media(): Promise<MediaFound>
}

type Judge = (file: Built, subject: Subject, account: Account) => Promise<void>

export const judge: Record<Format, Judge> = {
  async anki({ bytes }, subject, account) {
    const { judgeDeck } = await import('./deck.ts')
    const common = await commonOf(subject)
    await judgeDeck(bytes, shippedOf(subject), common, account)
  },
  async pdf({ name, bytes }, { bank, name: stem }, account) {
    const { judgeBooklet } = await import('./booklet.ts')
    const edition = editionOf(name, stem)
    if (edition) judgeBooklet(bytes, bank, edition, account)
  },
  async csv({ bytes }, subject, account) {
    const { judgeCsv } = await import('./table.ts')
    judgeCsv(bytes, subject, account)
  },
  async xlsx({ bytes }, subject, account) {
    const { judgeWorkbook } = await import('./table.ts')
    await judgeWorkbook(bytes, subject, account)
  },
  async 'anki-txt'({ bytes }, subject, account) {
    const { judgeAnkiText } = await import('./anki-text.ts')
    judgeAnkiText(bytes, shippedOf(subject), await commonOf(subject), account)
  },
  async json({ bytes }, { bank }, account) {
    const { judgeJson } = await import('./json.ts')
    judgeJson(bytes, bank, account)
  },
}

function shippedOf({ bank, retired }: Subject): Shipped[] {
  return [
    ...[...questionsOf(bank)].map((one) => ({ ...one, retired: false })),
    ...retired.map((one) => ({ ...one, retired: true })),
  ]
}

async function commonOf(subject: Subject): Promise<Common & { media: MediaFound }> {
  const { bank, deck, ownTemplates } = subject
  const media = await subject.media()
  return { bank, deck, ownTemplates, media, file: (key) => media.get(key)?.name }
}

/**
 * Gives a deck the questions that were retired, with bodies as last issued.
 *
 * Here, because identity knows which and reading knows how, and neither may
 * import the other: the deck writer is handed closed bodies, as for any question.
 */
import type { Retiring } from '../identity/retire.ts'
import { Messages } from '../messages/messages.ts'
import type { Bank, Medium, Retired, Sound } from '../model/bank.ts'
import { readIssued } from '../read/issued.ts'
import type { Asked } from '../read/media/asked.ts'
import type { Remote } from '../read/media/remote.ts'
import { createMedia, type MediaOfBank } from '../read/media.ts'
import type { Cache, Media } from '../writer.ts'

export type Supplied = {
  retired: Retired[]
  bank: Bank
  media: Media
  /** The pictures and recordings that were looked for. */
  asked: readonly Asked[]
}

/** The bank with the pictures of retired questions; those whose text no longer reads are left out. */
export async function supply(
  bank: Bank,
  media: MediaOfBank,
  retiring: readonly Retiring[],
  { root, remote, cache }: { root: string; remote?: Remote; cache?: Cache },
): Promise<Supplied> {
  if (retiring.length === 0) return { retired: [], bank, media, asked: [] }
  // A picture that went with its question is nothing an author could mend.
  const old = createMedia(root, new Messages(), {
    ...(remote && { remote }),
    ...(cache && { shelf: cache.shelf('pictures') }),
  })
  const retired: Retired[] = []
  for (const { code, guid, kind, issued, marks, path, deck, of } of retiring) {
    const found = await readIssued(issued, kind, old)
    if (!found) continue
    const draft = { ...found, ...(of !== undefined && { of }) }
    const section = { path: [...path], deck }
    if (draft.kind !== 'choice') {
      retired.push({ question: { ...draft, code, guid }, section })
      continue
    }
    const choices = draft.choices.map((choice, at) => ({
      ...choice,
      label: marks[at] ?? choice.label,
    }))
    retired.push({ question: { ...draft, choices, code, guid }, section })
  }
  const known = new Set(bank.media.map(({ key }) => key))
  const further = old.resolved().filter(({ key }) => !known.has(key))
  const heard = new Set(bank.sounds?.map(({ key }) => key))
  const sounds = old.heard?.().filter(({ key }) => !heard.has(key)) ?? []
  const asked = old.asked?.() ?? []
  return { retired, asked, ...withMedia(bank, media, { further, sounds }, old) }
}

function withMedia(
  bank: Bank,
  media: MediaOfBank,
  { further, sounds }: { further: readonly Medium[]; sounds: readonly Sound[] },
  old: MediaOfBank,
): { bank: Bank; media: Media } {
  if (further.length === 0 && sounds.length === 0) return { bank, media }
  const gone = new Set([...further, ...sounds].map(({ key }) => key))
  const of = (key: string) => (gone.has(key) ? old : media)
  return {
    bank: {
      ...bank,
      media: [...bank.media, ...further],
      ...(sounds.length > 0 && { sounds: [...(bank.sounds ?? []), ...sounds] }),
    },
    media: {
      raster: (key, grey) => of(key).raster(key, grey),
      drawing: (key) => of(key).drawing(key),
      sound: async (key) => {
        const { sound } = of(key)
        if (!sound) throw new Error(`no recording ${key}`)
        return sound(key)
      },
    },
  }
}

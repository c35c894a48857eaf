/** The questions of a bank as identity looks at them, in reading order. */
import { Messages } from '../messages/messages.ts'
import { type Bank, type Draft, questionsOf, type Section } from '../model/bank.ts'
import { pathText } from './chapters.ts'
import { fingerprintOf, issuedOf, wordsOf } from './fingerprint.ts'
import type { Seen } from './seen.ts'
import { sketchOf } from './sketch.ts'

/** A question, what the matcher sees of it, and the index of its chapter (-1: none). */
export type Item = { draft: Draft; seen: Seen; chapter: number }

/** `of` gives the chapter of each section, as `chaptersOf` found it. */
export function itemsOf(drafts: Bank<Draft>, of: ReadonlyMap<Section<Draft>, number>): Item[] {
  const paths = new Map<Section<Draft>, string>()
  return [...questionsOf(drafts)].map(({ question: draft, section }) => {
    const chapter = of.get(section) ?? -1
    const path = paths.get(section) ?? pathText(chapter < 0 ? [] : section.path)
    paths.set(section, path)
    let sketch: string | undefined
    const seen: Seen = {
      name: draft.title,
      ...(draft.id !== undefined && { id: draft.id }),
      kind: draft.kind,
      print: fingerprintOf(draft.title, issuedOf(draft)),
      get issued() {
        return issuedOf(draft)
      },
      sketch: () => {
        sketch ??= sketchOf(wordsOf(issuedOf(draft)))
        return sketch
      },
      path,
      chapter,
      place: draft.place,
    }
    return { draft, seen, chapter }
  })
}

/** Says of an id that two questions have. */
export function checkIds(items: readonly Item[], messages: Messages): void {
  const first = new Map<string, Draft>()
  for (const { draft } of items) {
    const { id, place } = draft
    if (id === undefined) continue
    const other = first.get(id)
    if (!other) {
      first.set(id, draft)
      continue
    }
    const cause = new Messages().add('id-duplicate', `The first with this id`, other.place)
    messages.add('id-duplicate', `The id ${id} is already that of “${other.title}”`, place, {
      cause,
      actual: id,
    })
  }
}

/** Word of what moved: cards stay where a learner has them, so the report says how to move them. */
import type { Messages } from '../messages/messages.ts'
import type { Place } from '../model/bank.ts'
import type { Chapter } from './chapters.ts'
import type { Ledger, QuestionLine, SectionLine } from './record.ts'
import { renamed } from './rename.ts'
import { named, quoted, searchFor, type Words } from './words.ts'

/** Codes named in one message before the rest is only counted. */
const most = 5

/** One message for each two sections between which questions moved. */
export function sayMoved(
  now: readonly QuestionLine[],
  places: readonly Place[],
  sections: readonly SectionLine[],
  known: Ledger,
  messages: Messages,
): void {
  const decks = new Map(sections.map(({ key, deck }) => [key, deck]))
  const groups = new Map<string, { from: string; to: string; codes: string[]; place?: Place }>()
  for (const [index, { code, section }] of now.entries()) {
    const before = known.questions.get(code)
    if (before?.state !== 'active' || before.section === section) continue
    const from = known.sections.get(before.section)?.deck ?? ''
    const to = decks.get(section) ?? ''
    const group = groups.get(`${from}\n${to}`) ?? { from, to, codes: [], ...at(places[index]) }
    group.codes.push(code)
    groups.set(`${from}\n${to}`, group)
  }
  for (const { from, to, codes, place } of groups.values()) {
    const some = codes.slice(0, most).map((code) => named(known, code))
    const more = codes.length > most ? [`${codes.length - most} more`] : []
    messages.add(
      'question-moved',
      `${[...some, ...more].join(', ')} moved from ${deckName(from)} to ${deckName(to)}; cards stay where learners have them. To move them in Anki: ${searchFor(...codes)}, then Change Deck`,
      place,
      { actual: codes.join(' ') },
    )
  }
}

/** Of each section whose heading no longer is its subdeck's name since this build. */
export function sayRenamed(
  chapters: readonly Chapter[],
  sections: readonly SectionLine[],
  known: Ledger,
  words: Words,
  messages: Messages,
): void {
  for (const [index, { title, place }] of chapters.entries()) {
    const line = sections[index]
    const before = known.sections.get(line?.key ?? '')?.path.at(-1)
    if (!line || before === undefined || before === title || !renamed(line.deck, title)) continue
    messages.add(
      'section-renamed',
      `The section “${before}” is now “${title}”; its subdeck stays “${line.deck}”`,
      place,
      {
        note: `Nothing to do. To rename the subdeck all the same:\n    ${words.accept(`--rename-section ${quoted(words.at(place))}`)}`,
      },
    )
  }
}

/** Of a bank whose title no longer is its deck's name since this build. */
export function sayDeck(deck: string, title: string, words: Words, messages: Messages): void {
  if (deck === title) return
  messages.add('deck-renamed', `The bank is now “${title}”; its deck stays “${deck}”`, undefined, {
    note: `Nothing to do. To rename the deck all the same:\n    ${words.accept('--rename-deck')}`,
  })
}

function deckName(deck: string): string {
  return deck === '' ? 'the bank’s own deck' : `“${deck}”`
}

function at(place: Place | undefined): { place?: Place } {
  return place ? { place } : {}
}

/** The decks of a bank: its own, and one below for each section, as Anki names and describes them. */
import { tidy } from '../markup/markup.ts'
import { type Bank, type Section, sectionsOf } from '../model/bank.ts'
import { wordsIn } from '../wording/wording.ts'

export type Deck = { id: number; name: string; description: string }

/** Local to the package: an importer finds decks by name and gives its own ids. */
const firstId = 1_600_000_000_001

/** Characters in one level of a deck's name. */
const longest = 100

export type Decks = {
  /** Parents before children, in the order of the book. */
  all: Deck[]
  of(section: Pick<Section, 'deck'>): Deck
}

/** Every deck that a card of the bank or of `further` sections lies in, with its parents. */
export function decksOf(
  bank: Bank,
  further: readonly Pick<Section, 'deck'>[] = [],
  name = bank.title,
): Decks {
  const top = levels(name)[0] ?? levels(bank.title)[0] ?? levels(bank.id)[0] ?? 'Deck'
  const decks = new Map<string, Deck>()
  const deck = (path: string[]): Deck => {
    if (path.length > 1) deck(path.slice(0, -1))
    const name = path.join('::')
    // Anki compares names without regard to case.
    const key = name.toLowerCase()
    const known = decks.get(key)
    if (known) return known
    const description = path.length === 1 ? describe(bank) : ''
    const made = { id: firstId + decks.size, name, description }
    decks.set(key, made)
    return made
  }
  deck([top])
  const bySection = new Map<Pick<Section, 'deck'>, Deck>()
  for (const section of [...sectionsOf(bank), ...further]) {
    bySection.set(section, deck([top, ...levels(section.deck, '::')]))
  }
  return {
    all: [...decks.values()],
    of: (section) => bySection.get(section) ?? deck([top]),
  }
}

/** The levels of a name as Anki would keep them; empty ones are left out. */
function levels(name: string, separator?: string): string[] {
  const parts = separator === undefined ? [name] : name.split(separator)
  return parts
    .map((part) =>
      tidy(part)
        .normalize('NFC')
        .replace(/[\t\n]/g, ' ')
        .replace(/::+/g, ':')
        .replace(/^[\s:]+|[\s:]+$/g, ''),
    )
    .filter((part) => part !== '')
    .map((part) => [...part].slice(0, longest).join('').trim())
}

/** What the learner reads on the deck's page: Markdown, shown by Anki without its pictures. */
function describe(bank: Bank): string {
  const words = wordsIn(bank.language)
  const facts = [
    bank.version && `${words.version} ${bank.version}`,
    bank.licence && `${words.licence} ${bank.licence}`,
    bank.source && `[${words.source}](<${bank.source.replace(/[<>\s]/g, encodeURIComponent)}>)`,
  ].filter((fact) => fact)
  const text = [
    `**${bank.title.replace(/[\\`*_[\]]/g, '\\$&')}**`,
    bank.description.trim(),
    facts.join(' · '),
    words.update,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .replace(/<(?=[A-Za-z/!?])(?!https?:)/g, '&lt;')
  return tidy(text)
}

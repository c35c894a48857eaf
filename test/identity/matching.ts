/** Questions and known lines for tests of the matcher, without banks and builds. */
import type { Settled } from '../../src/identity/assignment.ts'
import { pathText } from '../../src/identity/chapters.ts'
import { printIssued } from '../../src/identity/companion.ts'
import { fingerprintOf } from '../../src/identity/fingerprint.ts'
import { matchQuestions } from '../../src/identity/match.ts'
import { type Ledger, newLedger, type QuestionLine, type State } from '../../src/identity/record.ts'
import type { Seen } from '../../src/identity/seen.ts'
import { sketchOf } from '../../src/identity/sketch.ts'
import type { Kind } from '../../src/model/bank.ts'

export type Asked = { title: string; answer?: string; id?: string; kind?: Kind; section?: string }
/** `text: false`: the companion lacks it. */
export type Before = Asked & { code: string; state?: State; after?: string; text?: false }

/** Words of which two seeds have hardly one in common. */
export const prose = (seed: number, count = 40): string =>
  Array.from({ length: count }, (_, n) => `w${(seed * 7919 + n * 104_729) % 10_007}`).join(' ')

/** The first words of one, and then others: of 40, 18 make a share of about 0.29, 24 of 0.43, 28 of 0.54, 34 of 0.74. */
export const mixed = (seed: number, kept: number, other: number, count = 40): string =>
  [prose(seed, kept), prose(other, count - kept)].filter(Boolean).join(' ')

export function seenOf(asked: Asked, chapter = 0): Seen {
  const { title, answer = `The answer to ${title}`, id, kind = 'basic', section = 'A' } = asked
  const issued = { title, answer }
  return {
    ...{ name: title, kind, chapter, issued, path: pathText([section]) },
    ...(id !== undefined && { id }),
    print: fingerprintOf(title, issued),
    sketch: () => sketchOf(`${title}\n${answer}`),
    place: { path: 'q.md', line: 1, column: 1 },
  }
}

/** Lines in the order of the last build, each after the one before of its section. */
export function ledgerOf(before: readonly Before[]): Ledger {
  const ledger = newLedger()
  const last = new Map<string, string>()
  for (const known of before) {
    const { code, state = 'active', section = 'A', id = '' } = known
    const { kind, print, issued, sketch } = seenOf(known)
    const { title, content } = print
    const after = known.after ?? (state === 'active' ? (last.get(section) ?? '') : '')
    if (state === 'active') last.set(section, code)
    ledger.questions.set(code, {
      ...{ code, guid: `g${code}`, kind, state, mod: 1, fields: '', birth: code, title, content },
      ...{ sketch: sketch(), section, after, id, marks: [] },
    })
    ledger.sections.set(section, { key: section, deck: section, path: [section] })
    if (known.text !== false) ledger.texts.set(code, printIssued(issued))
  }
  return ledger
}

/** The code of each question's line, and what is ambiguous: which question, and which codes. */
export function matched(
  now: readonly Asked[],
  before: readonly Before[],
  more: {
    merged?: readonly Before[]
    settled?: (line: (code: string) => QuestionLine) => Settled
  } = {},
): { codes: (string | undefined)[]; ambiguous: [number, string[]][] } {
  const ledger = ledgerOf(before)
  for (const lost of more.merged ?? []) ledger.merged.push(...ledgerOf([lost]).questions.values())
  const sections = [...new Set(now.map(({ section = 'A' }) => section))]
  const seen = now.map((asked) => seenOf(asked, sections.indexOf(asked.section ?? 'A')))
  const keys = now.map(({ section = 'A' }) => (ledger.sections.has(section) ? section : undefined))
  const lineOf = (code: string) => {
    const line = ledger.questions.get(code)
    if (!line) throw new Error(`no line ${code}`)
    return line
  }
  const found = matchQuestions(seen, ledger, () => keys, more.settled?.(lineOf))
  return {
    codes: found.lines.map((line) => line?.code),
    ambiguous: found.ambiguous.map(({ seen, codes }) => [seen, codes]),
  }
}

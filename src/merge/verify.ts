/**
 * Whether changed files are read back as they were meant: every edited question
 * as the table wants it, and every other one exactly as before.
 */
import { type Body, bodyOf, type Draft } from '../model/bank.ts'
import { plain } from '../model/mdast.ts'
import { type Intent, insertedTitles, type OwnedEdit } from './apply.ts'
import { moved } from './edits.ts'
import type { Site } from './site.ts'
import { type State, stateOf } from './state.ts'

/** A question as read anew. */
export type Read = { draft: Draft; path: readonly string[] }

/** What is expected of a file, in order. */
export type Expected = {
  /** Where its title begins in the new text. */
  at: number
  intent?: Intent
  /** The question as it was; undefined for a new one. */
  site?: Site
}

export type Verdict =
  /** What was read, by what was expected. */
  | { fine: Map<Expected, Read> }
  /** The intents that are to blame; empty where none can be named. */
  | { wrong: Map<Intent, string> }

/** What is expected of a file from its sites, and its edits. */
export function expectedOf(
  sites: readonly Site[],
  edits: readonly OwnedEdit[],
  intents: ReadonlyMap<Site, Intent>,
): Expected[] {
  const shift = moved(edits)
  const staying = sites.flatMap((site): Expected[] => {
    const intent = intents.get(site)
    const goes = intent?.type === 'gone' || (intent?.type === 'edit' && intent.into !== undefined)
    if (goes) return []
    return [{ at: shift(site.question.slices.title.start), site, ...(intent && { intent }) }]
  })
  const coming = insertedTitles(edits).map(({ at, owner }): Expected => {
    return { at, intent: owner, ...(owner.type === 'edit' && { site: owner.site }) }
  })
  return [...staying, ...coming].sort((a, b) => a.at - b.at)
}

/** Compares what was read with what was expected, of one file. */
export function verify(expected: readonly Expected[], read: readonly Read[]): Verdict {
  const wrong = new Map<Intent, string>()
  const fine = new Map<Expected, Read>()
  const unlike: number[] = []
  for (const [index, one] of expected.entries()) {
    const found = read[index]
    if (found?.draft.slices.title.start !== one.at) {
      unlike.push(index)
      break
    }
    const reason = differenceOf(one, found)
    if (reason === undefined) fine.set(one, found)
    else if (one.intent) wrong.set(one.intent, reason)
    else unlike.push(index)
  }
  const extra = read.length > expected.length && unlike.length === 0
  if (extra) unlike.push(expected.length - 1)
  // What changes a question nobody edited is most likely the edit before it.
  for (const index of wrong.size > 0 ? [] : unlike) {
    const before = expected.slice(0, index + 1).findLast(({ intent }) => intent)
    const culprit = before ?? expected.slice(index).find(({ intent }) => intent)
    if (culprit?.intent) {
      wrong.set(culprit.intent, 'it would change how other questions of its file are read')
    }
  }
  return wrong.size > 0 || unlike.length > 0 ? { wrong } : { fine }
}

const parts = ['title', 'prompt', 'answer', 'hint', 'difficulty', 'section'] as const

/** In words, what of a question is not as it was meant; undefined where all is. */
function differenceOf({ intent, site }: Expected, { draft, path }: Read): string | undefined {
  const hint = plain(bodyOf(draft).hint ?? [])
  const now = stateOf(draft, path, hint)
  if (!intent || intent.type === 'gone') {
    return site && isSame(site, { draft, path }) ? undefined : 'it would be read otherwise'
  }
  const { to } = intent
  for (const part of parts) {
    if (now[part] !== to[part]) return `its ${part} would not be read back as the table has it`
  }
  if (now.tags.join('\n') !== to.tags.join('\n')) return 'its tags would not be read back'
  if (optionsText(now) !== optionsText(to)) return 'its options would not be read back'
  if (to.kind !== '' && now.kind !== to.kind)
    return `it would become a question of kind ${now.kind}`
  return undefined
}

function optionsText({ options }: State): string {
  return JSON.stringify(options.map(({ text, right }) => [text, right]))
}

/** Whether a question nobody edited is what it was. */
function isSame({ question, section }: Site, { draft, path }: Read): boolean {
  if (draft === question) return true
  return (
    draft.kind === question.kind &&
    draft.id === question.id &&
    draft.difficulty === question.difficulty &&
    draft.tags.join('\n') === question.tags.join('\n') &&
    path.join('\n') === section.path.join('\n') &&
    textsOf(draft) === textsOf(question) &&
    isSameBody(String(draft.body), String(question.body))
  )
}

function isSameBody(one: string, other: string): boolean {
  return one === other || unplaced(one) === unplaced(other)
}

function textsOf({ slices }: Draft): string {
  const { title, directive, prompt, answer, choices = [] } = slices
  return JSON.stringify([title, directive, prompt, answer, ...choices].map((one) => one?.text))
}

/** A body without its places: those of footnotes count from the question, and move. */
function unplaced(body: string): string {
  const bare = (_: string, value: unknown) =>
    typeof value === 'object' && value !== null && 'position' in value
      ? { ...value, position: undefined }
      : value
  return JSON.stringify(JSON.parse(body) as Body, bare)
}

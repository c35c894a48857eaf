/** What stands in question files by others: an account of every item, before anything is made. */
import type { Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import { questionsOf } from '../model/bank.ts'
import { type FileRead, type ReadSettings, read } from '../read/read.ts'

/** Where a message stands. */
export type At = { path: string; line: number; reason: string }

export type Survey = {
  /** Files in order; `answered` of their questions. */
  files: (FileRead & { answered: number })[]
  questions: number
  answered: number
  /** What looked like a question: those taken and those skipped. */
  candidates: number
  /** Items that looked like questions and were left out, each with its reason. */
  skipped: (At & { rule: RuleId })[]
  /** How many pictures are in the bank, and how often others are asked for. */
  pictures: { found: number; missing: number; remote: number }
  /** Titles that more than one question has, in order. */
  repeated: { title: string; count: number }[]
  /** Text that was left out by rule, with its first place. */
  dropped: { rule: RuleId; count: number; first: At }[]
}

export type SurveyRequest = {
  path: string
  /** Nothing outside it is read, and places are relative to it. */
  root: string
  settings: ReadSettings
  messages: Messages
}

const skips: readonly string[] = ['item-skipped', 'title-empty']
const absent: readonly string[] = ['picture-missing', 'picture-outside', 'picture-unreadable']

/** Reads a file or folder as one bank and counts; what is wrong is among the messages. */
export async function survey({ path, ...request }: SurveyRequest): Promise<Survey> {
  const { messages } = request
  const { bank, files } = await read({ paths: [path], ...request })
  const questions = [...questionsOf(bank)].map(({ question }) => question)
  const answered = questions.filter((question) => question.answered)
  const said = messages.all.flatMap((message) => {
    const { ruleId, file = '', line = 1, reason } = message
    return ruleId ? [{ rule: ruleId as RuleId, path: file, line, reason }] : []
  })
  const skipped = said.filter(({ rule }) => skips.includes(rule))
  const times = (rules: readonly string[]) => said.filter(({ rule }) => rules.includes(rule)).length
  return {
    files: files.map((file) => ({
      ...file,
      answered: answered.filter(({ place }) => place.path === file.path).length,
    })),
    questions: questions.length,
    answered: answered.length,
    candidates: questions.length + skipped.length,
    skipped,
    pictures: {
      found: bank.media.length,
      missing: times(absent),
      remote: times(['picture-remote']),
    },
    repeated: repeatedOf(questions.map(({ title }) => title)),
    dropped: droppedOf(said.filter(({ rule }) => /^(?:cleaned-|html-dropped)/.test(rule))),
  }
}

function repeatedOf(titles: readonly string[]): Survey['repeated'] {
  const counts = new Map<string, number>()
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1)
  return [...counts].flatMap(([title, count]) => (count > 1 ? [{ title, count }] : []))
}

function droppedOf(said: readonly (At & { rule: RuleId })[]): Survey['dropped'] {
  const dropped = new Map<RuleId, Survey['dropped'][number]>()
  for (const { rule, ...first } of said) {
    const before = dropped.get(rule)
    if (before) before.count++
    else dropped.set(rule, { rule, count: 1, first })
  }
  return [...dropped.values()]
}

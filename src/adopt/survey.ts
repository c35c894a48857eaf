/** What stands in question files by others: an account of every item, before anything is made. */
import type { Tell } from '../messages/counting.ts'
import type { Message, Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import { questionsOf } from '../model/bank.ts'
import { languageSeen } from '../read/language.ts'
import type { Remote } from '../read/media/remote.ts'
import { type FileRead, type ReadSettings, read } from '../read/read.ts'
import { translationsIn } from '../read/translations.ts'
import { type AdoptedBank, banksOf } from './banks.ts'

/** Where a message stands. */
export type At = { path: string; line: number; reason: string }

export type SurveyedFile = FileRead & {
  /** Of its questions. */
  answered: number
  /** BCP 47, guessed; absent where nothing tells. */
  language?: string
  /** Why no question was found in it. */
  why?: string
}

export type Survey = {
  /** In order. */
  files: SurveyedFile[]
  questions: number
  answered: number
  /** What looked like a question: those taken and those skipped. */
  candidates: number
  /** Items that looked like questions and were left out, each with its reason. */
  skipped: (At & { rule: RuleId })[]
  /** Languages of the files that hold questions, the one of most questions first. */
  languages: { language: string; files: number; questions: number }[]
  /** How many pictures are in the bank, and how often others are asked for. */
  pictures: { found: number; missing: number; remote: number }
  /** Pictures that are missing, outside or unreadable. */
  missing: At[]
  /** Titles that more than one question has, the commonest first. */
  repeated: { title: string; count: number }[]
  /** Text that was left out by rule, with its first place. */
  dropped: Count[]
  /** Symbolic links that were not followed. */
  linked: At[]
  /** Warnings about anything else. */
  warnings: Count[]
  /** One bank a language, where files translate one another; paths from the root. */
  banks?: AdoptedBank[]
}

export type Count = { rule: RuleId; count: number; first: At }

export type SurveyRequest = {
  path: string
  /** Nothing outside it is read, and places are relative to it. */
  root: string
  settings: ReadSettings
  messages: Messages
  /** Where the bytes of pictures on the network come from. */
  remote?: Remote
  /** Told how far reading is. */
  tell?: Tell
}

type Said = At & { rule: RuleId; warning: boolean }

const skips: readonly string[] = ['item-skipped', 'title-empty']
const absent: readonly string[] = ['picture-missing', 'picture-outside', 'picture-unreadable']
const remotes: readonly string[] = ['picture-remote', 'picture-not-fetched']
const drops = /^(?:cleaned-|html-dropped)/

/** Reads a file or folder as one bank and counts; what is wrong is among the messages. */
export async function survey({ path, ...request }: SurveyRequest): Promise<Survey> {
  const { messages } = request
  const { bank, files, sources } = await read({ paths: [path], ...request })
  const questions = [...questionsOf(bank)].map(({ question }) => question)
  const answered = questions.filter((question) => question.answered)
  const said = messages.all.flatMap(saidOf)
  const by = (rules: readonly string[]) => said.filter(({ rule }) => rules.includes(rule))
  const places = (rules: readonly string[]) =>
    by(rules).map(({ path, line, reason }) => ({ path, line, reason }))
  const skipped = by(skips).map(({ warning: _, ...one }) => one)
  const missing = places(absent)
  const answersIn = countOf(answered.map(({ place }) => place.path))
  const surveyed = files.map((file): SurveyedFile => {
    const language = languageSeen([sources(file.path) ?? ''])
    const why = by(['file-without-questions']).find((one) => one.path === file.path)?.reason
    return {
      ...file,
      answered: answersIn.get(file.path) ?? 0,
      ...(language !== undefined && { language }),
      ...(why !== undefined && { why }),
    }
  })
  const banks = banksOf(surveyed, translationsIn(surveyed.map((file) => file.path)))
  const told = (rule: RuleId) =>
    drops.test(rule) || [...skips, ...absent, ...remotes, 'answer-empty'].includes(rule)
  return {
    files: surveyed,
    questions: questions.length,
    answered: answered.length,
    candidates: questions.length + skipped.length,
    skipped,
    languages: languagesOf(surveyed),
    pictures: { found: bank.media.length, missing: missing.length, remote: by(remotes).length },
    missing,
    repeated: [...countOf(questions.map(({ title }) => title))]
      .flatMap(([title, count]) => (count > 1 ? [{ title, count }] : []))
      .sort((a, b) => b.count - a.count),
    dropped: countsOf(said.filter(({ rule }) => drops.test(rule))),
    linked: places(['source-linked']),
    warnings: countsOf(said.filter(({ rule, warning }) => warning && !told(rule))),
    ...(banks && { banks }),
  }
}

function saidOf({ ruleId, file = '', line = 1, reason, fatal }: Message): Said[] {
  if (!ruleId) return []
  return [{ rule: ruleId as RuleId, path: file, line, reason, warning: fatal === false }]
}

function countOf(all: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}

function countsOf(said: readonly Said[]): Count[] {
  const counts = new Map<RuleId, Count>()
  for (const { rule, path, line, reason } of said) {
    const before = counts.get(rule)
    if (before) before.count++
    else counts.set(rule, { rule, count: 1, first: { path, line, reason } })
  }
  return [...counts.values()]
}

function languagesOf(files: readonly SurveyedFile[]): Survey['languages'] {
  const counts = new Map<string, Survey['languages'][number]>()
  for (const { language, questions } of files) {
    if (language === undefined || questions === 0) continue
    const before = counts.get(language)
    if (before) {
      before.files++
      before.questions += questions
    } else counts.set(language, { language, files: 1, questions })
  }
  return [...counts.values()].sort((a, b) => b.questions - a.questions)
}

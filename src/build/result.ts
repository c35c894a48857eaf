/** What a build found and made, as plain data for the command line and for other programs. */
import { isAbsolute, join, relative, sep } from 'node:path'
import { byPlace, createSources, type Finding, findingOf } from '../messages/finding.ts'
import type { Messages } from '../messages/messages.ts'
import { type Bank, type Kind, questionsOf, sectionsOf } from '../model/bank.ts'
import type { FileRead } from '../read/read.ts'
import type { Inputs } from './inputs.ts'

/** What stands in one bank, and what was made of it. */
export type BankReport = {
  name: string
  id: string
  title: string
  questions: number
  answered: number
  /** Kinds that occur, the plainest first. */
  kinds: Partial<Record<Kind, number>>
  /** Questions directly in each section, in reading order. */
  sections: { path: string[]; questions: number }[]
  /** How each source was read, in order. */
  files: readonly FileRead[]
  /** Files, relative to the working folder where they are below it. */
  outputs: Output[]
}

/** `changed`: whether it differs from what stood there before. */
export type Output = { path: string; bytes: number; changed: boolean }

export type BuildResult = {
  /** `request`: what was asked for, or the settings, cannot be meant. `content`: a bank has errors. */
  status: 'ok' | 'request' | 'content'
  written: boolean
  banks: BankReport[]
  /** Everything there is to say, in order of place. */
  findings: Finding[]
  /** What was looked at, so that the same can be built again when it changes. */
  inputs: Inputs
}

const kinds: readonly Kind[] = ['basic', 'reversed', 'cloze', 'choice', 'typed']

/** Counts a bank. */
export function reportOf(
  name: string,
  bank: Bank,
  { files, outputs }: Pick<BankReport, 'files' | 'outputs'>,
): BankReport {
  const questions = [...questionsOf(bank)].map(({ question }) => question)
  const counts = kinds.map(
    (kind) => [kind, questions.filter((question) => question.kind === kind).length] as const,
  )
  return {
    name,
    id: bank.id,
    title: bank.title,
    questions: questions.length,
    answered: questions.filter(({ answered }) => answered).length,
    kinds: Object.fromEntries(counts.filter(([, count]) => count > 0)),
    sections: [...sectionsOf(bank)].map(({ path, questions }) => ({
      path,
      questions: questions.length,
    })),
    files,
    outputs,
  }
}

/** Messages whose places count from one root, with the texts they speak of. */
export type Said = {
  messages: Messages
  root: string
  text(path: string): string | undefined
}

/** All findings of a command, their files named relative to the working folder. */
export function findingsOf(all: readonly Said[], cwd: string): Finding[] {
  return all
    .flatMap(({ messages, root, text }) => {
      const show = (path: string) => shownPath(isAbsolute(path) ? path : join(root, path), cwd)
      const sources = createSources(show, text)
      return messages.all.map((message) => findingOf(message, sources))
    })
    .sort(byPlace)
}

/** A path for people and programs: relative below the working folder, `/` between its parts. */
export function shownPath(path: string, cwd: string): string {
  const way = relative(cwd, path)
  const shown = way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? path : way
  return shown.split(sep).join('/') || '.'
}

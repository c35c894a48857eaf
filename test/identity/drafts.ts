/** Banks of drafts for tests of identity, and builds of them without disk or writers. */
import { parseCompanion } from '../../src/identity/companion.ts'
import { type Identified, identify, type Options } from '../../src/identity/identify.ts'
import { type Ledger, newLedger } from '../../src/identity/record.ts'
import { parseLedger } from '../../src/identity/text.ts'
import { Messages } from '../../src/messages/messages.ts'
import {
  type Bank,
  type Body,
  bodyOf,
  type Draft,
  questionsOf,
  type Section,
  serialised,
} from '../../src/model/bank.ts'
import { question, text } from '../support/bank.ts'
import { newYear } from '../support/context.ts'

export type Wanted = {
  title: string
  answer?: string
  id?: string
  kind?: 'basic' | 'reversed'
  tags?: string[]
  /** Options of a choice, as Markdown; reading labels them from `Z` back. */
  options?: string[]
  /** Texts of the gaps of a cloze, to which the source gives no numbers; reading gives 11, 12 … */
  gaps?: string[]
  line?: number
}

export function draft(wanted: Wanted): Draft {
  const { title, answer = `The answer to ${title}`, options, gaps, line = 1, ...more } = wanted
  const { code, guid, ...made } = question({
    title,
    ...more,
    place: { path: 'questions.md', line, column: 1 },
    slices: {
      title: sliceOf(title),
      answer: sliceOf(answer),
      ...(options && { choices: options.map(sliceOf) }),
    },
  })
  // The stand-in body follows the text, as a real one does.
  const body = JSON.stringify({ title, answer })
  if (options) {
    const choices = options.map((option, at) => ({
      label: String.fromCharCode(90 - at),
      right: option.includes('[x]'),
    }))
    return { ...made, kind: 'choice', choices, body }
  }
  if (gaps) {
    const counted = gaps.map((_, at) => 11 + at)
    const children = gaps.map((gap, at) => ({
      type: 'cloze' as const,
      number: 11 + at,
      children: [text(gap)],
    }))
    const paragraphs: Body = { ...bodyOf(made), answer: [{ type: 'paragraph', children }] }
    return { ...made, kind: 'cloze', gaps: counted, counted, body: serialised(paragraphs) }
  }
  return { ...made, body }
}

function sliceOf(text: string) {
  return { start: 0, end: text.length, text }
}

export type Outline = { title: string; questions?: (Wanted | string)[]; sections?: Outline[] }

export function section(outline: Outline, above: string[] = []): Section<Draft> {
  const path = outline.title ? [...above, outline.title] : above
  return {
    title: outline.title,
    heading: '[]',
    path,
    deck: '',
    intro: '{}',
    questions: (outline.questions ?? []).map((wanted) =>
      draft(typeof wanted === 'string' ? { title: wanted } : wanted),
    ),
    sections: (outline.sections ?? []).map((child) => section(child, path)),
    place: { path: 'questions.md', line: 1, column: 1 },
  }
}

export function drafts(outlines: Outline[], more: Partial<Bank<Draft>> = {}): Bank<Draft> {
  return {
    id: 'test-bank',
    title: 'Test bank',
    language: 'en',
    description: '',
    sections: outlines.map((outline) => section(outline)),
    media: [],
    ...more,
  }
}

export type Built = Identified & {
  ledger: string
  companion: string
  messages: Messages
  /** Codes by title; the last of equal titles. */
  codes: Map<string, string>
  mods: Map<string, number>
}

/** Reads both texts back, as a build does. */
export function known(ledger: string, companion?: string, messages = new Messages()): Ledger {
  const parsed = parseLedger(ledger, 'rectoverso.lock', messages)
  if (companion !== undefined) parseCompanion(companion, 'rectoverso.issued', parsed, messages)
  return parsed
}

/** A build whose only writer renders each note from its title and body. */
export function build(
  bank: Bank<Draft>,
  before?: { ledger: string; companion: string },
  options: Partial<Options> & { write?: boolean } = {},
): Built {
  const messages = options.messages ?? new Messages()
  const ledger = before ? known(before.ledger, before.companion, messages) : newLedger()
  const { write = true, ...more } = options
  const done = identify(bank, ledger, { date: newYear, named: false, ...more, messages })
  const codes = new Map<string, string>()
  const mods = new Map<string, number>()
  for (const { question } of questionsOf(done.bank)) {
    codes.set(question.title, question.code)
    if (write)
      mods.set(question.code, done.clock.note(question.code, question.title + question.body))
  }
  return { ...done, ...done.next(), messages, codes, mods }
}

/** Answers that have hardly a word in common. */
export const one =
  'A function together with the variables of the scope that it was made in, kept alive.'
export const two =
  'Reading a name walks outward from the innermost scope until some scope declares it.'

/** A first build of the questions one, two and three, of which the last is as it is said to be. */
export function firstOf(three: Omit<Wanted, 'title'> = {}): Built {
  const questions = [
    { title: 'one', answer: one },
    { title: 'two', answer: two },
    { title: 'three', ...three },
  ]
  return build(drafts([{ title: 'A', questions }]))
}

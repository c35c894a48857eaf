/** What verifying finds: one message a difference, with file, question, and both sides. */
import type { Messages } from '../messages/messages.ts'
import type { RuleId } from '../messages/rules.ts'
import type { Place, Question } from '../model/bank.ts'

/** What a finding is about: a question, or a section, which has no code. */
export type About = { place: Place; code?: string }

export type VerifyRule = Extract<RuleId, `verify-${string}`>

/** Characters shown of each side, around the first that differs. */
const shown = 60
const before = 20

export class Account {
  readonly #messages: Messages
  readonly #path: string
  readonly #shown: string
  #count = 0

  /** `path` is the built file's, absolute; `shown` what the user knows it by. */
  constructor(messages: Messages, path: string, shown: string) {
    this.#messages = messages
    this.#path = path
    this.#shown = shown
  }

  /** How many differences were found. */
  get count(): number {
    return this.#count
  }

  /** Says something of the file, or of a question in it. */
  say(
    rule: VerifyRule,
    reason: string,
    about?: About,
    sides: { actual?: string; expected?: string } = {},
  ): void {
    this.#count++
    const code = about?.code === undefined ? '' : ` ${about.code}:`
    const place = about?.place ?? { path: this.#path, line: 1, column: 1 }
    this.#messages.add(rule, `${this.#shown}:${code} ${reason}`, place, {
      ...(sides.actual !== undefined && { actual: sides.actual }),
      ...(sides.expected !== undefined && { expected: [sides.expected] }),
    })
  }

  /** Compares two texts; says where they part, and gives whether they are one. */
  same(part: string, expected: string, actual: string, question?: Question): boolean {
    if (expected === actual) return true
    const at = parting(expected, actual)
    const sides = { actual: around(actual, at), expected: around(expected, at) }
    const reason = `${part} is ${quoted(sides.actual)} instead of ${quoted(sides.expected)}.`
    this.say('verify-differs', reason, question, sides)
    return false
  }

  /** Says that a question is not there. */
  missing(question: Question, what = 'the question'): void {
    this.say('verify-missing', `${what} is missing: ${quoted(cut(question.title))}.`, question)
  }

  /** Says of questions that stand elsewhere than `expected` has them; the first is named. */
  order(expected: readonly Question[], actual: readonly string[]): void {
    const places = new Map(expected.map(({ code }, index) => [code, index]))
    const there = new Set(actual)
    const wanted = expected.filter(({ code }) => there.has(code))
    const known = actual.filter((code) => places.has(code))
    const wrong = wanted.findIndex(({ code }, index) => known[index] !== code)
    const question = wanted[wrong]
    if (!question) return
    const sides = { actual: known[wrong] ?? '', expected: question.code }
    this.say('verify-order', `${sides.actual} stands in its place.`, question, sides)
  }
}

/** Where two texts part. */
function parting(one: string, other: string): number {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  return at
}

function around(text: string, at: number): string {
  const from = Math.max(0, at - before)
  const part = text.slice(from, from + shown)
  const whole = `${from > 0 ? '…' : ''}${part}${from + shown < text.length ? '…' : ''}`
  return whole.replace(/\p{Surrogate}/gu, '')
}

function cut(text: string): string {
  return around(text, 0)
}

function quoted(text: string): string {
  return text === '' ? 'empty' : `“${text}”`
}

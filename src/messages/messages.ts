/** Collects what is to be said of a bank: problems are gathered, never thrown. */
import { VFileMessage } from 'vfile-message'
import type { Place } from '../model/bank.ts'
import { type RuleId, rules } from './rules.ts'

export type Message = VFileMessage

export type Detail = {
  /** What else stands in the way, e.g. the first of two equal ids. */
  cause?: Message
  /** What was found, and what would be right: for machines. */
  actual?: string
  expected?: string[]
  /** Instead of the rule's own help. */
  note?: string
}

export class Messages {
  readonly all: Message[] = []

  /** Says something under a rule. Its severity and help are the catalogue's. */
  add(ruleId: RuleId, reason: string, place?: Place, detail: Detail = {}): Message {
    const rule = rules[ruleId]
    const message = new VFileMessage(reason, {
      ruleId,
      source: 'rectoverso',
      ...(detail.cause && { cause: detail.cause }),
      ...(place && { place: pointOrPosition(place) }),
    })
    message.fatal =
      rule.severity === 'error' ? true : rule.severity === 'warning' ? false : undefined
    message.note = detail.note ?? rule.help
    if (detail.actual !== undefined) message.actual = detail.actual
    if (detail.expected) message.expected = detail.expected
    if (place) {
      message.file = place.path
      message.name = `${place.path}:${place.line}:${place.column}`
    }
    this.all.push(message)
    return message
  }

  get errors(): Message[] {
    return this.all.filter((message) => message.fatal === true)
  }

  get warnings(): Message[] {
    return this.all.filter((message) => message.fatal === false)
  }
}

function pointOrPosition(place: Place) {
  const start = { line: place.line, column: place.column }
  return place.end ? { start, end: place.end } : start
}

/**
 * What a bank's identity may not do between two revisions, found by comparing
 * its ledger at one with its ledger and questions now.
 *
 * Everything here would cost learners something at their next import: reviews
 * left on a note that no longer comes, an update that Anki refuses or does not
 * take, a card that asks for something else under the same reviews.
 */
import type { Messages } from '../messages/messages.ts'
import type { Place } from '../model/bank.ts'
import { dice, likeEnough } from './dice.ts'
import type { Ledger, QuestionLine } from './record.ts'
import { named } from './words.ts'

/** What each cloze number or choice label of a question stands for. */
export type Meanings = ReadonlyMap<string, string>

export type Now = {
  /** The bank's id. */
  id: string
  /** The ledger on disk. */
  known: Ledger
  /** Every line as of this build. */
  lines: readonly QuestionLine[]
  /** Where each question of the bank stands, by code. */
  places: ReadonlyMap<string, Place>
}

export type Compared = {
  /** The name of the earlier revision, for messages. */
  revision: string
  past: Ledger
  now: Now
  /** Of a code, now and then; undefined where one cannot be told. */
  meanings: (code: string) => Promise<{ now: Meanings; past: Meanings } | undefined>
  messages: Messages
}

/** Says what happened since that a learner would pay for. */
export async function compare({
  revision,
  past,
  now,
  meanings,
  messages,
}: Compared): Promise<void> {
  if (past.id !== now.id) {
    messages.add('against-bank-id', `The bank's id was ${past.id} at ${revision} and is ${now.id}`)
  }
  const lines = new Map(now.lines.map((line) => [line.code, line]))
  for (const before of past.questions.values()) {
    const { code } = before
    const name = named(past, code)
    const place = now.places.get(code)
    const line = lines.get(code)
    const onDisk = now.known.questions.get(code)
    if (!line || !onDisk) {
      messages.add('against-vanished', `${name} of ${revision} has no line in the ledger`)
      continue
    }
    if (onDisk.mod < before.mod) {
      const reason = `The date of ${name} fell from ${before.mod} at ${revision} to ${onDisk.mod}`
      messages.add('against-mod', reason, place)
    }
    if (before.state !== 'active') continue
    if (line.state !== 'active' && onDisk.state === 'active') {
      messages.add(
        'against-vanished',
        `${name} is gone, and the ledger does not say that it is retired`,
      )
    }
    if (line.state !== 'active') continue
    if (line.kind !== before.kind) {
      const reason = `${name} was ${before.kind} at ${revision} and is ${line.kind}`
      messages.add('against-kind', reason, place)
    } else if (line.marks.length > 0 && (line.content !== before.content || differ(line, before))) {
      const both = await meanings(code)
      if (both)
        compareMeanings(both.past, both.now, line.kind, (reason) => {
          const rule = line.kind === 'cloze' ? 'against-gap' : 'against-label'
          messages.add(rule, `${name}: ${reason}`, place)
        })
    }
  }
}

function differ(one: QuestionLine, other: QuestionLine): boolean {
  return one.marks.join() !== other.marks.join() || one.title !== other.title
}

function compareMeanings(
  past: Meanings,
  now: Meanings,
  kind: QuestionLine['kind'],
  say: (reason: string) => void,
): void {
  const what = kind === 'cloze' ? 'gap' : 'option'
  for (const [mark, before] of past) {
    const after = now.get(mark)
    if (after === undefined || dice(before, after) >= likeEnough) continue
    say(`${what} ${mark} was “${short(before)}” and is now “${short(after)}”`)
  }
}

function short(text: string): string {
  const points = [...text.replace(/\s+/g, ' ').trim()]
  return points.length > 40 ? `${points.slice(0, 39).join('')}…` : points.join('')
}

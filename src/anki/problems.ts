/** Says what a note could not show, but nothing twice: another writer may have said it before. */
import { placeIn, type Question } from '../model/bank.ts'
import type { Context } from '../writer.ts'
import type { NoteProblem } from './notes.ts'

/** Puts a note's problems among the messages, each at its place. */
export function reporter({
  messages,
}: Pick<Context, 'messages'>): (
  question: Question,
  note: { problems: readonly NoteProblem[] },
) => void {
  const said = new Set(messages.all.map(({ ruleId, name }) => `${ruleId} ${name}`))
  return (question, note) => {
    for (const { rule, reason, position } of note.problems) {
      const place = position ? placeIn(question, { position }) : question.place
      const key = `${rule} ${place.path}:${place.line}:${place.column}`
      if (said.has(key)) continue
      said.add(key)
      if (rule === 'math-as-source') {
        messages.add(rule, reason, place, { note: 'Write the formula without that command.' })
      } else {
        messages.add(rule, reason, place)
      }
    }
  }
}

/** A question's state as last issued, from the ledger and its companion. */
import { issuedText } from '../identity/companion.ts'
import type { Ledger } from '../identity/record.ts'
import { bodyOf, type Question } from '../model/bank.ts'
import { plain } from '../model/mdast.ts'
import { readIssued } from '../read/issued.ts'
import { directiveOf } from './parts.ts'
import { bodyOfOption, type State, sectionText, textOf } from './state.ts'

/** Undefined where the companion has no text of the question. `now` is its state in the source. */
export async function issuedState(
  ledger: Ledger,
  question: Question,
  now: State,
): Promise<State | undefined> {
  const issued = issuedText(ledger, question.code)
  const line = ledger.questions.get(question.code)
  if (!issued || !line) return undefined
  const slice = (text: string | undefined) => textOf(text === undefined ? undefined : whole(text))
  const said = directiveOf(issued.directive)
  const present = directiveOf(question.slices.directive?.text)
  // What the file or its dialect says is not in the companion; it is as now.
  const others = question.tags.filter((tag) => !present.tags.includes(tag))
  const choices = issued.choices ?? []
  return {
    kind: line.kind,
    title: slice(issued.title),
    prompt: slice(issued.prompt),
    answer: slice(issued.answer),
    options: choices.map((text, index) => ({
      label: line.marks[index] ?? '',
      text: textOf(bodyOfOption(whole(text))),
      right: issued.right ? issued.right[index] === '1' : /^\s*\S+\s+\[[xX]\]/.test(text),
    })),
    hint: said.hint === present.hint ? now.hint : await hintOf(issued, line.kind),
    tags: [...new Set([...others, ...said.tags])],
    difficulty: said.difficulty ?? (present.difficulty ? '' : now.difficulty),
    section: sectionText(ledger.sections.get(line.section)?.path ?? []),
  }
}

function whole(text: string): { start: number; end: number; text: string } {
  return { start: 0, end: text.length, text }
}

async function hintOf(
  issued: Parameters<typeof readIssued>[0],
  kind: Question['kind'],
): Promise<string> {
  const draft = await readIssued(issued, kind)
  return draft ? plain(bodyOf(draft).hint ?? []) : ''
}

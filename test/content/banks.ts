/** The banks that come with the project, read as a build reads them. */
import { fileURLToPath } from 'node:url'
import { planBanks } from '../../src/config/plan.ts'
import { Messages } from '../../src/messages/messages.ts'
import {
  type Bank,
  type Body,
  bodyOf,
  type Draft,
  questionsOf,
  type Section,
} from '../../src/model/bank.ts'
import type { Block } from '../../src/model/mdast.ts'
import { read } from '../../src/read/read.ts'

/** One question with its parts, and the source of prompt, options and answer. */
export type Asked = {
  id: string
  question: Draft
  section: Section<Draft>
  body: Body
  source: string
}

export type Shipped = { bank: Bank<Draft>; asked: Asked[]; messages: Messages }

/** The folder of both banks. */
export const content: string = fileURLToPath(new URL('../../content', import.meta.url))

/** Reads one bank of `content/`. */
export async function shipped(name: 'mlops' | 'scripts'): Promise<Shipped> {
  const messages = new Messages()
  const { banks } = await planBanks({ paths: [name], cwd: content }, messages)
  const [plan] = banks
  if (!plan) throw new Error(`content/${name} is no bank`)
  const { bank } = await read({
    paths: [plan.path],
    root: plan.root,
    settings: plan.settings,
    messages,
  })
  const asked = [...questionsOf(bank)].map(({ question, section }) => ({
    id: question.id ?? '',
    question,
    section,
    body: bodyOf(question),
    source: sourceOf(question),
  }))
  return { bank, asked, messages }
}

function sourceOf({ slices }: Draft): string {
  return [slices.prompt, ...(slices.choices ?? []), slices.answer]
    .map((slice) => slice?.text ?? '')
    .join('\n\n')
}

/** The answer's paragraphs and the rest, without the words a typed question expects. */
export function explanationOf({ question, body }: Asked): Block[] {
  return question.kind === 'typed' ? body.answer.slice(1) : body.answer
}

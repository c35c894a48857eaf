/** Reads Markdown in tests, without files. */
import { fileURLToPath } from 'node:url'
import type { Paragraph, RootContent } from 'mdast'
import { Messages } from '../../src/messages/messages.ts'
import { type Body, bodyOf, type Draft, questionsOf, type Section } from '../../src/model/bank.ts'
import { type Block, type Inline, plain } from '../../src/model/mdast.ts'
import { Closer } from '../../src/read/close.ts'
import type { Dialect, Sheet } from '../../src/read/dialects/dialect.ts'
import { readFile } from '../../src/read/file.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { createParser } from '../../src/read/markdown/parse.ts'
import type { MediaOfBank } from '../../src/read/media.ts'
import { outline } from '../../src/read/outline.ts'
import { read } from '../../src/read/read.ts'

/** A text as dialects see it. */
export function sheetOf(text: string, more: { ours?: boolean; level?: number } = {}): Sheet {
  const { blocks } = parseMarkdown(text)
  return { blocks, headings: outline(blocks), text, ours: false, ...more }
}

/** `type line` of each part that a dialect finds in a text. */
export function partLines(dialect: Dialect, text: string): string[] {
  const sheet = sheetOf(text)
  return dialect.parts(sheet, dialect.evidence(sheet)).map((part) => {
    const [first] = part.type === 'text' ? part.blocks : part.type === 'skipped' ? part.nodes : []
    const position = 'position' in part ? part.position : first?.position
    return `${part.type} ${position?.start.line}`
  })
}

/** The questions of a golden folder. */
export async function readFixture(name: string): Promise<Draft[]> {
  const root = fileURLToPath(new URL(`../fixtures/read/${name}`, import.meta.url))
  const { bank } = await read({ paths: [root], root, settings: {}, messages: new Messages() })
  return [...questionsOf(bank)].map(({ question }) => question)
}

/** The labels of a choice's right options; undefined for other questions. */
export function rightOf(question: Draft): string | undefined {
  if (question.kind !== 'choice') return undefined
  return question.choices.flatMap(({ label, right }) => (right ? [label] : [])).join(', ')
}

/** No picture is there. */
export const noPictures: MediaOfBank = {
  resolve: async (url) => ({ refused: /^https?:/.test(url) ? 'remote' : 'missing' }),
  resolved: () => [],
  raster: () => Promise.reject(new Error('no picture')),
  drawing: () => Promise.reject(new Error('no picture')),
}

export type ReadText = {
  root: Section<Draft>
  questions: Draft[]
  bodies: Body[]
  messages: Messages
  /** `rule line:column` of each message, in order. */
  said: string[]
}

/** Reads one file's text. */
export async function readText(
  text: string,
  settings: { level?: number; keep?: string[]; highlights?: 'gaps' } = {},
): Promise<ReadText> {
  const messages = new Messages()
  const { root } = await readFile(
    { path: 'q.md', text },
    { keep: [], ...settings },
    noPictures,
    messages,
  )
  const questions = [...questionsOf({ sections: [root] })].map(({ question }) => question)
  return { root, questions, bodies: questions.map(bodyOf), messages, said: saidOf(messages) }
}

/** The first question of a text that is one. */
export async function readOne(
  text: string,
): Promise<{ question: Draft; body: Body; said: string[] }> {
  const { questions, bodies, said } = await readText(text)
  const [question] = questions
  const [body] = bodies
  if (!question || !body || questions.length > 1) throw new Error(`${questions.length} questions`)
  return { question, body, said }
}

export function saidOf(messages: Messages): string[] {
  return messages.all.map(({ ruleId, line, column }) =>
    line === undefined ? `${ruleId}` : `${ruleId} ${line}:${column}`,
  )
}

/** The nodes of a text as parsed, without positions. */
export function parsed(text: string): RootContent[] {
  return bare(createParser().parse(text).children)
}

/** The inline nodes of a text of one paragraph as parsed, without positions. */
export function line(text: string): RootContent[] {
  const [first, ...others] = parsed(text)
  if (first?.type !== 'paragraph' || others.length > 0) throw new Error(`no paragraph: ${text}`)
  return (first as Paragraph).children
}

/** A text's nodes as closed for the model, without positions, and what was said. */
export function closed(text: string): { blocks: Block[]; said: string[]; messages: Messages } {
  const messages = new Messages()
  const { blocks, definitions, footnotes } = parseMarkdown(text)
  const pictures = new Map()
  const closer = new Closer({ path: 'q.md', definitions, footnotes, pictures, messages }, 1)
  return { blocks: bare(closer.blocks(blocks)), said: saidOf(messages), messages }
}

/** The inline nodes of a text of one paragraph as closed. */
export function closedLine(text: string): Inline[] {
  const { blocks } = closed(text)
  const [first] = blocks
  if (first?.type !== 'paragraph' || blocks.length > 1) throw new Error(`no paragraph: ${text}`)
  return first.children
}

export function bare<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value, (key, inner) => (key === 'position' ? undefined : inner)))
}

export { plain }

/** An item becomes a question: its parts told apart, closed and checked. */
import type { Html, RootContent } from 'mdast'
import type { Position } from 'unist'
import {
  type Body,
  type Draft,
  type Kind,
  type Place,
  type Slice,
  serialised,
} from '../model/bank.ts'
import type { Block, FootnoteDefinition, Node } from '../model/mdast.ts'
import { plain, visit } from '../model/mdast.ts'
import { Closer, type Surroundings } from './close.ts'
import type { Item, Option } from './dialects/dialect.ts'
import { checkComment, type Directive, readDirective } from './directive.ts'
import { clean } from './inline.ts'
import { createParser } from './markdown/parse.ts'
import { countMarks, highlightMarks } from './marks.ts'
import { type Manner, type Parts, splitBody } from './split.ts'
import { titleOf } from './title.ts'
import { placeholder } from './wording.ts'

/** An answer from another file, closed. */
export type LinkedAnswer = {
  blocks: Block[]
  footnotes: FootnoteDefinition[]
  media: readonly string[]
  place: Place
}

export type Setting = {
  around: Surroundings
  /** The file's text, for slices. */
  text: string
  manner: Manner
  /** The answer, where it stands in another file. */
  linked?: LinkedAnswer
  /** Tags of the whole file. */
  tags: readonly string[]
}

const longestTitle = 300
const longestQuestion = 256 * 1024
const longestExpected = 120

/** Everything of an item but its title. */
export function contentOf({ body, told }: Item): RootContent[] {
  if (!told) return body
  const options = told.options?.flatMap((option) => [...option.body, ...option.why]) ?? []
  return [...told.prompt, ...options, ...told.answer]
}

/** Makes a question of an item; undefined, with a message, where it has no title. */
export function questionOf(item: Item, setting: Setting): Draft | undefined {
  const { around, text } = setting
  const { messages } = around
  const line = item.position?.start.line ?? 1
  const closer = new Closer(around, line)
  const place = closer.place(item.position)
  const at: Place = { path: place.path, line: place.line, column: place.column }

  const title = titleOf(item.title, item.position, item.cut, text)
  const heading = closer.inlines(title.nodes)
  const name = plain(heading).replace(/\s+/g, ' ').trim()
  if (name === '') {
    const end = contentOf(item).at(-1)?.position?.end ?? place.end
    messages.add('title-empty', 'A heading at the question level has no words.', {
      ...at,
      ...(end && { end: { line: end.line, column: end.column } }),
    })
    return undefined
  }
  if (name.length > longestTitle) {
    messages.add('title-long', `The title is ${name.length} characters long.`, place)
  }

  const parts: Parts = item.told ?? splitBody(item.body, setting.manner)
  const comment = contentOf(item).find((node): node is Html => node.type === 'html')
  if (comment && !parts.directive) checkComment(comment, closer.place(comment.position), messages)
  const directive: Directive = parts.directive
    ? readDirective(parts.directive, closer.place(parts.directive.position), messages)
    : { tags: [], see: [] }

  const body: Body = {
    title: heading,
    prompt: closer.blocks(parts.prompt),
    answer: setting.linked?.blocks ?? closer.blocks(parts.answer),
    footnotes: [],
  }
  if (directive.hint) {
    const [first] = createParser().parse(directive.hint).children
    body.hint =
      first?.type === 'paragraph'
        ? closer.inlines(first.children)
        : [{ type: 'text', value: clean(directive.hint) }]
    for (const node of body.hint) if ('position' in node) delete node.position
  }
  const choices = parts.options ? choicesOf(parts.options, closer) : undefined
  if (choices) body.choices = choices.map(({ body, why }) => ({ body, why }))
  body.footnotes = [...closer.footnotes(), ...(setting.linked?.footnotes ?? [])]
  const stated = directive.kind ?? item.kind
  const marked = !choices && (stated === undefined || stated === 'cloze')
  const counted = marked ? countMarks(body) : []
  highlightMarks(nodesOf(body))

  const written = body.answer.length > 0 && !isPlaceholder(body.answer)
  const answered = written || (choices?.some((choice) => choice.right) ?? false)
  const slices = slicesOf(title.slice, parts, text)
  const size = (slices.prompt?.text.length ?? 0) + (slices.answer?.text.length ?? 0)
  if (size > longestQuestion) {
    messages.add('question-too-large', `The question is ${Math.ceil(size / 1024)} KiB long.`, place)
  }

  const id = directive.id ?? item.id
  const difficulty = directive.difficulty ?? item.difficulty
  const common = {
    ...(id !== undefined && { id }),
    title: name,
    tags: [...new Set([...setting.tags, ...(item.tags ?? []), ...directive.tags])],
    ...(difficulty && { difficulty }),
    see: directive.see,
    ...(directive.of && { of: directive.of }),
    media: [...new Set([...closer.media, ...(setting.linked?.media ?? [])])],
    place: at,
    ...(setting.linked && { answerPlace: setting.linked.place }),
    slices,
  }
  const kind = kindOf(stated, body, choices, place, around)
  const cloze = kind.kind === 'cloze'
  if (!answered && !cloze) {
    messages.add('answer-empty', `"${shortened(name)}" has no answer.`, place)
  }
  // Spread once more, every question would get a shape of its own from the engine.
  return Object.assign(
    common,
    { answered: answered || cloze },
    kind.kind === 'cloze' && counted.length > 0 ? { ...kind, counted } : kind,
    { body: serialised(body) },
  )
}

function nodesOf({ title, hint = [], prompt, answer, choices = [], footnotes }: Body): Node[] {
  const options = choices.flatMap((choice) => [...choice.body, ...choice.why])
  return [...title, ...hint, ...prompt, ...answer, ...options, ...footnotes]
}

type Choices = { label: string; right: boolean; body: Block[]; why: Block[] }[]

function choicesOf(options: readonly Option[], closer: Closer): Choices {
  return options.map(({ right, body, why }, index) => ({
    label: labelOf(index),
    right,
    body: closer.blocks(body),
    why: closer.blocks(why),
  }))
}

/** A, B … Z, AA, AB … */
export function labelOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : labelOf(Math.floor(index / 26) - 1) + letter
}

type Kinds =
  | { kind: 'basic' | 'reversed' }
  | { kind: 'cloze'; gaps: number[] }
  | { kind: 'choice'; choices: { label: string; right: boolean }[] }
  | { kind: 'typed'; expected: string }

/** What the question holds decides its kind; what the author stated decides the rest. */
function kindOf(
  stated: Kind | undefined,
  body: Body,
  choices: Choices | undefined,
  place: Place,
  { messages }: Surroundings,
): Kinds {
  const gaps = gapsOf(body)
  if (choices) {
    if (stated && stated !== 'choice') contradicted(stated, 'a task list')
    if (choices.length < 2) {
      messages.add('choice-with-one-option', 'The choice has one option.', place)
    }
    if (!choices.some((choice) => choice.right)) {
      messages.add('choice-without-right-answer', 'No option of the choice is ticked.', place)
    }
    return { kind: 'choice', choices: choices.map(({ label, right }) => ({ label, right })) }
  }
  if (gaps.length > 0) {
    if (stated && stated !== 'cloze') contradicted(stated, 'gaps')
    return { kind: 'cloze', gaps }
  }
  if (stated === 'cloze') {
    messages.add('cloze-without-gap', 'The question has no gap.', place)
    return { kind: 'basic' }
  }
  if (stated === 'choice') {
    contradicted(stated, 'no task list')
    return { kind: 'basic' }
  }
  if (stated === 'typed') {
    const expected = expectedOf(body)
    if (expected !== undefined) return { kind: 'typed', expected }
    messages.add('typed-without-answer', 'The answer does not begin with a short text.', place)
    return { kind: 'basic' }
  }
  return { kind: stated ?? 'basic' }

  function contradicted(kind: string, holds: string): void {
    const reason = `The question says it is ${kind}, but it holds ${holds}.`
    messages.add('kind-contradicted', reason, place)
  }
}

function gapsOf(body: Body): number[] {
  const gaps = new Set<number>()
  visit([...body.title, ...body.prompt, ...body.answer], (node) => {
    if (node.type === 'cloze') gaps.add(node.number)
  })
  return [...gaps].sort((a, b) => a - b)
}

function expectedOf(body: Body): string | undefined {
  const [first] = body.answer
  if (first?.type !== 'paragraph') return undefined
  const expected = plain(first.children).replace(/\s+/g, ' ').trim()
  return expected === '' || expected.length > longestExpected ? undefined : expected
}

function slicesOf(title: Slice, parts: Parts, text: string): Draft['slices'] {
  const slices: Draft['slices'] = { title }
  if (parts.directive) {
    const directive = sliceOf([parts.directive], text)
    if (directive) slices.directive = directive
  }
  const prompt = sliceOf(parts.prompt, text)
  if (prompt) slices.prompt = prompt
  const answer = sliceOf(parts.answer, text)
  if (answer) slices.answer = answer
  if (parts.options) {
    slices.choices = parts.options.flatMap(
      ({ position, body, why }) =>
        sliceOf(position ? [{ position }] : [...body, ...why], text) ?? [],
    )
  }
  return slices
}

/** Whether an answer only says that it is still to be written. */
function isPlaceholder(answer: readonly Block[]): boolean {
  const text = plain(answer).replace(/\s+/g, ' ').trim()
  return text.length < 60 && placeholder.test(text)
}

/** From the first node's beginning to the last one's end, whatever stands between. */
function sliceOf(
  nodes: readonly { position?: Position | undefined }[],
  text: string,
): Slice | undefined {
  const start = nodes[0]?.position?.start.offset
  const end = nodes.at(-1)?.position?.end.offset
  if (start === undefined || end === undefined) return undefined
  return { start, end, text: text.slice(start, end) }
}

function shortened(name: string): string {
  const points = [...name]
  return points.length > 60 ? `${points.slice(0, 57).join('')}...` : name
}

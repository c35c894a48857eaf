/** One Markdown file becomes sections and questions. */
import type { RootContent } from 'mdast'
import type { Position } from 'unist'
import { Messages } from '../messages/messages.ts'
import type { Draft, Place, Section } from '../model/bank.ts'
import type { DialectName } from '../model/dialects.ts'
import { answered, withoutKeys } from './answer-key.ts'
import { type Cleaned, cleanUp } from './cleanup.ts'
import { Closer, repeatsFor, type Surroundings } from './close.ts'
import type { Part, Sheet } from './dialects/dialect.ts'
import { type Choice, chooseBySection, chooseNamed } from './dialects/index.ts'
import { whyNone } from './dialects/not-a-bank.ts'
import { isDirective } from './directive.ts'
import { openFences } from './fences.ts'
import { type FrontMatter, type Split, splitFrontMatter } from './front-matter.ts'
import { cutAtDetails, headingsInAnswers, withNamedLids, withoutFrames } from './lids.ts'
import { type Follow, type Linked, type LinkedItem, withLinked } from './linked.ts'
import type { Ended } from './markdown/in-parts.ts'
import { type Markdown, parseMarkdown, type Text } from './markdown/markdown.ts'
import type { MediaOfBank } from './media.ts'
import { withMetadata } from './metadata.ts'
import { deepLine } from './nesting.ts'
import { outline, words } from './outline.ts'
import { findPictures } from './pictures.ts'
import { contentOf, type LinkedAnswer, questionOf } from './question.ts'
import { emptySection, introsOf, sectionOf } from './sections.ts'
import { placeAt, type Source } from './sources.ts'
import { mannerOf } from './split.ts'
import { toldApart } from './told.ts'
import { sayDense } from './too-dense.ts'

export type FileSettings = {
  level?: number
  keep: readonly string[]
  /** What `==text==` is; without it, the text that it is in Markdown. */
  highlights?: 'gaps'
  /** What the file's name asks, where its folder holds files that are one question each. */
  name?: string
  /** Whether the folder is known to be of that kind. */
  alone?: boolean
  /** The dialect that the author names; what the file itself says comes first. */
  dialect?: DialectName
}

/** Places in another file mean nothing in a question's own. */
function withoutPlaces<Value>(value: Value): Value {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (key === 'position' ? undefined : inner)),
  ) as Value
}

function placeOf(position: Position | undefined, path: string): Place {
  const { line, column } = position?.start ?? { line: 1, column: 1 }
  return { path, line, column }
}

type LinkedBlocks = Extract<Linked, { type: 'answer' }>

export type ReadFile = {
  frontMatter: FrontMatter
  /** What stands before the first section heading; its title is empty. */
  root: Section<Draft>
  /** Number of questions. */
  questions: number
  /** Whether answers of it stand in other files. */
  linking?: true
  /** Whether it was given up for its time or memory. */
  ended?: true
  /** The dialect it was read in; undefined where none was found. */
  choice?: Chosen
}

/** What was judged of a file: confidence from 0 to 1, and the next best. */
export type Chosen = {
  dialect: string
  confidence: number
  runnerUp?: { dialect: string; questions: number; confidence: number }
}

/** How a file's Markdown is parsed. */
export type Parse = (text: Text) => Promise<Markdown | Ended>

const parseHere: Parse = async ({ text, origin, syntax }) => parseMarkdown(text, origin, syntax)

/** What of a file is parsed, and how. */
export function textOf(
  source: Source,
  settings: FileSettings,
  { frontMatter, offset, line } = splitFrontMatter(source, new Messages()),
): Text {
  const marks = (frontMatter.highlights ?? settings.highlights) === 'gaps'
  return { text: source.text.slice(offset), origin: { offset, line }, syntax: { marks } }
}

/** Reads a file whole: front matter, dialect, items, text between them. */
export async function readFile(
  source: Source,
  settings: FileSettings,
  media: MediaOfBank,
  messages: Messages,
  follow?: Follow,
  parse: Parse = parseHere,
): Promise<ReadFile> {
  const split = splitFrontMatter(source, messages)
  const { path } = source
  const deep = deepLine(source.text)
  try {
    const text = textOf(source, settings, split)
    const markdown = deep === undefined ? await parse(text) : undefined
    if (markdown && 'blocks' in markdown) {
      return await readBody(source, split, markdown, settings, media, messages, follow)
    }
    if (markdown) {
      sayEnded(markdown, path, messages)
      const left = leftOut(split.frontMatter, path)
      return markdown.ended === 'depth' ? left : { ...left, ended: true }
    }
  } catch (fault) {
    // The stack ends where thousands of nodes stand within one another.
    if (!(fault instanceof RangeError)) throw fault
  }
  messages.add('nesting-too-deep', tooDeep, placeAt(source, deep ?? split.offset))
  return leftOut(split.frontMatter, path)
}

const tooDeep = 'The text is nested too deep to be read; the file was left out.'

/** Says why a file could not be parsed. */
export function sayEnded({ ended, line }: Ended, path: string, messages: Messages): void {
  const place = { path, line, column: 1 }
  if (ended === 'depth') {
    messages.add('nesting-too-deep', tooDeep, place)
    return
  }
  const what = ended === 'time' ? 'longer' : 'more'
  const reason = `The text from here to the next heading takes ${what} to read than it may; the file was left out.`
  messages.add('text-too-slow', reason, place)
}

function leftOut(frontMatter: FrontMatter, path: string): ReadFile {
  return { frontMatter, root: emptySection({ path, line: 1, column: 1 }), questions: 0 }
}

async function readBody(
  source: Source,
  { frontMatter, offset, line }: Split,
  markdown: Markdown,
  settings: FileSettings,
  media: MediaOfBank,
  messages: Messages,
  follow?: Follow,
): Promise<ReadFile> {
  sayDense(source.text.slice(offset), { path: source.path, line }, messages)
  for (const { position } of openFences(markdown.blocks, source.text)) {
    const reason = 'The fence that opens here is not closed where the code ends.'
    messages.add('fence-unclosed', reason, placeOf(position, source.path))
  }
  const { blocks: left, cleaned } = cleanUp(markdown.blocks, settings.keep)
  for (const one of cleaned) say(one, source.path, messages)

  const level = frontMatter.level ?? settings.level
  const ours = frontMatter.ours || left.some(isDirectiveOfHeading)
  const keyed =
    ours || settings.keep.includes('cleaned-answer-key') ? noKeys(left) : withoutKeys(left)
  const blocks = ours ? left : withNamedLids(cutAtDetails(withoutFrames(keyed.blocks)))
  const sheet: Sheet = {
    blocks,
    headings: outline(blocks, ours ? undefined : headingsInAnswers(blocks)),
    text: source.text,
    known: markdown,
    ...(settings.name !== undefined && { name: settings.name }),
    ...(settings.alone && { alone: true }),
    ours,
    ...(keyed.keys.length > 0 && { keys: keyed.keys }),
    ...(level !== undefined && { level }),
  }
  const named = frontMatter.dialect ?? settings.dialect
  const forced = named && chooseNamed(sheet, named)
  const portions = named ? (forced ? [{ sheet, choice: forced }] : []) : chooseBySection(sheet)
  const found = portions
    .flatMap(({ sheet, choice }) => choice.dialect.parts(sheet, choice.evidence))
    .map((part) => kept(part, settings.keep))
  const told = ours ? found : toldApart(found, source.text)
  const apart = ours ? found : withMetadata(answered(told, keyed.keys, source.text))
  for (const { nodes } of keyed.keys) {
    const reason = 'The key of answers was given to the questions before it.'
    say({ nodes, rule: 'cleaned-answer-key', reason }, source.path, messages)
  }
  const parts = follow
    ? await withLinked(apart, source.text, follow, (rule, reason, { position }) =>
        messages.add(rule, reason, placeOf(position, source.path)),
      )
    : apart
  const depth = portions[0]?.choice.evidence.level ?? 0
  if (depth > 0) sayIndented(blocks, depth, source.path, messages)
  const choice = portions.map(({ choice }) => choice).sort(byQuestions)[0]
  if (!choice) sayNoQuestions(sheet, source, messages, named)

  const pictures = await findPictures(
    [...parts.flatMap(nodesOf), ...markdown.footnotes.values()],
    markdown.definitions,
    source.path,
    media,
  )
  const around: Surroundings = {
    path: source.path,
    definitions: markdown.definitions,
    footnotes: markdown.footnotes,
    pictures,
    messages,
    repeats: repeatsFor(source.text.length),
  }
  const bodies = parts.flatMap((part) => (part.type === 'item' && !part.told ? [part.body] : []))
  const manner = mannerOf(bodies, ours)
  const root = emptySection({ path: source.path, line: 1, column: 1 })
  const open: { depth: number; section: Section<Draft> }[] = [{ depth: 0, section: root }]
  const innermost = () => open.at(-1)?.section ?? root
  const intros = introsOf(around)
  let questions = 0
  const linking = parts.some((part) => part.type === 'item' && 'linked' in part)
  /** An answer of another file, closed with that file's own definitions and pictures. */
  const linkedAnswer = async (linked: LinkedBlocks): Promise<LinkedAnswer> => {
    const { path, line, blocks, definitions, footnotes } = linked
    const shown = [...blocks, ...footnotes.values()]
    const pictures = await findPictures(shown, definitions, path, media)
    const closer = new Closer({ path, definitions, footnotes, pictures, messages }, line)
    const closed = withoutPlaces(closer.blocks(blocks))
    const notes = withoutPlaces(closer.footnotes())
    return {
      blocks: closed,
      footnotes: notes,
      media: closer.media,
      place: { path, line, column: 1 },
    }
  }
  for (const part of parts) {
    if (part.type === 'section') {
      while ((open.at(-1)?.depth ?? 0) >= part.depth) open.pop()
      const section = sectionOf(part, innermost(), around, source.text)
      innermost().sections.push(section)
      open.push({ depth: part.depth, section })
    } else if (part.type === 'text') {
      intros.add(innermost(), part.blocks)
    } else if (part.type === 'skipped') {
      say(part, source.path, messages)
    } else {
      const difficulty = part.difficulty ?? frontMatter.difficulty
      const { linked: blocks } = part as LinkedItem
      const linked = blocks && (await linkedAnswer(blocks))
      const setting = {
        around,
        text: source.text,
        manner,
        tags: frontMatter.tags,
        ...(linked && { linked }),
      }
      const question = questionOf({ ...part, ...(difficulty && { difficulty }) }, setting)
      if (question) {
        innermost().questions.push(question)
        questions++
      }
    }
  }
  intros.close()
  return {
    frontMatter,
    root,
    questions,
    ...(linking && { linking: true as const }),
    ...(choice && { choice: chosenOf(choice) }),
  }
}

const noKeys = (blocks: RootContent[]) => ({ blocks, keys: [] })

/** Comments of strangers may look like directives; ours stand under headings. */
function isDirectiveOfHeading(node: RootContent, index: number, blocks: RootContent[]): boolean {
  return node.type === 'html' && blocks[index - 1]?.type === 'heading' && isDirective(node)
}

function chosenOf({ dialect, evidence, runnerUp }: Choice): Chosen {
  return {
    dialect: dialect.name,
    confidence: evidence.confidence,
    ...(runnerUp && {
      runnerUp: {
        dialect: runnerUp.name,
        questions: runnerUp.questions,
        confidence: runnerUp.confidence,
      },
    }),
  }
}

/** Says which headings of the questions' level a list item before them took in. */
function sayIndented(
  blocks: readonly RootContent[],
  level: number,
  path: string,
  messages: Messages,
): void {
  for (const block of blocks) {
    if (block.type !== 'list') continue
    for (const node of block.children.flatMap(({ children }) => children.slice(1))) {
      if (node.type !== 'heading' || node.depth > level) continue
      const reason = `"${words(node).trim().slice(0, 60)}" is a part of the list item before it.`
      messages.add('heading-in-list', reason, placeOf(node.position, path))
    }
  }
}

function byQuestions(one: Choice, other: Choice): number {
  return other.evidence.questions - one.evidence.questions
}

function nodesOf(part: Part): RootContent[] {
  if (part.type === 'section') return [...part.title]
  if (part.type === 'text') return part.blocks
  return part.type === 'item' ? [...part.title, ...contentOf(part)] : []
}

function kept(part: Part, keep: readonly string[]): Part {
  return part.type === 'skipped' && keep.includes(part.rule)
    ? { type: 'text', blocks: part.nodes }
    : part
}

function say(
  {
    nodes,
    rule,
    reason,
  }: Pick<Cleaned, 'nodes' | 'reason'> & { rule: Cleaned['rule'] | 'item-skipped' | string },
  path: string,
  messages: Messages,
): void {
  const start = nodes[0]?.position?.start
  const end = nodes.at(-1)?.position?.end
  messages.add(rule as Cleaned['rule'], reason, {
    path,
    line: start?.line ?? 1,
    column: start?.column ?? 1,
    ...(end && { end: { line: end.line, column: end.column } }),
  })
}

function sayNoQuestions(
  sheet: Sheet,
  source: Source,
  messages: Messages,
  named?: DialectName,
): void {
  const why = named ? `nothing in it is written as ${named}` : whyNone(sheet)
  const place = { path: source.path, line: 1, column: 1 }
  messages.add('file-without-questions', `${source.path} holds no question: ${why}.`, place)
}

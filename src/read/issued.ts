/**
 * Reads one question again from its Markdown as last issued.
 *
 * Its parts are parsed one by one and go through the same reading as those of a
 * file whose dialect tells parts apart. What stood elsewhere in the file is not
 * there any more: a reference or footnote that was defined outside the question
 * becomes plain text, unless it was kept beside the parts (see `model/kept.ts`), and a
 * picture shows only while its file is where it was.
 */
import type { Definition, FootnoteDefinition, Html, RootContent } from 'mdast'
import { Messages } from '../messages/messages.ts'
import type { Draft, Kind } from '../model/bank.ts'
import { renumbered } from '../model/gaps.ts'
import { type Kept, restored } from '../model/kept.ts'
import type { Found } from './close.ts'
import { withGaps } from './dialects/brackets.ts'
import type { Option } from './dialects/dialect.ts'
import { type Markdown, parseMarkdown } from './markdown/markdown.ts'
import { isSoundUrl } from './media/sound.ts'
import type { MediaOfBank } from './media.ts'
import { findPictures } from './pictures.ts'
import { questionOf } from './question.ts'
import type { Parts } from './split.ts'

/** Verbatim Markdown of a question's parts. */
export type IssuedParts = {
  title: string
  directive?: string
  prompt?: string
  answer?: string
  choices?: readonly string[]
  /** Which choices are right, `1` or `0` each, where their Markdown has no boxes. */
  right?: string
  /** `3 text` for each gap whose number is not in the Markdown, in reading order. */
  gaps?: readonly string[]
  /** The file they stood in, for its pictures. */
  path?: string
  /** What the parts do not give back. */
  kept?: Kept
}

/**
 * Undefined where the parts no longer read as a question of that kind. Nothing
 * is said of what is wrong with it: there is no file in which an author could
 * mend it. Without `media` no picture is looked up.
 */
export async function readIssued(
  parts: IssuedParts,
  kind: Kind,
  media?: MediaOfBank,
): Promise<Draft | undefined> {
  const again = await readAgain(parts, kind, media)
  const { kept } = parts
  if (!kept) return again
  const found = await findKept(kept, media)
  return restored(again, kind, kept, (key) => found.get(key))
}

/** The keys that kept pictures and recordings have now, by those that they had. */
async function findKept(kept: Kept, media?: MediaOfBank): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const [key, path] of Object.entries(kept.media ?? {})) {
    const remote = /^https?:/.test(path)
    const url = remote ? path : path.split('/').map(encodeURIComponent).join('/')
    const place = { path: inRoot, line: 1, column: 1 }
    const wanted = isSoundUrl(url) ? media?.hear : media?.resolve
    const medium = await wanted?.(url, inRoot, place)
    if (medium && 'key' in medium) found.set(key, medium.key)
  }
  return found
}

/** A file from which addresses count from the root. */
const inRoot = 'README.md'

/** The parts alone. */
async function readAgain(
  parts: IssuedParts,
  kind: Kind,
  media: MediaOfBank | undefined,
): Promise<Draft | undefined> {
  const { gaps } = parts
  if (!gaps) return readParts(parts, kind, media, parseMarkdown)
  for (const parse of [marked, bracketed]) {
    const question = await readParts(parts, kind, media, parse)
    const numbers = question && numbersOf(question, gaps)
    if (question?.kind === 'cloze' && numbers) return renumbered(question, numbers)
  }
  return undefined
}

/** How text is parsed whose gaps have no numbers: they are highlights, or stand in brackets. */
const marked = (text: string) => parseMarkdown(text, undefined, { marks: true })
const bracketed = (text: string): Markdown => {
  const parsed = parseMarkdown(text)
  return { ...parsed, blocks: withGaps(parsed.blocks, text).nodes }
}

/** The numbers as issued; undefined where there are not as many gaps. */
function numbersOf(draft: Draft, gaps: readonly string[]): Map<number, number> | undefined {
  const counted = draft.kind === 'cloze' ? (draft.counted ?? []) : []
  if (counted.length !== gaps.length) return undefined
  return new Map(counted.map((from, at) => [from, Number.parseInt(gaps[at] ?? '', 10)]))
}

const nothing: Markdown = { blocks: [], definitions: new Map(), footnotes: new Map() }

async function readParts(
  parts: IssuedParts,
  kind: Kind,
  media: MediaOfBank | undefined,
  parse: (text: string) => Markdown,
): Promise<Draft | undefined> {
  const { choices, path = '' } = parts
  const title = parse(`# ${parts.title.replace(/\s+/g, ' ')}`)
  const [heading] = title.blocks
  const prompt = parts.prompt ? parse(parts.prompt) : nothing
  const answer = parts.answer ? parse(parts.answer) : nothing
  const options = choices && unlettered(choices, parts.right).map((choice) => parse(choice))
  if (heading?.type !== 'heading') return undefined

  const all = [title, prompt, answer, ...(options ?? [])]
  const definitions = new Map<string, Definition>(all.flatMap((part) => [...part.definitions]))
  const footnotes = new Map<string, FootnoteDefinition>(all.flatMap((part) => [...part.footnotes]))
  const nodes = [...all.flatMap(({ blocks }) => blocks), ...footnotes.values()]
  const pictures: Map<string, Found> = media
    ? await findPictures(nodes, definitions, path, media)
    : new Map()
  const messages = new Messages()
  const around = { path, definitions, footnotes, pictures, messages }
  const told: Parts = {
    ...directiveOf(parts.directive),
    prompt: prompt.blocks,
    answer: answer.blocks,
    ...(options && {
      options: options.map(({ blocks }, index) => optionOf(blocks, parts.right?.[index])),
    }),
  }
  const question = questionOf(
    {
      type: 'item',
      title: heading.children,
      cut: 0,
      position: heading.position,
      body: [],
      told,
      kind,
    },
    { around, text: '', manner: { rules: false, answerHeadings: false }, tags: [] },
  )
  return question?.kind === kind ? question : undefined
}

/** Options without the letters that their dialect cut off: where no box marks them, and all have one in order. */
function unlettered(choices: readonly string[], right: string | undefined): readonly string[] {
  const letters = choices.map((choice) => lettered.exec(choice)?.[1] ?? '')
  const first = letters[0]?.codePointAt(0) ?? 0
  const inOrder = letters.every((letter, at) => letter.codePointAt(0) === first + at)
  const begins = /^[AaАа]$/.test(letters[0] ?? '')
  return right !== undefined && begins && inOrder
    ? choices.map((choice) => choice.replace(lettered, ''))
    : choices
}

/** `- A: `, `B) `, `(c) `. */
const lettered = /^\s*(?:[-*+]\s+)?\(?(\p{L})[.):]\s+/u

function directiveOf(text: string | undefined): Pick<Parts, 'directive'> {
  if (text === undefined) return {}
  const [comment] = parseMarkdown(text).blocks
  return comment?.type === 'html' ? { directive: comment satisfies Html } : {}
}

/** A task list of one item, or what another dialect's option held; `right` says what no box does. */
function optionOf(blocks: readonly RootContent[], right: string | undefined): Option {
  const [list] = blocks
  const item = list?.type === 'list' && blocks.length === 1 ? list.children[0] : undefined
  const [first, ...why] = item ? item.children : blocks
  return {
    right: right === undefined ? item?.checked === true : right === '1',
    body: first ? [first] : [],
    why,
  }
}

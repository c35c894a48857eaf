/**
 * Tells prompt, options and answer of one item apart, where its text shows them:
 * options with an answer's letter or a tick, or an answer under a lid.
 */
import type { RootContent } from 'mdast'
import type { Item, Option, Part, Told } from './dialects/dialect.ts'
import { htmlWords, withoutLids } from './lids.ts'
import { findOptions, type Group, inLatin, parsed } from './options.ts'
import { numberOf, says, words } from './outline.ts'
import { answerAlone, answerInWords, answerStated, placesAt, type Stated } from './stated.ts'
import { answerName, asks, countName } from './wording.ts'

/** What the items of a file have in common; decided once over all of them. */
export type Traits = {
  /** Whether task lists are choices, or things to do. */
  tasks: boolean
  /** Whether lettered lists are choices even where no answer is given. */
  letters: boolean
  /** Whether what stands before a lid asks, or answers in short. */
  lids: boolean
}

export const noTraits: Traits = { tasks: false, letters: false, lids: false }

/** Judges from all bodies of a file; `few`: how many make a habit. */
export function traitsOf(bodies: readonly (readonly RootContent[])[], text: string): Traits {
  const habit = Math.max(1, Math.min(3, bodies.length))
  const holding = (form: Group['form']) =>
    bodies.filter((body) => findOptions(withoutLids(body).blocks, text, [form])).length
  return {
    tasks: holding('task') >= habit,
    lids: bodies.filter((body) => withoutLids(body).from >= 0).length * 2 >= bodies.length,
    letters: bodies.filter((body) => tellApart(body, text, noTraits)?.options).length >= habit,
  }
}

/** Undefined where nothing tells the parts apart. */
export function tellApart(
  body: readonly RootContent[],
  text: string,
  traits: Traits,
): Told | undefined {
  const { blocks, from, said } = withoutLids(body)
  const group = findOptions(from > 0 ? blocks.slice(0, from) : blocks, text, [
    ...(traits.tasks ? (['task'] as const) : []),
    'letters',
  ])
  if (group) {
    const told = choiceOf(group, blocks, said, from, text)
    const right = told.options?.some((option) => option.right) ?? false
    if (right || (group.form === 'letters' ? traits.letters : true)) return told
  }
  for (const form of ['numbers', 'bullets'] as const) {
    const plain = findOptions(from > 0 ? blocks.slice(0, from) : [...blocks], text, [form])
    if (!plain) continue
    const told = choiceOf(plain, blocks, said, from, text)
    if (told.options?.some((option) => option.right)) return told
  }
  // What stands before the lid asks only where something does.
  if (!traits.lids || from < 0 || !blocks.slice(from).some(saysMore)) return undefined
  return { prompt: blocks.slice(0, from), answer: blocks.slice(from) }
}

/** Tells the parts of a stranger's items apart, where their dialect has not. */
export function toldApart(parts: readonly Part[], text: string): Part[] {
  const open = parts.filter((part): part is Item => part.type === 'item' && !part.told)
  const traits = traitsOf(
    open.map(({ body }) => body),
    text,
  )
  return parts.map((part) => {
    if (part.type !== 'item') return part
    const told = part.told ?? tellApart(part.body, text, traits)
    return titled(told && !part.told ? { ...part, body: [], told } : part)
  })
}

/** An item whose heading only counts, such as "Question 7", is named by its first paragraph. */
function titled(item: Item): Item {
  if (!countName.test(words({ children: [...item.title] }).trim())) return item
  const blocks = item.told?.prompt ?? item.body
  const first = blocks.findIndex(saysMore)
  const named = blocks[first]
  if (named?.type !== 'paragraph' && named?.type !== 'heading') return item
  const rest = blocks.filter((node) => node !== named)
  // Where no part was told apart, a paragraph that does not ask is the answer, if it is no title.
  if (!item.told && !asks(words(named)) && !isTitle(named)) return item
  const cut = numberOf(words(named).trim())?.length ?? 0
  const more = item.told ? { told: { ...item.told, prompt: rest } } : { body: rest }
  return { ...item, ...more, title: named.children, cut }
}

/** Whether a block names what stands below it: a heading, or a line that is bold as a whole. */
function isTitle(node: RootContent): boolean {
  if (node.type === 'heading') return !isAnswerName(node)
  const strong = (child: RootContent) =>
    child.type === 'strong' || (child.type === 'text' && child.value.trim() === '')
  return node.type === 'paragraph' && node.children.every(strong)
}

function saysMore(node: RootContent): boolean {
  return says(node) || node.type === 'heading'
}

function choiceOf(
  group: Group,
  blocks: readonly RootContent[],
  said: readonly string[],
  from: number,
  text: string,
): Told {
  const prompt = [...blocks.slice(0, group.from), ...group.before]
  const rest = [...group.after, ...blocks.slice(group.to)]
  const under = from < 0 ? rest.length : Math.max(0, from - group.to) + group.after.length
  const found = said
    .map((words) => answerStated(inLatin(words, group)))
    .find((stated) => stated && fits(stated, group))
  const { right, answer } = found
    ? { right: found.right, answer: rest }
    : answerIn(rest, under, group, text)
  const options = group.options.map(
    (option, place): Option => (right.includes(place) ? { ...option, right: true } : option),
  )
  return { prompt, options, answer: trimmed(answer) }
}

function fits({ right }: Stated, { options, form }: Group): boolean {
  return (
    right.every((place) => place < options.length) && (form !== 'bullets' || right.length === 0)
  )
}

/** The words of a block as one line, also of HTML and of code. */
function lineOf(node: RootContent): string {
  const own = node.type === 'html' ? node.value.split('\n').map(htmlWords).join('\n') : words(node)
  return own.replace(/[ \t]+/g, ' ').trim()
}

/** Finds which options are right; `under`: index of the first block that a lid hid. */
function answerIn(
  blocks: readonly RootContent[],
  under: number,
  group: Group,
  text: string,
): { right: number[]; answer: RootContent[] } {
  for (const [index, node] of blocks.entries()) {
    const before = blocks.slice(0, index)
    const after = blocks.slice(index + 1)
    const line = inLatin(lineOf(node), group)
    const named = blocks[index - 1]?.type === 'heading' && isAnswerName(blocks[index - 1])
    const bare = named || (index === under && node.type !== 'heading')
    const stated =
      answerStated(line) ??
      (bare ? placesAt(line) : undefined) ??
      inWords(line, bare, group) ??
      (group.form === 'letters' ? answerAlone(line) : undefined)
    if (!stated || !fits(stated, group) || stated.right.length === 0) continue
    const left = remains(node, stated, group, text)
    const kept = named ? before.slice(0, -1) : before
    return { right: stated.right, answer: [...kept, ...left, ...after] }
  }
  return { right: [], answer: [...blocks] }
}

function isAnswerName(node: RootContent | undefined): boolean {
  return node !== undefined && answerName.test(words(node).trim())
}

/** An answer given in the words of one option. */
function inWords(line: string, bare: boolean, { options }: Group): Stated | undefined {
  const answer = answerInWords(line) ?? (bare ? line : undefined)
  if (answer === undefined) return undefined
  const [own = ''] = answer.split('\n')
  // The option's words alone, or as the first sentence.
  for (const said of [own, own.split(/[.。;；(（–—]/)[0] ?? '']) {
    const right = options.flatMap((option, place) =>
      normalized(words({ children: option.body })) === normalized(said) ? [place] : [],
    )
    if (right.length === 1) return { right, rest: answer.slice(said.length) }
  }
  return undefined
}

function normalized(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, ' ')
    .trim()
}

/** What a statement says beyond the letters and the options' own words. */
function remains(node: RootContent, stated: Stated, group: Group, text: string): RootContent[] {
  const [own = '', ...lines] = stated.rest.split('\n')
  const said = normalized(own)
  const known = stated.right.some(
    (place) => normalized(words({ children: group.options[place]?.body ?? [] })) === said,
  )
  if (said !== '' && !known) return [node]
  if (lines.length === 0 || node.type !== 'paragraph') return lines.length === 0 ? [] : [node]
  const start = node.position?.start.offset ?? 0
  const end = node.position?.end.offset ?? 0
  const cut = /\r\n|\n|\r/.exec(text.slice(start, end))
  return cut ? parsed(node, start + cut.index + cut[0].length, end, text) : [node]
}

function trimmed(nodes: RootContent[]): RootContent[] {
  let from = 0
  let to = nodes.length
  while (from < to && nodes[from]?.type === 'thematicBreak') from++
  while (to > from && nodes[to - 1]?.type === 'thematicBreak') to--
  return nodes.slice(from, to)
}

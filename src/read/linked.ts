/**
 * Answers in other files: `[Answer](answers/3.md)` below a question, behind its
 * title, or a title that is itself such a link. Only files inside the root.
 */
import path from 'node:path'
import type { Definition, FootnoteDefinition, PhrasingContent, RootContent } from 'mdast'
import type { RuleId } from '../messages/rules.ts'
import type { Item, Part, Told } from './dialects/dialect.ts'
import { findOptions } from './options.ts'
import { type Entry, outline, says, words } from './outline.ts'
import { answerStated, placesAt } from './stated.ts'
import { answerName, lidName } from './wording.ts'

/** What a link of a question leads to. */
export type Linked =
  | {
      type: 'answer'
      path: string
      /** Line of the file at which the answer begins. */
      line: number
      blocks: RootContent[]
      definitions: ReadonlyMap<string, Definition>
      footnotes: ReadonlyMap<string, FootnoteDefinition>
    }
  /** The file holds the question itself, so that the link lists it. */
  | { type: 'contents'; path: string }
  | { type: 'refused'; rule: Extract<RuleId, `answer-link-${string}`>; reason: string }

/** Finds out where a link leads, `answers`: that says it leads to an answer; undefined where it leads to no file of Markdown. */
export type Follow = (url: string, answers: boolean) => Promise<Linked | undefined>

/** A question and the answer that stands in another file. */
export type LinkedItem = Item & { linked?: Extract<Linked, { type: 'answer' }> }

const markdown = /\.(?:md|markdown|mdown|mkd)$/i

/** Where a link leads: a path relative to the root, and the place in the file. */
export type Target = { path: string; fragment?: string }

/** Undefined where a link leads to no Markdown file of the same repository; `..` first: outside. */
export function targetOf(url: string, from: string): Target | undefined {
  const [, written = '', fragment] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/s.exec(url.trim()) ?? []
  let decoded: string
  try {
    decoded = decodeURIComponent(written).replaceAll('\\', '/')
  } catch {
    return undefined
  }
  if (/^[a-z][a-z0-9+.-]*:|^\/\/|[\u0000-\u001f]/i.test(decoded) || !markdown.test(decoded)) {
    return undefined
  }
  const base = decoded.startsWith('/') ? '' : path.posix.dirname(from)
  const target = path.posix.normalize(path.posix.join(base, decoded.replace(/^\/+/, '')))
  return { path: target, ...(fragment && { fragment }) }
}

/** Gives questions the answers that their links lead to; `say`: what of them is wrong. */
export async function withLinked(
  parts: readonly Part[],
  text: string,
  follow: Follow,
  say: (rule: RuleId, reason: string, node: PhrasingContent) => void,
): Promise<(Part | LinkedItem)[]> {
  const result: (Part | LinkedItem)[] = []
  for (const part of parts) {
    const found = part.type === 'item' ? linkOf(part) : undefined
    const linked = found && (await follow(found.link.url, isAnswerLink(found.link)))
    if (part.type !== 'item' || !found || !linked) {
      result.push(part)
    } else if (linked.type === 'contents') {
      const reason = `It lists a question that stands in ${linked.path}.`
      const nodes = [...part.title, ...bodyOf(part)] as RootContent[]
      result.push({ type: 'skipped', nodes, rule: 'cleaned-contents', reason })
    } else if (linked.type === 'refused') {
      say(linked.rule, linked.reason, found.link)
      result.push(found.item)
    } else {
      result.push({ ...withRight(found.item, linked.blocks, text), linked })
    }
  }
  return result
}

type Link = Extract<PhrasingContent, { type: 'link' }>
/** `item`: without the link. */
type Found = { link: Link; item: Item }

function bodyOf({ body, told }: Item): RootContent[] {
  return told ? [...told.prompt, ...told.answer] : body
}

/** The link by which an item without an answer of its own names it. */
function linkOf(item: Item): Found | undefined {
  const filled = bodyOf(item).filter(says)
  const last = filled.at(-1)
  const link = last && onlyLink(last)
  if (last && link && isAnswerLink(link)) {
    const prompt = filled.slice(0, -1)
    const told = { ...item.told, prompt, answer: [] }
    return { link, item: { ...item, body: [], told } }
  }
  if (filled.length > 0 && item.told?.answer.some(says)) return undefined
  if (filled.length > 0 && !item.told) return undefined
  const anchored = htmlLink(item.title)
  if (anchored) {
    const told = { ...item.told, prompt: filled, answer: [] }
    return { link: anchored, item: { ...item, title: anchored.children, body: [], told } }
  }
  const [only] = item.title.filter((node) => node.type !== 'text' || node.value.trim() !== '')
  const end = item.title.at(-1)
  const told = { ...item.told, prompt: filled, answer: [] }
  if (item.title.length > 1 && end?.type === 'link' && isAnswerLink(end)) {
    return { link: end, item: { ...item, title: item.title.slice(0, -1), body: [], told } }
  }
  const others = item.title.filter((node) => node !== only && words(node).trim() !== '')
  if (only?.type !== 'link' || others.length > 0 || only.children.length === 0) return undefined
  return { link: only, item: { ...item, title: only.children, body: [], told } }
}

/** A title that is one link written as HTML, breaks behind it aside. */
function htmlLink(title: readonly PhrasingContent[]): Link | undefined {
  const [first, ...rest] = title.filter(
    (node) => !/^(?:\s|<br\b[^>]*>)*$/i.test('value' in node ? node.value : 'x'),
  )
  const last = rest.pop()
  if (first?.type !== 'html' || last?.type !== 'html' || !/^<\/a\s*>$/i.test(last.value))
    return undefined
  const url = /^<a\b[^>]*?\shref\s*=\s*["']?([^"'\s>]+)/i.exec(first.value)?.[1]
  if (url === undefined || rest.length === 0 || rest.some(({ type }) => type === 'html')) {
    return undefined
  }
  const { position } = first
  return { type: 'link', url, children: rest as Link['children'], ...(position && { position }) }
}

/** The link that is all there is to a block, signs aside. */
function onlyLink(node: RootContent): Link | undefined {
  if (node.type === 'list') {
    const [item, ...others] = node.children
    const [block, ...more] = item?.children ?? []
    return others.length === 0 && more.length === 0 && block ? onlyLink(block) : undefined
  }
  if (node.type !== 'paragraph') return undefined
  const links = node.children.filter((child): child is Link => child.type === 'link')
  const rest = node.children.filter((child) => child.type !== 'link')
  const bare = rest.every((child) => !/[\p{L}\p{N}]/u.test(words(child)))
  return links.length === 1 && bare ? links[0] : undefined
}

function isAnswerLink(link: Link): boolean {
  const name = words(link).trim()
  return lidName.test(name) || answerName.test(name)
}

/** The lettered options of a prompt apart from it. */
function withOptions(told: Told, text: string): Told {
  const group = told.options ? undefined : findOptions(told.prompt, text, ['letters'])
  if (!group) return told
  const prompt = [...told.prompt.slice(0, group.from), ...group.before, ...group.after]
  return { ...told, prompt: [...prompt, ...told.prompt.slice(group.to)], options: group.options }
}

/** Ticks the options that the first lines of an answer name. */
function withRight(item: Item, blocks: readonly RootContent[], text: string): Item {
  const told = item.told && withOptions(item.told, text)
  const options = told?.options
  if (!told || !options || options.some(({ right }) => right)) return item
  for (const node of blocks.slice(0, 3)) {
    const line = words(node).trim()
    const stated = answerStated(line) ?? placesAt(line)
    if (!stated || stated.right.length === 0) continue
    if (stated.right.some((place) => place >= options.length)) continue
    const ticked = options.map((option, place) => ({
      ...option,
      right: stated.right.includes(place),
    }))
    return { ...item, told: { ...told, options: ticked } }
  }
  return item
}

/** The blocks of a file below the heading or anchor that a fragment names; all of it without one. */
export function sectionAt(
  blocks: readonly RootContent[],
  anchors: ReadonlyMap<string, Entry>,
  fragment: string | undefined,
): { blocks: RootContent[]; line: number } | undefined {
  if (fragment === undefined) {
    const first = blocks.findIndex((node) => node.type === 'heading' || says(node))
    const start = blocks[first]?.type === 'heading' ? first + 1 : 0
    return { blocks: blocks.slice(start), line: blocks[0]?.position?.start.line ?? 1 }
  }
  const found = anchors.get(fragment) ?? anchors.get(slugOf(decoded(fragment)))
  if (!found) return undefined
  const line = found.node.position?.start.line ?? 1
  return { blocks: blocks.slice(found.index + 1, found.end), line }
}

/** The headings of a file by the fragments that lead to them: names in their tags, or slugs of their words. */
export function anchorsOf(blocks: readonly RootContent[]): Map<string, Entry> {
  const anchors = new Map<string, Entry>()
  const times = new Map<string, number>()
  for (const entry of outline(blocks)) {
    const slug = slugOf(entry.title)
    const before = times.get(slug) ?? 0
    times.set(slug, before + 1)
    const names = [blocks[entry.index], blocks[entry.index - 1]].flatMap((node) =>
      node ? namesIn(node) : [],
    )
    for (const name of [...names, before === 0 ? slug : `${slug}-${before}`]) {
      if (!anchors.has(name)) anchors.set(name, entry)
    }
  }
  return anchors
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** The names that tags in a block give: `<a name="scope">`. */
function namesIn(node: RootContent): string[] {
  if (node.type === 'html') {
    return [...node.value.matchAll(/\b(?:name|id)\s*=\s*["']?([^"'\s>]+)/gi)].flatMap(
      ([, name]) => name ?? [],
    )
  }
  return 'children' in node ? (node.children as RootContent[]).flatMap(namesIn) : []
}

/** A heading's anchor as sites that show repositories make it. */
export function slugOf(title: string): string {
  return title
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '')
    .replace(/\s/g, '-')
}

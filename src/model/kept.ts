/**
 * What of a question its own Markdown does not give back.
 *
 * A question is kept as the Markdown of its parts, and read again when it is
 * retired. What stood elsewhere in its file (a definition, a file's tags, the
 * number that its dialect cut off its title) is not in them; so whatever comes out
 * otherwise is kept as it was, and nothing else.
 */
import { type Body, bodyOf, type Draft, type Kind } from './bank.ts'
import { type Node, visit } from './mdast.ts'

export type Kept = {
  /** Facts of the question by name; null for one that it had not. */
  facts?: Readonly<Record<string, unknown>>
  /** Parts of its body by name, without positions; null for one that it had not. */
  body?: Readonly<Record<string, unknown>>
  /** Where the pictures and recordings in those parts are, from the bank's root, by key. */
  media?: Readonly<Record<string, string>>
}

const facts = [
  'kind',
  'title',
  'tags',
  'difficulty',
  'see',
  'answered',
  'choices',
  'gaps',
  'expected',
] as const

const parts = [
  'title',
  'hint',
  'prompt',
  'answer',
  'choices',
  'footnotes',
] as const satisfies readonly (keyof Body)[]

/** Undefined where reading `again` gives the question as it was. `pathOf` tells where a medium is. */
export function keptOf(
  was: Draft,
  again: Draft | undefined,
  pathOf: (key: string) => string | undefined,
): Kept | undefined {
  const now = again ?? blank(was.kind)
  const ofFacts = difference(facts, was, now)
  const sameBody = unplaced(was.body) === unplaced(now.body)
  const ofBody = sameBody ? undefined : difference(parts, bodyOf(was), bodyOf(now))
  if (!ofFacts && !ofBody) return undefined
  const media: Record<string, string> = {}
  for (const key of ofBody ? mediaIn(nodesOf(ofBody)) : []) {
    const path = pathOf(key)
    if (path !== undefined) media[key] = path
  }
  return {
    ...(ofFacts && { facts: ofFacts }),
    ...(ofBody && { body: ofBody }),
    ...(Object.keys(media).length > 0 && { media }),
  }
}

/** The question as it was; `found` tells the key that a medium has now, undefined for one that is gone. */
export function restored(
  again: Draft | undefined,
  kind: Kind,
  kept: Kept,
  found: (key: string) => string | undefined,
): Draft {
  const now = again ?? blank(kind)
  const old = structuredClone(kept.body ?? {})
  visit(nodesOf(old), (node) => take(node, found))
  const body = overlaid(bodyOf(now), old)
  const draft = overlaid(now, kept.facts ?? {})
  const media = again ? again.media : []
  const shown = mediaIn(nodesOf(body), 'picture')
  return { ...draft, media: [...new Set([...media, ...shown])], body: JSON.stringify(body) }
}

/** Keys of the pictures, or of recordings too, that some nodes show. */
export function mediaIn(nodes: readonly Node[], only?: 'picture'): string[] {
  const keys = new Set<string>()
  visit(nodes, (node) => {
    if (node.type === 'picture') keys.add(node.medium)
    if (!only && node.type === 'link' && node.sound !== undefined) keys.add(node.sound)
  })
  return [...keys]
}

function take(node: Node, found: (key: string) => string | undefined): void {
  if (node.type === 'link' && node.sound !== undefined) {
    const sound = found(node.sound)
    if (sound === undefined) delete node.sound
    else node.sound = sound
  } else if (node.type === 'picture') {
    const medium = found(node.medium)
    if (medium !== undefined) node.medium = medium
    // In place, because its parent holds it; the words are those of any picture that is missing.
    else Object.assign(node, { type: 'emphasis', children: [missing(node.alt)] })
  }
}

function missing(alt: string): Node {
  return { type: 'text', value: `[picture missing: ${alt}]` }
}

/** The nodes of some parts of a body. */
function nodesOf(body: Readonly<Partial<Record<keyof Body, unknown>>>): Node[] {
  const { choices, ...others } = body as Partial<Body>
  const options = choices?.flatMap(({ body, why }) => [...body, ...why]) ?? []
  const nodes = Object.values(others) as (readonly Node[] | null)[]
  return [...nodes.flatMap((some) => some ?? []), ...options]
}

function difference(
  names: readonly string[],
  was: object,
  now: object,
): Record<string, unknown> | undefined {
  const [old, new_] = [was, now].map((some) => new Map<string, unknown>(Object.entries(some)))
  const differing = names.flatMap((name): [string, unknown][] => {
    const text = bare(old?.get(name))
    return text === bare(new_?.get(name)) ? [] : [[name, JSON.parse(text)]]
  })
  return differing.length > 0 ? Object.fromEntries(differing) : undefined
}

/** JSON without positions, which are those of another text. */
function bare(value: unknown): string {
  return JSON.stringify(value ?? null, (key, part) => (key === 'position' ? undefined : part))
}

/** A body's JSON without positions. In a string of JSON every quote has a stroke before it, so that none is found there. */
function unplaced(body: Draft['body']): string {
  return String(body).replace(position, '')
}

const position = /,?"position":\{"start":\{[^{}]*\},"end":\{[^{}]*\}\}/g

/** An object with some entries as they were. */
function overlaid<Whole extends object>(
  whole: Whole,
  old: Readonly<Record<string, unknown>>,
): Whole {
  const entries = Object.entries({ ...whole, ...old }).filter(([, value]) => value !== null)
  return Object.fromEntries(entries) as Whole
}

/** A question of which nothing could be read. */
function blank(kind: Kind): Draft {
  const body: Body = { title: [], prompt: [], answer: [], footnotes: [] }
  return {
    ...{ kind, title: '', tags: [], see: [], answered: true, media: [] },
    place: { path: '', line: 1, column: 1 },
    slices: { title: { start: 0, end: 0, text: '' } },
    body: JSON.stringify(body),
  } as unknown as Draft
}

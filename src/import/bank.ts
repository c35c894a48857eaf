/** Questions of a deck laid out as a bank: settings, and a file for each deck directly below the top one. */
import { stringify } from 'yaml'
import { safeName } from '../config/name.ts'
import { byNumberThenCode } from '../read/sources.ts'
import type { ImportedQuestion } from './question.ts'

/** What is to be written for one bank; names are relative to its folder. */
export type ImportedBank<Q extends ImportedQuestion = ImportedQuestion> = {
  title: string
  id: string
  files: { name: string; text: string }[]
  /** In the order in which the files hold them. */
  questions: Q[]
  /** The subdeck's name below the bank's deck, by the titles of a section and those above it as JSON. */
  decks: Map<string, string>
}

/** Deepest heading of Markdown; questions stand one below the deepest section. */
const deepest = 6

type Node<Q> = { part: string; questions: Q[]; below: Map<string, Node<Q>> }

function nodeOf<Q>(part: string): Node<Q> {
  return { part, questions: [], below: new Map() }
}

/** Questions of one top deck as a tree; levels that no heading is left for are joined into one. */
function treeOf<Q extends ImportedQuestion>(questions: readonly Q[]): Node<Q> {
  const top = nodeOf<Q>(questions[0]?.deck[0] ?? '')
  for (const question of questions) {
    const parts = question.deck.slice(1)
    const most = deepest - 1
    const path =
      parts.length > most ? [...parts.slice(0, most - 1), parts.slice(most - 1).join('::')] : parts
    let node = top
    for (const part of path) {
      const next = node.below.get(part) ?? nodeOf<Q>(part)
      node.below.set(part, next)
      node = next
    }
    node.questions.push(question)
  }
  return top
}

/** The heading's depth for questions of these decks. */
export function levelOf(decks: readonly (readonly string[])[]): number {
  return Math.min(deepest, Math.max(1, ...decks.map((deck) => deck.length - 1)) + 1)
}

/** Lays out the questions of one top deck. `own` says that its subdecks carry our numbers. */
export function bankOf<Q extends ImportedQuestion>(
  questions: readonly Q[],
  { title, id, level, own }: { title: string; id: string; level: number; own: boolean },
): ImportedBank<Q> {
  const top = treeOf(questions)
  const files: ImportedBank['files'] = []
  const decks = new Map<string, string>()
  const order: Q[] = []
  const chapters = sorted(top)
  const write = (
    node: Node<Q>,
    depth: number,
    titles: readonly string[],
    deck: readonly string[],
  ): string[] => {
    const name = headingOf(node.part, own)
    const path = [...titles, name]
    const parts = [...deck, node.part]
    decks.set(JSON.stringify(path), parts.join('::'))
    order.push(...node.questions)
    const below = sorted(node).flatMap((next) => write(next, depth + 1, path, parts))
    const heading = `${'#'.repeat(depth)} ${escaped(name)}`
    return [heading, ...node.questions.map(({ text }) => text), ...below]
  }
  order.push(...top.questions)
  const begin = top.questions.map(({ text }) => text)
  const parts = chapters.map((chapter) => ({
    name: headingOf(chapter.part, own),
    blocks: write(chapter, 1, [], []),
  }))
  if (begin.length > 0) {
    // A file of its own would make a section of them; ahead of all others they are in none.
    const blocks = [...begin, ...parts.flatMap((part) => part.blocks)]
    files.push({ name: 'questions.md', text: textOf(blocks) })
  } else {
    const width = Math.max(2, String(parts.length).length)
    for (const [index, { name, blocks }] of parts.entries()) {
      const number = String(index + 1).padStart(width, '0')
      const stem = `${number}-${safeName(name).toLowerCase()}`
      files.push({ name: `${stem}.md`, text: textOf(blocks) })
    }
  }
  files.push({ name: 'rectoverso.yaml', text: stringify({ title, id, level }) })
  return { title, id, files, questions: order, decks }
}

function textOf(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}

function sorted<Q>(node: Node<Q>): Node<Q>[] {
  return [...node.below.values()].sort((one, other) => byNumberThenCode(one.part, other.part))
}

/** A subdeck's name without the number that we put before it. */
function headingOf(part: string, own: boolean): string {
  const words = own ? part.replace(/^\d{3,}(?:\.\d{1,6})? /, '') : part
  return words.replaceAll('::', ' / ').replace(/\s+/g, ' ').trim() || 'Section'
}

/** Words that Markdown would take for marks. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>$~#|{}&]/g, '\\$&')
}

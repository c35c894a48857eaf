/** Follows links to answers in other files of the same root; each file is read once. */
import type { Messages } from '../messages/messages.ts'
import { cleanUp } from './cleanup.ts'
import { type Parse, sayEnded } from './file.ts'
import { anchorsOf, type Follow, type Linked, sectionAt, type Target, targetOf } from './linked.ts'
import type { Markdown } from './markdown/markdown.ts'
import type { Entry } from './outline.ts'
import { readLinked, type Source } from './sources.ts'

/** Where the questions of a file stand: what tells contents from answers. */
export type Held = (source: Source) => Promise<readonly { line: number }[]>

type Read = {
  source: Source
  markdown: Markdown
  anchors: ReadonlyMap<string, Entry>
  held: readonly { line: number }[]
}

export class Library {
  /** Files that hold answers of questions elsewhere and no questions of their own. */
  readonly taken = new Set<string>()
  /** Lines at which answers to questions elsewhere begin, by file. */
  private readonly lines = new Map<string, Set<number>>()
  private readonly files = new Map<string, Promise<Read | 'missing' | 'outside'>>()
  private readonly root: string
  private readonly keep: readonly string[]
  private readonly held: Held
  private readonly messages: Messages
  private readonly parse: Parse

  /** `root`: absolute; nothing outside is read. */
  constructor(root: string, keep: readonly string[], held: Held, messages: Messages, parse: Parse) {
    this.root = root
    this.keep = keep
    this.held = held
    this.messages = messages
    this.parse = parse
  }

  /** Every file that a link led to, by its path, and its text or why there is none. */
  async asked(): Promise<[path: string, found: string][]> {
    const all: [string, string][] = []
    for (const [path, reading] of this.files) {
      const read = await reading
      all.push([path, typeof read === 'string' ? read : `:${read.source.text}`])
    }
    return all
  }

  /** Follows the links of one file, by its path relative to the root. */
  from(path: string): Follow {
    return async (url, answers) => {
      const target = targetOf(url, path)
      if (!target || target.path === path) return undefined
      return this.linked(target, answers)
    }
  }

  private async linked(target: Target, answers: boolean): Promise<Linked> {
    const read = await this.read(target.path)
    if (read === 'outside' || target.path.startsWith('../')) {
      const reason = `The answer in ${target.path} lies outside the bank.`
      return { type: 'refused', rule: 'answer-link-outside', reason }
    }
    const missing = (what: string): Linked => {
      const reason = `The answer is not there: ${what}.`
      return { type: 'refused', rule: 'answer-link-missing', reason }
    }
    if (read === 'missing') return missing(target.path)
    const { markdown, held, anchors } = read
    const found = sectionAt(markdown.blocks, anchors, target.fragment)
    if (!found) return missing(`${target.path}#${target.fragment}`)
    const listed = answers
      ? false
      : target.fragment
        ? held.some(({ line }) => line === found.line)
        : held.length > 1
    if (listed) return { type: 'contents', path: target.path }
    if (target.fragment === undefined) this.taken.add(target.path)
    if (answers) {
      const lines = this.lines.get(target.path) ?? new Set<number>()
      this.lines.set(target.path, lines.add(found.line))
      const own = held.filter(({ line }) => lines.has(line)).length
      if (own >= held.length / 2) this.taken.add(target.path)
    }
    const { blocks } = cleanUp(found.blocks, this.keep)
    const { definitions, footnotes } = markdown
    return { type: 'answer', path: target.path, line: found.line, blocks, definitions, footnotes }
  }

  private read(path: string): Promise<Read | 'missing' | 'outside'> {
    const known = this.files.get(path)
    if (known) return known
    const reading = this.open(path)
    this.files.set(path, reading)
    return reading
  }

  private async open(path: string): Promise<Read | 'missing' | 'outside'> {
    const source = await readLinked(path, this.root, this.messages)
    if (typeof source === 'string') return source
    const held = await this.held(source)
    const offset =
      /^---[ \t]*\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/.exec(source.text)?.[0].length ?? 0
    const line = source.text.slice(0, offset).split('\n').length
    const origin = { offset, line }
    const markdown = await this.parse({ text: source.text.slice(offset), origin })
    if (!('blocks' in markdown)) {
      sayEnded(markdown, path, this.messages)
      return 'missing'
    }
    return { source, markdown, anchors: anchorsOf(markdown.blocks), held }
  }
}

/** Reads the notes of our own decks, whose fields have names and forms that we know. */
import type { Element, Root as HastRoot } from 'hast'
import type { RootContent } from 'mdast'
import type { FoundNote, FoundNoteType } from '../anki/collection-read.ts'
import { type FieldName, noteTypes } from '../anki/note-types.ts'
import type { Difficulty, Kind } from '../model/bank.ts'
import { type Losses, parseField, readField } from './html.ts'
import { plainOf, type Said } from './question.ts'

export type OwnType = { bank: string; kind: Kind }

/** Whether a note type is one that this program makes, of which bank and kind. */
export function ownType(type: FoundNoteType): OwnType | undefined {
  const found = /^(.+) (\w+) \(Rectoverso\)$/.exec(type.name)
  const kind = Object.values(noteTypes).find(({ label }) => label === found?.[2])
  const known = kind?.fields.slice(0, -3).every((name, index) => type.fields[index] === name)
  return found?.[1] && kind && known ? { bank: found[1], kind: kind.key } : undefined
}

/** What one of our notes says; its code besides. */
export function saidByOwn(note: FoundNote, kind: Kind, losses: Losses): Said & { code: string } {
  const field = (name: FieldName) => note.fields[note.type.fields.indexOf(name)] ?? ''
  const media: string[] = []
  const read = (html: string | HastRoot): RootContent[] => {
    const found = readField(html, losses)
    media.push(...found.media)
    return found.nodes
  }
  const asked = kind === 'cloze' ? field('Text') : `<p>${field('Question')}</p>${field('Prompt')}`
  const difficulty = difficulties.find((name) => name === field('Difficulty'))
  const hint = plainOf(read(field('Hint'))).trim()
  const expected = kind === 'typed' ? plainOf(read(field('Expected'))).trim() : ''
  return {
    kind,
    code: plainOf(read(field('Code'))).trim(),
    front: read(asked),
    answer: read(field('Answer')),
    ...(expected && { expected }),
    ...(kind === 'choice' && { options: optionsIn(field('Solution'), read) }),
    ...(hint && { hint }),
    ...(difficulty && { difficulty }),
    tags: note.tags.filter((tag) => tag !== `difficulty::${difficulty}` && tag !== 'retired'),
    media,
  }
}

const difficulties = ['easy', 'medium', 'hard'] as const satisfies readonly Difficulty[]

/** The options of a solution: what is offered, whether it is right, and why. */
function optionsIn(
  html: string,
  read: (tree: HastRoot) => RootContent[],
): NonNullable<Said['options']> {
  const [list] = parseField(html).children
  if (list?.type !== 'element') return []
  return elements(list).map((item) => {
    const option = find(item, 'rv-option')
    const why = option && find(option, 'rv-why')
    const body = option?.children.filter((child) => child !== why) ?? []
    return {
      right: hasClass(item, 'rv-right'),
      body: read({ type: 'root', children: body }),
      why: read({ type: 'root', children: why?.children ?? [] }),
    }
  })
}

function elements(node: Element): Element[] {
  return node.children.filter((child): child is Element => child.type === 'element')
}

function find(node: Element, name: string): Element | undefined {
  return elements(node).find((child) => hasClass(child, name))
}

function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties.className) && properties.className.includes(name)
}

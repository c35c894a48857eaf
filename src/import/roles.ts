/** Which fields of a note type ask and which answer, read off its templates. */
import type { FoundNoteType } from '../anki/collection-read.ts'
import type { Kind } from '../model/bank.ts'

export type Roles = {
  kind: Exclude<Kind, 'choice'>
  /** Indexes of fields in the order in which the front shows them. */
  front: number[]
  /** Those that only the back shows. */
  back: number[]
  /** The field that a learner types. */
  typed?: number
}

/** Names that stand for no field. */
const special = new Set(['FrontSide', 'Tags', 'Deck', 'Subdeck', 'Card', 'CardFlag', 'Type', ''])

type Reference = { field: string; filters: string[] }

/** Replacements of a template in order; conditions are not replacements. */
function referencesIn(template: string): Reference[] {
  return [...template.matchAll(/\{\{([^{}]*)\}\}/g)].flatMap(([, inside = '']) => {
    const parts = inside.trim().split(':')
    const field = parts.pop()?.trim() ?? ''
    return special.has(field) || /^[#^/!]/.test(inside.trim()) ? [] : [{ field, filters: parts }]
  })
}

/** Roles of the fields; `ordinals` are those of the note's cards. */
export function rolesOf(type: FoundNoteType, ordinals: readonly number[]): Roles {
  const [first] = type.templates
  const asked = referencesIn(first?.front ?? '')
  const shown = referencesIn(first?.back ?? '')
  const indexes = (references: readonly Reference[]) => [
    ...new Set(references.map(({ field }) => type.fields.indexOf(field)).filter((at) => at >= 0)),
  ]
  const typing = asked.find(({ filters }) => filters.includes('type'))
  const typed = typing ? type.fields.indexOf(typing.field) : -1
  const front = indexes(asked).filter((index) => index !== typed)
  const back = indexes(shown).filter((index) => index !== typed && !front.includes(index))
  // Templates that show nothing of the note still have fields: the first asks, the second answers.
  if (front.length === 0) front.push(0)
  if (back.length === 0 && typed < 0 && !type.cloze && type.fields.length > 1) back.push(1)
  if (type.cloze) return { kind: 'cloze', front, back }
  if (typed >= 0) return { kind: 'typed', front, back, typed }
  return { kind: isReversed(type, front, back, ordinals) ? 'reversed' : 'basic', front, back }
}

/** The second card asks with what the first answers. */
function isReversed(
  { fields, templates }: FoundNoteType,
  front: readonly number[],
  back: readonly number[],
  ordinals: readonly number[],
): boolean {
  const second = templates[1]
  if (!second || !ordinals.includes(0) || !ordinals.includes(1)) return false
  const asked = referencesIn(second.front).map(({ field }) => fields.indexOf(field))
  return asked.some((at) => back.includes(at)) && !asked.some((at) => front.includes(at))
}

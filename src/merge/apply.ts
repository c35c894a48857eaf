/** Wishes become edits of files: each part in its place, moved and new questions in their sections. */
import type { Section } from '../model/bank.ts'
import { withKeys } from './comment.ts'
import { applied, type Edit, indented, moved, ordered, overlapOf, Refusal } from './edits.ts'
import { directiveOf, editsOf, escaped } from './parts.ts'
import { type Anchor, anchorIn, freshText, type Ground } from './place.ts'
import { blockOf, headingAt, lineStarts, type Site, type SourceFile } from './site.ts'
import { type State, sectionText } from './state.ts'

export type Intent =
  | {
      type: 'edit'
      site: Site
      from: State
      to: State
      /** Where it goes, if into another section. */
      into?: Section
      after?: Site
    }
  | { type: 'new'; to: State; into: Section; after?: Site; row: string }
  | { type: 'gone'; site: Site; from: State }

export type OwnedEdit = Edit & {
  owner: Intent
  /** Where in the text of an inserted question its title begins. */
  title?: number
}

export type Applied = {
  /** By path; only files that change. */
  files: Map<string, { file: SourceFile; edits: OwnedEdit[]; text: string }>
  refused: { intent: Intent; reason: string }[]
}

/** Makes the edits; what cannot be written is refused, and the rest is made all the same. */
export function apply(intents: readonly Intent[], ground: Ground): Applied {
  const refused: Applied['refused'] = []
  let left = [...intents]
  for (;;) {
    const edits = new Map<SourceFile, OwnedEdit[]>()
    const put = (file: SourceFile, own: readonly OwnedEdit[]) => {
      const all = edits.get(file) ?? []
      all.push(...own)
      edits.set(file, all)
    }
    const leaving = new Set(left.filter(leaves).map((intent) => intent.site))
    const count = refused.length
    const inserted: { file: SourceFile; edit: OwnedEdit }[] = []
    for (const intent of left) {
      try {
        const made = editsFor(intent, (site) => leaving.has(site), ground)
        if ('site' in intent) put(intent.site.file, made.edits)
        if (made.inserted) inserted.push(made.inserted)
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
        refused.push({ intent, reason: fault.message })
      }
    }
    // Behind the edits of the question they follow, where both are at one place.
    for (const { file, edit } of inserted) put(file, [edit])
    for (const own of edits.values()) {
      const overlap = overlapOf(own)
      if (!overlap) continue
      const reason = 'it would change the same text as another edit'
      refused.push({ intent: overlap[1].owner, reason })
    }
    if (refused.length === count) {
      const files: Applied['files'] = new Map()
      for (const [file, own] of edits) {
        if (own.length === 0) continue
        files.set(file.path, { file, edits: own, text: applied(file.text, own) })
      }
      return { files, refused }
    }
    const out = new Set(refused.map(({ intent }) => intent))
    left = left.filter((intent) => !out.has(intent))
  }
}

function leaves(intent: Intent): intent is Exclude<Intent, { type: 'new' }> {
  return intent.type === 'gone' || (intent.type === 'edit' && intent.into !== undefined)
}

type Made = { edits: OwnedEdit[]; inserted?: { file: SourceFile; edit: OwnedEdit } }

function editsFor(intent: Intent, leaving: (site: Site) => boolean, ground: Ground): Made {
  if (intent.type === 'new') {
    const anchor = anchorIn(intent.into, intent.after, leaving, ground)
    return { edits: [], inserted: freshEdit(intent, anchor, ground) }
  }
  const { site } = intent
  if (intent.type === 'gone') return { edits: [{ ...removal(site), owner: intent }] }
  const to = structuredClone(intent.to)
  const own = editsOf(site, intent.from, to).map((edit) => ({ ...edit, owner: intent }))
  Object.assign(intent.to, to)
  if (!intent.into) return { edits: own }
  const anchor = anchorIn(intent.into, intent.after, leaving, ground)
  const cut = { ...removal(site), owner: intent }
  const { start, end } = blockOf(site)
  const shifted = own.map((edit) => ({
    ...edit,
    start: edit.start - start,
    end: edit.end - start,
  }))
  const heading = headingAt(site.file.text, site.question.slices.title.start)
  if (heading?.level !== anchor.level) {
    throw new Refusal('questions of that section stand at another heading level')
  }
  const block = applied(site.file.text.slice(start, end), shifted)
  const title = moved(shifted)(site.question.slices.title.start - start)
  return { edits: [cut], inserted: insertion(block, title, anchor, intent) }
}

/** Takes a question out, with the blank lines behind it; its file must be ours. */
function removal(site: Site): Edit {
  const { text } = site.file
  const heading = headingAt(text, site.question.slices.title.start)
  if (!heading || !site.file.ours) {
    throw new Refusal(`a file by others (${site.file.dialect ?? 'unknown'}) keeps its questions`)
  }
  const { start, end } = blockOf(site)
  const blank = /^(?:[ \t]*(?:\r\n|\n|\r))*[ \t]*/.exec(text.slice(end))?.[0] ?? ''
  if (end + blank.length < text.length) {
    const lines = blank.replace(/[ \t]+$/, '')
    return { start, end: end + lines.length, text: '' }
  }
  // The last of its file: the blank lines before it go, the last line end stays.
  const before = /(?:\r\n|\n|\r)\s*$/.exec(text.slice(0, start))
  const from = before ? before.index : start
  return { start: from, end, text: '' }
}

function insertion(
  block: string,
  title: number,
  { file, offset }: Anchor,
  owner: Intent,
): { file: SourceFile; edit: OwnedEdit } {
  const { eol } = file
  const lead = offset === 0 ? '' : `${eol}${eol}`
  const lines = block.replace(/\r\n?|\n/g, eol)
  const before = block.slice(0, title).replace(/\r\n?|\n/g, eol).length
  const tail = offset === 0 ? `${eol}${eol}` : ''
  const edit = { start: offset, end: offset, text: `${lead}${lines}${tail}`, owner }
  return { file, edit: { ...edit, title: lead.length + before } }
}

function freshEdit(
  intent: Extract<Intent, { type: 'new' }>,
  anchor: Anchor,
  ground: Ground,
): { file: SourceFile; edit: OwnedEdit } {
  const { to } = intent
  if (/\n/.test(to.title) || to.title === '') throw new Refusal('its title is one line')
  if (!['', 'easy', 'medium', 'hard'].includes(to.difficulty)) {
    throw new Refusal(`difficulty is easy, medium or hard, not “${to.difficulty}”`)
  }
  // What the file says of all its questions need not be said of this one.
  const [other] = ground.sites.get(anchor.file.path) ?? []
  const said = directiveOf(other?.question.slices.directive?.text)
  const common = (other?.question.tags ?? []).filter((tag) => !said.tags.includes(tag))
  const tags = to.tags.filter((tag) => !common.includes(tag))
  to.tags = [...common, ...tags]
  const comment = withKeys(undefined, {
    tags: tags.length > 0 ? tags : undefined,
    kind: ['reversed', 'typed'].includes(to.kind) ? to.kind : undefined,
    difficulty: to.difficulty === '' ? undefined : to.difficulty,
    hint: to.hint === '' ? undefined : escaped(to.hint),
  })
  to.options = to.options.map((option) => ({ ...option, text: indented(option.text, '  ') }))
  const { text, title } = freshText({ ...to, comment }, anchor.level)
  to.section = sectionText(intent.into.path)
  return insertion(text, title, anchor, intent)
}

/** Where the titles of inserted questions stand in the new text of a file. */
export function insertedTitles(edits: readonly OwnedEdit[]): { at: number; owner: Intent }[] {
  let shift = 0
  return ordered(edits).flatMap(({ start, end, text, title, owner }) => {
    const at = start + shift
    shift += text.length - (end - start)
    return title === undefined ? [] : [{ at: at + title, owner }]
  })
}

/** Whose edit stands at a line of the new text, counted from 1, or before it. */
export function ownerAt(
  edits: readonly OwnedEdit[],
  text: string,
  line: number,
): Intent | undefined {
  const end = lineStarts(text)[line] ?? text.length
  let shift = 0
  let found: Intent | undefined
  for (const { start, end: old, text, owner } of ordered(edits)) {
    if (found && start + shift >= end) break
    found = owner
    shift += text.length - (old - start)
  }
  return found
}

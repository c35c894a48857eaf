/** Where a question, or a new one, goes in its section's file. */
import type { Section } from '../model/bank.ts'
import { Refusal } from './edits.ts'
import { blockOf, headingAt, type Site, type SourceFile } from './site.ts'

/** What is known of the bank's files, by path relative to its root. */
export type Ground = {
  files: ReadonlyMap<string, SourceFile>
  /** Sites of a file in order. */
  sites: ReadonlyMap<string, readonly Site[]>
  /** Offsets in a file where a section or a question begins, ascending. */
  begins: ReadonlyMap<string, readonly number[]>
  /** Offset of a section's own heading; undefined for one that is a file or a folder. */
  headingOf(section: Section): number | undefined
}

export type Anchor = {
  file: SourceFile
  /** The end of the line behind which it goes. */
  offset: number
  /** Heading level of questions there. */
  level: number
}

/**
 * The place behind a question of the section, or behind its last one; `leaving`:
 * questions that will not be there.
 */
export function anchorIn(
  section: Section,
  after: Site | undefined,
  leaving: (site: Site) => boolean,
  ground: Ground,
): Anchor {
  const { path } = section.place
  const file = ground.files.get(path)
  const own = (ground.sites.get(path) ?? []).filter((site) => site.section === section)
  if (!file || own.length !== section.questions.length) {
    throw new Refusal('each question of its section is a file of its own; write a new file')
  }
  if (!file.ours) {
    throw new Refusal(`a file by others (${file.dialect ?? 'unknown'}) takes no new question`)
  }
  const level = levelIn(own, ground.sites.get(path) ?? [], file)
  const last = own.findLast((site) => !leaving(site))
  const behind = after && after.section === section && !leaving(after) ? after : last
  if (behind) return { file, level, offset: blockOf(behind).end }
  const start = ground.headingOf(section)
  if (start === undefined) throw new Refusal('its section has no heading of its own')
  const next = ground.begins.get(path)?.find((offset) => offset > start) ?? file.text.length
  return {
    file,
    level,
    offset: next - (/\s*$/.exec(file.text.slice(start, next))?.[0].length ?? 0),
  }
}

/** The level of the questions of a section, else of its file. */
function levelIn(own: readonly Site[], all: readonly Site[], { text }: SourceFile): number {
  for (const { question } of [...own, ...all]) {
    const heading = headingAt(text, question.slices.title.start)
    if (heading) return heading.level
  }
  throw new Refusal('no question of its file stands under a # heading')
}

/** Canonical Markdown of a new question; `title`: where in it its title begins. */
export function freshText(
  { title, prompt, answer, options, comment }: Fresh,
  level: number,
): { text: string; title: number } {
  const list = options.map(({ text, right }) => {
    return `- [${right ? 'x' : ' '}] ${text}`
  })
  const asked = [prompt, list.join('\n')].filter((part) => part !== '')
  const parts = [...asked, ...(asked.length > 0 && answer !== '' ? ['---'] : []), answer]
  const head = `${'#'.repeat(level)} ${title}${comment === undefined ? '' : `\n${comment}`}`
  return {
    text: [head, ...parts.filter((part) => part !== '')].join('\n\n'),
    title: level + 1,
  }
}

type Fresh = {
  title: string
  prompt: string
  answer: string
  /** Their further lines indented. */
  options: readonly { text: string; right: boolean }[]
  /** The directive, where there is something to say. */
  comment: string | undefined
}

/** Sections of a file: their headings, and the texts that stand between their questions. */
import type { RootContent } from 'mdast'
import { type Body, type Draft, introOf, type Section } from '../model/bank.ts'
import { plain } from '../model/mdast.ts'
import { Closer, type Surroundings } from './close.ts'
import type { Part } from './dialects/dialect.ts'
import { highlightMarks } from './marks.ts'
import { numberOf, words } from './outline.ts'
import { titleOf } from './title.ts'

/** A section of no title and nothing in it. */
export function emptySection(place: Section['place']): Section<Draft> {
  return {
    title: '',
    heading: '[]',
    path: [],
    deck: '',
    intro: emptyBody,
    questions: [],
    sections: [],
    place,
  }
}

const emptyBody = JSON.stringify({
  title: [],
  prompt: [],
  answer: [],
  footnotes: [],
} satisfies Body)

/** The section that a heading begins, within the one that it stands in. */
export function sectionOf(
  { title: heading, position }: Extract<Part, { type: 'section' }>,
  parent: Section<Draft>,
  around: Surroundings,
  text: string,
): Section<Draft> {
  const line = position?.start.line ?? 1
  const closer = new Closer(around, line)
  const cut = numberOf(words({ children: [...heading] }).trim())?.length ?? 0
  const nodes = closer.inlines(titleOf(heading, position, cut, text).nodes)
  highlightMarks(nodes)
  const title = plain(nodes).replace(/\s+/g, ' ').trim()
  const { path, column } = closer.place(position)
  return {
    ...emptySection({ path, line, column }),
    title,
    heading: JSON.stringify(nodes),
    path: title === '' ? parent.path : [...parent.path, title],
  }
}

/** The texts between questions, each put to those of its section before. */
export function introsOf(around: Surroundings) {
  const intros = new Map<Section<Draft>, Body>()
  return {
    add(section: Section<Draft>, blocks: RootContent[]): void {
      const closer = new Closer(around, section.place.line)
      const [answer, footnotes] = [closer.blocks(blocks), closer.footnotes()]
      highlightMarks([...answer, ...footnotes])
      const intro = intros.get(section) ?? introOf(section)
      for (const block of answer) intro.answer.push(block)
      for (const note of footnotes) intro.footnotes.push(note)
      intros.set(section, intro)
    },
    /** Gives each section its own. */
    close(): void {
      for (const [section, intro] of intros) section.intro = JSON.stringify(intro)
    },
  }
}

/** The files of a bank as a merge works on them. */
import { type Bank, type Question, questionsOf, type Section, sectionsOf } from '../model/bank.ts'
import type { Reading } from '../read/read.ts'
import type { Ground } from './place.ts'
import { headingAt, lineStarts, type Site, type SourceFile, sourceFile } from './site.ts'
import { sectionText } from './state.ts'

export type Lay = Ground & {
  /** Every question's site, by code, in reading order. */
  byCode: ReadonlyMap<string, Site>
  /** Sections by what the table calls them; several may be called alike. */
  sections: ReadonlyMap<string, readonly Section[]>
}

/** Lays out what was read and identified. */
export function layOut(reading: Reading, bank: Bank): Lay {
  const files = filesOf(reading, bank)
  const byCode = new Map<string, Site>()
  const sites = new Map<string, Site[]>()
  for (const { question, section } of questionsOf(bank)) {
    const file = files.get(question.place.path)
    if (!file) continue
    const site: Site = { question, section, file }
    byCode.set(question.code, site)
    const own = sites.get(file.path)
    if (own) own.push(site)
    else sites.set(file.path, [site])
  }
  for (const own of sites.values()) own.sort((a, b) => startOf(a.question) - startOf(b.question))

  const headings = new Map<Section, number>()
  const begins = new Map<string, number[]>()
  const sections = new Map<string, Section[]>()
  const starts = new Map<string, number[]>()
  for (const section of sectionsOf(bank)) {
    const name = sectionText(section.path)
    sections.set(name, [...(sections.get(name) ?? []), section])
    const file = files.get(section.place.path)
    if (!file) continue
    const lines = starts.get(file.path) ?? lineStarts(file.text)
    starts.set(file.path, lines)
    const offset = lines[section.place.line - 1] ?? 0
    const isHeading = headingAt(file.text, offset) !== undefined
    if (isHeading && section.title !== '') headings.set(section, offset)
    const own = begins.get(file.path)
    if (own) own.push(offset)
    else begins.set(file.path, [offset])
  }
  for (const [path, own] of sites) {
    const all = begins.get(path) ?? []
    for (const { question } of own) all.push(startOf(question))
    begins.set(
      path,
      all.sort((a, b) => a - b),
    )
  }
  return {
    files,
    sites,
    begins,
    headingOf: (section) => headings.get(section),
    byCode,
    sections,
  }
}

const startOf = ({ slices }: Question): number => slices.title.start

function filesOf(reading: Reading, bank: Bank): Map<string, SourceFile> {
  const dialects = new Map(reading.files.map(({ path, choice }) => [path, choice?.dialect]))
  const directed = new Set<string>()
  for (const { question } of questionsOf(bank)) {
    if (question.slices.directive) directed.add(question.place.path)
  }
  return new Map(
    [...reading.kept.values()].map(({ source: { path, text } }) => {
      return [path, sourceFile(path, text, dialects.get(path), directed.has(path))] as const
    }),
  )
}

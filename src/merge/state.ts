/** What a table can change of a question, as plain text, part by part. */
import type { Draft, Slice } from '../model/bank.ts'
import { linesOf } from './edits.ts'

export type OptionState = {
  /** Empty for an option that is new. */
  label: string
  /** Its Markdown without list mark and box. */
  text: string
  right: boolean
}

export type State = {
  kind: string
  title: string
  prompt: string
  answer: string
  options: OptionState[]
  /** Plain words. */
  hint: string
  tags: string[]
  difficulty: string
  /** Titles from the top, joined as in the table. */
  section: string
}

export type Part = Exclude<keyof State, 'kind'>

/** What a section is called in the table. */
export function sectionText(path: readonly string[]): string {
  return path.join(' / ')
}

/** The parts of a question as its source has them. */
export function stateOf(question: Draft, path: readonly string[], hint: string): State {
  const { title, prompt, answer, choices = [] } = question.slices
  return {
    kind: question.kind,
    title: textOf(title),
    prompt: textOf(prompt),
    answer: textOf(answer),
    options:
      question.kind === 'choice'
        ? question.choices.map(({ label, right }, index) => {
            const slice = choices[index]
            return { label, right, text: slice ? textOf(bodyOfOption(slice)) : '' }
          })
        : [],
    hint,
    tags: question.tags,
    difficulty: question.difficulty ?? '',
    section: sectionText(path),
  }
}

/** A slice as it stands in a cell. */
export function textOf(slice: Slice | undefined): string {
  if (!slice) return ''
  return linesOf(slice)
    .map(({ text }) => text)
    .join('\n')
}

/** List mark and box of an option. */
export const optionMark = /^\s*(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?/

/** An option's slice without its mark. */
export function bodyOfOption({ start, end, text }: Slice): Slice {
  const length = optionMark.exec(text)?.[0].length ?? 0
  return { start: start + length, end, text: text.slice(length) }
}

/** Text of a cell as every cell is compared: no blank lines around it, no white space behind it. */
export function tidy(cell: string): string {
  return cell
    .replace(/\r\n?/g, '\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
}

/** A cell of question and prompt taken apart; `titles`: titles it may begin with. */
export function splitQuestion(
  cell: string,
  titles: readonly string[],
): { title: string; prompt: string } {
  for (const title of titles) {
    if (cell === title) return { title, prompt: '' }
    if (cell.startsWith(`${title}\n\n`)) {
      return { title, prompt: tidy(cell.slice(title.length)) }
    }
  }
  // A title of several lines ends at a blank one.
  const several = titles.some((title) => title.includes('\n'))
  const end = cell.indexOf(several ? '\n\n' : '\n')
  if (end < 0) return { title: cell, prompt: '' }
  return { title: cell.slice(0, end).trimEnd(), prompt: tidy(cell.slice(end)) }
}

/** The options of a cell, a label and a dot before each; undefined where a text stands before them. */
export function splitOptions(
  cell: string,
  known: ReadonlySet<string>,
): { label: string; text: string }[] | undefined {
  const options: { label: string; text: string[] }[] = []
  const seen = new Set<string>()
  for (const line of cell === '' ? [] : cell.split('\n')) {
    const [, label = '', rest = ''] = /^([A-Z]{1,2})\.(?:[ \t](.*))?$/s.exec(line) ?? []
    const isNew = !known.has(label) && label > ([...seen].sort(byLength).at(-1) ?? '')
    if (label !== '' && !seen.has(label) && (known.has(label) || isNew)) {
      seen.add(label)
      options.push({ label, text: [rest] })
    } else {
      const last = options.at(-1)
      if (!last) return undefined
      last.text.push(line)
    }
  }
  return options.map(({ label, text }) => ({ label, text: tidy(text.join('\n')) }))
}

function byLength(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

/** The tags of a cell. */
export function splitTags(cell: string): string[] {
  const tags = cell.split(/[,;\n]/).map((tag) => tag.trim().replace(/^#/, '').replace(/\s+/g, '-'))
  return [...new Set(tags.filter((tag) => tag !== ''))]
}

/** The labels of a cell. */
export function splitLabels(cell: string): string[] {
  return [...new Set(cell.toUpperCase().match(/[A-Z]{1,2}/g) ?? [])]
}

/** What was built, in a few lines at the end. */
import type { BankReport, BuildResult } from '../build.ts'
import { type Colours, ruleCounts } from '../messages/report-text.ts'
import { printable } from '../messages/terminal.ts'

/** Sections shown before the rest is only counted. */
const limit = 30

export function summary(
  result: Pick<BuildResult, 'banks' | 'findings'>,
  colours: Colours,
  verbose: boolean,
): string {
  const parts = result.banks.map((bank) => bankLines(bank, colours, verbose).join('\n'))
  if (result.findings.length > 0) {
    const infos = result.findings.some((finding) => finding.severity === 'info')
    const hint = infos && !verbose ? colours.dim('  (--verbose shows infos)') : ''
    parts.push([`Messages${hint}`, ...ruleCounts(result.findings, colours)].join('\n'))
  }
  return parts.length > 0 ? `${parts.join('\n\n')}\n` : ''
}

function bankLines(bank: BankReport, colours: Colours, verbose: boolean): string[] {
  const kinds = Object.entries(bank.kinds).map(([kind, count]) => `${count} ${kind}`)
  const open = bank.questions - bank.answered
  const lines = [
    `${colours.bold(printable(bank.title))} ${colours.dim(`(${bank.id})`)}`,
    `${figure(bank.questions)}  ${bank.questions === 1 ? 'question' : 'questions'}: ${kinds.join(', ')}${open > 0 ? `; ${open} without answer` : ''}`,
  ]
  const sections = bank.sections.filter((section) => section.questions > 0)
  const shown = verbose ? sections : sections.slice(0, limit)
  if (sections.length > 1) {
    for (const { path, questions } of shown) {
      lines.push(
        `${figure(questions)}  ${printable(path.join(' › ')) || '(before the first section)'}`,
      )
    }
    const more = sections.length - shown.length
    if (more > 0) lines.push(`${figure('…')}  and ${more} more sections (--verbose shows all)`)
  }
  if (verbose) lines.push(...bank.files.map(fileLine))
  for (const { path, bytes } of bank.outputs) {
    lines.push(`${size(bytes).padStart(10)}  ${colours.green(printable(path))}`)
  }
  return lines
}

/** How a source was read: its dialect, how sure that is, and the next best. */
function fileLine({ path, questions, choice }: BankReport['files'][number]): string {
  if (!choice) return `${figure(questions)}  from ${printable(path)}`
  const { dialect, confidence, runnerUp } = choice
  const next = runnerUp ? `; next ${runnerUp.dialect}, ${runnerUp.questions}` : ''
  return `${figure(questions)}  from ${printable(path)} (${dialect}, confidence ${confidence.toFixed(2)}${next})`
}

function figure(value: number | string): string {
  return String(value).padStart(10)
}

/** Bytes as people read them; a kilobyte is 1,000 bytes. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB']
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

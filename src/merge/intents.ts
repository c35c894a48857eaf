/** What the rows of a table want of the bank, and what of it cannot be told. */
import type { Ledger } from '../identity/record.ts'
import type { Messages } from '../messages/messages.ts'
import { suggest } from '../messages/suggest.ts'
import { bodyOf, type Place, type Question, type Section } from '../model/bank.ts'
import { plain } from '../model/mdast.ts'
import { placeAt } from '../read/sources.ts'
import type { Intent } from './apply.ts'
import type { Lay } from './ground.ts'
import { issuedState } from './issued.ts'
import { freshState, type Manner, type PartName, wishOf } from './row.ts'
import type { Site } from './site.ts'
import { type State, stateOf } from './state.ts'
import type { Table, TableRow } from './table.ts'

export type Wanted = {
  intents: Intent[]
  /** The question of each row that was taken; new ones have none yet. */
  taken: Map<TableRow, Site | Intent>
}

export type Wanting = {
  table: Table
  lay: Lay
  ledger: Ledger
  manner: Manner
  /** Whether questions without a row go. */
  retireMissing: boolean
  messages: Messages
  /** How what cannot be merged is said: as an error, or as left out. */
  trouble: Trouble
}

export type Trouble = (
  rule: 'merge-conflict' | 'merge-refused' | 'merge-row',
  reason: string,
  place?: Place,
  note?: string,
) => void

/** Rows become intents; rows that are as the bank is become none. */
export async function intentsOf(wanting: Wanting): Promise<Wanted> {
  const { table, lay, trouble } = wanting
  const intents: Intent[] = []
  const taken: Wanted['taken'] = new Map()
  const twice = doubled(table.rows)
  const done = new Set<Site>()
  /** The site, or the section of a new row, above a row in its sheet. */
  let above: { sheet: number; section: Section | undefined; site: Site | undefined } | undefined
  for (const row of table.rows) {
    if (above?.sheet !== row.sheet) above = undefined
    if (row.code === '') {
      const intent = freshIntent(row, above, wanting)
      if (!intent) continue
      intents.push(intent)
      taken.set(row, intent)
      continue
    }
    const site = lay.byCode.get(row.code)
    if (!site) {
      trouble('merge-row', unknownCode(row, wanting.ledger))
      continue
    }
    const others = twice.get(row.code)
    if (others) {
      if (others[0] === row) {
        const places = others.map(({ place }) => place).join(' and ')
        trouble('merge-row', `${row.code} stands in ${places} with different cells`, placeOf(site))
      }
      continue
    }
    if (done.has(site)) continue
    done.add(site)
    const intent = await intentOf(row, site, above?.site, wanting)
    const section = intent?.type === 'edit' && intent.into ? intent.into : site.section
    above = { sheet: row.sheet, section, site: section === site.section ? site : undefined }
    taken.set(row, site)
    if (intent) intents.push(intent)
  }
  sayMissing(wanting, intents)
  return { intents, taken }
}

/** Rows whose code other rows have too, with other cells; equal ones count once. */
function doubled(rows: readonly TableRow[]): Map<string, TableRow[]> {
  const byCode = new Map<string, TableRow[]>()
  for (const row of rows) {
    if (row.code === '') continue
    const own = byCode.get(row.code)
    if (own) own.push(row)
    else byCode.set(row.code, [row])
  }
  const text = ({ cells, own }: TableRow) => JSON.stringify([cells, [...own]])
  return new Map(
    [...byCode].filter(([, own]) => own.some((row) => text(row) !== text(own[0] ?? row))),
  )
}

function unknownCode({ code, place }: TableRow, ledger: Ledger): string {
  const line = ledger.questions.get(code)
  if (line && line.state !== 'active') return `${place}: ${code} is retired; its row was not read`
  return `${place}: no question of the bank has the code “${code}”`
}

async function intentOf(
  row: TableRow,
  site: Site,
  above: Site | undefined,
  { lay, ledger, manner, messages, trouble }: Wanting,
): Promise<Intent | undefined> {
  const { question, section } = site
  const now = stateOf(question, section.path, hintOf(question))
  let issued: Promise<State | undefined> | undefined
  const wish = await wishOf(
    row,
    now,
    () => {
      issued ??= issuedState(ledger, question, now)
      return issued
    },
    manner,
  )
  const of = (part: string) => `the ${part} of ${question.code} (${row.place})`
  for (const { part, mine, theirs, line } of wish.clashes) {
    const sides = `in the source:\n${quotedLines(mine)}\n  in the table:\n${quotedLines(theirs)}\n  ${choice}`
    const reason = `Both sides edited ${of(part)}`
    trouble('merge-conflict', reason, placeOf(site, part, line), sides)
  }
  for (const { part, reason } of wish.refused) {
    trouble(
      'merge-refused',
      `An edit of ${of(part)} cannot be made: ${reason}`,
      placeOf(site, part),
    )
  }
  for (const part of wish.restored) {
    const reason = `In ${of(part)} only what a spreadsheet changes by itself is other than issued`
    messages.add('merge-restored', reason, placeOf(site, part))
  }
  const { to } = wish
  if (to.section !== now.section) {
    const into = sectionOf(to.section, lay, (reason) => {
      trouble(
        'merge-refused',
        `${question.code} (${row.place}) cannot be moved: ${reason}`,
        placeOf(site),
      )
    })
    if (!into) to.section = now.section
    else
      return {
        type: 'edit',
        site,
        from: now,
        to,
        into,
        ...(above?.section === into && { after: above }),
      }
  }
  if (JSON.stringify(to) === JSON.stringify(now)) return undefined
  return { type: 'edit', site, from: now, to }
}

function sectionOf(
  name: string,
  { sections }: Lay,
  refuse: (reason: string) => void,
): Section | undefined {
  const [found, ...others] = sections.get(name) ?? []
  if (found && others.length === 0) return found
  const meant = suggest(name, [...sections.keys()])
  const hint = meant ? ` Did you mean “${meant}”?` : ''
  refuse(
    found
      ? `${others.length + 1} sections are called “${name}”`
      : `there is no section “${name}”.${hint}`,
  )
  return undefined
}

function freshIntent(
  row: TableRow,
  above: { section: Section | undefined; site: Site | undefined } | undefined,
  { lay, trouble, table }: Wanting,
): Intent | undefined {
  const named = (row.cells.section ?? '').trim()
  const refuse = (reason: string) => trouble('merge-row', `${row.place}: ${reason}`)
  const state = freshState(row, named)
  if (state.title === '') {
    refuse('a new question needs the text of its question')
    return undefined
  }
  if ((row.cells.choices ?? '').trim() !== '' && state.options.length < 2) {
    refuse('every option begins with its letter and a dot: `A. text`')
    return undefined
  }
  const into =
    named === '' ? (above?.section ?? besides(row, table, lay)) : sectionOf(named, lay, refuse)
  if (!into) {
    if (named === '') refuse('a new question needs the name of its section')
    return undefined
  }
  const after = above?.site?.section === into ? { after: above.site } : {}
  return { type: 'new', to: state, into, row: row.place, ...after }
}

/** The section of the first known question in a row's sheet. */
function besides(row: TableRow, { rows }: Table, { byCode }: Lay): Section | undefined {
  const other = rows.find(({ sheet, code }) => sheet === row.sheet && byCode.has(code))
  return other && byCode.get(other.code)?.section
}

function sayMissing({ table, lay, retireMissing, messages }: Wanting, intents: Intent[]): void {
  const present = new Set(table.rows.map(({ code }) => code))
  const missing = [...lay.byCode.values()].filter(({ question }) => !present.has(question.code))
  if (retireMissing) {
    for (const site of missing) {
      const { question, section } = site
      intents.push({ type: 'gone', site, from: stateOf(question, section.path, hintOf(question)) })
    }
    return
  }
  if (missing.length === 0) return
  const codes = missing.slice(0, 10).map(({ question }) => question.code)
  const more = missing.length > codes.length ? ', …' : ''
  const count = missing.length === 1 ? '1 question has' : `${missing.length} questions have`
  messages.add('merge-missing', `${count} no row in the table: ${codes.join(', ')}${more}`)
}

/** A question's hint in plain words. */
export function hintOf(question: Question): string {
  // Only a directive gives one; few bodies need to be read for it.
  if (!question.slices.directive?.text.includes('hint')) return ''
  return plain(bodyOf(question).hint ?? [])
}

/** Where a part of a question stands; `line` counts from the part's first. */
export function placeOf({ question, file }: Site, part?: PartName, line = 0): Place {
  const { title, prompt, answer, directive, choices } = question.slices
  const slice = {
    ...{ title, question: title, section: title, kind: title },
    ...{ prompt, answer, choices: choices?.[0], right: choices?.[0] },
    ...{ hint: directive, tags: directive, difficulty: directive },
  }[part ?? 'title']
  const place = placeAt(file, (slice ?? title).start)
  return line === 0 ? place : { path: place.path, line: place.line + line, column: 1 }
}

const choice =
  'Make both say the same, or choose: --skip keeps the source, --prefer-table takes the table.'

function quotedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

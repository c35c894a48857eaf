/**
 * Tables that LibreOffice wrote: our table is edited, opened by LibreOffice with
 * its own detection of numbers, dates and formulas, and saved as a case says.
 */
import { spawnSync } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { guard } from '../../src/sheet/guard.ts'
import { describeWith } from '../support/judge.ts'
import { rectoverso } from '../support/run.ts'
import { deskOf, type Row, textOf } from './desk.ts'
import { temporaryFor } from './folder.ts'

const closures = `---
tags: [js]
---
# Closures

## What is a “closure”?
<!-- id: closure, tags: [scope], difficulty: easy, hint: "f(x) → y, isn't it?" -->

A function and its *environment* — naïve, “quoted”, 漢字, 😀.

- \`let x = 1\`
- non\u00a0breaking

\`\`\`js
function f() {
  return () => "x" + 'y'
}
\`\`\`

| a | b |
|---|---|
| 1 | 2 |

## Why \`let\`?

- It has block scope.
- So says the standard.

## 1/2

007

## Is it?

true

## How many?

1e5

## How short?

Wait... it is -- "so" -- over.

# Other / more

## Which are right?

Read this first.

- [x] This one

  Because.
- [ ] That one

---

Explained.
`

/** LibreOffice's filter for text, with separator, charset and quotes of all cells. */
const text = (separator: number, charset: number, all = false) =>
  `csv:Text - txt - csv (StarCalc):${separator},34,${charset},1,,0,${all},true,false`

const variants = {
  comma: text(44, 76),
  quoted: text(44, 76, true),
  semicolon: text(59, 76),
  tab: text(9, 76),
  utf16: text(9, 65535),
  western: text(59, 1),
  xlsx: 'xlsx:Calc MS Excel 2007 XML',
  ods: 'ods:calc8',
} as const

type Variant = keyof typeof variants

type Case = {
  name: string
  as: Variant
  /** What a person does to the rows. */
  edit?: (rows: Row[]) => unknown
  columns?: readonly string[]
  /** Text of the table before LibreOffice opens it. */
  raw?: (text: string) => string
  /** Bytes of the file after it was saved. */
  after?: (bytes: Buffer) => Buffer
  source?: (source: string) => string
  /** What is said. */
  says?: RegExp
  fails?: true
}

const names =
  'code deck section kind question answer choices right hint tags difficulty source licence stamp'.split(
    ' ',
  )

const row = (rows: Row[], title: string): Row => {
  const found = rows.find(({ question }) => question?.startsWith(title))
  if (!found) throw new Error(`no row ${title}`)
  return found
}
const replace = (title: string, column: string, from: string, to: string) => (rows: Row[]) => {
  const own = row(rows, title)
  if (!own[column]?.includes(from)) throw new Error(`${title} ${column} lacks ${from}`)
  own[column] = own[column].replace(from, to)
}
const put = (title: string, column: string, cell: string) => (rows: Row[]) => {
  row(rows, title)[column] = cell
}
const swap = (from: string, to: string) => (source: string) => {
  if (!source.includes(from)) throw new Error(`the source lacks ${from}`)
  return source.replace(from, to)
}
/** One edit that every file can bring home. */
const word = {
  edit: replace('Why `let`?', 'answer', 'block scope', 'lexical scope'),
  source: swap('block scope', 'lexical scope'),
}
const latin = (bytes: Buffer, change: (text: string) => string) =>
  Buffer.from(change(bytes.toString('utf8')))

const files: Case[] = (Object.keys(variants) as Variant[]).flatMap((as): Case[] => [
  { name: `nothing edited, saved as ${as}`, as },
  { name: `a word edited, saved as ${as}`, as, ...word },
])

const edits: Case[] = [
  {
    name: 'a word in a code block',
    as: 'xlsx',
    edit: replace('What is', 'answer', 'return () =>', 'return (y) =>'),
    source: swap('return () =>', 'return (y) =>'),
  },
  {
    name: 'a cell of a table',
    as: 'semicolon',
    edit: replace('What is', 'answer', '| 1 | 2 |', '| 1 | 3 |'),
    source: swap('| 1 | 2 |', '| 1 | 3 |'),
  },
  {
    name: 'a line added to a list',
    as: 'ods',
    edit: replace('Why `let`?', 'answer', 'standard.', 'standard.\n- And so do we.'),
    source: swap('standard.', 'standard.\n- And so do we.'),
  },
  {
    name: 'a paragraph added',
    as: 'utf16',
    edit: replace('Why `let`?', 'answer', 'standard.', 'standard.\n\nMore: 漢字.'),
    source: swap('standard.', 'standard.\n\nMore: 漢字.'),
  },
  {
    name: 'a title',
    as: 'tab',
    edit: replace('Why `let`?', 'question', 'Why', 'Why then'),
    source: swap('## Why', '## Why then'),
  },
  {
    name: 'a title that looks like a date',
    as: 'xlsx',
    edit: replace('1/2', 'question', '1/2', '1/3'),
    source: swap('## 1/2', '## 1/3'),
  },
  {
    name: 'an answer that looks like a number',
    as: 'comma',
    edit: put('1/2', 'answer', '008'),
    source: swap('007', '008'),
  },
  {
    name: 'an answer that begins like a formula',
    as: 'quoted',
    edit: put('Is it?', 'answer', '=yes'),
    source: swap('true', '=yes'),
  },
  {
    name: 'a prompt',
    as: 'ods',
    edit: replace('Which are', 'question', 'this first', 'it twice'),
    source: swap('this first', 'it twice'),
  },
  {
    name: 'an option',
    as: 'xlsx',
    edit: replace('Which are', 'choices', 'That one', 'The other'),
    source: swap('That one', 'The other'),
  },
  {
    name: 'an option added',
    as: 'semicolon',
    edit: (rows) => {
      row(rows, 'Which are').choices += '\nC. Neither'
    },
    source: swap('- [ ] That one', '- [ ] That one\n- [ ] Neither'),
  },
  {
    name: 'the right answers',
    as: 'comma',
    edit: put('Which are', 'right', 'A, B'),
    source: swap('[ ] That', '[x] That'),
  },
  {
    name: 'a tag',
    as: 'xlsx',
    edit: put('What is', 'tags', 'js, scope, closures'),
    source: swap('[scope]', '[scope, closures]'),
  },
  {
    name: 'a hint',
    as: 'western',
    edit: put('What is', 'hint', 'Überlege'),
    source: swap(`"f(x) → y, isn't it?"`, '"Überlege"'),
  },
  {
    name: 'a difficulty',
    as: 'tab',
    edit: put('Why `let`?', 'difficulty', 'hard'),
    source: swap('## Why `let`?\n', '## Why `let`?\n<!-- difficulty: hard -->\n'),
  },
  {
    name: 'a moved row',
    as: 'ods',
    edit: put('Is it?', 'section', 'Other / more'),
    source: (source) => `${swap('## Is it?\n\ntrue\n\n', '')(source)}\n## Is it?\n\ntrue\n`,
  },
  {
    name: 'a new row',
    as: 'xlsx',
    edit: (rows) =>
      rows.push({
        question: 'New?',
        answer: 'Yes.\n\nÜber 😀',
        section: 'Closures',
        tags: 'js, new',
      }),
    source: swap('\n# Other', '\n## New?\n<!-- tags: [new] -->\n\nYes.\n\nÜber 😀\n\n# Other'),
  },
  {
    name: 'a row that is gone',
    as: 'comma',
    edit: (rows) => rows.splice(1, 1),
    says: /1 question has no row/,
  },
  {
    name: 'rows sorted otherwise',
    as: 'xlsx',
    edit: (rows) => {
      word.edit(rows)
      rows.reverse()
    },
    source: word.source,
  },
]

const quirks: Case[] = [
  {
    name: 'line ends of old Macs',
    as: 'comma',
    ...word,
    after: (bytes) => latin(bytes, (text) => text.replaceAll('\n', '\r')),
  },
  {
    name: 'line ends of Windows, in cells too',
    as: 'semicolon',
    ...word,
    after: (bytes) => latin(bytes, (text) => text.replaceAll('\n', '\r\n')),
  },
  {
    name: 'a byte order mark',
    as: 'comma',
    ...word,
    after: (bytes) => latin(bytes, (text) => `\ufeff${text}`),
  },
  {
    name: 'a line that names the separator',
    as: 'semicolon',
    ...word,
    after: (bytes) => latin(bytes, (text) => `sep=;\n${text}`),
  },
  {
    name: 'UTF-16 of the other byte order',
    as: 'utf16',
    ...word,
    after: (bytes) => Buffer.from(bytes).swap16(),
  },
  {
    name: 'empty columns and rows at the end',
    as: 'comma',
    ...word,
    after: (bytes) =>
      latin(bytes, (text) => `${text.replace(/,stamp\n/, ',stamp,,,\n')},,,,,,,,,\n,,,,\n`),
  },
  { name: 'columns in another order', as: 'xlsx', ...word, columns: names.toReversed() },
  { name: 'columns that are missing', as: 'comma', ...word, columns: ['code', 'answer'] },
  {
    name: 'names of columns in capitals',
    as: 'ods',
    ...word,
    raw: (text) => text.replace(/^.*\r\n/, (header) => header.toUpperCase()),
  },
  {
    name: 'columns that were renamed',
    as: 'xlsx',
    ...word,
    raw: (text) => text.replace('"answer"', '"Antwort"').replace('"code"', '"Nr."'),
  },
  { name: 'no header', as: 'comma', ...word, raw: (text) => text.replace(/^.*\r\n/, '') },
  {
    name: 'a title above the header',
    as: 'semicolon',
    ...word,
    raw: (text) => text.replace('"code"', '"Review of May"\r\n\r\n"code"'),
  },
  {
    name: 'columns and rows of the user',
    as: 'xlsx',
    edit: (rows) => {
      word.edit(rows)
      for (const one of rows) one.status = 'seen'
    },
    source: word.source,
    says: /Cells of your own columns: 7/,
  },
  {
    name: 'cells that were retyped, their guard lost',
    as: 'comma',
    raw: (text) => text.replaceAll(`"'`, '"'),
    says: /only what a spreadsheet changes/,
  },
  {
    name: 'cells that were retyped in a workbook',
    as: 'xlsx',
    raw: (text) => text.replaceAll(`"'`, '"'),
    says: /only what a spreadsheet changes/,
  },
  {
    name: 'cells that were retyped in an ODS',
    as: 'ods',
    raw: (text) => text.replaceAll(`"'`, '"'),
    says: /only what a spreadsheet changes/,
  },
  {
    name: 'quotes, dashes and dots as typing brings them, beside an edit',
    as: 'xlsx',
    edit: (rows) => {
      replace(
        'How short?',
        'answer',
        'Wait... it is -- "so" -- over.',
        'Wait… it is – “so” – done.',
      )(rows)
    },
    source: swap('over.', 'done.'),
    says: /only what a spreadsheet changes/,
  },
  {
    name: 'spaces that do not break',
    as: 'ods',
    edit: replace('Why `let`?', 'answer', 'has block scope', 'has\u00a0block\u00a0scope'),
    says: /only what a spreadsheet changes/,
  },
  {
    name: 'characters that the code page lacks',
    as: 'western',
    edit: replace('What is', 'answer', 'naïve', 'naïf'),
    source: swap('naïve', 'naïf'),
    says: /only what a spreadsheet changes/,
  },
  { name: 'no stamps', as: 'comma', ...word, columns: names.slice(0, -1) },
  {
    name: 'a code in lower case, with spaces',
    as: 'comma',
    edit: (rows) => {
      word.edit(rows)
      const own = row(rows, 'Why')
      own.code = ` ${own.code?.toLowerCase()} `
    },
    source: word.source,
  },
  {
    name: 'a code twice with the same cells',
    as: 'ods',
    edit: (rows) => {
      word.edit(rows)
      rows.push({ ...row(rows, 'Why') })
    },
    source: word.source,
  },
  {
    name: 'a code twice with other cells',
    as: 'xlsx',
    edit: (rows) => {
      rows.push({ ...row(rows, 'Why'), answer: 'Twice.' })
    },
    fails: true,
    says: /stands in row 3 and row 9/,
  },
  {
    name: 'no code of the bank',
    as: 'xlsx',
    edit: (rows) => {
      for (const one of rows) one.code = ''
    },
    raw: (text) => text.replace('"code"', '"id"'),
    fails: true,
    says: /No column of it holds codes/,
  },
]

const all = [...files, ...edits, ...quirks]

describeWith(['libreoffice'], 'a table that LibreOffice saved', () => {
  let desk = ''
  let home = ''
  const saved = new Map<Case, string>()

  beforeAll(async () => {
    desk = await temporaryFor()
    home = await temporaryFor()
    const built = await deskOf({ 'a.md': closures }, desk)
    for (const [index, one] of all.entries()) {
      const rows = structuredClone(built.rows)
      one.edit?.(rows)
      const columns = one.columns ?? [...names, ...Object.keys(rows[0] ?? {}).slice(names.length)]
      const table = textOf(rows, { columns })
      const folder = join(home, one.as)
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `case${index}.csv`), one.raw?.(table) ?? table)
    }
    for (const [as, filter] of Object.entries(variants)) {
      const inputs = all.flatMap((one, index) =>
        one.as === as ? [join(home, as, `case${index}.csv`)] : [],
      )
      // English, quotes are no sign of text, numbers and dates are looked for.
      const opened = '--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false'
      const profile = `-env:UserInstallation=file://${join(home, 'profile')}`
      const out = join(home, `out-${as}`)
      const args = [
        profile,
        '--headless',
        opened,
        '--convert-to',
        filter,
        '--outdir',
        out,
        ...inputs,
      ]
      const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      const ending = filter.split(':')[0] ?? ''
      for (const [index, one] of all.entries()) {
        if (one.as !== as) continue
        const file = join(out, `case${index}.${ending}`)
        if (one.after) await writeFile(file, one.after(await readFile(file)))
        saved.set(one, file)
      }
    }
  }, 300_000)

  describe.each([
    ['as a file', files],
    ['with one edit', edits],
    ['with the marks of programs', quirks],
  ])('%s', (_, cases) => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
      const root = await temporaryFor()
      await cp(desk, root, { recursive: true })
      const args = ['merge', saved.get(one) ?? '', 'bank', '--apply', '--verbose']
      const { code, out, err } = await rectoverso(root, args)
      if (one.says) expect(out + err).toMatch(one.says)
      expect({ code, err: one.fails ? '' : err.replace(/^.*\binfo\b[\s\S]*$/m, '') }).toEqual({
        code: one.fails ? 1 : 0,
        err: '',
      })
      const source = await readFile(join(root, 'bank/a.md'), 'utf8')
      expect(source).toBe(one.source?.(closures) ?? closures)
      if (one.fails) return
      // The bank now is the table: merging it again changes nothing.
      const built = await rectoverso(root, ['build', 'bank', '--formats', 'csv'])
      expect(built.code).toBe(0)
      const again = await rectoverso(root, ['merge', 'out/bank.csv', 'bank'])
      expect(again.out).toBe('The table is as the bank is.\n')
    })
  })
})

describeWith(['libreoffice'], 'our workbook that LibreOffice saved', () => {
  let desk = ''
  let home = ''

  /** Our workbook with a word edited on one sheet, a row added on another, and a sheet of the user's. */
  beforeAll(async () => {
    desk = await temporaryFor()
    home = await temporaryFor()
    const built = await deskOf({ 'a.md': closures }, desk)
    await built.build(['xlsx'])
    const parts = unzipSync(await readFile(join(desk, 'out/bank.xlsx')))
    const change = (name: string, edit: (xml: string) => string) => {
      const path = `xl/worksheets/${name}.xml`
      const before = new TextDecoder().decode(parts[path])
      const after = edit(before)
      expect(after).not.toBe(before)
      parts[path] = new TextEncoder().encode(after)
    }
    change('sheet1', (xml) => xml.replace('has block scope', 'has lexical scope'))
    const cell = (at: string, text: string) =>
      `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
    const fresh = `<row r="3">${cell('E3', 'New?')}${cell('F3', '007')}</row>`
    change('sheet2', (xml) => xml.replace('</sheetData>', `${fresh}</sheetData>`))
    await writeFile(join(home, 'edited.xlsx'), zipSync(parts))
    for (const filter of [variants.xlsx, variants.ods]) {
      const profile = `-env:UserInstallation=file://${join(home, 'profile')}`
      const out = join(home, 'saved')
      const args = [
        profile,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        out,
        join(home, 'edited.xlsx'),
      ]
      const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
    }
  }, 300_000)

  it.each(['saved/edited.xlsx', 'saved/edited.ods', 'edited.xlsx'])(
    'comes home from %s',
    async (name) => {
      const root = await temporaryFor()
      await cp(desk, root, { recursive: true })
      const { code, err } = await rectoverso(root, ['merge', join(home, name), 'bank', '--apply'])
      expect({ code, err }).toEqual({ code: 0, err: '' })
      expect(await readFile(join(root, 'bank/a.md'), 'utf8')).toBe(
        `${closures.replace('has block scope', 'has lexical scope')}\n## New?\n\n007\n`,
      )
    },
  )
})

it('of the cases each guards what LibreOffice would retype', () => {
  expect(['007', '1/2', 'true', '1e5', '- It'].map(guard)).toEqual([
    "'007",
    "'1/2",
    "'true",
    "'1e5",
    "'- It",
  ])
  expect(all.length).toBeGreaterThanOrEqual(40)
})

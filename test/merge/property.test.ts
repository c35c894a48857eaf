/**
 * Random edits in random cells of random banks come home exactly, and nothing
 * else moves: the source afterwards is what the author's editor would have made
 * of the same edits.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { long } from '../support/judge.ts'
import { deskOf } from './desk.ts'
import { temporaryFor } from './folder.ts'

type Question = {
  title: string
  directive: { key: string; value: string }[]
  /** How many of its keys the author wrote. */
  stated: number
  prompt: string[]
  options: { right: boolean; lines: string[] }[]
  answer: string[]
}
type File = {
  name: string
  eol: string
  gap: number
  sections: { title: string; questions: Question[] }[]
}

const words = [
  'alpha',
  '*beta*',
  '`gamma()`',
  'naïve',
  '漢字',
  '😀',
  '=x',
  '007',
  '1/2',
  'a|b',
  'x & y',
  "don't",
  '<b>',
  '$5',
  '[link](http://x.y)',
  'ﬁn',
  'e\u0301',
  '**so**',
  'TRUE',
]
const word = fc.constantFrom(...words)
const line = fc.array(word, { minLength: 1, maxLength: 6 }).map((all) => `Word ${all.join(' ')}`)
const block = fc.oneof(
  { weight: 4, arbitrary: fc.array(line, { minLength: 1, maxLength: 3 }) },
  fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.map((one) => `- ${one}`)),
  fc
    .array(line, { minLength: 1, maxLength: 4 })
    .map((all) => ['```js', ...all.map((one) => `  ${one}`), '', '# no heading', '```']),
  fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map((all) => ['| a | b |', '|---|---|', ...all.map(() => '| Word one | two |')]),
  fc.array(line, { minLength: 1, maxLength: 2 }).map((all) => all.map((one) => `> ${one}`)),
  fc.array(line, { minLength: 1, maxLength: 2 }).map((all) =>
    // White space behind the last line is no part of a cell, and so stays where it is.
    all.map((one, index) => (index < all.length - 1 ? `${one}  ` : one)),
  ),
)
const body = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => {
  return blocks.flatMap((own, index) => (index === 0 ? own : ['', ...own]))
})
const directive = fc.record(
  {
    tags: fc.constantFrom('[one]', '[one, two]', '[ one,two ]', 'one'),
    difficulty: fc.constantFrom('easy', 'hard'),
    hint: fc.constantFrom('"a hint"', "'it''s one'", 'plain hint'),
  },
  { requiredKeys: [] },
)
const option = fc.record({ right: fc.boolean(), text: line, why: fc.option(line) })
const none: { right: boolean; text: string; why: string | null }[] = []
const question: fc.Arbitrary<Question> = fc
  .record({
    given: directive,
    title: fc.array(word, { minLength: 1, maxLength: 3 }),
    prompt: fc.oneof(fc.constant<string[]>([]), body),
    answer: body,
    options: fc.oneof(fc.constant(none), fc.array(option, { minLength: 2, maxLength: 4 })),
  })
  .map(({ given, title, prompt, answer, options }) => ({
    title: `What ${title.join(' ')}`,
    directive: Object.entries(given).map(([key, value]) => ({ key, value: String(value) })),
    stated: Object.keys(given).length,
    prompt,
    answer,
    options: options.map(({ right, text, why }) => ({
      right,
      lines: [text, ...(why === null ? [] : ['', `  ${why}`])],
    })),
  }))
const file = fc.record({
  eol: fc.constantFrom('\n', '\n', '\r\n'),
  gap: fc.integer({ min: 1, max: 3 }),
  sections: fc.array(fc.array(question, { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 3,
  }),
})

function printed(
  { directive, title, prompt, options, answer }: Question,
  number: string,
): string[] {
  const said = directive.map(({ key, value }) => `${key}: ${value}`).join(', ')
  const list = options.flatMap(({ right, lines: [first = '', ...more] }) => [
    `- [${right ? 'x' : ' '}] ${first}`,
    ...more,
  ])
  const asked = [...prompt, ...(prompt.length > 0 && list.length > 0 ? [''] : []), ...list]
  return [
    `## ${title} ${number}`,
    ...(said === '' ? [] : [`<!-- ${said} -->`]),
    '',
    ...(asked.length > 0 ? [...asked, '', '---', ''] : []),
    ...answer,
  ]
}

function sourceOf({ eol, gap, sections }: File): string {
  const rows = sections.flatMap(({ title, questions }) => [
    `# ${title}`,
    '',
    ...questions.flatMap((one, index) => [
      ...printed(one, `${title} ${index}`),
      ...Array<string>(gap).fill(''),
    ]),
  ])
  return `${rows.join(eol)}${eol}`
}

/** One edit: of a question, by numbers that choose what is edited and how. */
const edit = fc.record({ at: fc.nat(), what: fc.nat(), how: fc.nat(), where: fc.nat() })
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

const pick = <T>(all: readonly T[], number: number): T => all[number % all.length] as T

/** Words that may be replaced without changing what kind of block a line is. */
function editLine(text: string, { where }: Edit, fresh: string): string {
  const spots = [...text.matchAll(/Word|alpha|naïve|漢字|TRUE|one/g)]
  const spot = pick(spots, where)
  if (!spot) return text
  const end = spot.index + spot[0].length
  return where % 3 === 0
    ? `${text.slice(0, end)} ${fresh}${text.slice(end)}`
    : `${text.slice(0, spot.index)}${fresh}${text.slice(end)}`
}

function editLines(rows: string[], one: Edit, fresh: string): void {
  const editable = rows.flatMap((row, index) => (/Word/.test(row) ? [index] : []))
  const at = pick(editable, one.how)
  if (at === undefined) return
  const row = rows[at] ?? ''
  if (one.how % 5 === 0 && !row.startsWith('|'))
    rows.splice(at + 1, 0, row.replace(/Word.*/, `Word ${fresh}`))
  else if (
    one.how % 5 === 1 &&
    editable.length > 2 &&
    rows[at - 1] !== '' &&
    rows[at + 1] !== '' &&
    at > 0 &&
    at < rows.length - 1
  )
    rows.splice(at, 1)
  else rows[at] = editLine(row, one, fresh)
}

const order = ['tags', 'difficulty', 'hint']

/** Makes the edit in the question and says which cells of its row it is of. */
function make(own: Question, one: Edit, fresh: string): void {
  const kinds = [
    'answer',
    'answer',
    'title',
    'difficulty',
    'tags',
    'hint',
    ...(own.prompt.length > 0 ? ['prompt'] : []),
    ...(own.options.length > 0 ? ['option', 'right'] : []),
  ]
  const kind = pick(kinds, one.what)
  const set = (key: string, value: string) => {
    const known = own.directive.find((pair) => pair.key === key)
    if (known) known.value = value
    else own.directive.push({ key, value })
    // New keys stand behind the author's, in one order whichever was edited first.
    const fresh = own.directive.splice(own.stated)
    own.directive.push(...fresh.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key)))
  }
  if (kind === 'answer') editLines(own.answer, one, fresh)
  else if (kind === 'prompt') editLines(own.prompt, one, fresh)
  else if (kind === 'title') own.title = `${own.title} ${fresh}`
  else if (kind === 'difficulty') set('difficulty', 'medium')
  else if (kind === 'tags') set('tags', `[${fresh}, three]`)
  else if (kind === 'hint') set('hint', `"${fresh} hint"`)
  else if (kind === 'option') {
    const option = pick(own.options, one.how)
    option.lines = option.lines.map((row, index) => (index === 0 ? editLine(row, one, fresh) : row))
  } else {
    const option = pick(own.options, one.how)
    option.right = !option.right
  }
}

const columns = ['question', 'answer', 'choices', 'right', 'hint', 'tags', 'difficulty']

/**
 * Cells with options named by place: one whose text is all new gets a new letter,
 * which a bank built afresh cannot know.
 */
function cellsOf(row: Record<string, string>): (string | undefined)[] {
  const letters = [...(row.choices ?? '').matchAll(/^([A-Z]+)\. /gm)].map(([, letter]) => letter)
  const place = (letter: string) => String(letters.indexOf(letter))
  return columns.map((name) => {
    if (name === 'choices') return row[name]?.replace(/^[A-Z]+(?=\. )/gm, place)
    return name === 'right' ? row[name]?.replace(/[A-Z]+/g, place) : row[name]
  })
}

it(
  `random edits come home exactly, and nothing else moves (${long ? 300 : 12} banks)`,
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 3 }),
        fc.array(edit, { minLength: 1, maxLength: 8 }),
        async (given, edits) => {
          const before: File[] = given.map(({ sections, ...own }, index) => ({
            ...own,
            name: `f${index}.md`,
            sections: sections.map((questions, n) => ({ title: `S${index}${n}`, questions })),
          }))
          const after = structuredClone(before)
          const all = (files: File[]) =>
            files.flatMap(({ sections }) => sections.flatMap((one) => one.questions))
          for (const [index, one] of edits.entries())
            make(pick(all(after), one.at), one, `new${index}`)
          const texts = (files: File[]) =>
            Object.fromEntries(files.map((own) => [own.name, sourceOf(own)]))

          // The edited table is what a build of the edited bank would write, with the old codes and stamps.
          const root = await temporaryFor()
          const desk = await deskOf(texts(before), root)
          const wanted = (await deskOf(texts(after), await temporaryFor())).rows
          for (const [index, row] of desk.rows.entries()) {
            for (const name of columns) row[name] = wanted[index]?.[name] ?? ''
          }
          await desk.save()
          const { code, err } = await desk.merge(desk.table, '--apply')
          expect({ code, err }).toEqual({ code: 0, err: '' })
          for (const [name, text] of Object.entries(texts(after))) {
            expect(await desk.source(name)).toBe(text)
          }
          const codes = desk.rows.map((row) => row.code)
          expect(await desk.build()).toEqual([])
          expect(desk.rows.map((row) => row.code)).toEqual(codes)
          expect(desk.rows.map(cellsOf)).toEqual(wanted.map(cellsOf))
        },
      ),
      { numRuns: long ? 300 : 12 },
    )
  },
  long ? 3_600_000 : 120_000,
)

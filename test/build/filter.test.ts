import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filterBank, type Only, parseOnly } from '../../src/build/filter.ts'
import { build } from '../../src/build.ts'
import { type Bank, questionsOf, sectionsOf } from '../../src/model/bank.ts'
import { bank, question, section } from '../support/bank.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

const parsed = (text: string): Only => {
  const only = parseOnly(text)
  if ('wrong' in only) throw new Error(only.wrong)
  return only
}

describe('what is asked for with --only', () => {
  it('names alternatives of one field, repeated or with commas, quoted where they hold spaces', () => {
    expect([...parsed(' tag:a,b kind:cloze  section:"Event loop","a, b" tag:c ')]).toEqual([
      ['tag', ['a', 'b', 'c']],
      ['kind', ['cloze']],
      ['section', ['Event loop', 'a, b']],
    ])
  })

  it.each([
    ['', 'it names nothing'],
    ['scope', '`scope` is not of the form tag:name'],
    ['tags:a', '`tags` is none of section, tag, difficulty, kind, code; did you mean tag?'],
    ['kind:clozed', 'kind is basic, reversed, cloze, choice, typed, never `clozed`'],
    ['difficulty:hard,very', 'difficulty is easy, medium, hard, never `very`'],
    ['section:Event loop', '`loop` is not of the form tag:name'],
    ['tag:"a', '`tag:"a` is not of the form tag:name'],
  ])('%j is refused: %s', (text, wrong) => {
    expect(parseOnly(text)).toEqual({ wrong })
  })

  it('never hangs, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const only = parseOnly(text)
        expect('wrong' in only || only.size > 0).toBe(true)
      }),
    )
  })
})

const inner = {
  ...section('Queue', [question({ title: 'Q4', tags: ['b'] }, 4)]),
  path: ['Loop', 'Queue'],
}
const given = bank(
  [
    section('Scope', [
      question({ title: 'Q1', id: 'first', tags: ['a'], difficulty: 'easy', media: ['m'] }, 1),
      question({ title: 'Q2', tags: ['a', 'b'], difficulty: 'hard' }, 2),
    ]),
    section('Loop', [question({ title: 'Q3', kind: 'typed', expected: 'x' }, 3)], [inner]),
  ],
  {
    media: ['m', 'n'].map((key) => ({ key, form: 'raster', width: 1, height: 1, path: key })),
  },
)
const titles = (text: string): string[] =>
  [...questionsOf(filterBank(given, parsed(text)).bank)].map(({ question: { title } }) => title)

describe('a filtered bank', () => {
  it.each([
    ['tag:a', ['Q1', 'Q2']],
    ['tag:#A', ['Q1', 'Q2']],
    ['tag:a tag:b', ['Q1', 'Q2', 'Q4']],
    ['tag:a difficulty:hard', ['Q2']],
    ['kind:typed', ['Q3']],
    ['section:loop', ['Q3', 'Q4']],
    ['section:queue', ['Q4']],
    ['code:first,B2B3C', ['Q1']],
  ])('%s holds %j', (text, expected) => {
    expect(titles(text)).toEqual(expected)
  })

  it('finds a question by its code in any case', () => {
    const [first] = [...questionsOf(given)]
    expect(titles(`code:${first?.question.code.toLowerCase()}`)).toEqual(['Q1'])
  })

  it('keeps path and subdeck of what it holds, and no empty section', () => {
    const { bank: some } = filterBank(given, parsed('section:queue'))
    expect([...sectionsOf(some)].map(({ title, path, deck }) => [title, path, deck])).toEqual([
      ['Loop', ['Loop'], '010 Loop'],
      ['Queue', ['Loop', 'Queue'], '010 Queue'],
    ])
  })

  it('has the pictures that its questions and texts show, and no others', () => {
    expect(filterBank(given, parsed('tag:a')).bank.media.map(({ key }) => key)).toEqual(['m'])
    expect(filterBank(given, parsed('kind:typed')).bank.media).toEqual([])
    const about = [{ type: 'paragraph', children: [{ type: 'picture', medium: 'n', alt: '' }] }]
    const cover = JSON.stringify({ title: [], prompt: [], answer: about, footnotes: [] })
    const other = { ...given, about: cover }
    expect(filterBank(other, parsed('tag:b')).bank.media.map(({ key }) => key)).toEqual(['n'])
  })

  it('says which names nothing has, and what may be meant', () => {
    const { unmatched } = filterBank(given, parsed('tag:a,zzz section:Scoop code:none'))
    expect(unmatched).toEqual([
      { field: 'tag', name: 'zzz' },
      { field: 'section', name: 'Scoop', meant: 'scope' },
      { field: 'code', name: 'none' },
    ])
  })

  it('parts a bank: every question is in what one difficulty, or none, gives', () => {
    const all = fc.array(fc.constantFrom('easy' as const, 'medium' as const, 'hard' as const), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(all, (difficulties) => {
        const questions = difficulties.map((difficulty, n) =>
          question({ title: `T${n}`, difficulty }, n),
        )
        const one = bank([section('S', questions)])
        const shown = ['easy', 'medium', 'hard'].flatMap((difficulty) => [
          ...filterBank(one, parsed(`difficulty:${difficulty}`)).shown,
        ])
        expect(shown.sort()).toEqual(questions.map(({ code }) => code).sort())
      }),
    )
  })
})

const source = (more = ''): string => `# One

## A
<!-- id: a, tags: [x] -->

First answer.

## B
<!-- id: b -->

Second answer.${more}

# Two

## C
<!-- id: c, tags: [x] -->

Third answer.${more}
`

const request = (cwd: string, only?: string) => ({
  paths: ['q'],
  cwd,
  issued: newYear,
  formats: ['json'] as const,
  ...(only !== undefined && { only }),
})
const codesIn = (model: string): string[] =>
  [...questionsOf(JSON.parse(model) as Bank)].map(({ question: { code } }) => code)

describe('a build of some questions', () => {
  const read = (folder: string, name: string) => readFile(join(folder, name), 'utf8')

  it('leaves the ledger of an issued bank byte for byte', async () => {
    const folder = await folderOf({ 'q/q.md': source() })
    await build(request(folder))
    const [lock, companion] = [
      await read(folder, 'q/rectoverso.lock'),
      await read(folder, 'q/rectoverso.issued'),
    ]
    const whole = codesIn(await read(folder, 'out/q.json'))
    const result = await build({ ...request(folder, 'tag:x'), issued: newYear + 9, frozen: true })
    expect(result).toMatchObject({ status: 'ok', written: true })
    expect(result.banks[0]).toMatchObject({ questions: 2 })
    expect(codesIn(await read(folder, 'out/q.json'))).toEqual([whole[0], whole[2]])
    expect(await read(folder, 'q/rectoverso.lock')).toBe(lock)
    expect(await read(folder, 'q/rectoverso.issued')).toBe(companion)
  })

  it('keeps the codes of what it shows, and knows nothing of the rest', async () => {
    const folder = await folderOf({ 'q/q.md': source() })
    await build(request(folder, 'section:Two'))
    const first = await read(folder, 'q/rectoverso.lock')
    const [code] = codesIn(await read(folder, 'out/q.json'))
    expect(first.match(/\tbasic\t/g)).toHaveLength(1)
    expect(first).toContain(`${code}\t`)
    await build({ ...request(folder, 'section:Two'), issued: newYear + 5 })
    expect(await read(folder, 'q/rectoverso.lock')).toBe(first)
    await build({ ...request(folder), issued: newYear + 9 })
    expect(codesIn(await read(folder, 'out/q.json'))).toContain(code)
    expect(await read(folder, 'q/rectoverso.lock')).toContain(`issued\t${newYear + 9}`)
  })

  it('retires nothing that it does not show, and nothing that has gone', async () => {
    const folder = await folderOf({ 'q/q.md': source() })
    await build(request(folder))
    const before = await read(folder, 'q/rectoverso.lock')
    await writeFile(join(folder, 'q/q.md'), source(' More.').replace(/## A[\s\S]*?(?=## B)/, ''))
    const { findings } = await build({ ...request(folder, 'code:b'), issued: newYear + 9 })
    expect(findings.map(({ rule }) => rule)).not.toContain('question-vanished')
    const lines = (text: string, name: string) =>
      text.split('\n').filter((line) => line.includes(`\t${name}\t`))
    const after = await read(folder, 'q/rectoverso.lock')
    expect(after).not.toContain('retired')
    for (const name of ['a', 'c', 'issued']) expect(lines(after, name)).toEqual(lines(before, name))
    expect(lines(after, 'b')).not.toEqual(lines(before, 'b'))
    // The next whole build finds all of it.
    const whole = await build({ ...request(folder), issued: newYear + 99 })
    expect(whole.findings.map(({ rule }) => rule)).toContain('question-vanished')
  })

  it('exits with an error where nothing is meant, and warns of a name that nothing has', async () => {
    const folder = await folderOf({ 'q/q.md': source() })
    const none = await build(request(folder, 'tag:y'))
    expect(none).toMatchObject({ status: 'content', written: false })
    expect(none.findings.map(({ rule }) => rule).sort()).toEqual(['only-nothing', 'only-unmatched'])
    const wrong = await build(request(folder, 'tags:y'))
    expect(wrong.status).toBe('request')
    expect(wrong.findings[0]?.reason).toContain('did you mean tag?')
    const some = await build(request(folder, 'tag:x,xx'))
    expect(some.status).toBe('ok')
    expect(some.findings.map(({ rule }) => rule)).toEqual(['only-unmatched'])
  })

  it('can be set in rectoverso.yaml', async () => {
    const folder = await folderOf({
      'q/q.md': source(),
      'q/rectoverso.yaml': 'only: tag:x kind:basic\n',
    })
    await build(request(folder))
    expect(codesIn(await read(folder, 'out/q.json'))).toHaveLength(2)
  })
})

/**
 * Question files by others, all the way: every open corpus file built by the
 * program into deck, booklet and table, each looked at by a judge of its own.
 * Short runs take a few small files; long runs take all, print what each cost,
 * and adopt every repository whole.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Body, Question } from '../../src/model/bank.ts'
import { questionsOf, type Section } from '../../src/model/bank.ts'
import { corpusFile, expectedRows, haveCorpora } from '../support/corpora.ts'
import { describeWith, long } from '../support/judge.ts'
import { main } from '../support/run.ts'
import { judgeDecks } from './anki.ts'

const home = resolve(import.meta.dirname, '../..')

/** Of different families, and small. */
const few = [
  'AnonymerNiklasistanonym__Md2Anki/examples/tag_example.md',
  'BigSpoon33__TCM_Knowledge_Base/examples/Example_Class_TCM_101/Materials/Week_01/Quiz.md',
  'bonartm__quizdown-js/docs/syntax.md',
  'eudoxia0__hashcards/example/Math.md',
  'lukesmurray__markdown-anki-decks/testData/input/deck-with-missing-image.md',
]

const rows = expectedRows().filter(({ path = '' }) => long || few.includes(path))

type Dumped = Omit<Question, 'body'> & { body: Body }
type Dump = { sections: Section<Dumped>[] }

/** What a run of the program cost: seconds, and the most memory held, in MB. */
type Cost = { seconds: number; memory: number }

/** Milliseconds for one build on a busy machine: only a hang takes longer. */
const patience = 900_000

const costs: (Cost & { path: string; questions: number })[] = []

/** Runs the built program, stopped where it hangs, and says what it cost. */
function measured(cwd: string, args: string[]) {
  const note = join(cwd, 'memory')
  const watch = `import{writeFileSync}from"node:fs";process.on("exit",()=>writeFileSync(${JSON.stringify(note)},String(process.resourceUsage().maxRSS)))`
  const begun = performance.now()
  const done = spawnSync(
    process.execPath,
    [`--import=data:text/javascript,${watch}`, main, ...args],
    {
      cwd,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, SOURCE_DATE_EPOCH: '1767225600' },
      maxBuffer: 1 << 28,
      timeout: patience,
    },
  )
  const seconds = (performance.now() - begun) / 1000
  const memory = existsSync(note) ? Number(readFileSync(note, 'utf8')) / 1000 : Number.NaN
  return { ...done, seconds, memory }
}

/** A copy of the repository that a corpus file is of, as a clone: with the mark of a root. */
function cloneOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-corpora-'))
  const [repository = ''] = path.split('/')
  cpSync(resolve(home, corpusFile(repository)), join(folder, repository), { recursive: true })
  mkdirSync(join(folder, repository, '.git'))
  return folder
}

/** What each file below a folder holds, by path. */
function sumsOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  return new Map(
    files
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        const sum = createHash('sha256').update(readFileSync(path)).digest('hex')
        return [path.slice(folder.length + 1), sum] as const
      }),
  )
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** Text as a reader of pages gives it back in any order of lines: without spaces, hyphens, marks. */
const bare = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\u00ad\u200b-\u200f\u2010-\u2012\u21a9-]|\ufe0f/gu, '')

/** Signs that a page reader gives back in an order of its own, and drawn ones. */
const reordered = /[\u0590-\u08ff]|\p{Script=Devanagari}|\p{Extended_Pictographic}|\p{M}/u

const suite = haveCorpora ? describe : describe.skip

suite(haveCorpora ? 'files by others' : 'files by others [skipped, needs the corpora]', () => {
  afterAll(() => {
    if (!long) return
    for (const { path, questions, seconds, memory } of costs) {
      const figures = `${String(questions).padStart(5)} q ${seconds.toFixed(1).padStart(6)} s ${memory.toFixed(0).padStart(5)} MB`
      console.log(`${figures}  ${path}`)
    }
  })

  for (const { path = '', questions: count, answered } of rows) {
    const expected = Number(count)
    describe(path, () => {
      let folder: string
      let done: ReturnType<typeof measured>
      let questions: Dumped[] = []
      const name = basename(path, '.md')
      const out = (ending: string) => join(folder, 'out', `${name}.${ending}`)
      beforeAll(() => {
        folder = cloneOf(path)
        const args = ['build', path, '--out', 'out', '--formats', 'anki,pdf,csv,json', '--json']
        done = measured(folder, args)
        if (!existsSync(out('json'))) return
        const bank = JSON.parse(readFileSync(out('json'), 'utf8')) as Dump
        questions = [...questionsOf(bank)].map(({ question }) => question)
        costs.push({ path, questions: questions.length, ...done })
      }, patience)
      afterAll(() => rmSync(folder, { recursive: true, force: true }))

      it('is built, or said to hold no question', () => {
        const report = JSON.parse(done.stdout)
        // On a busy machine a build says how far it is.
        const said = done.stderr
          .split('\n')
          .filter((line) => !line.startsWith('{"type":"progress"'))
        expect(said.join('')).toBe('')
        if (expected === 0) {
          expect(report.messages).toContainEqual(expect.objectContaining({ rule: 'no-questions' }))
          expect(done.status).toBe(1)
          return
        }
        expect(done.status).toBe(0)
        expect(questions).toHaveLength(expected)
        expect(report.banks[0]).toMatchObject({ questions: expected, answered: Number(answered) })
      })

      if (expected === 0) return

      describeWith(['anki'], 'in Anki', () => {
        it('imports every question as a note, none twice, nothing missing', {
          timeout: patience,
        }, () => {
          const deck = readFileSync(out('apkg'))
          const verdict = judgeDecks([deck, deck])
          const [first, second] = verdict.imports
          expect(first).toMatchObject({ new: expected, updated: 0, duplicate: 0, conflicting: 0 })
          expect(second).toMatchObject({ new: 0, updated: 0, conflicting: 0, changed: false })
          expect(verdict.notes).toBe(expected)
          expect(verdict.broken).toEqual([])
          expect(verdict.empty_cards).toBe(0)
          expect(verdict.integrity.ok).toBe(true)
          expect(verdict.media).toMatchObject({ missing: [], unused: [] })
        })
      })

      describeWith(['qpdf', 'poppler'], 'on paper', () => {
        it('is a sound file with every title and every code', { timeout: patience }, () => {
          const said = run('qpdf', '--check', out('pdf'))
          expect(said).toContain('No syntax or stream encoding errors')
          const text = bare(run('pdftotext', '-raw', out('pdf'), '-').replaceAll('\f', ''))
          expect(questions.filter(({ code }) => !text.includes(code))).toEqual([])
          const missing = questions.filter(({ title, body }) => {
            if (/"type":"inlineMath"/.test(JSON.stringify(body.title))) return false
            // Of a title that is partly reordered, each of its other words is looked for.
            if (!reordered.test(title)) return !text.includes(bare(title))
            const words = title.match(/[\p{L}\p{N}]+/gu)?.filter((word) => !reordered.test(word))
            return !words?.every((word) => text.includes(bare(word)))
          })
          expect(missing.map(({ code, title }) => `${code} ${title}`)).toEqual([])
        })
      })

      it('is a table with a row for each question', () => {
        const { data, errors } = Papa.parse<Record<string, string>>(
          readFileSync(out('csv'), 'utf8').replace(/^\ufeff/, ''),
          { header: true, delimiter: ',', skipEmptyLines: true },
        )
        expect(errors).toEqual([])
        expect(data.map((row) => Object.values(row)[0])).toEqual(questions.map(({ code }) => code))
      })
    })
  }

  const repositories = [...new Set(expectedRows().map(({ path = '' }) => path.split('/')[0] ?? ''))]
  describe.skipIf(!long)('adopted whole', () => {
    it.each(repositories)(
      '%s adds up, and changes no source',
      { timeout: patience },
      (repository) => {
        const folder = cloneOf(repository)
        try {
          const at = join(folder, repository)
          const before = sumsOf(at)
          const { status, stdout, stderr } = measured(folder, ['adopt', repository, '--json'])
          expect(stderr).toBe('')
          const account = JSON.parse(stdout)
          const { candidates, questions, answered, skipped, files, errors } = account
          expect(candidates).toBe(questions + skipped.length)
          const own = (key: 'questions' | 'answered') =>
            files.reduce((sum: number, file: Record<string, number>) => sum + (file[key] ?? 0), 0)
          expect([own('questions'), own('answered')]).toEqual([questions, answered])
          for (const { path, line, reason } of skipped) {
            expect([path, reason]).not.toContain('')
            expect(line).toBeGreaterThan(0)
          }
          const wanted = expectedRows().filter(({ path = '' }) => path.startsWith(`${repository}/`))
          const sum = wanted.reduce((total, row) => total + Number(row.questions), 0)
          expect(questions).toBe(sum)
          expect([status, errors.length > 0]).toEqual(sum === 0 ? [1, true] : [0, false])
          const after = sumsOf(at)
          expect([...before].filter(([path, sum]) => after.get(path) !== sum)).toEqual([])
          const made = [...after.keys()].filter((path) => !before.has(path))
          const ours = /^(?:rectoverso\.yaml|(?:.*\/)?(?:[^/]+\.)?rectoverso\.(?:lock|issued))$/
          expect(made.filter((path) => !ours.test(path))).toEqual([])
          // Settings, and two files for each bank: one, or one a language.
          const banks = account.banks?.length ?? 1
          expect(made).toHaveLength(sum === 0 ? 0 : 1 + 2 * banks)
          expect(existsSync(join(folder, 'out'))).toBe(false)
        } finally {
          rmSync(folder, { recursive: true, force: true })
        }
      },
    )
  })
})

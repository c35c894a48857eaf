/**
 * The whole way, by the built program, on real input: the shipped banks and,
 * where they are at hand, question files by others. Judged by Anki, poppler,
 * qpdf and LibreOffice.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Bank, Body, Question, Section } from '../../src/model/bank.ts'
import { questionsOf } from '../../src/model/bank.ts'
import { plain } from '../../src/model/mdast.ts'
import { unguard } from '../../src/sheet/guard.ts'
import { corpora, describeWith, long } from '../support/judge.ts'
import { program } from '../support/run.ts'
import { judgeDecks } from './anki.ts'

const home = resolve(import.meta.dirname, '../..')

/** Question files by others, of the families that are read so far. */
const strangers = [
  'lifei6671__interview-go/mysql/mysql-interview.md',
  'yangshun__front-end-interview-handbook/website/contents/css-questions.md',
  'satwikkansal__wtfpython/README.md',
  'Snailclimb__JavaGuide/docs/java/basis/java-basic-questions-01.md',
]

type Case = { name: string; file: string; from: string }

const shipped: Case[] = ['mlops', 'scripts'].map((name) => ({
  name,
  file: name,
  from: join(home, 'content', name),
}))

const others: Case[] = strangers
  .slice(0, long ? strangers.length : 2)
  .map((path) => ({ name: path, file: basename(path, '.md'), from: resolve(home, corpora, path) }))

type Dump = {
  bank: Omit<Bank, 'sections'> & { sections: Section<Omit<Question, 'body'> & { body: Body }>[] }
}

/** Builds a copy of a bank, so that no ledger is written beside the original. */
function built({ from }: Case): string {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-pipeline-'))
  const copy = join(folder, 'bank', basename(from))
  cpSync(/\.md$/.test(from) ? dirname(from) : from, /\.md$/.test(from) ? dirname(copy) : copy, {
    recursive: true,
    filter: (path) => !/rectoverso\.(lock|issued)$/.test(path),
  })
  const formats = 'anki,pdf,csv,xlsx,anki-txt,json'
  const args = ['build', copy, '--out', join(folder, 'out'), '--formats', formats]
  const { status, stderr, stdout } = program(folder, args)
  expect(`${stdout}${stderr}`).not.toContain('Nothing was written')
  expect(status).toBe(0)
  return folder
}

function run(command: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}

/** Words of four letters and more. */
function words(text: string): Set<string> {
  return new Set(text.normalize('NFKC').match(/\p{L}{4,}/gu) ?? [])
}

const rightToLeft = /[\u0590-\u08ff]/
const indic = /\p{Script=Devanagari}/u

for (const one of [...shipped, ...others]) {
  const given = existsSync(one.from)
  const suite = given ? describe : describe.skip
  suite(given ? one.name : `${one.name} [skipped, needs the corpora]`, () => {
    let folder: string
    let dump: Dump['bank']
    const out = (ending: string) => join(folder, 'out', `${one.file}.${ending}`)
    beforeAll(() => {
      folder = built(one)
      dump = JSON.parse(readFileSync(out('json'), 'utf8')) as Dump['bank']
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

    const questions = () => [...questionsOf(dump)].map(({ question }) => question)

    describeWith(['anki'], 'in Anki', () => {
      it('imports whole, in the order of the book, and twice without a change', () => {
        const deck = readFileSync(out('apkg'))
        const verdict = judgeDecks([deck, deck], { answer: 3, render: true })
        const [first, second] = verdict.imports
        expect(first).toMatchObject({ new: questions().length, updated: 0, conflicting: 0 })
        expect(second).toMatchObject({ new: 0, updated: 0, conflicting: 0, changed: false })
        expect(verdict.reviews_kept).toBe(true)
        expect(verdict.reviewed).toHaveLength(3)
        expect(verdict.broken).toEqual([])
        expect(verdict.empty_cards).toBe(0)
        expect(verdict.integrity.ok).toBe(true)
        expect(verdict.media).toMatchObject({ missing: [], unused: [] })
        const studied = [...new Set(verdict.order.map(({ code }) => code))]
        expect(studied).toEqual(questions().map(({ code }) => code))
      })

      it('is known note by note in the text', () => {
        const text = readFileSync(out('anki.txt'))
        const verdict = judgeDecks([readFileSync(out('apkg')), { text }], { answer: 3 })
        expect(verdict.imports[1]).toMatchObject({
          duplicate: questions().length,
          new: 0,
          updated: 0,
          conflicting: 0,
          changed: false,
        })
        expect(verdict.reviews_kept).toBe(true)
      })
    })

    describeWith(['qpdf', 'poppler'], 'on paper', () => {
      it('is a sound file with every face embedded', () => {
        expect(run('qpdf', '--check', out('pdf'))).toContain('No syntax or stream encoding errors')
        for (const face of run('pdffonts', out('pdf')).trim().split('\n').slice(2)) {
          expect(face).toMatch(/^[A-Z]{6}\+.* yes yes yes/)
        }
      })

      it('holds every word of every question', () => {
        const text = run('pdftotext', '-raw', out('pdf'), '-').replace(/[\u00ad]/g, '')
        const sheets = text.split('\f').map((sheet) => sheet.split('\n').map((line) => line.trim()))
        /** Whether a word begins at the end of a line and goes on over the page. */
        const turned = (word: string) =>
          sheets.some((lines, page) =>
            [...word].some((_, at) => {
              const [head, tail] = [word.slice(0, at), word.slice(at)]
              return (
                at > 0 &&
                lines.some((line) => line.replace(/[-\u2010]$/, '').endsWith(head)) &&
                sheets[page + 1]?.some((line) => line.startsWith(tail))
              )
            }),
          )
        const printed = words(text.replace(/(\p{L})[-\u2010]\n/gu, '$1').replace(/\n/g, ' '))
        const whole = text.replace(/[\s\p{P}]/gu, '').normalize('NFKC')
        const missing: string[] = []
        for (const { body, code } of questions()) {
          const { title, prompt, answer, footnotes } = body
          // Words from right to left and of combined signs come back in an order of the reader's own.
          for (const nodes of [title, prompt, answer, footnotes]) {
            for (const node of nodes) {
              if (node.type === 'math' || node.type === 'code') continue
              if (/"type":"(?:inlineMath|picture)"/.test(JSON.stringify(node))) continue
              for (const word of words(plain([node]))) {
                if (rightToLeft.test(word) || indic.test(word)) continue
                if (!printed.has(word) && !whole.includes(word) && !turned(word))
                  missing.push(`${code} ${word}`)
              }
            }
          }
        }
        expect(missing).toEqual([])
      })

      it('sets titles in reading order and nothing outside its page', () => {
        const text = run('pdftotext', '-raw', out('pdf'), '-')
          .split('\f')
          .join('')
          .replace(/[\s\u00ad\u2010-]/g, '')
        let from = 0
        for (const { title } of questions()) {
          if (rightToLeft.test(title) || indic.test(title) || /[$\\]/.test(title)) continue
          const wanted = title.replace(/[\s\u00ad\u2010-]/g, '').slice(0, 40)
          const at = text.indexOf(wanted, from)
          if (at < 0 && /[^\p{L}\p{N}\p{P}]/u.test(wanted)) continue
          expect(at, title).toBeGreaterThanOrEqual(from)
          from = at
        }
        const boxes = run('pdftotext', '-bbox', out('pdf'), '-')
        const page = /<page width="([\d.]+)" height="([\d.]+)"/.exec(boxes)
        const outside = [
          ...boxes.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"/g),
        ].filter(
          ([, left, top, right, bottom]) =>
            Number(left) < 10 ||
            Number(top) < 0 ||
            Number(right) > Number(page?.[1]) - 10 ||
            Number(bottom) > Number(page?.[2]),
        )
        expect(outside.map(([box]) => box)).toEqual([])
      })
    })

    describeWith(['libreoffice'], 'in LibreOffice', () => {
      const convert = (to: string, ending: string, filter?: string) => {
        const made = join(folder, ending)
        run(
          'soffice',
          `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
          '--headless',
          ...(filter ? [`--infilter=${filter}`] : []),
          ...['--convert-to', to, '--outdir', made, out('csv')],
        )
        return readFileSync(join(made, `${one.file}.${ending}`), 'utf8')
      }

      it('gives every cell back by its text filter, and evaluates none by default', () => {
        const utf8 = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'
        const back = convert(utf8, 'csv', 'CSV:44,34,76,1,,0,true,false')
        const read = (text: string) => parse(text, { bom: true, relax_quotes: true }) as string[][]
        const rows = read(readFileSync(out('csv'), 'utf8'))
        expect(rows).toHaveLength(questions().length + 1)
        expect(read(back)).toEqual(rows)
        const sheet = convert('fods', 'fods')
        expect(sheet.match(/table:formula=/g) ?? []).toEqual([])
      })

      it('has the same rows in the workbook, over all its sheets', () => {
        const every =
          'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
        const said = run(
          'soffice',
          `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
          ...['--headless', '--convert-to', every, '--outdir', join(folder, 'sheets'), out('xlsx')],
        )
        const sheets = [...said.matchAll(/^Writing sheet .* -> (.*)$/gm)].map(
          ([, path = '']) => path,
        )
        const read = (path: string) =>
          parse(readFileSync(path), { bom: true, relax_quotes: true }) as string[][]
        const rows = sheets.flatMap((path) => read(path).slice(1))
        const table = read(out('csv')).slice(1)
        expect(rows).toEqual(table.map((row) => row.map(unguard)))
      })
    })
  })
}

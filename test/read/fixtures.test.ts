/**
 * Golden folders: each of `test/fixtures/read` holds Markdown files of one bank
 * and `expected.json`, a digest of what reading makes of them. `UPDATE=1`
 * writes the digests anew; read every change before keeping it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import {
  type Bank,
  bodyOf,
  type Draft,
  introOf,
  questionsOf,
  sectionsOf,
} from '../../src/model/bank.ts'
import { read } from '../../src/read/read.ts'
import { lostWords } from './account.ts'
import { plain, saidOf } from './reading.ts'

const folder = fileURLToPath(new URL('../fixtures/read', import.meta.url))
const update = process.env.UPDATE === '1'

function line(words: string): string {
  return words.replace(/\s+/g, ' ').trim()
}

function digestOf(question: Draft, path: readonly string[]) {
  const { kind, title, answered, tags, difficulty, place, id } = question
  const body = bodyOf(question)
  return {
    at: `${place.path}:${place.line}:${place.column}`,
    ...(path.length > 0 && { section: path.join(' / ') }),
    kind,
    title,
    ...(!answered && { answered }),
    ...(id && { id }),
    ...(tags.length > 0 && { tags }),
    ...(difficulty && { difficulty }),
    ...(body.hint && { hint: plain(body.hint) }),
    ...(question.kind === 'cloze' && { gaps: question.gaps }),
    ...(question.kind === 'typed' && { expected: question.expected }),
    ...(question.kind === 'choice' && {
      choices: question.choices.map(({ label, right }, index) => {
        const { body: option = [], why = [] } = body.choices?.[index] ?? {}
        const because = why.length > 0 ? ` (${line(plain(why))})` : ''
        return `${right ? '+' : '-'} ${label} ${line(plain(option))}${because}`
      }),
    }),
    ...(body.prompt.length > 0 && { prompt: line(plain(body.prompt)) }),
    ...(body.answer.length > 0 && { answer: line(plain(body.answer)) }),
    ...(body.footnotes.length > 0 && {
      footnotes: body.footnotes.map((note) => `${note.identifier}: ${line(plain(note.children))}`),
    }),
  }
}

function digest(bank: Bank<Draft>, messages: Messages) {
  const questions = [...questionsOf(bank)]
  const sections = [...sectionsOf(bank)]
  return {
    bank: [bank.title, bank.language, ...(bank.description ? [bank.description] : [])].join(' | '),
    counts: {
      questions: questions.length,
      answered: questions.filter(({ question }) => question.answered).length,
    },
    sections: sections.map((section) => {
      const intro = line(plain(introOf(section).answer))
      return `${section.path.join(' / ') || '(none)'}: ${section.questions.length}${intro && `; ${intro}`}`
    }),
    questions: questions.map(({ question, section }) => digestOf(question, section.path)),
    messages: saidOf(messages),
  }
}

describe('reading', () => {
  it.each(readdirSync(folder))('%s', async (name) => {
    const root = join(folder, name)
    const messages = new Messages()
    const { bank, sources } = await read({ paths: [root], root, settings: {}, messages })
    for (const { question } of questionsOf(bank)) {
      const text = sources(question.place.path) ?? ''
      for (const slice of Object.values(question.slices).flat()) {
        expect(text.slice(slice.start, slice.end)).toBe(slice.text)
      }
    }
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .map((path) => path.split(sep).join('/'))
      .flatMap((path) => (sources(path)?.length ? [{ path, text: sources(path) ?? '' }] : []))
    expect(lostWords(files, bank, messages)).toEqual([])
    const found = `${JSON.stringify(digest(bank, messages), null, 2)}\n`
    const expected = join(root, 'expected.json')
    if (update) writeFileSync(expected, found)
    expect(found).toBe(readFileSync(expected, 'utf8'))
  })
})

import { hash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Asked, fieldsOf, type Rendered } from '../../src/anki/render.ts'
import { renderings, worthThreads } from '../../src/anki/renderings.ts'
import { ankiText } from '../../src/anki/text.ts'
import { anki } from '../../src/anki/writer.ts'
import type { poolOf } from '../../src/build/pool.ts'
import { DiskCache } from '../../src/cache.ts'
import { type Bank, bodyOf, type Question, questionsOf } from '../../src/model/bank.ts'
import type { Block } from '../../src/model/mdast.ts'
import { type Pool, TaskFault } from '../../src/pool/task.ts'
import { bank, codeOf, paragraph, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'
import { temporary } from '../support/tmp.ts'
import { everyKind, picture, pictures } from './bank.ts'

/** Threads run the compiled program. */
const built = (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href)
const { poolOf: compiled }: { poolOf: typeof poolOf } = await built('build/pool.js')
const pool = compiled(2)
afterAll(() => pool.close())

const file = { name: `rv-${'0'.repeat(32)}.png`, width: 2, height: 1 }
const files = new Map([[picture, file]])

const asked = (given: Bank): Asked[] =>
  [...questionsOf(given)].map(({ question, section }) => ({
    question,
    path: section.path,
    retired: false,
  }))

async function notes(
  of: Bank,
  more: Partial<Parameters<typeof renderings>[0]> = {},
): Promise<Rendered[]> {
  const all: Rendered[] = []
  const jobs = asked(of)
  const same = (job: Asked) => job
  const given = { bank: of, pictures: files, ...more }
  for await (const some of renderings(given, jobs, same)) {
    for (const [job, note] of some) {
      expect(job).toBe(jobs[all.length])
      all.push({ ...note, fields: new Uint8Array(note.fields) })
    }
  }
  return all
}

/** Every kind, many times over: enough to be worth threads. */
function large(): Bank {
  const few = [...questionsOf(everyKind())].map(({ question }) => question)
  const many: Question[] = []
  for (let size = 0, n = 0; size < worthThreads; n++) {
    const one = few[n % few.length] as Question
    const body = bodyOf(one)
    const words = paragraph(`Number ${n}. `, 'All of it is said again. '.repeat(3000))
    const code: Block = { type: 'code', lang: 'klingon', value: 'nuqneH' }
    const longer = JSON.stringify({ ...body, answer: [...body.answer, words, code] })
    many.push({ ...one, code: codeOf(n), guid: `g${n}`, body: longer })
    size += longer.length
  }
  return { ...everyKind(), sections: [section('All', many)] }
}

/** A pool in this thread, that counts the questions it is given. */
function counting(fault?: Error): Pool & { count: number } {
  return {
    size: 2,
    count: 0,
    async run(task, input) {
      const { bodies = [] } = input as unknown as { bodies?: unknown[] }
      this.count += bodies.length
      if (fault) throw fault
      return (await task.load())(input)
    },
    close: async () => {},
  }
}

describe('the notes of a bank', () => {
  it('are the same from threads, in order, with their pictures and problems', async () => {
    const given = large()
    const alone = await notes(given)
    expect(alone.some((note) => fieldsOf(note).join().includes(file.name))).toBe(true)
    expect(alone.some(({ problems }) => problems.length > 0)).toBe(true)
    expect(await notes(given, { pool })).toEqual(alone)
    const told = counting()
    expect(await notes(given, { pool: told })).toEqual(alone)
    expect(told.count).toBe(alone.length)
  })

  it('are made here where threads die, and not at all where a task fails', async () => {
    const given = large()
    const dead = counting(new TaskFault('anki/notes', 'crash'))
    expect(await notes(given, { pool: dead })).toEqual(await notes(given))
    const broken = counting(new TypeError('a fault of ours'))
    await expect(notes(given, { pool: broken })).rejects.toThrow('a fault of ours')
  })

  it('of a small bank are made here', async () => {
    const told = counting()
    await notes(everyKind(), { pool: told })
    expect(told.count).toBe(0)
  })

  it('are taken from an earlier build, all but those that changed', async () => {
    const folder = join(await temporary(), 'cache')
    const build = async (given: Bank, named = files) => {
      const cache = new DiskCache({ folder, program: 'test' })
      const shelf = cache.of('bank').shelf('notes')
      let made = 0
      const watched = {
        get: (key: string) => shelf.get(key),
        put(key: string, bytes: Uint8Array | string) {
          made++
          shelf.put(key, bytes)
        },
      }
      const all = await notes(given, { cache: { shelf: () => watched }, pictures: named })
      await cache.save(true)
      expect(all).toEqual(await notes(given, { pictures: named }))
      return made
    }
    const given = everyKind()
    const count = asked(given).length
    expect(await build(given)).toBe(count)
    expect(await build(given)).toBe(0)
    const edit = (change: (question: Question) => Question): Bank => ({
      ...given,
      sections: given.sections.map((one, at) =>
        at > 0
          ? one
          : { ...one, questions: one.questions.map((q, n) => (n === 0 ? change(q) : q)) },
      ),
    })
    const body = (one: Question) => JSON.stringify({ ...bodyOf(one), answer: [paragraph('New')] })
    expect(await build(edit((one) => ({ ...one, body: body(one) })))).toBe(1)
    expect(await build(edit((one) => ({ ...one, tags: ['new'] })))).toBe(1)
    expect(await build(edit((one) => ({ ...one, difficulty: 'easy' })))).toBe(1)
    expect(await build(edit((one) => ({ ...one, title: 'New' })))).toBe(1)
    // A line further down, a section's new subdeck: no note shows it.
    const moved = edit((one) => ({ ...one, place: { ...one.place, line: 99 } }))
    expect(await build(moved)).toBe(0)
    const other = new Map([[picture, { ...file, name: `rv-${'1'.repeat(32)}.png` }]])
    const shown = asked(given).filter(({ question }) =>
      String(question.body).includes(picture),
    ).length
    expect(shown).toBeGreaterThan(0)
    expect(shown).toBeLessThan(count)
    expect(await build(given, other)).toBe(shown)
    expect(await build({ ...given, language: 'zh' })).toBe(count)
    expect(await build({ ...given, source: 'https://example.org/' })).toBe(count)
  })
})

describe('deck and text', () => {
  it('are the same bytes with threads, with an empty cache and with a full one', async () => {
    const given = large()
    const folder = join(await temporary(), 'cache')
    const written = async (more: object) => {
      const asked = context(given, pictures, more)
      const all = [...(await anki.write(asked)), ...(await ankiText.write(asked))]
      const bytes = await Promise.all(all.map(bytesOf))
      const sum = hash('sha256', Buffer.concat(bytes))
      return { sum, said: asked.messages.all.map(String) }
    }
    const alone = await written({})
    expect(alone.said.length).toBeGreaterThan(0)
    expect(await written({ pool })).toEqual(alone)
    for (const _ of ['empty', 'full']) {
      const cache = new DiskCache({ folder, program: 'test' })
      expect(await written({ cache: cache.of('bank'), pool })).toEqual(alone)
      await cache.save(true)
    }
  })

  it('name each recording that a question plays', async () => {
    const key = 'c'.repeat(32)
    const sounds = [{ key, extension: 'mp3' as const, bytes: 1, path: 'a.mp3' }]
    const link = { type: 'link' as const, url: 'a.mp3', sound: key, children: [] }
    const given = bank([section('A', [question({ title: 'Q', answer: [paragraph(link)] })])])
    const [note] = await notes({ ...given, sounds })
    const [silent] = await notes(given)
    expect(note && fieldsOf(note).join()).toContain(`[sound:rv-${key}.mp3]`)
    expect(silent && fieldsOf(silent).join()).not.toContain('[sound:')
  })
})

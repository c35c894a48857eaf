import { expect, it } from 'vitest'
import { type Head, partFields } from '../../src/anki/packed.ts'
import { render } from '../../src/anki/render.ts'
import { batchOf, renderTask } from '../../src/anki/render-task.ts'
import { everyKind, picture, questions } from './bank.ts'

it('rendering as a task gives the same notes in the same order', async () => {
  const run = await renderTask.load()
  const file = { name: `rv-${'0'.repeat(32)}.png`, width: 2, height: 1 }
  const ground = everyKind()
  const asked = questions.map((question) => ({ question, path: ['A'], retired: false }))
  const { heads, fields } = await run({ ground, pictures: [[picture, file]], ...batchOf(asked) })
  const named = (key: string) => (key === picture ? file : undefined)
  const parts = partFields(fields)
  const made = (JSON.parse(heads) as Head[]).map((head, index) => ({
    ...head,
    fields: new Uint8Array(parts[index] ?? []),
  }))
  const alone = asked.map((one) => render(ground, one, named))
  expect(made).toEqual(alone.map((note) => ({ ...note, fields: new Uint8Array(note.fields) })))
  expect(new TextDecoder().decode(fields)).toContain(file.name)
})

it('is given nothing of a job but what a note shows', () => {
  const asked = questions.map((question) => ({ question, path: ['A'], retired: false }))
  // As the notes for Anki's text import ask: with the section, which holds every question.
  const jobs = asked.map((one) => ({ ...one, section: { questions } }))
  expect(batchOf(jobs)).toEqual(batchOf(asked))
})

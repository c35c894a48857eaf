import { expect, it } from 'vitest'
import { render } from '../../src/anki/render.ts'
import { renderTask } from '../../src/anki/render-task.ts'
import { everyKind, picture, questions } from './bank.ts'

it('rendering as a task gives the same notes in the same order', async () => {
  const run = await renderTask.load()
  const file = { name: `rv-${'0'.repeat(32)}.png`, width: 2, height: 1 }
  const ground = everyKind()
  const asked = questions.map((question) => ({ question, path: ['A'], retired: false }))
  const made = await run({ ground, pictures: [[picture, file]], asked })
  const named = (key: string) => (key === picture ? file : undefined)
  expect(JSON.parse(made)).toEqual(asked.map((one) => render(ground, one, named)))
  expect(made).toContain(file.name)
})

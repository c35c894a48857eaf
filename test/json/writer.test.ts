import { expect, it } from 'vitest'
import { json } from '../../src/json/writer.ts'
import { bank, question, section } from '../support/bank.ts'
import { bytesOf, context } from '../support/context.ts'

it('writes the model under the bank’s name, in pieces', async () => {
  const questions = Array.from({ length: 2000 }, (_, index) =>
    question(`Frage ${index} – é`, index),
  )
  const wanted = bank([section('Alle', questions)])
  const files = await json.write(context(wanted, {}, { name: 'mine' }))
  expect(files.map((file) => file.name)).toEqual(['mine.json'])
  const [file] = files
  if (!file) return
  const dumped = JSON.parse(new TextDecoder().decode(await bytesOf(file)))
  expect(dumped.sections[0].questions.map((one: { title: string }) => one.title)).toEqual(
    questions.map((one) => one.title),
  )
  const [again] = await json.write(context(wanted))
  let pieces = 0
  for await (const _ of (again ?? { content: [] }).content as AsyncIterable<Uint8Array>) pieces++
  expect(pieces).toBeGreaterThan(1)
})

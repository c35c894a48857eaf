import { expect, it } from 'vitest'
import type { Stage } from '../../src/build.ts'
import { createProgress } from '../../src/cli/progress.ts'
import { telling, tellingOf, wordsFor } from '../../src/cli/stages.ts'
import { noColours } from '../../src/messages/report-text.ts'

it('says stages in words', () => {
  expect(wordsFor({ step: 'read', bank: 'js' })).toBe('js: reading')
  expect(wordsFor({ step: 'write', bank: 'js', format: 'pdf' })).toBe('js: making the booklet')
  expect(wordsFor({ step: 'record', bank: 'js' })).toBe('js: noting what each question says')
  expect(wordsFor({ step: 'publish' })).toBe('Writing the files')
})

it('shows what a build tells', () => {
  let printed = ''
  let time = 0
  const err = (text: string) => {
    printed += text
  }
  const { onStage, onProgress } = telling(
    createProgress({ err, watched: false, colours: noColours }, true, () => time),
  )
  const stage: Stage = { step: 'write', bank: 'js', format: 'csv' }
  time = 1500
  onStage(stage)
  time = 2500
  onProgress({ stage, unit: 'questions', done: 1, total: 2 })
  expect(
    printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    { type: 'progress', ...stage, seconds: 1.5 },
    { type: 'progress', ...stage, unit: 'questions', done: 1, total: 2, seconds: 2.5 },
  ])
})

it('shows how far other work is, which a signal stops there', async () => {
  const counted: unknown[] = []
  const progress = {
    stage() {},
    count: (words: string, { done }: { done: number }) => counted.push([words, done]),
    end() {},
  }
  const stop = new AbortController()
  const far = { unit: 'bytes', done: 1, total: 9 } as const
  const tell = tellingOf('Reading', progress, stop.signal)
  await tell(far)
  setImmediate(() => stop.abort())
  await expect(tell({ ...far, done: 2 })).rejects.toThrow(/abort/i)
  await tellingOf('Writing', progress)({ ...far, done: 3 })
  expect(counted).toEqual([
    ['Reading', 1],
    ['Reading', 2],
    ['Writing', 3],
  ])
})

import { expect, it } from 'vitest'
import type { Stage } from '../../src/build.ts'
import { createProgress } from '../../src/cli/progress.ts'
import { telling, wordsFor } from '../../src/cli/stages.ts'
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

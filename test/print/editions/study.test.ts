import { describe, expect, it } from 'vitest'
import { studyBody } from '../../../src/print/editions/study.ts'
import { questionDestination } from '../../../src/print/question.ts'
import { squash } from '../display.ts'
import { boxesIn, wordsIn } from '../given.ts'
import { jobOn, library } from '../library.ts'

describe('the study edition', () => {
  it('has each answer directly beneath its question, and indexes that lead to questions', async () => {
    const { job } = await jobOn(library(4))
    const body = await studyBody(job)
    const words = squash(
      body.runs.flatMap(({ list }) => boxesIn(list).map(({ ops }) => wordsIn(ops))).join(''),
    )
    const from = words.indexOf('Answer0begins')
    expect(from).toBeGreaterThan(words.indexOf('Questionnumber0?'))
    expect(words.indexOf('Answer1begins')).toBeGreaterThan(from)
    expect(body.index?.tags('X')).toBe(questionDestination('X'))
    expect(body.name).toBeUndefined()
  })
})

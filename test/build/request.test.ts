import { describe, expect, it } from 'vitest'
import { begin, type Progress, type Stage, tellOf } from '../../src/build/request.ts'
import { newYear } from '../support/context.ts'

const plain = { paths: [], cwd: '/', issued: newYear }
const stage: Stage = { step: 'read', bank: 'js' }
const counted = { done: 3, total: 9, unit: 'questions' } as const

describe('a stage', () => {
  it('is told as it begins, and how far it is', async () => {
    const stages: Stage[] = []
    const progress: Progress[] = []
    const request = {
      ...plain,
      onStage: (begun: Stage) => stages.push(begun),
      onProgress: (far: Progress) => progress.push(far),
    }
    begin(request, stage)
    await tellOf(request, stage)(counted)
    expect(stages).toEqual([stage])
    expect(progress).toEqual([{ stage, ...counted }])
  })

  it('does not begin, nor go on, where the work is to stop', async () => {
    const stop = new AbortController()
    const told: unknown[] = []
    const request = { ...plain, signal: stop.signal, onStage: (begun: Stage) => told.push(begun) }
    const tell = tellOf(request, stage)
    await tell(counted)
    stop.abort()
    expect(() => begin(request, stage)).toThrow(/abort/i)
    await expect(tell(counted)).rejects.toThrow(/abort/i)
    expect(told).toEqual([])
  })

  it('lets a signal through that comes while it counts', async () => {
    const stop = new AbortController()
    setImmediate(() => stop.abort())
    await expect(tellOf({ ...plain, signal: stop.signal }, stage)(counted)).rejects.toThrow()
  })
})

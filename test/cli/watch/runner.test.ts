import { describe, expect, it } from 'vitest'
import type { Ended, Start } from '../../../src/cli/watch/processes.ts'
import { createRunner, grace } from '../../../src/cli/watch/runner.ts'
import { handTimers } from './timers.ts'

function bench() {
  const { timers, pass } = handTimers()
  const begun: { env: Readonly<Record<string, string>>; end: (ended: Ended) => void }[] = []
  const killed: string[] = []
  const start: Start = (_, env) => {
    let end: (ended: Ended) => void = () => {}
    const ended = new Promise<Ended>((resolve) => {
      end = resolve
    })
    begun.push({ env, end })
    return { ended, kill: (signal) => killed.push(signal) }
  }
  const told: [Ended, number][] = []
  let time = 0
  const runner = createRunner('c', start, (ended, seconds) => told.push([ended, seconds]), {
    timers,
    now: () => time,
  })
  return {
    ...{ runner, begun, killed, told, pass },
    async end(index: number, ended: Ended, at = 0) {
      time = at
      begun[index]?.end(ended)
      await pass(0)
    },
  }
}

describe('the runner', () => {
  it('runs one at a time, and once more for all that came meanwhile', async () => {
    const { runner, begun, told, end } = bench()
    for (const turn of ['1', '2', '3']) runner.run({ turn })
    expect(begun.map(({ env }) => env.turn)).toEqual(['1'])
    await end(0, { code: 0 }, 1500)
    expect(begun.map(({ env }) => env.turn)).toEqual(['1', '3'])
    await end(1, { code: 3 }, 2000)
    runner.run({ turn: '4' })
    expect(begun).toHaveLength(3)
    expect(told).toEqual([
      [{ code: 0 }, 1.5],
      [{ code: 3 }, 0.5],
    ])
  })

  it('tells it to end, and ends it and its children where it does not', async () => {
    const { runner, killed, pass, end } = bench()
    runner.run({})
    let stopped = false
    const stopping = runner.stop().then(() => {
      stopped = true
    })
    expect(killed).toEqual(['SIGTERM'])
    await pass(grace)
    expect(killed).toEqual(['SIGTERM', 'SIGKILL'])
    expect(stopped).toBe(false)
    await end(0, { signal: 'SIGKILL' })
    await stopping
  })

  it('runs nothing more when it was stopped', async () => {
    const { runner, begun, told, end } = bench()
    runner.run({})
    runner.run({})
    const stopping = runner.stop()
    await end(0, { code: 0 })
    await stopping
    runner.run({})
    expect(begun).toHaveLength(1)
    expect(told).toEqual([])
    await runner.stop()
  })
})

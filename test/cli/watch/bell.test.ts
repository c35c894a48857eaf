import { describe, expect, it } from 'vitest'
import { Bell, patience } from '../../../src/cli/watch/bell.ts'
import { handTimers } from './timers.ts'

describe('the bell', () => {
  it('is heard once it has been quiet, with all that it was rung about', async () => {
    const { timers, pass } = handTimers()
    const bell = new Bell(timers)
    let heard: Set<string> | undefined
    const quiet = bell.quiet().then((rung) => {
      heard = rung
    })
    bell.ring('a')
    await pass(patience.quiet - 1)
    bell.ring('b')
    await pass(patience.quiet - 1)
    expect(heard).toBeUndefined()
    await pass(1)
    await quiet
    expect(heard).toEqual(new Set(['a', 'b']))
  })

  it('is heard in the end where it is never quiet', async () => {
    const { timers, pass } = handTimers()
    const bell = new Bell(timers)
    let heard = false
    const quiet = bell.quiet().then(() => {
      heard = true
    })
    for (let time = 0; time < patience.longest; time += 10) {
      expect(heard).toBe(false)
      bell.ring('a')
      await pass(10)
    }
    await quiet
  })

  it('keeps what was rung while nobody listened', async () => {
    const { timers, pass, pending } = handTimers()
    const bell = new Bell(timers)
    bell.ring('a')
    const quiet = bell.quiet()
    await pass(patience.quiet)
    expect(await quiet).toEqual(new Set(['a']))
    expect(pending()).toBe(0)
  })

  it('lets go at once when it is woken', async () => {
    const { timers } = handTimers()
    const bell = new Bell(timers)
    const waiting = bell.quiet()
    bell.wake()
    expect(await waiting).toEqual(new Set())
    expect(await bell.quiet()).toEqual(new Set())
  })
})

import { expect, it } from 'vitest'
import { oneAtATime } from '../../../src/read/media/turn.ts'

const later = () => new Promise((resolve) => setTimeout(resolve, 1))

it('begins a task when the one before has ended, also where that failed', async () => {
  const turn = oneAtATime()
  const log: string[] = []
  const task = (name: string, fails = false) =>
    turn(async () => {
      log.push(`${name} begins`)
      await later()
      log.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const ends = await Promise.allSettled([task('a'), task('b', true), task('c')])
  expect(log).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : `${end.reason}`))).toEqual([
    'a',
    'Error: b',
    'c',
  ])
})

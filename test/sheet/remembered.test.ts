import { expect, it } from 'vitest'
import { remembered } from '../../src/sheet/remembered.ts'

it('asks once of a short text, each time of a long one, and forgets when it holds too many', () => {
  const asked: string[] = []
  const length = remembered((text) => asked.push(text.slice(0, 3)) * 0 + text.length)
  const long = 'x'.repeat(81)
  expect(['', 'ab', 'ab', '', long, long].map(length)).toEqual([0, 2, 2, 0, 81, 81])
  expect(asked.splice(0)).toEqual(['', 'ab', 'xxx', 'xxx'])
  for (let index = 0; index < 10_000; index++) length(`n${index}`)
  asked.splice(0)
  expect([length('n9999'), length('ab')]).toEqual([5, 2])
  expect(asked).toEqual(['ab'])
})

import { expect, it } from 'vitest'
import { recent } from '../../../src/read/media/recent.ts'

it('forgets what was used longest ago, and never keeps more than its weight', () => {
  const kept = recent<string>(10)
  kept.put('a', 'A', 4)
  kept.put('b', 'B', 4)
  kept.get('a')
  kept.put('c', 'C', 4)
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['A', undefined, 'C'])
  kept.put('d', 'D', 11)
  expect([kept.get('a'), kept.get('d')]).toEqual(['A', undefined])
  kept.put('a', 'A2', 1)
  kept.put('e', 'E', 5)
  expect([kept.get('a'), kept.get('c'), kept.get('e')]).toEqual(['A2', 'C', 'E'])
})

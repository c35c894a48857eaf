import { expect, it } from 'vitest'
import { keyPattern, longKey } from '../../../src/read/dialects/keys.ts'

const key = keyPattern('q|question')

it.each([
  ['Q: a', 'Q: '],
  ['**Q:** a', '**Q:** '],
  ['**Q**: a', '**Q**: '],
  ['**Q: a**', '**Q: '],
  ['- Question 12: a', '- Question 12: '],
  ['q：a', 'q：'],
  ['   Q:', '   Q:'],
])('begins %j with %j', (line, expected) => {
  expect(key.exec(line)?.[0]).toBe(expected)
})

it.each(['    Q: a', 'FAQ: a', 'Q:: a', 'q://a', 'Q a', 'a Q: b', 'Quest: a'])(
  'does not begin %j',
  (line) => {
    expect(key.test(line)).toBe(false)
  },
)

it.each([
  ['Question: a', true],
  ['सवाल: a', true],
  ['سؤال: a', true],
  ['Q: a', false],
  ['В: a', false],
])('takes %j alone for a question: %s', (line, expected) => {
  expect(longKey.test(line)).toBe(expected)
})

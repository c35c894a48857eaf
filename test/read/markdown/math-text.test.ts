import { expect, it } from 'vitest'
import { ours, theirs } from './two-dollars.ts'

it.each([
  '$$x$$',
  'a $$x$$ b',
  'a $$ x $$ b',
  'a $$x$$$ b',
  'a $$$x$$y$$$ b',
  'a $$x\ny$$ b',
  '\\$$$x$$',
  '`$$`x$$y`$$`',
  '$$\\$$',
])('%j reads as it does for remark-math', (text) => {
  expect(ours(text)).toEqual(theirs(text))
})

it('a space that a backslash makes one of TeX stays', () => {
  const [, , , formula] = ours('a $$x\\ $$ b')
  expect(formula).toEqual(['inlineMath', 2, 9, 'x\\', null])
})

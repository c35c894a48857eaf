import { expect, it } from 'vitest'
import { ours, theirs } from './two-dollars.ts'

it.each([
  '$$\nx\n$$',
  '$$\nx\n',
  '$$ a b\nx\n$$',
  '$$ a$b\nx\n$$',
  'a\n$$\nx\n$$\nb',
  '- a\n\n  $$\n  x\n  $$\n',
  '- a\n  $$\n  x\ny\n  $$\n',
  '> $$\n> x\ny\n$$',
  '   $$\n   x\n     y\n   $$',
  '$$\nx\n    $$\n$$',
  '$$\n\nx\n\n$$\n',
  '$$$\nx\n$$\ny\n$$$$ \nz',
  '$$\nx\n$$ b\n$$',
  '1. $$\n   x\n   $$',
])('%j reads as it does for remark-math', (text) => {
  expect(ours(text)).toEqual(theirs(text))
})

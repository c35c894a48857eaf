import { expect, it } from 'vitest'
import { dialectFor, fits } from '../../src/read/force.ts'

it('takes one dialect for all files, or the first pattern that fits', () => {
  expect(dialectFor('a/b.md', 'one-file')).toBe('one-file')
  expect(
    dialectFor('a/b.md', { 'c.md': 'bold-line', 'a/*.md': 'one-file', '*': 'html-list' }),
  ).toBe('one-file')
  expect(dialectFor('b.md', {})).toBeUndefined()
})

it.each([
  ['a/b.md', '*.md', true],
  ['a/b.md', 'a/*.md', true],
  ['a/b/c.md', 'a/*.md', false],
  ['a/b/c.md', 'a/**/*.md', true],
  ['a/c.md', 'a/**/*.md', true],
  ['a+b.md', 'a+b.md', true],
  ['ab.md', 'a?.md', true],
  ['axmd', 'a.md', false],
])('%s fits %s: %s', (path, pattern, expected) => {
  expect(fits(path, pattern)).toBe(expected)
})

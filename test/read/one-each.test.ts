import { expect, it } from 'vitest'
import { humanised, oneEach } from '../../src/read/one-each.ts'

const named = (...files: [path: string, text: string][]) =>
  Object.fromEntries(
    [...oneEach(files.map(([path, text]) => ({ path, text })))].map(([path, { name, sure }]) => [
      path,
      `${name}${sure ? '' : '?'}`,
    ]),
  )

it('takes folders in which most files ask in their title', () => {
  expect(
    named(
      ['q/a.md', '# What is a?\n\n## Why\n\nText'],
      ['q/b.md', '---\ntitle: "How is b?"\n---\nText'],
      ['q/c.md', '# Who is c?\n'],
      ['q/notes.md', '# Notes\n'],
      ['q/README.md', '# Questions\n'],
      ['other/d.md', '# What is d?\n'],
    ),
  ).toEqual({ 'q/a.md': 'What is a?', 'q/b.md': 'How is b?', 'q/c.md': 'Who is c?' })
})

it('takes names that ask, and no file with several headings of its first level', () => {
  expect(
    named(['what-is-a.md', 'A'], ['how-is-b.md', 'B'], ['03_why-c.md', 'C'], ['d.md', 'D']),
  ).toEqual({ 'what-is-a.md': 'What is a', 'how-is-b.md': 'How is b', '03_why-c.md': 'Why c' })
  expect(
    named(
      ['a.md', '# What?\n\n# Why?'],
      ['b.md', '# What?\n\n# Why?'],
      ['c.md', '# What?\n\n# Why?'],
    ),
  ).toEqual({})
})

it('makes words of names', () => {
  expect(humanised('02-why-hoisting')).toBe('Why hoisting')
  expect(humanised('12')).toBe('12')
})

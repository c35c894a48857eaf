import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { findOptions, groupsIn } from '../../src/read/options.ts'
import { words } from '../../src/read/outline.ts'

function options(text: string, form: 'task' | 'letters' | 'numbers' | 'bullets' = 'letters') {
  const found = findOptions(parseMarkdown(text).blocks, text, [form])
  for (const option of found?.options ?? []) {
    const [first] = option.body
    const { start, end } = first?.position ?? {}
    expect(text.slice(start?.offset, end?.offset)).toContain(first ? words(first) : '')
  }
  return found?.options.map(({ body }) => words({ children: body }))
}

describe('options', () => {
  it.each([
    ['a list', '- A: x\n- B: y', ['x', 'y']],
    ['a list with brackets', '* (a) x\n* (b) y', ['x', 'y']],
    ['bold letters', '- **A.** x\n- **B.** y', ['x', 'y']],
    ['lines', 'Ask?\nA. x\nB) y\nAnswer: A', ['x', 'y']],
    ['lines with breaks', 'A. x<br>B. y', ['x', 'y']],
    ['paragraphs', 'A. x\n\nB. y\n\nmore', ['x', 'y']],
    ['an indented block', '    a. x\n    b. y', ['x', 'y']],
    ['one option', '- A: x', undefined],
    ['letters out of order', '- A: x\n- C: y', undefined],
    ['initials', 'A. Smith wrote it.', undefined],
    ['a fence', '```\nA. x\nB. y\n```\n', ['x', 'y']],
    ['code in a language', '```js\nA. x\nB. y\n```\n', undefined],
  ])('%s', (_, text, expected) => {
    expect(options(text)).toEqual(expected)
  })

  it('go on behind fences between boxes', () => {
    const text = '- [ ] a\n\n```\nx\n```\n\n- [x] b\n'
    expect(options(text, 'task')).toHaveLength(2)
    expect(groupsIn(parseMarkdown(text).blocks, text, 'task')).toHaveLength(1)
  })

  it('may be numbered or plain where asked for', () => {
    expect(options('1. x\n2. y', 'numbers')).toEqual(['x', 'y'])
    expect(options('- x\n- y', 'bullets')).toEqual(['x', 'y'])
  })
})

it('looks for options in lines of one letter at a cost that grows with them', () => {
  const seconds = (count: number): number => {
    const text = 'A: the same\n'.repeat(count)
    const { blocks } = parseMarkdown(text)
    const before = process.cpuUsage()
    for (let times = 0; times < 5; times++) expect(findOptions(blocks, text)).toBeUndefined()
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  seconds(500)
  const least = Math.min(seconds(500), seconds(500), seconds(500))
  // With the square of them it would be two hundred and fifty-six.
  expect(seconds(8000) / least).toBeLessThan(64)
})

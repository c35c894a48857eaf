import { expect, it } from 'vitest'
import { mayStall } from '../../../src/read/markdown/stalling.ts'

it('lets prose, code and short text pass', () => {
  expect(mayStall('The quick brown fox, it is said, jumps over *the* lazy dog. '.repeat(500))).toBe(
    false,
  )
  const code =
    'for (const key of known.keys()) {\n  if (!key) continue\n  found.push(`$key: text`)\n}\n'
  expect(mayStall(`Some words on it.\n\n\`\`\`js\n${code.repeat(20)}\`\`\`\n`)).toBe(false)
  expect(mayStall('*'.repeat(2000))).toBe(false)
})

it('looks at what opens and closes all the time, and at what is very long', () => {
  for (const text of ['*a_ ', '\\`` ', '[ (](', '<!--', '> ', 'a <![CDATA[']) {
    expect(mayStall(text.repeat(2000)), text).toBe(true)
  }
  expect(mayStall('a '.repeat(300_000))).toBe(true)
  const lists = Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}* some words`)
  expect(mayStall(lists.join('\n'))).toBe(true)
})

it('looks at thousands of lists and quotes that end, and not at long ones', () => {
  for (const text of [
    '- a\n\nb\n\n',
    '1. a\r\n2) b\r\n',
    '> a\n\nb\n\n',
    '> - a\n>\n> b\n>\n',
    '- a\n* b\n',
  ]) {
    expect(mayStall(text.repeat(3000)), text).toBe(true)
  }
  expect(mayStall('- a\n\nb\n\n'.repeat(450))).toBe(false)
  const list = '- one of the words that go on for a while\n  and further\n\n'
  const numbered = Array.from({ length: 1000 }, (_, at) => `${at + 1}. a step, and why it is taken`)
  expect(mayStall(list.repeat(1000))).toBe(false)
  expect(mayStall(numbered.join('\n'))).toBe(false)
  expect(mayStall(`${list.repeat(9)}Some words between them.\n\n`.repeat(60))).toBe(false)
  expect(mayStall('> some words of a quotation\n>\n'.repeat(2000))).toBe(false)
})

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

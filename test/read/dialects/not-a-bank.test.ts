import { expect, it } from 'vitest'
import { whyNone } from '../../../src/read/dialects/not-a-bank.ts'
import { readText, sheetOf } from '../reading.ts'

it.each([
  ['', 'it has no headings'],
  ['# A\n\n## B\n', 'none of its 2 headings reads as a question'],
  [
    '- [a](https://x/a)\n- [b](https://x/b)\n  - [c](https://x/c)\n- [d](https://x/d)\n- e\n',
    '4 of its 5 list items are links to other pages',
  ],
  [
    '# A\n\n- b\n\n  ```md\n  ## What?\n  ## Why?\n  ```\n',
    'what reads as a question stands in code blocks ("What?" and 1 more), which are examples',
  ],
  ['# A\n\n```sh\n# What?\n```\n', 'none of its 1 headings reads as a question'],
])('%j: %s', (text, reason) => {
  expect(whyNone(sheetOf(text))).toBe(reason)
})

it('is part of the message', async () => {
  const { questions, messages } = await readText('# A\n\n```\n## What?\n```\n')
  expect(questions).toEqual([])
  expect(messages.all[0]?.reason).toContain('examples')
})

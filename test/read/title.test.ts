import type { Heading } from 'mdast'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { words } from '../../src/read/outline.ts'
import { titleOf } from '../../src/read/title.ts'

function title(text: string, cut = 0) {
  const [heading] = parseMarkdown(text).blocks
  const { nodes, slice } = titleOf((heading as Heading).children, heading?.position, cut, text)
  expect(text.slice(slice.start, slice.end)).toBe(slice.text)
  return [words({ children: nodes }), slice.text]
}

describe('titles', () => {
  it.each([
    ['## What *is* `it`', 0, 'What is it', 'What *is* `it`'],
    ['## 3. What', 3, 'What', 'What'],
    ['## 3\\. What *now*', 3, 'What now', '3\\. What *now*'],
    ['## **3.** What', 3, 'What', 'What'],
    ['## **3. What** now', 3, 'What now', '**3. What** now'],
    ['## What ##', 0, 'What', 'What'],
    ['## What [⬆](#top)', 0, 'What', 'What'],
    ['## <a name="q"></a>What', 0, 'What', '<a name="q"></a>What'],
    ['What\n====', 0, 'What', 'What'],
    ['## C#', 0, 'C#', 'C#'],
    ['##', 0, '', ''],
  ])('%s', (text, cut, name, slice) => {
    expect(title(text, cut)).toEqual([name, slice])
  })
})

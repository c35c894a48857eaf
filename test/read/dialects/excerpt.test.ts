import { expect, it } from 'vitest'
import { excerptsOf } from '../../../src/read/dialects/excerpt.ts'
import { seenIn } from '../../../src/read/lines.ts'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { sheetOf } from '../reading.ts'

it('parses a part of a text where it stands, with what the whole defines', () => {
  const text = 'one\ntwo: [a]\nb\n\n[a]: https://example.org\n'
  const known = parseMarkdown(text)
  const { lines, cut } = seenIn(known.blocks, text)
  const line = lines[1]
  if (!line) throw new Error('no line')
  const parse = excerptsOf({ ...sheetOf(text), known }, cut)
  const [paragraph] = parse({ line, from: line.start + 5, to: line.end + 2 })
  expect(paragraph).toMatchObject({
    type: 'paragraph',
    children: [
      { type: 'linkReference', position: { start: { line: 2, column: 6, offset: 9 } } },
      {},
    ],
    position: { end: { line: 3, column: 2, offset: 14 } },
  })
  const edited = parse({ line, from: line.start, to: line.end }, (part) => part.replace('t', ' '))
  expect(edited[0]).toMatchObject({ position: { start: { column: 2 } } })
})

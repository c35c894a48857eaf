import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { expect, it } from 'vitest'
import { codeSpans } from '../../../src/read/markdown/code-spans.ts'
import { long } from '../../support/judge.ts'
import { parsed } from '../reading.ts'

const pieces = fc.constantFrom(
  ...[
    '`',
    '`',
    '``',
    '```',
    '\\`',
    'a',
    ' ',
    '\n',
    '*',
    '[',
    '](b)',
    '| ',
    '\n|-|-|\n',
    '> ',
    '<a ',
  ],
)
const texts = fc.array(pieces, { maxLength: 24 }).map((some) => some.join(''))

it('reads code as micromark does', () => {
  const mdastExtensions = [gfmFromMarkdown()]
  let unclosed = 0
  fc.assert(
    fc.property(texts, (text) => {
      const own = fromMarkdown(text, { extensions: [gfm(), codeSpans], mdastExtensions })
      expect(own).toEqual(fromMarkdown(text, { extensions: [gfm()], mdastExtensions }))
      if (JSON.stringify(own).includes('`')) unclosed++
    }),
    { numRuns: long ? 100_000 : 3000 },
  )
  expect(unclosed).toBeGreaterThan(1000)
})

it('opens none with a run that none of its length follows', () => {
  expect(parsed('`a `` b ``` c ` d `` e')).toMatchObject([
    {
      children: [
        { type: 'inlineCode', value: 'a `` b ``` c ' },
        { type: 'text', value: ' d `` e' },
      ],
    },
  ])
})

/** remark-math, which reads two dollars as we do, is the judge. */
import fc from 'fast-check'
import { mathFromMarkdown } from 'mdast-util-math'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { visit } from 'unist-util-visit'
import { describe, expect, it } from 'vitest'
import { math } from '../../../src/read/markdown/math.ts'
import { long } from '../../support/judge.ts'

const judge = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMath, { singleDollarTextMath: false })

const judged = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(function (this: Processor) {
    const data = this.data()
    data.micromarkExtensions?.push(math)
    data.fromMarkdownExtensions?.push(mathFromMarkdown())
  })

type Tree = Parameters<typeof visit>[0]

/** Type, places and what a formula says; spaces at the edge of one mean nothing to TeX. */
function told(tree: Tree): unknown[] {
  const nodes: unknown[] = []
  visit(tree, (node) => {
    const { type, position } = node
    const value = 'value' in node ? String(node.value) : ''
    const says = type === 'inlineMath' ? value.trim() : value
    const meta = 'meta' in node ? (node.meta ?? null) : null
    nodes.push([type, position?.start.offset, position?.end.offset, says, meta])
  })
  return nodes
}

const ours = (text: string) => told(judged.parse(text))
const theirs = (text: string) => told(judge.parse(text))

const texts: readonly string[] = [
  '$$\nx\n$$',
  '$$\nx\n',
  '$$ a b\nx\n$$',
  '$$ a$b\nx\n$$',
  '$$x$$',
  'a $$x$$ b',
  'a $$ x $$ b',
  'a $$x$$$ b',
  'a $$$x$$y$$$ b',
  'a $$x\ny$$ b',
  'a\n$$\nx\n$$\nb',
  '- a\n\n  $$\n  x\n  $$\n',
  '- a\n  $$\n  x\ny\n  $$\n',
  '> $$\n> x\ny\n$$',
  '   $$\n   x\n     y\n   $$',
  '$$\nx\n    $$\n$$',
  '$$\n\nx\n\n$$\n',
  '$$$\nx\n$$\ny\n$$$$ \nz',
  '$$\nx\n$$ b\n$$',
  '\\$$$x$$',
  '`$$`x$$y`$$`',
  '$$\\$$',
  '1. $$\n   x\n   $$',
]

describe('two dollars and more', () => {
  it.each(texts)('%j reads as it does for remark-math', (text) => {
    expect(ours(text)).toEqual(theirs(text))
  })

  it('read as they do for remark-math in any text', () => {
    const piece = fc.constantFrom(
      ...['$$', '$$', '$$$', '\n', '\n', '\n\n', ' ', '  ', '    ', 'a', 'b', '\\'],
      ...['- ', '> ', '1. ', '`', '*', '\t', '# ', '\r\n'],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), (pieces) => {
        const text = pieces.join('')
        // A lone dollar is math for us alone.
        fc.pre(!/(^|[^$])\$([^$]|$)/.test(text) && !/\\\$/.test(text))
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: long ? 20_000 : 2_000 },
    )
  })

  it('keep a space that a backslash makes one of TeX', () => {
    const [, , , formula] = ours('a $$x\\ $$ b')
    expect(formula).toEqual(['inlineMath', 2, 9, 'x\\', null])
  })
})

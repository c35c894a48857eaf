/** Two dollars as our parser and remark-math read them: the latter is the judge. */
import { mathFromMarkdown } from 'mdast-util-math'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { visit } from 'unist-util-visit'
import { math } from '../../../src/read/markdown/math.ts'

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

export const ours = (text: string): unknown[] => told(judged.parse(text))
export const theirs = (text: string): unknown[] => told(judge.parse(text))

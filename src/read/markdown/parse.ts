/** Parses Markdown to mdast: the one place that knows remark. */
import type { Root } from 'mdast'
import { mathFromMarkdown } from 'mdast-util-math'
import type { Extension } from 'micromark-util-types'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { cloze, clozeFromMarkdown } from './cloze.ts'
import { denseIn } from './dense.ts'
import { indented } from './indented.ts'
import { marks, marksFromMarkdown } from './marks.ts'
import { math } from './math.ts'
import { tasksFromMarkdown } from './tasks.ts'
import { withEmbedded } from './wiki.ts'

/** Labels that text may refer to although this text does not define them; they may change between texts. */
export type Labels = { definitions: readonly string[]; footnotes: readonly string[] }

export const noLabels: Labels = { definitions: [], footnotes: [] }

export type Parser = { parse(text: string): Root }

/** What is read beyond our own Markdown. */
export type Syntax = {
  /** Whether `==text==` is a mark. */
  marks?: boolean
}

/**
 * Makes a parser that takes references to some labels as defined. Text with a
 * paragraph too dense to read in any time is read without links and emphasis.
 */
export function createParser(labels: Labels = noLabels, syntax: Syntax = {}): Parser {
  const full = processor(labels, syntax)
  let lean: Parser | undefined
  return {
    parse(text) {
      if (denseIn(text).length === 0) return withEmbedded(full.parse(text))
      lean ??= processor(labels, syntax, costly)
      return withEmbedded(lean.parse(text))
    },
  }
}

/** Names of the constructs whose cost grows with the square of what a paragraph has of them. */
const costly: readonly string[] = [
  ...['attention', 'strikethrough', 'labelEnd', 'labelStartLink', 'labelStartImage'],
  ...['gfmFootnoteCall', 'gfmPotentialFootnoteCall'],
]

function processor(labels: Labels, syntax: Syntax, without: readonly string[] = []): Parser {
  return unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(function (this: Processor) {
      const data = this.data()
      data.micromarkExtensions?.push(math, cloze, indented, known(labels))
      data.fromMarkdownExtensions?.push(mathFromMarkdown(), clozeFromMarkdown, tasksFromMarkdown)
      data.micromarkExtensions?.push({ disable: { null: [...without] } })
      if (!syntax.marks) return
      data.micromarkExtensions?.push(marks)
      data.fromMarkdownExtensions?.push(marksFromMarkdown)
    }) as unknown as Parser
}

/** A construct that matches nothing, but tells micromark of labels before anything is parsed. */
function known(labels: Labels): Extension {
  return {
    document: {
      null: {
        name: 'knownLabels',
        tokenize(_effects, _ok, nok) {
          const parser = this.parser as typeof this.parser & { gfmFootnotes?: string[] }
          if (!told.has(parser)) {
            told.add(parser)
            parser.defined.push(...labels.definitions)
            parser.gfmFootnotes ??= []
            parser.gfmFootnotes.push(...labels.footnotes)
          }
          return nok
        },
      },
    },
  }
}

const told = new WeakSet<object>()

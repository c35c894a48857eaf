/** Parses Markdown to mdast: the one place that knows remark. */
import type { Root } from 'mdast'
import type { Extension as FromMarkdownExtension } from 'mdast-util-from-markdown'
import { mathFromMarkdown } from 'mdast-util-math'
import type { ConstructRecord, Extension } from 'micromark-util-types'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { type Processor, unified } from 'unified'
import { cloze, clozeFromMarkdown } from './cloze.ts'
import { codeSpans } from './code-spans.ts'
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
  const parsers = new Map<string, Parser>()
  return {
    parse(text) {
      const dense = denseIn(text).length > 0
      const bare = mayLinkItself.test(text)
      const rows = mayBeRow.test(text)
      const told = labels.definitions.length + labels.footnotes.length > 0
      const traits = { dense, bare, rows, told }
      const key = Object.values(traits).join(' ')
      const parser = parsers.get(key) ?? processor(labels, syntax, traits)
      parsers.set(key, parser)
      return withEmbedded(parser.parse(text))
    },
  }
}

/**
 * What every bare address has in it, or a reference to a character that may stand for that.
 * Without one, looking for addresses at each letter costs as much as all else together.
 */
const mayLinkItself = /@|http|www|&#|&commat/i

/** What the second row of every table has in it; without one, each paragraph is tried as a first. */
const mayBeRow = /\||:-|-:/

/** Names of the constructs whose cost grows with the square of what a paragraph has of them. */
const costly: readonly string[] = [
  ...['attention', 'strikethrough', 'labelEnd', 'labelStartLink', 'labelStartImage'],
  ...['gfmFootnoteCall', 'gfmPotentialFootnoteCall'],
]

type Traits = {
  /** Whether some paragraph is too dense for links and emphasis. */
  dense: boolean
  /** Whether there may be addresses that are links by themselves. */
  bare: boolean
  /** Whether there may be tables. */
  rows: boolean
  /** Whether there are labels to be told of. */
  told: boolean
}

function processor(labels: Labels, syntax: Syntax, { dense, bare, rows, told }: Traits): Parser {
  const without = [...(dense ? costly : []), ...(rows ? [] : ['table'])]
  return unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(function (this: Processor) {
      const data = this.data()
      if (!bare) {
        data.micromarkExtensions = data.micromarkExtensions?.map(withoutAddresses) ?? []
        data.fromMarkdownExtensions = data.fromMarkdownExtensions?.map(withoutLinking) ?? []
      }
      data.micromarkExtensions?.push(math, cloze, indented, codeSpans)
      if (told) data.micromarkExtensions?.push(known(labels))
      data.fromMarkdownExtensions?.push(mathFromMarkdown(), clozeFromMarkdown, tasksFromMarkdown)
      data.micromarkExtensions?.push({ disable: { null: without } })
      if (!syntax.marks) return
      data.micromarkExtensions?.push(marks)
      data.fromMarkdownExtensions?.push(marksFromMarkdown)
    }) as unknown as Parser
}

/** The constructs of remark-gfm that make a bare address a link. */
const addresses: readonly (string | undefined)[] = [
  ...['wwwAutolink', 'protocolAutolink', 'emailAutolink'],
]

/** Without those: where a character begins nothing else, micromark need not stop at it. */
function withoutAddresses(extension: Extension): Extension {
  const text: ConstructRecord = {}
  for (const [code, some] of Object.entries(extension.text ?? {})) {
    const others = [some ?? []].flat().filter(({ name }) => !addresses.includes(name))
    if (others.length > 0) text[code as keyof ConstructRecord] = others
  }
  return { ...extension, text }
}

type FromMarkdown = FromMarkdownExtension | FromMarkdownExtension[]

/** Without what looks for addresses in finished text: in remark-gfm nothing else transforms trees. */
function withoutLinking(extension: FromMarkdown): FromMarkdown {
  return [extension].flat().map(({ transforms: _, ...rest }) => rest)
}

/** A construct that matches nothing, but tells micromark of labels before anything is parsed. */
function known(labels: Labels): Extension {
  return {
    document: {
      null: {
        name: 'knownLabels',
        tokenize(_effects, _ok, nok) {
          const parser = this.parser as typeof this.parser & { gfmFootnotes?: string[] }
          if (!informed.has(parser)) {
            informed.add(parser)
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

const informed = new WeakSet<object>()

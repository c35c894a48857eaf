/** The walk that the dialects of marked lines share: cards, sections and text between them. */
import type { RootContent } from 'mdast'
import type { Position } from 'unist'
import type { Kind } from '../../model/bank.ts'
import type { Line, Seen } from '../lines.ts'
import { says, words } from '../outline.ts'
import { closingName } from '../wording.ts'
import type { Part, Sheet } from './dialect.ts'
import { type Excerpt, excerptsOf } from './excerpt.ts'
import { titled } from './titled.ts'

/** A card and the lines it takes, by their index, both included. */
export type LineCard = {
  first: number
  last: number
  front: Excerpt
  back: Excerpt
  kind?: Kind
  tags?: string[]
}

export const headingLine = /^ {0,3}(#{1,6})[ \t]+(\S.*)/
export const ruleLine = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/
/** A heading that only numbers a card. */
const numbering =
  /^[^\p{L}\p{N}]*(?:(?:flash ?)?card|question|q|карточка|карта|卡片|カード)?[^\p{L}\p{N}]*\d+[^\p{L}\p{N}]*$/iu

export function linePartsOf(
  sheet: Sheet,
  { lines, cut }: Seen,
  cards: readonly LineCard[],
): Part[] {
  const parse = excerptsOf(sheet, cut)
  const at = new Map(cards.map((card) => [card.first, card]))
  const parts: Part[] = []
  let text: Excerpt | undefined
  let footer = false
  const flush = () => {
    const blocks = text ? parse(text) : []
    text = undefined
    if (footer && blocks.length > 0) {
      const reason = `"${words(blocks[0] as RootContent).trim()}" closes the file or a part of it.`
      parts.push({ type: 'skipped', nodes: blocks, rule: 'cleaned-footer', reason })
    } else if (blocks.some(says)) {
      parts.push({ type: 'text', blocks })
    }
    footer = false
  }
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line
    const card = at.get(index)
    if (card) {
      flush()
      parts.push(itemOf(card, line, parse(card.front), parse(card.back)))
      index = card.last
      continue
    }
    const heading = line.live ? headingLine.exec(line.text) : null
    if (heading) {
      flush()
      const title = heading[2] ?? ''
      if (closingName.test(title)) {
        footer = true
        text = { line, from: line.start, to: line.end }
        continue
      }
      const [node] = parse({ line, from: line.start, to: line.end })
      if (node?.type !== 'heading') continue
      if (numbering.test(title)) {
        const reason = `"${words(node).trim()}" only numbers a card.`
        parts.push({ type: 'skipped', nodes: [node], rule: 'item-skipped', reason })
      } else {
        const { children, depth, position } = node
        parts.push({ type: 'section', title: children, depth, position })
      }
    } else if (line.text.trim() !== '') {
      if (text) text.to = line.end
      else text = { line, from: line.start, to: line.end }
    }
  }
  flush()
  return parts
}

function itemOf(
  { kind, tags }: LineCard,
  line: Line,
  asked: RootContent[],
  answer: RootContent[],
): Part {
  const { title, rest } = titled(asked)
  const position: Position = {
    start: { line: line.number, column: 1, offset: line.start },
    end: { line: line.number, column: line.text.length + 1, offset: line.end },
  }
  return {
    type: 'item',
    title,
    cut: 0,
    position,
    body: [],
    told: { prompt: rest, answer },
    ...(kind && { kind }),
    ...(tags && tags.length > 0 && { tags }),
  }
}

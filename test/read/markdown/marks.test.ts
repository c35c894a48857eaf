import type { Node } from 'mdast'
import { describe, expect, it } from 'vitest'
import { createParser, noLabels } from '../../../src/read/markdown/parse.ts'
import { words } from '../../../src/read/outline.ts'

const parser = createParser(noLabels, { marks: true })

/** The words of every mark of a text. */
function marksIn(text: string): string[] {
  const found: string[] = []
  const walk = (node: Node) => {
    if (node.type === 'mark') found.push(words(node as never))
    if ('children' in node) (node.children as Node[]).forEach(walk)
  }
  walk(parser.parse(text))
  return found
}

describe('marks', () => {
  it.each([
    ['the ==capital== of ==France==', ['capital', 'France']],
    ['==a **b** `c`== and ==[d](e)==', ['a b c', 'd']],
    ['==two\nlines==', ['two\nlines']],
    ['# ==title==\n\n- ==item==\n\n| a |\n| - |\n| ==cell== |', ['title', 'item', 'cell']],
    ['==a `x == y` b==', ['a x == y b']],
    ['==$a==b$ c==', ['a==b c']],
    ['==one backtick ` only==', ['one backtick ` only']],
    ['==a \\== b== c', ['a == b']],
    ['==a\\\\==', ['a\\']],
    ['==costs $5==', ['costs $5']],
    ['{{c1::a ==b== c}}', ['b']],
  ])('finds those in %j', (text, expected) => {
    expect(marksIn(text)).toEqual(expected)
  })

  it.each([
    'a == b and c == d',
    'a ==b',
    '===a===',
    '==a===',
    '====',
    '\\==a==',
    '`==a==`',
    '$a==b==c$',
    '```\n==a==\n```',
    'title\n==\n',
    '==a\n\nb==',
    `==${'a '.repeat(600)}b==`,
  ])('finds none in %j', (text) => {
    expect(marksIn(text)).toEqual([])
  })

  it('are text where nobody asked for them', () => {
    const [paragraph] = createParser().parse('==a==').children
    expect(paragraph).toMatchObject({ children: [{ type: 'text', value: '==a==' }] })
  })
})

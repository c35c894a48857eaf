import type { Paragraph, Root } from 'mdast'
import { expect, it } from 'vitest'
import { withEmbedded } from '../../../src/read/markdown/wiki.ts'

const position = {
  start: { line: 3, column: 1, offset: 10 },
  end: { line: 3, column: 40, offset: 49 },
}

function pieces(value: string) {
  const children: Paragraph['children'] = [{ type: 'text', value, position: { ...position } }]
  const root: Root = { type: 'root', children: [{ type: 'paragraph', children }] }
  const [made] = withEmbedded(root).children
  return made?.type === 'paragraph' ? made.children : []
}

it.each([
  ['![[a b.png]]', [['image', 'a%20b.png', '']]],
  [
    'x ![[a.svg|300]] y',
    [
      ['text', 'x '],
      ['image', 'a.svg', ''],
      ['text', ' y'],
    ],
  ],
  ['![[p/a.jpeg|A cell|40x30]]', [['image', 'p/a.jpeg', 'A cell']]],
  ['![[a.mp3]]', [['link', 'a.mp3']]],
  ['![[Notes]] [[a.png]]', [['text', '![[Notes]] [[a.png]]']]],
])('%s', (value, expected) => {
  const found = pieces(value).map((node) =>
    node.type === 'image'
      ? ['image', node.url, node.alt]
      : node.type === 'link'
        ? ['link', node.url]
        : ['text', 'value' in node ? node.value : ''],
  )
  expect(found).toEqual(expected)
})

it('keeps places where the text reads as its source', () => {
  const [, picture] = pieces(`${'x'.repeat(20)}![[a.png]]${'y'.repeat(9)}`)
  expect(picture?.position?.start).toEqual({ line: 3, column: 21, offset: 30 })
})

import { describe, expect, it } from 'vitest'
import { DrawingError } from '../../src/drawing/error.ts'
import { elementsOf, indexOf, parseTree, placeOf, wordsOf } from '../../src/drawing/tree.ts'

describe('tree', () => {
  it('keeps names, attributes and words', () => {
    const root = parseTree(
      '\ufeff<?xml version="1.0"?><!-- c --><svg:svg xmlns:svg="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" xmlns:o="o"><svg:use x:href="#a" o:k="v" xml:space="preserve"/><o:note>no</o:note><svg:text>a &lt; <![CDATA[b]]></svg:text></svg:svg>',
    )
    const [use, note, text] = elementsOf(root)
    expect([root.name, use?.name, note?.name]).toEqual(['svg', 'use', 'other:note'])
    expect([...(use?.attributes ?? [])]).toEqual([
      ['href', '#a'],
      ['other:k', 'v'],
      ['xml:space', 'preserve'],
    ])
    expect(text && wordsOf(text)).toBe('a < b')
  })

  it('knows where a tag begins, over line ends of every kind', () => {
    const source = '<svg>\r\n\r <g\n id="a">\n\t<g id="a"/></g></svg>'
    const root = parseTree(source)
    const first = indexOf(root).get('a')
    expect(first && placeOf(source, first)).toEqual({ line: 3, column: 2 })
    const inner = first && elementsOf(first)[0]
    expect(inner && placeOf(source, inner)).toEqual({ line: 5, column: 2 })
  })

  it.each(['<svg>&unknown;</svg>', '<svg a="1" a="2"/>', '<svg', 'svg', '<svg></g>'])(
    'refuses %s',
    (source) => {
      expect(() => parseTree(source)).toThrow(DrawingError)
    },
  )
})

import { describe, expect, it } from 'vitest'
import { Content } from '../../src/print/content.ts'
import type { GlyphsOp, LinkOp, Op } from '../../src/print/display.ts'
import { Marking } from '../../src/print/marking.ts'
import { Structure } from '../../src/print/structure.ts'
import { artifact, type Tag } from '../../src/print/tags.ts'

const run = {
  face: 'f',
  text: 'ab',
  rtl: false,
  width: 1000,
  glyphs: [1, 2],
  advances: [500, 500],
  offsets: [0, 0, 0, 0],
  clusters: [0, 1],
}
const glyphs = (more: Partial<GlyphsOp> = {}): Op => ({
  op: 'glyphs',
  x: 10,
  y: 20,
  size: 10,
  colour: '#000000',
  run,
  ...more,
})
const rect: Op = { op: 'rect', x: 0, y: 0, width: 9, height: 9, fill: '#000000' }
const begin = { op: 'begin', x: 0, y: 0, width: 9, height: 9 } as const

/** Marked content in turn: `P 0`, `artifact`, and what ends. */
function marks(steps: (marking: Marking) => void): string[] {
  const content = new Content(100)
  let id = 0
  const structure = new Structure({ reserve: () => ++id, write: () => undefined })
  structure.page()
  const marking = new Marking(content, structure, 9)
  const page = { label: '1', width: 100, height: 100, frame: begin, ops: [] }
  const of = marking.of.bind(marking)
  marking.of = (op) => of(op, page)
  steps(marking)
  const text = Buffer.from(content.bytes()).toString('latin1')
  return text.match(/MCID \d+|Artifact( <<\/Type \/\w+)?|EMC/g) ?? []
}

const paint = (marking: Marking, ...ops: Op[]): void => {
  for (const op of ops) marking.of(op, { label: '', width: 1, height: 1, frame: begin, ops: [] })
}

describe('marked content', () => {
  it('goes on over boxes of one element, and ends with it', () => {
    const tag: Tag = { type: 'P' }
    expect(
      marks((marking) => {
        for (const own of [tag, tag, { type: 'P' } as Tag]) {
          marking.open({ ...begin, role: 'line', tag: own })
          paint(marking, glyphs(), rect)
          marking.close()
        }
      }),
    ).toEqual(['MCID 0', 'EMC', 'MCID 1', 'EMC'])
  })

  it('is an artifact outside of boxes, and in those that say nothing', () => {
    expect(
      marks((marking) => {
        paint(marking, rect)
        marking.open({ ...begin, role: 'line' })
        paint(marking, glyphs(), glyphs({ tag: artifact }))
        marking.close()
        marking.open({ ...begin, role: 'artifact' })
        paint(marking, glyphs({ tag: artifact }))
      }),
    ).toEqual(['Artifact', 'EMC', 'MCID 0', 'EMC', 'Artifact', 'EMC'])
    expect(
      marks((marking) => {
        marking.open({ ...begin, role: 'artifact' })
        paint(marking, glyphs())
      }),
    ).toEqual(['Artifact <</Type /Pagination', 'EMC'])
  })

  it('tells what a link says', () => {
    const tag: Tag = { type: 'Link' }
    const link: LinkOp = { ...begin, op: 'link', url: 'https://example.org', tag }
    marks((marking) => {
      marking.open({ ...begin, role: 'line', tag: { type: 'P' } })
      paint(marking, glyphs({ tag, space: 3 }), glyphs({ tag, actual: '\u00ad' }))
      expect(marking.words(link)).toBe('ab \u00ad')
      expect(marking.linkOf(link)).toBe(tag)
      const { tag: _, ...bare } = link
      expect(marking.words(bare)).toBe('https://example.org')
      const made = marking.linkOf(bare)
      expect(made).toMatchObject({ type: 'Link', parent: { type: 'P' } })
      expect(marking.linkOf(bare)).toBe(made)
    })
  })
})

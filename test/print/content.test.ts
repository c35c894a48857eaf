import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import { Content, Latin } from '../../src/print/content.ts'
import type { GlyphsOp, ShapesOp } from '../../src/print/display.ts'

const run: GlyphRun = {
  face: 'f',
  text: 'ab',
  rtl: false,
  glyphs: [1, 2],
  advances: [500, 500],
  offsets: [0, 0, 0, 0],
  clusters: [0, 1],
  width: 1000,
}
const glyphs = (more: Partial<GlyphsOp> = {}): GlyphsOp => ({
  op: 'glyphs',
  x: 10,
  y: 20,
  size: 10,
  colour: '#000000',
  run,
  ...more,
})
const tj = '<00010002>'

function written(write: (content: Content) => void): string {
  const content = new Content(100)
  write(content)
  return Buffer.from(content.bytes()).toString('latin1')
}

describe('a content stream', () => {
  it('counts upwards from the foot of the page', () => {
    expect(written((content) => content.glyphs(glyphs(), 'F1', { tj }, undefined))).toBe(
      '0 g\nBT /F1 10 Tf 1 0 0 1 10 80 Tm [<00010002>] TJ ET\n',
    )
  })

  it('goes on in one array on one baseline, with the space between as a number', () => {
    const text = written((content) => {
      content.glyphs(glyphs(), 'F1', { tj }, { string: '(0003)', width: 200 })
      content.glyphs(glyphs({ x: 23 }), 'F1', { tj }, undefined)
    })
    expect(text).toBe('0 g\nBT /F1 10 Tf 1 0 0 1 10 80 Tm [<00010002>(0003)-100<00010002>] TJ ET\n')
  })

  it.each([
    [{ y: 40 }, 'F1'],
    [{ size: 9 }, 'F1'],
    [{ colour: '#ff0000' }, 'F1'],
    [{}, 'F2'],
  ])('begins anew for %j in %s', (more, font) => {
    const text = written((content) => {
      content.glyphs(glyphs(), 'F1', { tj }, undefined)
      content.glyphs(glyphs({ x: 20, ...more }), font, { tj }, undefined)
    })
    expect(text.match(/BT/g)).toHaveLength(2)
  })

  it('says what glyphs stand for where they do not tell', () => {
    const text = written((content) =>
      content.glyphs(glyphs(), 'F1', { tj, actual: 'é🙂' }, undefined),
    )
    expect(text).toContain('/Span <</ActualText <feff00e9d83dde42>>> BDC')
    expect(text.match(/BDC/g)).toHaveLength(text.match(/EMC/g)?.length ?? 0)
  })

  it('puts each glyph of a run with marks in its place', () => {
    const marked = { ...run, offsets: [0, 0, -100, 300] }
    const text = written((content) =>
      content.glyphs(glyphs({ run: marked }), 'F1', { tj, raised: ['ab', 'cd'] }, undefined),
    )
    expect(text).toContain('1 0 0 1 10 80 Tm [(ab)]')
    expect(text).toContain('1 0 0 1 14 83 Tm [(cd)]')
    expect(text).toContain('<feff00610062>')
  })

  it('fills and strokes rectangles, sharp and rounded', () => {
    const rect = { op: 'rect', x: 5, y: 10, width: 20, height: 30 } as const
    expect(written((content) => content.rect({ ...rect, fill: '#ff8000' }))).toBe(
      '1 0.502 0 rg\n5 60 20 30 re f\n',
    )
    const stroke = { colour: '#0000ff', width: 0.5 }
    expect(written((content) => content.rect({ ...rect, stroke }))).toBe(
      'q 0 0 1 RG 0.5 w 5 60 20 30 re S Q\n',
    )
    const round = written((content) => content.rect({ ...rect, fill: '#ff8000', radius: 2 }))
    expect(round.match(/ c/g)).toHaveLength(4)
    expect(written((content) => content.rect(rect))).toBe('')
  })

  it('places images by their lower left corner', () => {
    const image = { op: 'image', x: 1, y: 2, width: 30, height: 40, medium: 'k', alt: '' } as const
    expect(written((content) => content.image(image, 'I0'))).toBe('q 30 0 0 40 1 58 cm /I0 Do Q\n')
  })

  it('draws shapes in their own units, y down', () => {
    const colour = { r: 255, g: 0, b: 0, a: 1 }
    const op: ShapesOp = {
      op: 'shapes',
      x: 10,
      y: 20,
      width: 5,
      height: 5,
      scale: 0.5,
      alt: '',
      shapes: [
        { path: [['M', 1, 2], ['L', 3, 4], ['Z']], fill: { colour, rule: 'evenodd' } },
        { path: [['M', 1, 2]] },
        {
          path: [
            ['M', 0, 0],
            ['C', 1, 1, 2, 2, 3, 3],
          ],
          stroke: {
            colour: { ...colour, a: 0.5 },
            width: 2,
            cap: 'round',
            join: 'bevel',
            miterLimit: 4,
            dash: [1, 2],
            dashOffset: 0,
          },
        },
      ],
    }
    const asked: number[][] = []
    const text = written((content) =>
      content.shapes(op, (fill, stroke) => {
        asked.push([fill, stroke])
        return 'A1'
      }),
    )
    expect(text).toBe(
      [
        'q 0.5 0 0 -0.5 10 80 cm\n',
        'q 1 0 0 rg 1 2 m 3 4 l  h f* Q\n',
        'q /A1 gs 1 0 0 RG 2 w 1 J 2 j 4 M [1 2] 0 d 0 0 m 1 1 2 2 3 3 c S Q\n',
        'Q\n',
      ].join(''),
    )
    expect(asked).toEqual([[1, 0.5]])
  })

  it('closes text before it draws, and names a colour once', () => {
    const text = written((content) => {
      content.glyphs(glyphs(), 'F1', { tj }, undefined)
      content.rect({ op: 'rect', x: 0, y: 0, width: 1, height: 1, fill: '#000000' })
    })
    expect(text).toMatch(/TJ ET\n0 99 1 1 re f\n$/)
    expect(text.match(/0 g/g)).toHaveLength(1)
  })

  it('is as long as it must be, and one begins where another ended', () => {
    const room = new Latin()
    const pages = [9000, 1].map((count) => {
      const content = new Content(100, undefined, room)
      for (let n = 0; n < count; n++) {
        content.rect({ op: 'rect', x: n, y: 0, width: 1, height: 1, fill: '#000000' })
      }
      return Buffer.from(content.bytes()).toString('latin1')
    })
    expect(pages[0]).toMatch(/^0 g\n0 99 1 1 re f\n1 99 1 1 re f\n/)
    expect(pages[0]?.match(/ re f\n/g)).toHaveLength(9000)
    expect(pages[0]).toMatch(/\n8999 99 1 1 re f\n$/)
    expect(pages[1]).toBe('0 g\n0 99 1 1 re f\n')
  })
})

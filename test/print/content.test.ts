import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import { Content } from '../../src/print/content.ts'
import type { GlyphsOp, ShapesOp } from '../../src/print/display.ts'
import { Latin } from '../../src/print/latin.ts'

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
const encoded = { codes: 'ab' }

function written(write: (content: Content) => void): string {
  const content = new Content(100)
  write(content)
  return Buffer.from(content.bytes()).toString('latin1')
}

describe('a content stream', () => {
  it('writes places to three digits, as numbers are written', () => {
    const left = [0, 1, 999, 1000, 32_767, 32_768, 40_000, 40_010, 41_200, 595_276, 841_889, 1e9]
    for (const thousandths of left.flatMap((value) => [value, -value])) {
      const x = thousandths / 1000
      const rect = { op: 'rect', x, y: 0, width: 1, height: 2, fill: '#000000' } as const
      expect(written((content) => content.rect(rect))).toBe(`0 g\n${x || 0} 98 1 2 re f\n`)
    }
  })

  it('counts upwards from the foot of the page', () => {
    expect(written((content) => content.glyphs(glyphs(), 'F1', encoded))).toBe(
      'BT\n0 g\n/F1 10 Tf\n10 80 Td\n[(ab)] TJ\nET\n',
    )
  })

  it('goes on in one array on one baseline, with the white between as a number', () => {
    const text = written((content) => {
      content.glyphs(glyphs(), 'F1', encoded, { glyph: 3, code: '__', width: 200 })
      content.glyphs(glyphs({ x: 23 }), 'F1', encoded)
    })
    expect(text).toBe('BT\n0 g\n/F1 10 Tf\n10 80 Td\n[(ab__)-100(ab)] TJ\nET\n')
  })

  it('makes good with the next number what it rounded off', () => {
    const text = written((content) => {
      for (const x of [10, 20.0004, 30.0008, 40.0012]) content.glyphs(glyphs({ x }), 'F1', encoded)
      content.glyphs(glyphs({ x: 50.0017 }), 'F1', encoded)
    })
    expect(text).toContain('[(abab)-0.1(abab)-0.1(ab)]')
  })

  it.each([
    [{ y: 40 }, 'F1', '0 -20 Td'],
    [{ size: 9 }, 'F1', '/F1 9 Tf'],
    [{ colour: '#ff0000' }, 'F1', '1 0 0 rg'],
    [{}, 'F2', '/F2 10 Tf'],
  ])('says in the same text object what is another for %j in %s', (more, font, operator) => {
    const text = written((content) => {
      content.glyphs(glyphs(), 'F1', encoded)
      content.glyphs(glyphs({ x: 10, y: 20, ...more }), font, encoded)
    })
    expect(text.match(/BT/g)).toHaveLength(1)
    const [, between = ''] = /TJ\n([\s\S]*)\n\[.*TJ/.exec(text) ?? []
    expect(between).toBe(operator)
  })

  it('says what glyphs stand for where they do not tell, within the text object', () => {
    const text = written((content) => {
      content.glyphs(glyphs(), 'F1', encoded)
      // The space behind it is white, for its text would stand for the space too.
      content.glyphs(glyphs({ x: 20 }), 'F1', encoded, { glyph: 3, code: '__', width: 0 }, 'é🙂')
      content.glyphs(glyphs({ x: 30 }), 'F1', encoded)
    })
    expect(text).toBe(
      [
        'BT\n0 g\n/F1 10 Tf\n10 80 Td\n[(ab)] TJ\n',
        '/Span <</ActualText <feff00e9d83dde42>>> BDC\n[(ab)] TJ\nEMC\n[(ab)] TJ\nET\n',
      ].join(''),
    )
  })

  it('puts each glyph of a run with marks in its place', () => {
    const marked = { ...run, offsets: [0, 0, -100, 300] }
    const text = written((content) => {
      content.glyphs(glyphs({ run: marked }), 'F1', { codes: 'abcd', raised: ['ab', 'cd'] })
      content.glyphs(glyphs({ x: 20 }), 'F1', encoded)
    })
    expect(text).toContain('10 80 Td\n[(ab)] TJ\n4 3 Td\n[(cd)] TJ\nEMC\n6 -3 Td\n[(ab)]')
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
        { path: 'M1 2L3 4Z', fill: { colour, rule: 'evenodd' } },
        { path: 'M1 2' },
        {
          path: 'M0 0C1 1 2 2 3 3',
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
      content.glyphs(glyphs(), 'F1', encoded)
      content.rect({ op: 'rect', x: 0, y: 0, width: 1, height: 1, fill: '#000000' })
    })
    expect(text).toMatch(/TJ\nET\n0 99 1 1 re f\n$/)
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

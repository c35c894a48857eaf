import { describe, expect, it } from 'vitest'
import { drawn, dropped, svg } from './svg.ts'

const shapesOf = async (inside: string) => (await drawn(svg(inside))).drawing.shapes

describe('paint', () => {
  it('resolves colours, opacity and widths into the shape', async () => {
    const [shape] = await shapesOf(
      '<g opacity=".5" transform="scale(2)"><path d="M1 1L2 1" fill="none" stroke="#00f" stroke-opacity=".5" stroke-width="3" stroke-dasharray="2 1"/></g>',
    )
    expect(shape).toEqual({
      path: 'M2 2L4 2',
      stroke: {
        colour: { r: 0, g: 0, b: 255, a: 0.25 },
        width: 6,
        cap: 'butt',
        join: 'miter',
        miterLimit: 4,
        dash: [4, 2],
        dashOffset: 0,
      },
    })
  })

  it.each([
    '<rect width="5" height="5" fill="none"/>',
    '<rect width="5" height="5" fill-opacity="0"/>',
    '<line x2="5" stroke="red" stroke-width="0"/>',
    '<line x2="5" fill="red"/>',
    '<rect width="5" height="5" visibility="hidden"/>',
  ])('adds nothing that cannot be seen: %s', async (inside) => {
    expect(await shapesOf(inside)).toEqual([])
  })

  it('is a gradient’s mean, also by way of another, and said', async () => {
    const inside =
      '<linearGradient id="a"><stop stop-color="#000"/><stop offset="1" style="stop-color:#fff"/></linearGradient><linearGradient id="b" href="#a"/><linearGradient id="c" href="#c"/><rect width="5" height="5" fill="url(#b)"/><rect width="5" height="5" fill="url(#c)"/>'
    expect((await shapesOf(inside)).map(({ fill }) => fill?.colour)).toEqual([
      { r: 128, g: 128, b: 128, a: 1 },
    ])
    expect(await dropped(svg(inside))).toEqual([expect.stringContaining('gradient')])
  })

  it('reaches into a marker where it asks for it', async () => {
    const shapes = await shapesOf(
      '<marker id="m"><path d="M0 0L1 1L0 1" fill="context-stroke"/></marker><path d="M0 0L9 9" stroke="red" marker-end="url(#m)"/>',
    )
    expect(shapes.at(-1)?.fill?.colour).toEqual({ r: 255, g: 0, b: 0, a: 1 })
  })
})

import sharp from 'sharp'
import { expect, it } from 'vitest'
import { rasterize, toSvg } from '../../src/drawing/raster.ts'
import type { Drawing } from '../../src/model/drawing.ts'
import { drawn, svg } from './svg.ts'

const small = async () => (await drawn(svg('<rect width="60" height="80" fill="#f008"/>'))).drawing

it('is a PNG of the size asked for, on white, without transparency', async () => {
  const png = await rasterize(await small(), { scale: 2 })
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', hasAlpha: false })
  expect([info.width, info.height, info.channels]).toEqual([240, 160, 3])
  const at = (x: number, y: number) => [...data.subarray((y * 240 + x) * 3, (y * 240 + x) * 3 + 3)]
  expect(at(200, 80)).toEqual([255, 255, 255])
  expect(at(40, 80)).toEqual([255, 119, 119])
})

it('gives the same bytes twice', async () => {
  const drawing = await small()
  const [one, two] = await Promise.all([1, 2].map(() => rasterize(drawing, { scale: 3 })))
  expect(Buffer.compare(one ?? Buffer.of(1), two ?? Buffer.of(2))).toBe(0)
})

it('keeps within its largest size', async () => {
  const drawing: Drawing = { width: 20_000, height: 10, shapes: [], text: '' }
  const png = await rasterize(drawing, { scale: 5 })
  expect(await sharp(png).metadata()).toMatchObject({ width: 8192, height: 4 })
})

it('hands the renderer paths only', async () => {
  const { drawing } = await drawn(
    svg(
      '<text y="20" font-family="x&quot;/>&lt;script>">words</text><circle r="5" stroke="red" stroke-dasharray="1 2"/>',
    ),
  )
  const made = toSvg(drawing, 10, 10)
  expect(new Set(Array.from(made.matchAll(/<(\w+)/g), ([, name]) => name))).toEqual(
    new Set(['svg', 'path']),
  )
  expect(made).not.toMatch(/words|script|font|href|url/)
})

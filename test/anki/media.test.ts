import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { picturesOf } from '../../src/anki/media.ts'
import type { Drawing } from '../../src/model/drawing.ts'
import { bank } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { png } from './bank.ts'

const red: Drawing = {
  width: 10,
  height: 6,
  text: '',
  shapes: [
    {
      path: [['M', 0, 0], ['L', 5, 0], ['L', 5, 6], ['L', 0, 6], ['Z']],
      fill: { colour: { r: 255, g: 0, b: 0, a: 1 }, rule: 'nonzero' },
    },
  ],
}
const jpeg = Buffer.from('jpeg')
const { media } = context(bank([]), {
  rasters: {
    p: { type: 'png', bytes: png },
    j: { type: 'jpeg', bytes: jpeg },
    q: { type: 'png', bytes: png },
  },
  drawings: { d: red },
})
const medium = (key: string, form: 'raster' | 'drawing' = 'raster') => ({
  key,
  form,
  width: 10,
  height: 6,
  path: '../Évil [x].PNG',
})

describe('picturesOf', () => {
  it('names files by their bytes', async () => {
    const pictures = await picturesOf([medium('p'), medium('j'), medium('q')], media)
    for (const { name } of pictures.values()) expect(name).toMatch(/^rv-[0-9a-f]{32}\.(?:png|jpg)$/)
    expect(pictures.get('p')?.name).toBe(pictures.get('q')?.name)
    expect(pictures.get('j')?.name).toMatch(/jpg$/)
    expect(await pictures.get('j')?.bytes()).toEqual(jpeg)
  })
  it('ships a drawing as a picture twice as fine, on white', async () => {
    const drawing = (await picturesOf([medium('d', 'drawing')], media)).get('d')
    expect(drawing).toMatchObject({ width: 10, height: 6 })
    const { data, info } = await sharp(await drawing?.bytes())
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([20, 12])
    expect([...data.subarray(0, 3)]).toEqual([255, 0, 0])
    expect([...data.subarray(19 * info.channels, 19 * info.channels + 3)]).toEqual([255, 255, 255])
  })
})

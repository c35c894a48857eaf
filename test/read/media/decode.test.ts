import sharp from 'sharp'
import { expect, it } from 'vitest'
import { decode, greyed } from '../../../src/read/media/decode.ts'
import { PictureError } from '../../../src/read/media/open.ts'

const noise = (width: number, height: number, channels: 3 | 4) =>
  sharp(
    Buffer.from(Array.from({ length: width * height * channels }, (_, n) => (n * 7919) % 251)),
    { raw: { width, height, channels } },
  )

it('makes an opaque photograph a JPEG and keeps transparency in a PNG', async () => {
  expect((await decode(await noise(90, 90, 3).webp().toBuffer(), 'webp')).type).toBe('jpeg')
  expect((await decode(await noise(90, 90, 4).webp().toBuffer(), 'webp')).type).toBe('png')
})

it('keeps its own size in mind when it makes a large picture smaller', async () => {
  const background = '#123456'
  const large = sharp({ create: { width: 9000, height: 30, channels: 3, background } })
  const raster = await decode(await large.png().toBuffer(), 'png')
  expect(raster).toMatchObject({ width: 9000, height: 30 })
  expect(await sharp(raster.bytes).metadata()).toMatchObject({ width: 4096, height: 14 })
})

it('takes the first frame of an animation', async () => {
  const raw = { width: 4, height: 8, channels: 3 as const, pageHeight: 4 }
  const shades = Buffer.concat([Buffer.alloc(48, 0), Buffer.alloc(48, 200)])
  const frames = sharp(shades, { raw })
  const raster = await decode(await frames.gif().toBuffer(), 'gif')
  expect(raster).toMatchObject({ type: 'png', width: 4, height: 4, frames: 2 })
  const still = await decode(await sharp(raster.bytes).gif().toBuffer(), 'gif')
  expect(still).not.toHaveProperty('frames')
})

it('refuses what no decoder of ours may open', async () => {
  const tiff = await noise(4, 4, 3).tiff().toBuffer()
  await expect(decode(tiff, 'png')).rejects.toBeInstanceOf(PictureError)
})

it('makes a picture grey, of one channel, what was transparent white', async () => {
  const background = { r: 200, g: 30, b: 30, alpha: 0.5 }
  for (const [channels, type] of [
    [4, 'png'],
    [3, 'jpeg'],
  ] as const) {
    const made = sharp({ create: { width: 6, height: 5, channels, background } })
    const bytes = await (type === 'png' ? made.png() : made.jpeg()).toBuffer()
    const grey = await greyed({ type, bytes })
    expect(await sharp(grey).metadata()).toMatchObject({
      format: type,
      channels: 1,
      hasAlpha: false,
      width: 6,
      height: 5,
    })
    const [first = 0] = await sharp(grey).raw().toBuffer()
    expect(first > 60 && first < 220).toBe(true)
  }
})

import sharp from 'sharp'
import { expect, it } from 'vitest'
import { decode } from '../../../src/read/media/decode.ts'
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
  const background = '#fff'
  const frames = sharp({ create: { width: 4, height: 8, channels: 3, background, pageHeight: 4 } })
  const raster = await decode(await frames.gif().toBuffer(), 'gif')
  expect(raster).toMatchObject({ type: 'png', width: 4, height: 4 })
})

it('refuses what no decoder of ours may open', async () => {
  const tiff = await noise(4, 4, 3).tiff().toBuffer()
  await expect(decode(tiff, 'png')).rejects.toBeInstanceOf(PictureError)
})

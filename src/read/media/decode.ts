/**
 * The gate for raster images: sharp decodes every one, in bounds, and writes it
 * anew. Nothing behind it ever sees an author's bytes.
 */
import sharp from 'sharp'
import { type Format, PictureError } from './open.ts'

export type Raster = {
  type: 'png' | 'jpeg'
  bytes: Uint8Array
  /** Pixels of the source after orientation. */
  width: number
  height: number
  /** Of a picture that moves; the first is what `bytes` shows. */
  frames?: number
}

/** Most pixels of a source, and the longest side of what comes out. */
export const limits = { pixels: 40e6, side: 4096, seconds: 30 } as const

// Decoders of formats that never get here.
sharp.block({
  operation: [
    'VipsForeignLoadTiff',
    'VipsForeignLoadVips',
    'VipsForeignLoadPdf',
    'VipsForeignLoadMagick',
    'VipsForeignLoadOpenslide',
    'VipsForeignLoadJxl',
    'VipsForeignLoadFits',
    'VipsForeignLoadNifti',
    'VipsForeignLoadOpenexr',
    'VipsForeignLoadAnalyze',
    'VipsForeignLoadRad',
    'VipsForeignLoadPpm',
    'VipsForeignLoadMat',
    'VipsForeignLoadRaw',
    'VipsForeignLoadCsv',
  ],
})
// Pictures are read once; a cache would only hold memory.
sharp.cache(false)

/**
 * Decodes a raster image: first frame, upright, sRGB, without metadata, at most
 * 4,096 pixels a side. JPEG stays JPEG and PNG and GIF become PNG; WebP and AVIF
 * become PNG, or JPEG where they are opaque and that is half the size or less.
 *
 * @throws PictureError where it cannot be decoded whole.
 */
export async function decode(bytes: Uint8Array, format: Exclude<Format, 'svg'>): Promise<Raster> {
  try {
    const options = { limitInputPixels: limits.pixels, failOn: 'error', pages: 1 } as const
    const found = await sharp(bytes, options).metadata()
    const { width, height } = found.autoOrient
    if (!(width > 0 && height > 0)) throw new PictureError('it has no pixels')
    const upright = () =>
      sharp(bytes, options)
        .timeout({ seconds: limits.seconds })
        .rotate()
        .resize({
          width: limits.side,
          height: limits.side,
          fit: 'inside',
          withoutEnlargement: true,
        })
        .toColourspace('srgb')
    const png = () => upright().png({ compressionLevel: 9 }).toBuffer()
    const jpeg = () => upright().jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer()
    const moving = (found.pages ?? 1) > 1 ? { frames: found.pages ?? 1 } : {}
    if (format === 'jpeg') return { type: 'jpeg', bytes: await jpeg(), width, height }
    const lossless = await png()
    if ((format === 'webp' || format === 'avif') && !found.hasAlpha) {
      const lossy = await jpeg()
      if (lossy.length * 2 <= lossless.length) {
        return { type: 'jpeg', bytes: lossy, width, height, ...moving }
      }
    }
    return { type: 'png', bytes: lossless, width, height, ...moving }
  } catch (error) {
    if (error instanceof PictureError) throw error
    throw new PictureError(`it cannot be decoded (${firstLine(error)})`)
  }
}

/** A decoded image without colour, on white: one channel, of its own type. */
export async function greyed({ type, bytes }: Pick<Raster, 'type' | 'bytes'>): Promise<Uint8Array> {
  const grey = sharp(bytes).flatten({ background: '#ffffff' }).greyscale().toColourspace('b-w')
  const made = type === 'jpeg' ? grey.jpeg({ quality: 90 }) : grey.png({ compressionLevel: 9 })
  return made.toBuffer()
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? '').slice(0, 160)
}

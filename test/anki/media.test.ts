import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { picturesOf } from '../../src/anki/media.ts'
import type { Drawing } from '../../src/model/drawing.ts'
import { Spill } from '../../src/spill.ts'
import type { Media, Shelf } from '../../src/writer.ts'
import { bank } from '../support/bank.ts'
import { context } from '../support/context.ts'
import { png } from './bank.ts'

const red: Drawing = {
  width: 10,
  height: 6,
  text: '',
  shapes: [
    {
      path: 'M0 0L5 0L5 6L0 6Z',
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
  it('are in a store until they are asked for, each loaded once', async () => {
    const store = new Spill({ page: 64, memory: 0 })
    let loaded = 0
    const counted: Media = {
      ...media,
      raster(key) {
        loaded++
        return media.raster(key)
      },
    }
    const all = [medium('p'), medium('j'), medium('d', 'drawing')]
    const clean = await picturesOf(all, media)
    const stored = await picturesOf(all, counted, undefined, store)
    expect(store.spilled).toBeGreaterThan(0)
    for (const { key } of all) {
      const bytes = await clean.get(key)?.bytes()
      expect(bytes && Buffer.from(bytes).equals((await stored.get(key)?.bytes()) ?? png)).toBe(true)
      expect(stored.get(key)?.name).toBe(clean.get(key)?.name)
    }
    expect(loaded).toBe(2)
    store.close()
  })

  it('are the same from a shelf, opened only when their bytes are asked for', async () => {
    const all = [medium('p'), medium('j'), medium('d', 'drawing')]
    const clean = await picturesOf(all, media)
    const entries = new Map<string, Buffer>()
    const used: string[] = []
    const shelf: Shelf = {
      get: (key) => entries.get(key),
      use: (key) => used.push(key),
      put: (key, bytes) => entries.set(key, Buffer.from(bytes as Uint8Array)),
    }
    const opened: string[] = []
    const watched: Media = {
      raster(key) {
        opened.push(key)
        return media.raster(key)
      },
      drawing(key) {
        opened.push(key)
        return media.drawing(key)
      },
    }
    const plainly = async (pictures: typeof clean) =>
      Promise.all(
        [...pictures].map(async ([key, { bytes, ...one }]) => [key, one, [...(await bytes())]]),
      )
    const expected = await plainly(clean)
    expect(await plainly(await picturesOf(all, watched, shelf))).toEqual(expected)
    expect(opened.splice(0)).toEqual(['p', 'j', 'd'])
    used.length = 0
    const again = await picturesOf(all, watched, shelf)
    expect(opened).toEqual([])
    // What was painted stays on the shelf though nobody asks for its bytes.
    const named = [...entries].filter(([, bytes]) => bytes.toString().startsWith('rv-'))
    const painted = [...entries.keys()].filter((key) => !named.some(([name]) => name === key))
    expect(painted).toHaveLength(1)
    expect(used).toContain(painted[0])
    expect(await plainly(again)).toEqual(expected)
    // A drawing is not painted again.
    expect(opened.splice(0)).toEqual(['p', 'j'])
    for (const key of entries.keys()) entries.set(key, Buffer.from('nonsense'))
    expect([...(await picturesOf(all, watched, shelf)).values()].map(({ name }) => name)).toEqual(
      [...clean.values()].map(({ name }) => name),
    )
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

import { describe, expect, it } from 'vitest'
import type { Medium } from '../../src/model/bank.ts'
import type { Picture } from '../../src/model/mdast.ts'
import { picture, pictureAtom } from '../../src/print/picture.ts'
import { given } from './given.ts'
import { drawing } from './rich.ts'

const medium = (width: number, height: number, form: Medium['form'] = 'raster'): Medium => ({
  key: 'k',
  form,
  width,
  height,
  path: 'k.png',
})
const node: Picture = { type: 'picture', medium: 'k', alt: 'a tree' }
const showing = (one: Medium) => given({ media: new Map([['k', one]]), frameHeight: 400 })

describe('a picture', () => {
  it('is three quarters of a point a pixel', async () => {
    const { setting, said } = await showing(medium(100, 40))
    expect(picture(node, setting, 300)).toEqual({
      op: { op: 'image', x: 0, y: 0, width: 75, height: 30, medium: 'k', alt: 'a tree' },
      width: 75,
      height: 30,
    })
    expect(said).toEqual([])
  })

  it('shrinks to the measure and to a part of the page, and says so', async () => {
    const wide = await showing(medium(800, 80))
    expect(picture(node, wide.setting, 300)).toMatchObject({ width: 300, height: 30 })
    const tall = await showing(medium(100, 1000))
    expect(picture(node, tall.setting, 300)).toMatchObject({ width: 24, height: 240 })
    expect(tall.said).toEqual([
      { rule: 'picture-shrunk', reason: 'the picture is scaled to 24 × 240 pt' },
    ])
  })

  it('is drawn as vectors where it is a drawing', async () => {
    const { setting } = await showing(medium(240, 90, 'drawing'))
    expect(picture(node, setting, 300)).toBeUndefined()
    const drawn = { ...setting, drawings: new Map([['k', drawing]]) }
    expect(picture({ ...node, alt: '' }, drawn, 90)?.op).toMatchObject({
      op: 'shapes',
      scale: 90 / 240,
      shapes: drawing.shapes,
      alt: 'caller callee',
    })
  })

  it('is none where the bank has no such medium, or an empty one', async () => {
    const { setting } = await given()
    expect(picture(node, setting, 300)).toBeUndefined()
    expect(pictureAtom(node, setting, 10)).toBeUndefined()
    const empty = await showing(medium(0, 10))
    expect(picture(node, empty.setting, 300)).toBeUndefined()
  })

  it('stands on the baseline among words, a small one a little below', async () => {
    const large = pictureAtom(node, (await showing(medium(400, 400))).setting, 10)
    expect(large).toMatchObject({ width: 36, ascent: 36, descent: 0 })
    expect(large?.ops).toMatchObject([{ x: 0, y: -36 }])
    const small = pictureAtom(node, (await showing(medium(16, 16))).setting, 10)
    expect(small).toMatchObject({ width: 12, descent: 2.4 })
    expect(small?.ops).toMatchObject([{ y: -9.6 }])
  })
})

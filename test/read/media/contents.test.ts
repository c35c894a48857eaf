import sharp from 'sharp'
import { expect, it } from 'vitest'
import type { Problem } from '../../../src/drawing/parse.ts'
import { createContents } from '../../../src/read/media/contents.ts'
import { Spill } from '../../../src/spill.ts'

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="9" height="9"/><video/></svg>',
)
const png = (background: string) =>
  sharp({ create: { width: 6, height: 4, channels: 3, background } })
    .png()
    .toBuffer()

/** A picture of bytes that can be given again, how often they were, and what was said of it. */
function taking(path: string, bytes: Uint8Array) {
  const given = { bytes, read: 0, problems: [] as Problem[] }
  const how = {
    path,
    read: async () => {
      given.read++
      return given.bytes
    },
    report: (problem: Problem) => given.problems.push(problem),
  }
  return { given, how }
}

it('takes equal bytes once, by the first of their paths', async () => {
  const contents = createContents()
  const blue = await png('#3366cc')
  const medium = await contents.take(blue, taking('b.png', blue).how)
  expect(medium).toMatchObject({ form: 'raster', width: 6, height: 4, path: 'b.png' })
  expect(await contents.take(Buffer.from(blue), taking('a.png', blue).how)).toBe(medium)
  const drawing = await contents.take(svg, taking('c.svg', svg).how)
  expect(contents.taken()).toHaveLength(2)
  expect(contents.taken()).toEqual(expect.arrayContaining([medium, drawing]))
})

it('says what is left out of a drawing where it is taken, and not where it is used', async () => {
  const contents = createContents({ kept: 1 })
  const { given, how } = taking('a.svg', svg)
  const { key } = await contents.take(svg, how)
  expect(given.problems).toHaveLength(1)
  for (let uses = 0; uses < 2; uses++) {
    const content = await contents.of(key)
    expect(content.form === 'drawing' && content.drawing.shapes).toHaveLength(1)
  }
  expect(given).toMatchObject({ read: 2, problems: [expect.anything()] })
})

it('keeps what was decoded up to a number of bytes, and reads the rest again', async () => {
  const contents = createContents()
  const blue = await png('#3366cc')
  const { given, how } = taking('a.png', blue)
  const { key } = await contents.take(blue, how)
  await contents.of(key)
  expect(given.read).toBe(0)
  const small = createContents({ kept: 1 })
  await small.take(blue, how)
  await small.of(key)
  expect(given.read).toBe(1)
  given.bytes = await png('#cc3333')
  await expect(small.of(key)).rejects.toThrow('it changed during the build')
  await expect(small.of('none')).rejects.toThrow('no medium none')
})

it('reads nothing again of what is in a store', async () => {
  const store = new Spill({ memory: 0, page: 64 })
  const contents = createContents({ kept: 1, store })
  for (const bytes of [svg, await png('#3366cc')]) {
    const { given, how } = taking('a', bytes)
    const { key } = await contents.take(bytes, how)
    const alone = createContents()
    await alone.take(bytes, how)
    expect(await contents.of(key)).toStrictEqual(await alone.of(key))
    expect(given.read).toBe(0)
  }
  store.close()
})

it('needs no decoding for what another build decoded, and says the same of it', async () => {
  const shelf = new Map<string, Buffer>()
  const on = {
    get: (key: string) => shelf.get(key),
    put: (key: string, bytes: Uint8Array) => void shelf.set(key, Buffer.from(bytes)),
  }
  const first = taking('a.svg', svg)
  const medium = await createContents({ shelf: on }).take(svg, first.how)
  let faces = 0
  const again = taking('a.svg', svg)
  const contents = createContents({
    shelf: on,
    faces: () => {
      faces++
      return Promise.reject(new Error('none'))
    },
  })
  expect(await contents.take(svg, again.how)).toEqual(medium)
  expect(again.given.problems).toEqual(first.given.problems)
  expect((await contents.of(medium.key)).form).toBe('drawing')
  expect(faces).toBe(0)
})

it('refuses what is no picture', async () => {
  const contents = createContents()
  const take = (bytes: Buffer) => contents.take(bytes, taking('a', bytes).how)
  await expect(take(Buffer.from('words'))).rejects.toThrow('it is no PNG, JPEG')
  const latin = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><!-- \xe9 --></svg>', 'latin1')
  await expect(take(latin)).rejects.toThrow('not UTF-8')
  expect(contents.taken()).toEqual([])
})

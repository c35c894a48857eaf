import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { createMedia } from '../../src/read/media.ts'

let top: string
let root: string
const source = 'text/questions.md'
const place = (line = 1) => ({ path: source, line, column: 1 })

/** A PNG of one colour, made by hand so that it may lie about its size. */
function png(width: number, height: number, data: Uint8Array): Buffer {
  const chunk = (type: string, body: Uint8Array): Buffer => {
    const head = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const whole = Buffer.alloc(head.length + 8)
    whole.writeUInt32BE(body.length, 0)
    head.copy(whole, 4)
    whole.writeUInt32BE(crc32(head), head.length + 4)
    return whole
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', new Uint8Array()),
  ])
}

const plain = (width = 6, height = 4, background = '#3366cc') =>
  sharp({ create: { width, height, channels: 3, background } })
const svg = (inside: string, more = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" ${more}>${inside}</svg>`

beforeAll(async () => {
  top = mkdtempSync(path.join(tmpdir(), 'rectoverso-media-'))
  root = path.join(top, 'bank')
  mkdirSync(path.join(root, 'text/figures'), { recursive: true })
  mkdirSync(path.join(root, 'img'))
  mkdirSync(path.join(top, 'bank2'))
  const put = (name: string, bytes: string | Uint8Array) =>
    writeFileSync(path.join(root, name), bytes)
  const ok = await plain().png().toBuffer()
  put('text/questions.md', '# q')
  put('text/figures/ok.png', ok)
  put('text/figures/same.png', ok)
  put('text/my pic.png', ok)
  put('text/percent%20name.png', ok)
  put('text/Größe.png', ok)
  put('text/decomposed-e\u0301.png', ok)
  put('img/logo.png', ok)
  writeFileSync(path.join(top, 'bank2/x.png'), ok)
  writeFileSync(path.join(top, 'secret.png'), ok)
  put('text/a.jpg', await plain().jpeg().withMetadata({ orientation: 6 }).toBuffer())
  put('text/a.gif', await plain().gif().toBuffer())
  put('text/a.webp', await plain().webp({ lossless: true }).toBuffer())
  put('text/a.avif', await plain().avif().toBuffer())
  put('text/deep.png', await plain().toColourspace('rgb16').png().toBuffer())
  put('text/wrong-name.txt', ok)
  put('text/fake.png', 'this is text')
  put('text/empty.png', '')
  put('text/cut.png', (await plain(400, 400).png().toBuffer()).subarray(0, 200))
  put('text/bomb.png', png(20_000, 20_000, deflateSync(Buffer.alloc(20_000 * 2501))))
  put('text/lie.png', png(2 ** 31 - 1, 2 ** 31 - 1, deflateSync(Buffer.alloc(10))))
  put('text/zero.png', png(0, 5, deflateSync(Buffer.alloc(10))))
  put('text/zlib.png', png(50, 50, Buffer.from('not deflate data')))
  put('text/cut.jpg', (await plain(400, 400).jpeg().toBuffer()).subarray(0, 300))
  put('text/large.png', Buffer.concat([ok, Buffer.alloc(20 * 1024 * 1024)]))
  put('text/draw.svg', svg('<rect width="10" height="10"/><script>x()</script>'))
  put('text/latin1.svg', Buffer.from(svg('<title>caf\u00e9</title>'), 'latin1'))
  put('text/broken.svg', '<svg xmlns="http://www.w3.org/2000/svg"><g></svg>')
  put(
    'text/entities.svg',
    `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${svg('<text>&a;</text>')}`,
  )
  mkdirSync(path.join(root, 'text/folder.png'))
  symlinkSync('../img/logo.png', path.join(root, 'text/link-inside.png'))
  symlinkSync('../../secret.png', path.join(root, 'text/link-out.png'))
  symlinkSync('../../bank2', path.join(root, 'text/link-folder'))
  symlinkSync('/dev/zero', path.join(root, 'text/zero-device.png'))
  symlinkSync('nowhere.png', path.join(root, 'text/dangling.png'))
  symlinkSync('loop.png', path.join(root, 'text/loop.png'))
  if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(root, 'text/pipe.png')])
})
afterAll(() => rmSync(top, { recursive: true, force: true }))

async function resolve(url: string) {
  const messages = new Messages()
  const media = createMedia(root, messages)
  const result = await media.resolve(url, source, place())
  return { media, result, messages: messages.all }
}

describe('media: what is found', () => {
  it.each([
    ['figures/ok.png', 'text/figures/ok.png'],
    ['./figures/ok.png', 'text/figures/ok.png'],
    ['figures/ok.png?raw=true', 'text/figures/ok.png'],
    ['figures/ok.png#gh-dark-mode-only', 'text/figures/ok.png'],
    ['figures\\ok.png', 'text/figures/ok.png'],
    ['../img/logo.png', 'img/logo.png'],
    ['../text/../img/logo.png', 'img/logo.png'],
    ['my%20pic.png', 'text/my pic.png'],
    ['my pic.png', 'text/my pic.png'],
    ['percent%2520name.png', 'text/percent%20name.png'],
    ['Gro\u0308\u00dfe.png', 'text/Größe.png'],
    ['decomposed-\u00e9.png', 'text/decomposed-e\u0301.png'],
    ['link-inside.png', 'img/logo.png'],
    ['wrong-name.txt', 'text/wrong-name.txt'],
  ])('%s', async (url, expected) => {
    const { result, messages } = await resolve(url)
    expect(messages).toEqual([])
    expect(result).toMatchObject({ form: 'raster', width: 6, height: 4, path: expected })
  })

  it('takes a source given by its absolute path, and a root that is a link', async () => {
    const link = path.join(top, 'linked')
    symlinkSync(root, link)
    for (const from of [path.join(link, source), path.join(root, source)]) {
      const media = createMedia(link, new Messages())
      const result = await media.resolve('figures/ok.png', from, place())
      expect(result).toMatchObject({ path: 'text/figures/ok.png' })
    }
  })

  it('says of a picture that moves that it stands still, once for all its uses', async () => {
    const frame = (shade: number) => Buffer.alloc(8 * 8 * 3, shade)
    const raw = { width: 8, height: 16, channels: 3 as const, pageHeight: 8 }
    const moving = sharp(Buffer.concat([frame(0), frame(200)]), { raw }).gif()
    writeFileSync(path.join(root, 'text/moving.gif'), await moving.toBuffer())
    const messages = new Messages()
    const media = createMedia(root, messages)
    for (const line of [1, 2]) await media.resolve('moving.gif', source, place(line))
    const said = messages.all.map(({ ruleId, reason, file }) => [ruleId, reason, file])
    expect(said).toEqual([
      ['picture-still', expect.stringContaining('first of 2 frames'), 'text/moving.gif'],
    ])
  })

  it('gives equal bytes one key, whatever their names', async () => {
    const media = createMedia(root, new Messages())
    const one = await media.resolve('figures/ok.png', source, place())
    const two = await media.resolve('figures/same.png', source, place(2))
    expect(one).toEqual(two)
    expect(media.resolved()).toHaveLength(1)
  })
})

describe('media: what is refused', () => {
  it.each([
    ['missing', ''],
    ['missing', '#anchor'],
    ['missing', 'nothing.png'],
    ['missing', '%ff.png'],
    ['missing', '%'],
    ['missing', 'a%00.png'],
    ['missing', 'dangling.png'],
    ['missing', 'loop.png'],
    ['missing', 'figures/ok.png/x'],
    ['outside', '../../etc/passwd'],
    ['outside', '%2e%2e/%2e%2e/secret.png'],
    ['outside', '..%2f..%2fsecret.png'],
    ['missing', '%252e%252e/secret.png'],
    ['outside', '..\\..\\secret.png'],
    ['outside', '../../bank2/x.png'],
    ['outside', '../'],
    ['outside', '/etc/passwd'],
    ['remote', '//evil.example/x.png'],
    ['outside', '\\\\server\\share\\x.png'],
    ['remote', '//?/C:/x.png'],
    ['outside', 'C:\\x.png'],
    ['outside', 'c:/x.png'],
    ['outside', 'file:///etc/passwd'],
    ['outside', 'FILE:/etc/passwd'],
    ['remote', 'http://169.254.169.254/latest'],
    ['remote', 'HTTPS://example.org/a.png'],
    ['remote', 'h%74tp://example.org/a.png'],
    ['remote', 'javascript:alert(1)'],
    ['unreadable', 'data:image/png;base64,AAAA'],
    ['outside', '~/.ssh/id_rsa'],
    ['outside', 'link-out.png'],
    ['outside', 'link-folder/x.png'],
    ['outside', 'zero-device.png'],
    ['unreadable', 'pipe.png'],
    ['unreadable', 'folder.png'],
    ['unreadable', 'fake.png'],
    ['unreadable', 'empty.png'],
    ['unreadable', 'cut.png'],
    ['unreadable', 'bomb.png'],
    ['unreadable', 'lie.png'],
    ['unreadable', 'zero.png'],
    ['unreadable', 'zlib.png'],
    ['unreadable', 'cut.jpg'],
    ['unreadable', 'large.png'],
    ['unreadable', 'latin1.svg'],
    ['unreadable', 'broken.svg'],
    ['unreadable', 'entities.svg'],
    ['missing', 'Figures/ok.png'],
    ['missing', 'figures/OK.png'],
  ])('%s: %s', async (why, url) => {
    const { result, messages } = await resolve(url)
    expect(result).toEqual({ refused: why })
    expect(messages.map((message) => message.ruleId)).toEqual([`picture-${why}`])
    expect(messages[0]).toMatchObject({ line: 1, column: 1, file: source, fatal: false })
  })

  it.each([
    ['Figures/OK.png', ['figures/ok.png']],
    ['My%20Pic.png', ['my%20pic.png']],
    ['my%2520pic.png', ['my%20pic.png']],
    ['percent%20name.png', ['percent%2520name.png']],
    ['../IMG/logo.PNG', ['../img/logo.png']],
    ['/IMG/logo.png', ['../img/logo.png']],
    ['grösse.png', undefined],
  ])('says what was probably meant by %s', async (url, expected) => {
    const { messages } = await resolve(url)
    expect(messages[0]?.expected).toEqual(expected)
    if (expected) expect(messages[0]?.note).toContain(expected[0])
  })

  it('takes a path from the root, as sites that show a repository do', async () => {
    const { result, messages } = await resolve('/img/logo.png')
    expect(result).toMatchObject({ path: 'img/logo.png' })
    expect(messages).toEqual([])
    expect((await resolve('/link-out.png')).result).toHaveProperty('refused')
  })

  it('says it once a place, and again at another', async () => {
    const messages = new Messages()
    const media = createMedia(root, messages)
    for (const line of [1, 1, 2]) await media.resolve('fake.png', source, place(line))
    expect(messages.all.map((message) => message.line)).toEqual([1, 2])
  })
})

describe('media: what comes out', () => {
  it.each([
    ['figures/ok.png', 'png'],
    ['a.gif', 'png'],
    ['a.webp', 'png'],
    ['a.avif', 'png'],
    ['deep.png', 'png'],
    ['a.jpg', 'jpeg'],
  ])('%s becomes %s', async (url, type) => {
    const { media, result } = await resolve(url)
    if ('refused' in result) throw new Error(result.refused)
    const raster = await media.raster(result.key)
    expect(raster.type).toBe(type)
    const found = await sharp(raster.bytes).metadata()
    expect(found).toMatchObject({ format: type, width: result.width, height: result.height })
    expect(found).toMatchObject({ space: 'srgb', depth: 'uchar' })
    expect([found.exif, found.icc, found.xmp, found.orientation]).toEqual(Array(4).fill(undefined))
    await expect(media.drawing(result.key)).rejects.toThrow('raster')
  })

  it('turns a picture upright', async () => {
    const { result } = await resolve('a.jpg')
    expect(result).toMatchObject({ width: 4, height: 6 })
  })

  it('gives the same bytes twice, also after they were forgotten', async () => {
    const kept = createMedia(root, new Messages())
    const forgetful = createMedia(root, new Messages(), { kept: 0 })
    for (const url of ['a.webp', 'a.jpg', 'figures/ok.png']) {
      const medium = await kept.resolve(url, source, place())
      await forgetful.resolve(url, source, place())
      if ('refused' in medium) throw new Error(medium.refused)
      const one = await kept.raster(medium.key)
      const two = await forgetful.raster(medium.key)
      expect(Buffer.compare(one.bytes, two.bytes)).toBe(0)
    }
  })

  it('parses a drawing and says what it lost, in the SVG itself', async () => {
    const { media, result, messages } = await resolve('draw.svg')
    if ('refused' in result) throw new Error(result.refused)
    expect(result).toMatchObject({ form: 'drawing', width: 40, height: 20 })
    expect((await media.drawing(result.key)).shapes).toHaveLength(1)
    expect(messages.map(String)).toEqual([
      expect.stringMatching(/^text\/draw\.svg:1:\d+: left out of the drawing: <script>$/),
    ])
    await expect(media.raster(result.key)).rejects.toThrow('drawing')
  })

  it('notices a picture that changes during the build', async () => {
    const file = path.join(root, 'text/changing.png')
    writeFileSync(file, await plain(3, 3).png().toBuffer())
    const media = createMedia(root, new Messages(), { kept: 0 })
    const medium = await media.resolve('changing.png', source, place())
    if ('refused' in medium) throw new Error(medium.refused)
    writeFileSync(file, await plain(9, 9).png().toBuffer())
    await expect(media.raster(medium.key)).rejects.toThrow('changed')
  })
})

/**
 * Twelve chosen cards as Anki renders them, in a browser: by day and by night,
 * on phones and a desktop. What they looked like is kept in `test/pictures/cards`.
 *
 * `layout.json` has the box of every block, which must stay; the faces are our own,
 * so it is the same on every machine. The pictures are compared loosely, because
 * no two systems draw a letter alike. RECTOVERSO_GOLDENS=write keeps what is seen now.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anki } from '../../src/anki/writer.ts'
import { pictures } from '../anki/bank.ts'
import { showcase } from '../anki/showcase.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'
import { type Face, judgeDecks } from './anki.ts'
import { type CardBrowser, openBrowser } from './anki-page.ts'

const folder = fileURLToPath(new URL('../pictures/cards', import.meta.url))
const layoutFile = join(folder, 'layout.json')
const keep = process.env.RECTOVERSO_GOLDENS === 'write'

/** Names of the cards, in the order of the showcase. */
const names = [
  'code',
  'table',
  'math',
  'choice',
  'cloze',
  'typed',
  'arabic',
  'chinese',
  'long',
  'everything',
  'reversed',
  'unanswered',
]
const phones = [360, 400]
const desktop = 1000

/** Left, top, width and height of a block, in whole CSS pixels. */
type Box = [string, number, number, number, number]
type Layout = Record<string, Box[]>

/** How far a box may be from where it was: browsers round differently from one version to the next. */
const slack = (value: number) => 3 + Math.abs(value) * 0.01

const blocks =
  '.rv-head, .rv-title, .rv-hint, hr, .rv-foot, .rv-options > li, .rv-prompt > *, .rv-answer > *, .rv-text > *, #typeans, .cloze, pre, table, img'
const measure = `[...document.querySelectorAll(${JSON.stringify(blocks)})].map((block) => {
  const { x, y, width, height } = block.getBoundingClientRect()
  const name = block.tagName.toLowerCase() + (block.classList[0] ? '.' + block.classList[0] : '')
  return [name, x, y + scrollY, width, height].map((value) => typeof value === 'number' ? Math.round(value) : value)
})`

describeWith(['anki', 'chromium'], 'cards in a browser', () => {
  let browser: CardBrowser
  let faces: { name: string; face: Face }[]
  const layout: Layout = {}
  /** Card, then what was seen of it. */
  const shots = new Map<string, Map<string, Buffer>>()
  const wider: string[] = []
  const unlike: string[] = []
  const unscrolled: string[] = []
  const fromRight: string[] = []
  const unmarked: string[] = []
  const groundless: string[] = []

  beforeAll(async () => {
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320"><rect width="640" height="320" fill="#fff"/><circle cx="160" cy="160" r="90" fill="#5b8def"/><rect x="320" y="70" width="180" height="180" fill="#f2a65a"/><path d="M520 250 L600 70 L620 250 Z" fill="#3a7d44"/></svg>'
    const image = await sharp(Buffer.from(drawing)).png().toBuffer()
    const raster = { type: 'png' as const, bytes: image }
    const rasters = Object.fromEntries(Object.keys(pictures.rasters).map((key) => [key, raster]))
    const [file] = await anki.write(context(showcase(), { rasters }))
    if (!file) throw new Error('no deck')
    const rendered = judgeDecks([await bytesOf(file)], { render: true }).faces
    const codes = [...new Set(rendered.map(({ code }) => code))].sort((a, b) => order(a) - order(b))
    faces = rendered.map((face) => {
      const name = names[codes.indexOf(face.code)] ?? face.code
      return { name: face.ord > 0 ? `${name}-${face.ord + 1}` : name, face }
    })
    browser = await openBrowser(image)
    for (const width of [...phones, desktop]) await visit(width)
  }, 600_000)
  afterAll(() => browser?.close())

  const order = (code: string) =>
    showcase().sections[0]?.questions.findIndex((q) => q.code === code) ?? 0

  /** Shows every side of every card, by day and by night, and notes what is to be judged. */
  async function visit(width: number): Promise<void> {
    const { page, show } = browser
    await page.setViewportSize({ width, height: 640 })
    for (const { name, face } of faces) {
      for (const side of ['question', 'answer'] as const) {
        let byDay = ''
        for (const night of [false, true]) {
          await show(face, side, night)
          const at = `${name} ${side} ${width}`
          const inner = await page.evaluate<number>('document.scrollingElement.scrollWidth')
          if (inner > width) wider.push(`${at}: ${inner}`)
          const boxes = await page.evaluate<Box[]>(measure)
          if (night && JSON.stringify(boxes) !== byDay) unlike.push(at)
          byDay = JSON.stringify(boxes)
          if (!night) layout[at] = boxes
          // What is wider than its place has to scroll there.
          const hidden = await page.evaluate<string[]>(
            `[...document.querySelectorAll('.rv *')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).display !== 'inline' && !e.closest('pre, .rv-scroll, .rv-math, mjx-container') && (getComputedStyle(e).overflowX === 'visible' || !e.querySelector('mjx-container'))).map((e) => e.tagName + '.' + e.className)`,
          )
          unscrolled.push(...hidden.map((element) => `${at}: ${element}`))
          // A mark outside of what scrolls would be cut off.
          const cut = await page.evaluate<string[]>(
            `[...document.querySelectorAll('.rv li')].filter((e) => { const style = getComputedStyle(e); return style.display === 'list-item' && style.overflowX !== 'visible' && style.listStyleType !== 'none' && style.listStylePosition === 'outside' }).map((e) => e.textContent.slice(0, 30))`,
          )
          unmarked.push(...cut.map((text) => `${at}: ${text}`))
          const clear = await page.evaluate<number>(
            `[...document.querySelectorAll('.rv img')].filter((e) => getComputedStyle(e).backgroundColor === 'rgba(0, 0, 0, 0)').length`,
          )
          if (night && clear > 0) groundless.push(at)
          const turned = await page.evaluate<string[]>(
            `[...document.querySelectorAll('.rv code, .rv kbd, .rv pre')].filter((e) => getComputedStyle(e).direction !== 'ltr').map((e) => e.textContent)`,
          )
          fromRight.push(...turned.map((text) => `${at}: ${text}`))
          if (width === 400) continue
          const seen = shots.get(name) ?? new Map<string, Buffer>()
          shots.set(name, seen)
          seen.set(
            `${side} ${night ? 'night' : 'day'} ${width}`,
            await page.screenshot({ fullPage: true }),
          )
        }
      }
    }
  }

  it('never scroll sideways, on phones of 360 and 400 pixels and on a desktop', () => {
    expect(wider).toEqual([])
  })

  it('let nothing but code, tables and formulas be wider than the card', () => {
    expect(unscrolled).toEqual([])
  })

  it('run code from the left, in a text from the right too', () => {
    expect(fromRight).toEqual([])
  })

  it('keep the mark of a list item that scrolls', () => {
    expect(unmarked).toEqual([])
  })

  it('put a picture without a ground on a white one by night', () => {
    expect(groundless).toEqual([])
  })

  it('are set alike by day and by night', () => {
    expect(unlike).toEqual([])
  })

  it('ask the network for nothing but the deck’s own files', () => {
    expect(browser.requests).toEqual([])
  })

  it('are set as they were', () => {
    if (keep) {
      mkdirSync(folder, { recursive: true })
      const lines = Object.entries(layout).map(
        ([at, boxes]) => `  ${JSON.stringify(at)}: ${JSON.stringify(boxes)}`,
      )
      writeFileSync(layoutFile, `{\n${lines.join(',\n')}\n}\n`)
    }
    const golden = JSON.parse(readFileSync(layoutFile, 'utf8')) as Layout
    expect(Object.keys(layout)).toEqual(Object.keys(golden))
    const moved = Object.entries(golden).flatMap(([at, before]) => {
      const now = layout[at] ?? []
      if (now.length !== before.length) return [`${at}: ${before.length} blocks, now ${now.length}`]
      return before.flatMap((box, index) => {
        const other = now[index] ?? box
        const same = box.every((value, part) => {
          const found = other[part]
          return typeof value === 'number' && typeof found === 'number'
            ? Math.abs(value - found) <= slack(value)
            : value === found
        })
        return same ? [] : [`${at}: ${box.join(' ')}, now ${other.join(' ')}`]
      })
    })
    expect(moved).toEqual([])
  })

  it('look as they did', async () => {
    const changed: string[] = []
    for (const [name, seen] of shots) {
      const sheet = await sheetOf(seen)
      const file = join(folder, `${name}.png`)
      if (keep)
        await sharp(sheet).png({ palette: true, colours: 24, effort: 10, dither: 0 }).toFile(file)
      if (!existsSync(file)) changed.push(`${name}: no picture is kept`)
      else {
        const off = await difference(readFileSync(file), sheet)
        if (off > 6) changed.push(`${name}: ${off.toFixed(1)} of 255 off on average`)
      }
    }
    expect(changed).toEqual([])
  })
})

/** Question and answer on the phone by day and by night, and both answers on the desktop at half size. */
async function sheetOf(seen: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const parts = ['question day 360', 'answer day 360', 'question night 360', 'answer night 360']
  const wide = ['answer day 1000', 'answer night 1000']
  const gap = 12
  const most = 1600
  const pieces: { input: Buffer; left: number; top: number }[] = []
  let left = 0
  let height = 0
  for (const name of parts) {
    const input = await cropped(seen.get(name), most)
    pieces.push({ input, left, top: 0 })
    left += 360 + gap
    height = Math.max(height, (await sharp(input).metadata()).height)
  }
  let top = 0
  for (const name of wide) {
    const input = await sharp(await cropped(seen.get(name), most))
      .resize({ width: 500 })
      .png()
      .toBuffer()
    pieces.push({ input, left, top })
    top += (await sharp(input).metadata()).height + gap
  }
  const size = { width: left + 500, height: Math.max(height, top - gap) }
  return sharp({ create: { ...size, channels: 3, background: '#8c8c8c' } })
    .composite(pieces)
    .png()
    .toBuffer()
}

async function cropped(shot: Buffer | undefined, most: number): Promise<Buffer> {
  if (!shot) throw new Error('a card was not seen')
  const { width, height } = await sharp(shot).metadata()
  return sharp(shot)
    .extract({ left: 0, top: 0, width, height: Math.min(height, most) })
    .png()
    .toBuffer()
}

/** How far two pictures are apart on average, of 255, once they are too small for the shapes of letters. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const small = (input: Buffer) =>
    sharp(input).greyscale().resize({ width: 240, height: 160, fit: 'fill' }).raw().toBuffer()
  const [first, second] = [await small(a), await small(b)]
  const sum = first.reduce(
    (total, value, index) => total + Math.abs(value - (second[index] ?? 0)),
    0,
  )
  return sum / first.length
}

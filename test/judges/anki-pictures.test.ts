/**
 * Cards as Anki renders them, in a browser: day and night, phone and desktop.
 * With RECTOVERSO_PICTURES=folder their pictures are kept there; with
 * RECTOVERSO_MATHJAX=file, a build of MathJax 3.2 to be found there sets the formulas.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { anki } from '../../src/anki/writer.ts'
import { pictures } from '../anki/bank.ts'
import { showcase } from '../anki/showcase.ts'
import { bytesOf, context } from '../support/context.ts'
import { describeWith, long } from '../support/judge.ts'
import { type Face, judgeDecks } from './anki.ts'

const folder = process.env.RECTOVERSO_PICTURES
const mathjax = process.env.RECTOVERSO_MATHJAX

/** What Anki's reviewer adds of its own, from its description. */
const reviewer =
  'body{margin:20px;overflow-wrap:break-word}img{max-width:100%;max-height:95vh}pre{text-align:left}'

/** Anki's page around a card. */
function pageOf(face: Face, html: string, night: boolean): string {
  const classes = `card card${face.ord + 1}${night ? ' nightMode night_mode' : ''}`
  const typed = html.replace(
    /\[\[type:[^\]]*\]\]/,
    '<center><input type="text" id="typeans"></center>',
  )
  const math = mathjax
    ? `<script>window.MathJax={tex:{inlineMath:[['\\\\(','\\\\)']],displayMath:[['\\\\[','\\\\]']],processEscapes:false,processEnvironments:false,processRefs:false}}</script><script>${readFileSync(mathjax, 'utf8')}</script>`
    : ''
  return `<!doctype html><html class="${night ? 'night-mode' : ''}"><meta name="viewport" content="width=device-width"><style>${reviewer}</style><style>${face.css}</style><body class="${classes}"><div id="qa">${typed}</div>${math}</body></html>`
}

const place = 'http://deck.invalid/card'
const picture = /^http:\/\/deck\.invalid\/rv-[0-9a-f]{32}\.png$/
const widths = { phone: 360, desktop: 1100 } as const

describeWith(['anki', 'chromium'], 'cards in a browser', () => {
  let browser: Browser
  let faces: Face[]
  let wide: Buffer
  const requests: string[] = []

  beforeAll(async () => {
    wide = await sharp({
      create: { width: 640, height: 320, channels: 3, background: '#8aa' },
    })
      .png()
      .toBuffer()
    const raster = { type: 'png' as const, bytes: wide }
    const rasters = Object.fromEntries(Object.keys(pictures.rasters).map((key) => [key, raster]))
    const [file] = await anki.write(context(showcase(), { rasters }))
    if (!file) throw new Error('no deck')
    faces = judgeDecks([await bytesOf(file)], { render: true }).faces
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  const show = async (width: number, see: (page: Page, name: string) => Promise<void>) => {
    const page = await browser.newPage({ viewport: { width, height: 640 } })
    let html = ''
    await page.route('**/*', (route) => {
      const url = route.request().url()
      if (url === place)
        return route.fulfill({ body: html, contentType: 'text/html; charset=utf-8' })
      if (picture.test(url)) return route.fulfill({ body: wide, contentType: 'image/png' })
      requests.push(url)
      return route.abort()
    })
    for (const face of faces) {
      for (const side of ['question', 'answer'] as const) {
        for (const night of [false, true]) {
          html = pageOf(face, face[side], night)
          await page.goto(place)
          if (mathjax) await page.evaluate('MathJax.startup.promise')
          await see(page, `${face.code}-${face.ord}-${side}-${night ? 'night' : 'day'}`)
        }
      }
    }
    await page.close()
  }

  it.each(Object.entries(folder || long ? widths : { phone: widths.phone }))(
    'never scroll sideways on a %s',
    async (device, width) => {
      const wider: string[] = []
      await show(width, async (page, name) => {
        const inner = await page.evaluate<number>('document.scrollingElement.scrollWidth')
        if (inner > width) wider.push(`${name}: ${inner}`)
        if (!folder) return
        mkdirSync(folder, { recursive: true })
        await page.screenshot({ path: join(folder, `${name}-${device}.png`), fullPage: true })
      })
      expect(wider).toEqual([])
    },
  )

  it('ask the network for nothing but pictures of the deck', () => {
    expect(requests).toEqual([])
  })
})

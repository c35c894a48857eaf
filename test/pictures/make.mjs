/**
 * Makes the README's pictures from what `npm start` built: a card as Anki
 * renders it, two pages, the table in LibreOffice.
 *
 *   npm start && node test/pictures/make.mjs
 *
 * Needs RECTOVERSO_PYTHON with Anki, Chromium, LibreOffice and poppler; formulas
 * on the card need RECTOVERSO_MATHJAX, a build of MathJax 3.2 (`tex-svg.js`).
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync } from 'fflate'
import { chromium } from 'playwright-core'
import sharp from 'sharp'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const deck = at('../../out/mlops.apkg')
const python = process.env.RECTOVERSO_PYTHON ?? 'python3'
const mathjax = process.env.RECTOVERSO_MATHJAX
const folder = mkdtempSync(join(tmpdir(), 'rectoverso-pictures-'))

try {
  await cards('Which kinds of drift are there')
  await pages(3, 27)
  await table()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** Question by day and answer by night of the first card whose question holds some words. */
async function cards(words) {
  const judged = execFileSync(python, [at('../judges/anki-import.py'), '--render', deck], {
    maxBuffer: 1 << 28,
  })
  const { faces } = JSON.parse(judged)
  const face = faces.find(({ question }) => question.includes(words))
  const zip = unzipSync(readFileSync(deck))
  const names = JSON.parse(Buffer.from(zip.media).toString())
  const media = new Map(Object.entries(names).map(([member, name]) => [name, zip[member]]))
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const shots = []
  for (const [side, night] of [
    ['question', false],
    ['answer', true],
  ]) {
    const page = await browser.newPage({
      viewport: { width: 390, height: 780 },
      deviceScaleFactor: 1.5,
    })
    const math = mathjax
      ? `<script>MathJax={tex:{inlineMath:[['\\\\(','\\\\)']],displayMath:[['\\\\[','\\\\]']]}}</script><script>${readFileSync(mathjax, 'utf8')}</script>`
      : ''
    const html = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>body{margin:20px;overflow-wrap:break-word}img{max-width:100%}${face.css}</style><body class="card card1${night ? ' nightMode night_mode' : ''}"><div id="qa">${face[side]}</div>${math}`
    await page.route('**/*', (route) => {
      const name = new URL(route.request().url()).pathname.slice(1)
      if (name === 'card') return route.fulfill({ body: html, contentType: 'text/html' })
      const bytes = media.get(name)
      return bytes ? route.fulfill({ body: Buffer.from(bytes) }) : route.abort()
    })
    await page.goto('http://deck.invalid/card')
    if (mathjax) await page.evaluate('MathJax.startup.promise')
    shots.push(await page.screenshot())
  }
  await browser.close()
  await beside(shots, 'card.png', 900)
}

/** Two pages of the booklet, as they stand in the file. */
async function pages(first, second) {
  const shots = []
  for (const number of [first, second]) {
    const stem = join(folder, `page-${number}`)
    const page = String(number)
    execFileSync('pdftoppm', [
      ...['-r', '100', '-f', page, '-l', page, '-singlefile', '-png'],
      at('../../out/mlops.pdf'),
      stem,
    ])
    shots.push(readFileSync(`${stem}.png`))
  }
  await beside(shots, 'page.png', 900)
}

/** The first rows of the table as LibreOffice reads them, each cell cut to three lines. */
async function table() {
  writeFileSync(join(folder, 'table.csv'), readFileSync(at('../../out/mlops.csv')))
  execFileSync('soffice', [
    `-env:UserInstallation=file://${folder}/profile`,
    ...['--headless', '--infilter=CSV:44,34,76,1,,0,true,false'],
    ...['--convert-to', 'html', '--outdir', folder, join(folder, 'table.csv')],
  ])
  const style = `body{margin:0;font:13px/1.35 'DejaVu Sans',sans-serif}table{border-collapse:collapse}
    td{border:1px solid #ccc;padding:3px 6px;vertical-align:top;max-width:190px;min-width:64px}
    td>div{max-height:4.05em;overflow:hidden;white-space:pre-line;overflow-wrap:break-word}
    tr:first-child td{background:#eef1f4;font-weight:bold}`
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({ viewport: { width: 1350, height: 560 } })
  await page.goto(`file://${folder}/table.html`)
  await page.evaluate((css) => {
    for (const old of document.querySelectorAll('style, colgroup, title')) old.remove()
    for (const cell of document.querySelectorAll('td')) {
      const text = document.createElement('div')
      text.textContent = cell.innerText.trim()
      cell.replaceChildren(text)
      for (const { name } of [...cell.attributes]) cell.removeAttribute(name)
    }
    document.head.append(Object.assign(document.createElement('style'), { textContent: css }))
  }, style)
  const shot = await page.screenshot()
  await browser.close()
  await beside([shot], 'table.png', 1200)
}

async function beside(shots, name, width) {
  const sizes = await Promise.all(shots.map((shot) => sharp(shot).metadata()))
  const gap = 24
  const height = Math.max(...sizes.map((size) => size.height))
  let left = 0
  const layers = shots.map((input, index) => {
    const layer = { input, top: 0, left }
    left += sizes[index].width + gap
    return layer
  })
  const plate = { width: left - gap, height, channels: 3, background: '#d8d8d8' }
  const whole = await sharp({ create: plate }).composite(layers).png().toBuffer()
  await sharp(whole).resize({ width }).png({ palette: true, colours: 128 }).toFile(at(name))
}

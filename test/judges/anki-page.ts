/**
 * Cards as Anki renders them, in a browser, alike on every machine: the faces are
 * those of our packages and not the system's, formulas are set by MathJax, and
 * nothing is fetched but the deck's own pictures.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Face } from './anki.ts'

const require = createRequire(import.meta.url)

/** What Anki's reviewer adds of its own, from its description. */
const reviewer =
  'body{margin:20px;overflow-wrap:break-word}img{max-width:100%;max-height:95vh}pre{text-align:left}'

/** Family → package, and file below it → weight and slant. Those named later fill in for those before. */
const faces = {
  'Golden Sans': {
    folder: 'source-sans-3',
    files: {
      '400Regular/SourceSans3_400Regular.ttf': 'font-weight:400',
      '600SemiBold/SourceSans3_600SemiBold.ttf': 'font-weight:650',
      '400Regular_Italic/SourceSans3_400Regular_Italic.ttf': 'font-weight:400;font-style:italic',
    },
  },
  'Golden Code': {
    folder: 'source-code-pro',
    files: { '400Regular/SourceCodePro_400Regular.ttf': 'font-weight:400' },
  },
  'Golden Arabic': {
    folder: 'noto-naskh-arabic',
    files: { '400Regular/NotoNaskhArabic_400Regular.ttf': 'font-weight:400' },
  },
  'Golden Han': {
    folder: 'noto-sans-sc',
    files: { '400Regular/NotoSansSC_400Regular.ttf': 'font-weight:400' },
  },
  'Golden Signs': {
    folder: 'noto-sans-symbols-2',
    files: { '400Regular/NotoSansSymbols2_400Regular.ttf': 'font-weight:400' },
  },
} as const

const families = Object.keys(faces).map((name) => `"${name}"`)
const others = families.filter((name) => !/Sans|Code/.test(name)).join(',')
const fontPlace = 'http://deck.invalid/fonts/'

/** The faces, and that they are used wherever a card asks for one of the system's. */
const fonts = [
  ...Object.entries(faces).flatMap(([family, { folder, files }]) =>
    Object.entries(files).map(
      ([file, style]) =>
        `@font-face{font-family:"${family}";${style};src:url(${fontPlace}${folder}/${file})}`,
    ),
  ),
  `.card, .card :not(mjx-container *):not(code):not(kbd):not(.rv-code):not(pre *):not(#typeans *){font-family:"Golden Sans",${others} !important}`,
  `.card code,.card kbd,.card .rv-code,.card pre *,.card #typeans *{font-family:"Golden Code",${others} !important}`,
].join('\n')

const settings = {
  tex: {
    inlineMath: [['\\(', '\\)']],
    displayMath: [['\\[', '\\]']],
    processEscapes: false,
    processEnvironments: false,
    processRefs: false,
  },
  // As Anki's older MathJax does: no formula is broken.
  output: { linebreaks: { inline: false }, displayOverflow: 'overflow' },
  options: {
    enableMenu: false,
    menuOptions: {
      settings: { enrich: false, speech: false, braille: false, assistiveMml: false },
    },
  },
}
const mathjax = `<script>window.MathJax=${JSON.stringify(settings)}</script><script src="http://deck.invalid/mathjax.js"></script>`

/** Anki's page, in which one side after another takes the other's place. */
const shell = `<!doctype html><html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${reviewer}</style><style id="own"></style><style>${fonts}</style><body><div id="qa"></div>${mathjax}</body></html>`

const place = 'http://deck.invalid/card'
const picture = /^http:\/\/deck\.invalid\/rv-[0-9a-f]{32}\.(?:png|jpg)$/

export interface CardBrowser {
  page: Page
  /** Shows a side of a card as Anki's reviewer does, and waits until it is drawn whole. */
  show(face: Face, side: 'question' | 'answer', night: boolean): Promise<void>
  /** What was asked for beside the deck's own files. */
  readonly requests: string[]
  close(): Promise<void>
}

/** A browser in which every picture of the deck is `image`. */
export async function openBrowser(image: Buffer): Promise<CardBrowser> {
  const browser: Browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--font-render-hinting=none', '--disable-lcd-text'],
  })
  const requests: string[] = []
  const home = (name: string) => dirname(require.resolve(`${name}/package.json`))
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } })
  await page.route('**/*', (route) => {
    const url = route.request().url()
    if (url === place) {
      return route.fulfill({ body: shell, contentType: 'text/html; charset=utf-8' })
    }
    if (picture.test(url)) return route.fulfill({ body: image, contentType: 'image/png' })
    if (url === 'http://deck.invalid/mathjax.js') {
      const body = readFileSync(join(home('@mathjax/src'), 'bundle/tex-svg.js'))
      return route.fulfill({ body, contentType: 'text/javascript' })
    }
    if (url.startsWith(fontPlace)) {
      const [folder = '', ...rest] = url.slice(fontPlace.length).split('/')
      const body = readFileSync(join(home(`@expo-google-fonts/${folder}`), ...rest))
      return route.fulfill({ body })
    }
    requests.push(url)
    return route.abort()
  })
  await page.goto(place)
  await page.evaluate('MathJax.startup.promise')
  return {
    page,
    requests,
    close: () => browser.close(),
    async show(face, side, night) {
      const html = face[side].replace(
        /\[\[type:[^\]]*\]\]/,
        side === 'question' || face.compared === null
          ? '<center><input type="text" id="typeans"></center>'
          : face.compared.replaceAll('$', '$$$$'),
      )
      const classes = `card card${face.ord + 1}${night ? ' nightMode night_mode' : ''}`
      await page.evaluate(
        async (given: { html: string; css: string; classes: string; night: boolean }) => {
          const { document, MathJax } = globalThis as unknown as Browsed
          document.documentElement.className = given.night ? 'night-mode' : ''
          document.body.className = given.classes
          const own = document.getElementById('own')
          const qa = document.getElementById('qa')
          if (!own || !qa) return
          if (own.textContent !== given.css) own.textContent = given.css
          qa.innerHTML = given.html
          if (/\\[([]/.test(given.html)) await MathJax.typesetPromise([qa])
          await document.fonts.ready
          await Promise.all([...document.images].map((one) => one.decode().catch(() => undefined)))
        },
        { html, css: face.css, classes, night },
      )
    },
  }
}

/** What is used of a browser's page; its types are not among the project's. */
type Place = { className: string; textContent: string | null; innerHTML: string }
type Browsed = {
  document: {
    documentElement: Place
    body: Place
    getElementById(id: string): Place | null
    fonts: { ready: Promise<unknown> }
    images: Iterable<{ decode(): Promise<void> }>
  }
  MathJax: { typesetPromise(places: Place[]): Promise<void> }
}

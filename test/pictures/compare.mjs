/**
 * Makes `compare.png`: the same three questions as cards of ours, of genanki and
 * of anki-apkg-export, each deck imported and rendered by Anki, on a phone.
 *
 *   npm run build && node test/pictures/compare.mjs
 *
 * The others take HTML. They are given what remark makes of the same Markdown,
 * and their own default note type, as their documentation shows it. Needs
 * RECTOVERSO_PYTHON with Anki and genanki, and Chromium. Formulas are set by the
 * MathJax of this project's tests, wherever a card has Anki's delimiters.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import remarkGfm from 'remark-gfm'
import remarkHtml from 'remark-html'
import remarkParse from 'remark-parse'
import sharp from 'sharp'
import { unified } from 'unified'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const require = createRequire(import.meta.url)
const python = process.env.RECTOVERSO_PYTHON ?? 'python3'
const dist = process.env.RECTOVERSO_DIST ?? at('../../dist')
const folder = mkdtempSync(join(tmpdir(), 'rectoverso-compare-'))

const settings = {
  tex: { inlineMath: [['\\(', '\\)']], displayMath: [['\\[', '\\]']] },
  output: { linebreaks: { inline: false }, displayOverflow: 'overflow' },
  options: {
    enableMenu: false,
    menuOptions: {
      settings: { enrich: false, speech: false, braille: false, assistiveMml: false },
    },
  },
}

/** Title, what stands below it, answer. */
const questions = [
  [
    'What does a closure keep alive?',
    '',
    'Every variable of the scope **it was written in**:\n\n```js\nfunction counter(start = 0) {\n  let count = start // one for each call\n  return () => ++count\n}\nconst next = counter(41)\nconsole.log(next()) // 42\n```\n\nNothing but `next` can reach `count` any more.',
  ],
  [
    'How do precision and recall differ?',
    '',
    '$F_1$ is their harmonic mean:\n\n$$\nF_1 = \\frac{2PR}{P + R}\n$$\n\n| | counts | falls when |\n|---|---|---|\n| Precision | right among those found | too much is found |\n| Recall | found among those right | too little is found |',
  ],
  [
    'Which of these run before the next frame?',
    '- [x] `Promise.resolve().then(f)`\n- [ ] `setTimeout(f, 0)`\n- [x] `requestAnimationFrame(f)`',
    'Microtasks are emptied after each task, frame callbacks before each paint.',
  ],
]

const html = (markdown) =>
  String(unified().use(remarkParse).use(remarkGfm).use(remarkHtml).processSync(markdown))
const sides = questions.map(([title, prompt, answer]) => [
  html(`${title}\n\n${prompt}`),
  html(answer),
])

try {
  const decks = [
    ['Rectoverso', ours()],
    ['genanki', genanki()],
    ['anki-apkg-export', await peer()],
  ]
  await picture(decks.map(([name, deck]) => [name, render(deck)]))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function ours() {
  const text = questions
    .map(
      ([title, prompt, answer]) =>
        `## ${title}\n\n${prompt ? `${prompt}\n\n---\n\n` : ''}${answer}\n`,
    )
    .join('\n')
  writeFileSync(join(folder, 'interview.md'), text)
  execFileSync(process.execPath, [
    join(dist, 'cli/main.js'),
    ...['build', join(folder, 'interview.md'), '--out', folder, '--formats', 'anki'],
  ])
  return join(folder, 'interview.apkg')
}

function genanki() {
  const program = `
import genanki, json, sys
deck = genanki.Deck(2059400110, "Interview")
for front, back in json.load(sys.stdin):
    deck.add_note(genanki.Note(model=genanki.BASIC_MODEL, fields=[front, back]))
genanki.Package(deck).write_to_file(sys.argv[1])`
  const file = join(folder, 'genanki.apkg')
  execFileSync(python, ['-c', program, file], { input: JSON.stringify(sides) })
  return file
}

async function peer() {
  const { default: AnkiExport } = require('anki-apkg-export')
  const deck = new AnkiExport('Interview')
  for (const [front, back] of sides) deck.addCard(front, back)
  const file = join(folder, 'peer.apkg')
  writeFileSync(file, await deck.save())
  return file
}

/** The cards as Anki renders them, in the order of the questions. */
function render(deck) {
  const judged = execFileSync(python, [at('../judges/anki-import.py'), '--render', deck], {
    maxBuffer: 1 << 28,
  })
  const { faces } = JSON.parse(judged)
  return questions.map(([title]) => {
    const face = faces.find(({ question }) => question.includes(title))
    if (!face) throw new Error(`${deck} lacks ${title}`)
    return face
  })
}

async function picture(decks) {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  const page = await browser.newPage({ viewport: { width: 360, height: 520 } })
  const mathjax = readFileSync(
    join(require.resolve('@mathjax/src/package.json'), '../bundle/tex-svg.js'),
  )
  const reviewer =
    'body{margin:20px;overflow-wrap:break-word}img{max-width:100%;max-height:95vh}pre{text-align:left}'
  await page.route('**/*', (route) =>
    route.request().url() === 'http://deck.invalid/'
      ? route.fulfill({ body: '', contentType: 'text/html' })
      : route.abort(),
  )
  await page.goto('http://deck.invalid/')
  const shots = []
  for (const [index] of questions.entries()) {
    for (const night of [false, true]) {
      // Nine pictures are enough: the first card by night, the others by day.
      if (night !== (index === 0)) continue
      for (const [, faces] of decks) {
        const face = faces[index]
        await page.setContent(
          `<!doctype html><html class="${night ? 'night-mode' : ''}"><meta charset="utf-8"><style>${reviewer}${face.css}${night ? 'body.nightMode:not(:has(.rv)){background:#2c2c2c;color:#fcfcfc}' : ''}</style><body class="card card1 ${night ? 'nightMode night_mode' : ''}"><div id="qa">${face.answer}</div>`,
        )
        if (/\\[([]/.test(face.answer)) {
          await page.evaluate(`window.MathJax=${JSON.stringify(settings)}`)
          await page.addScriptTag({ content: String(mathjax) })
          await page.evaluate('MathJax.startup.promise')
        }
        shots.push(await page.screenshot())
      }
    }
  }
  await browser.close()
  await grid(
    shots,
    decks.map(([name]) => name),
  )
}

async function grid(shots, heads) {
  const [width, height, gap, head] = [360, 520, 16, 34]
  const layers = shots.map((input, index) => ({
    input,
    left: (index % heads.length) * (width + gap) + gap,
    top: Math.floor(index / heads.length) * (height + gap) + head + gap,
  }))
  const titles = heads
    .map(
      (name, index) =>
        `<text x="${index * (width + gap) + gap + width / 2}" y="34" font-family="sans-serif" font-size="22" font-weight="bold" text-anchor="middle" fill="#222">${name}</text>`,
    )
    .join('')
  const size = {
    width: heads.length * (width + gap) + gap,
    height: (shots.length / heads.length) * (height + gap) + head + gap,
  }
  const band = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="50">${titles}</svg>`,
  )
  const whole = await sharp({ create: { ...size, channels: 3, background: '#d8d8d8' } })
    .composite([...layers, { input: band, left: 0, top: 0 }])
    .png()
    .toBuffer()
  await sharp(whole).png({ palette: true, colours: 48, effort: 10 }).toFile(at('compare.png'))
}

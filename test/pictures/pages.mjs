/**
 * Makes `pages.png`: the pages on which five questions of content/ begin, set by
 * this program, by Typst and by XeLaTeX through pandoc, with the same faces, sizes
 * and page.
 *
 *   npm run build && RECTOVERSO_PEERS=folder node test/pictures/pages.mjs
 *
 * The folder's node_modules holds Typst's npm compiler; pandoc, xelatex and
 * poppler are on PATH. The others get the same Markdown without our directives;
 * for Typst formulas are written in its own notation.
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { faces, pandocFlags, typst } from '../bench/forms.mjs'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'rectoverso-pages-'))
const bank = at('../../content/mlops')

/** Prose; a list, code and a choice; code and tables; a displayed formula; a choice with reasons. */
const titles = [
  'How does MLOps differ from DevOps?',
  'Which of these steps with a downloaded model',
  'A data snapshot turns out to be corrupt',
  'What does a prediction cost on a rented GPU',
  'Two engineers install the same requirements.txt',
]

const all = readdirSync(bank)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => readFileSync(join(bank, name), 'utf8').split(/^(?=#{1,2} )/m))
const questions = titles.map((title) => all.find((part) => part.startsWith(`## ${title}`)) ?? '')
const markdown = ['# Five questions', ...questions].join('\n\n')

/** TeX of these questions as Typst writes it. */
function inTypst(tex) {
  return tex
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, 'frac($1, $2)')
    .replace(/\\times/g, 'times')
    .replace(/\\;/g, ' thin ')
}

function byOurs() {
  writeFileSync(join(folder, 'questions.md'), markdown)
  const out = join(folder, 'out')
  execFileSync(process.execPath, [
    ...[at('../../dist/cli/main.js'), 'build', join(folder, 'questions.md')],
    ...['--formats', 'pdf', '--out', out],
  ])
  return { file: join(out, 'questions.pdf'), from: 5 }
}

function byTypst() {
  const peers = createRequire(join(process.env.RECTOVERSO_PEERS ?? '', 'package.json'))
  const { NodeCompiler } = peers('@myriaddreamin/typst-ts-node-compiler')
  // Formulas go through as code and come back as what they are.
  const marked = markdown
    .replace(/^\$\$\n([\s\S]*?)\n\$\$$/gm, (_, tex) => `\`\`\`math\n${tex}\n\`\`\``)
    .replace(/(?<![\\`])\$([^$\n`]+)\$/g, (_, tex) => `\`math ${tex}\``)
  const source = typst([marked])
    .replace(
      /#raw\(block: true, lang: "math", ("(?:[^"\\]|\\.)*")\)/g,
      (_, tex) => `$ ${inTypst(JSON.parse(tex))} $`,
    )
    .replace(
      /#raw\("math ((?:[^"\\]|\\.)*)"\)/g,
      (_, tex) => `$${inTypst(JSON.parse(`"${tex}"`))}$`,
    )
    .replace('#outline(depth: 2)', '')
  const fontBlobs = Object.values(faces).map((path) => readFileSync(path))
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }] })
  const file = join(folder, 'typst.pdf')
  writeFileSync(join(folder, 'all.typ'), source)
  writeFileSync(file, compiler.pdf({ mainFileContent: source }))
  return { file, from: 1 }
}

function byLatex() {
  for (const face of Object.values(faces)) copyFileSync(face, join(folder, basename(face)))
  const text = markdown.replace(/<!--[\s\S]*?-->/g, '').replace(/^---$/gm, '')
  writeFileSync(join(folder, 'latex.md'), text)
  const flags = pandocFlags.filter((flag) => !flag.startsWith('--toc'))
  execFileSync('pandoc', ['latex.md', '-o', 'latex.pdf', ...flags], { cwd: folder })
  return { file: join(folder, 'latex.pdf'), from: 1 }
}

const shown = titles.length
const resolution = Number(process.env.RESOLUTION ?? 54)

/** The page on which each question begins. */
function rowOf({ file, from }) {
  const pages = execFileSync('pdftotext', ['-f', String(from), file, '-'], { encoding: 'utf8' })
    .split('\f')
    .map((page) => page.replace(/\s+/g, ' '))
  return titles.map((title, index) => {
    const page = from + pages.findIndex((text) => text.includes(title.slice(0, 30)))
    const stem = join(folder, `${basename(file)}-${index}`)
    const only = ['-f', String(page), '-l', String(page), '-singlefile']
    execFileSync('pdftoppm', ['-r', String(resolution), '-png', ...only, file, stem])
    return `${stem}.png`
  })
}

try {
  const rows = []
  for (const make of [byOurs, byTypst, byLatex]) rows.push(rowOf(make()))
  const { width = 0, height = 0 } = await sharp(rows[0]?.[0]).metadata()
  const gap = 6
  await sharp({
    create: {
      width: shown * (width + gap) + gap,
      height: rows.length * (height + gap) + gap,
      channels: 3,
      background: '#8a9096',
    },
  })
    .composite(
      rows.flatMap((row, y) =>
        row.map((input, x) => ({
          input,
          left: gap + x * (width + gap),
          top: gap + y * (height + gap),
        })),
      ),
    )
    .png({ palette: true, colours: 24, dither: 0, compressionLevel: 9 })
    .toFile(process.env.PICTURE ?? at('pages.png'))
} finally {
  if (!process.env.KEEP) rmSync(folder, { recursive: true })
  else console.log(folder)
}

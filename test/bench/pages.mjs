/**
 * Booklets of the same text by this program and by its peers, in one run.
 *
 * Every measurement is a process of its own, from Markdown to a PDF on disk;
 * for Typst, LaTeX and HTML the Markdown is rewritten beforehand, uncounted,
 * which flatters them. Peers are taken from PATH, Typst's npm compiler from the
 * folder in PEERS; what is not there is left out. GNU time is needed.
 * `npm run build && node test/bench/pages.mjs [sizes…]`
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { files, html, latex, typst } from './peers.mjs'
import { markdown } from './text.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const cli = join(here, '../../dist/cli/main.js')
const sizes = process.argv.slice(2).map(Number)

/** Seconds of one core for a fixed piece of work: what a second is worth here and now. */
function calibration() {
  const before = process.cpuUsage()
  const seen = new Map()
  for (let n = 0; n < 3e6; n++) {
    const key = `w${n % 50_000}`
    seen.set(key, (seen.get(key) ?? 0) + n)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const compiler = `
const { NodeCompiler } = require(process.argv[1] + '/node_modules/@myriaddreamin/typst-ts-node-compiler')
const fs = require('node:fs')
const [, , from, to, ...fonts] = process.argv
const compiler = NodeCompiler.create({ workspace: require('node:path').dirname(from), fontArgs: [{ fontBlobs: fonts.map((path) => fs.readFileSync(path)) }] })
const document = compiler.compile({ mainFilePath: from })
if (!document.result) throw new Error(String(document.takeError && document.takeError()))
fs.writeFileSync(to, compiler.pdf(document.result))`

/** What makes `out.pdf` in a folder that holds the text in every form. */
const tools = {
  'this program': (at) => [
    process.execPath,
    cli,
    'build',
    at('bank'),
    '--out',
    at('out'),
    '--formats',
    'pdf',
  ],
  'Typst (npm)': (at) =>
    process.env.PEERS && [
      ...[process.execPath, '-e', compiler, process.env.PEERS, at('text.typ'), at('out.pdf')],
      ...Object.values(files),
    ],
  'XeLaTeX, one pass': (at) => [
    ...['xelatex', '-interaction=batchmode', '-output-directory', at(''), '-jobname', 'out'],
    at('text.tex'),
  ],
  Chromium: (at) => [
    ...['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'],
    ...[`--print-to-pdf=${at('out.pdf')}`, `file://${at('text.html')}`],
  ],
  WeasyPrint: (at) => ['weasyprint', '--pdf-tags', at('text.html'), at('out.pdf')],
  'pdfkit, text()': (at) => [
    process.execPath,
    join(here, 'naive.mjs'),
    at('bank/text.md'),
    at('out.pdf'),
  ],
}

const folder = mkdtempSync(join(tmpdir(), 'rectoverso-pages-'))
try {
  for (const size of sizes.length > 0 ? sizes : [1000, 5000]) {
    const at = (name) => join(folder, String(size), name)
    mkdirSync(at('bank'), { recursive: true })
    const text = markdown(size)
    writeFileSync(at('bank/text.md'), text)
    writeFileSync(at('text.typ'), typst(text))
    writeFileSync(at('text.tex'), latex(text))
    for (const path of Object.values(files)) copyFileSync(path, at(basename(path)))
    writeFileSync(at('text.html'), html(text))
    for (const [name, command] of Object.entries(tools)) measure(name, size, command(at), at)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function measure(name, size, command, at) {
  if (!command || spawnSync('which', [command[0]]).status !== 0) {
    console.log(`${size} ${name}: not installed`)
    return
  }
  rmSync(at('out.pdf'), { force: true })
  const unit = calibration()
  const { stderr, status } = spawnSync(
    '/usr/bin/time',
    ['-f', '%e %U %S %M', '-o', at('time'), ...command],
    {
      encoding: 'utf8',
      cwd: at(''),
      timeout: 1_200_000,
      maxBuffer: 1 << 28,
    },
  )
  const pdf = [at('out/bank.pdf'), at('out.pdf')].find((path) => existsSync(path))
  if (!pdf) {
    console.log(`${size} ${name}: failed (${status}) ${stderr.slice(-300)}`)
    return
  }
  const [wall, user, system, memory] = readFileSync(at('time'), 'utf8')
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map(Number)
  const info = spawnSync('pdfinfo', [pdf], { encoding: 'utf8' }).stdout
  const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1])
  const tagged = /Tagged:\s+yes/.test(info) ? 'tagged' : 'untagged'
  const cpu = user + system
  console.log(
    [
      `${size} ${name}: ${wall.toFixed(1)} s, CPU ${cpu.toFixed(1)} s (${(cpu / unit).toFixed(0)} units of ${unit.toFixed(2)} s)`,
      `${Math.round(memory / 1024)} MiB, ${pages} pages ${tagged}, ${(pages / cpu).toFixed(0)} pages a CPU second`,
      `${(statSync(pdf).size / 1e6).toFixed(1)} MB`,
    ].join(', '),
  )
  rmSync(pdf)
}

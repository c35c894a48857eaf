/**
 * Other ways to the same things, measured side by side with ours where they are
 * installed: from PATH, from our own development packages, or from the folder
 * in RECTOVERSO_PEERS (`node_modules` and `venv` in it).
 *
 * As a process: `node peers.mjs <name> '<what it needs as JSON>'`, for those in
 * JavaScript.
 */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { collectionOf } from './floors.mjs'
import { chaptersOf, faces, page, pandocFlags, treeOf, typst } from './forms.mjs'
import { run, tell, told, Watch } from './measure.mjs'
import { leave } from './ours.mjs'

const self = fileURLToPath(import.meta.url)
const require = createRequire(import.meta.url)
const folder = process.env.RECTOVERSO_PEERS
const python = [folder && join(folder, 'venv/bin/python'), 'python3'].find(
  (path) => path && spawnSync(path, ['-c', 'import genanki']).status === 0,
)

/** A package of the peers' folder, or of our own development packages. */
function packageOf(name) {
  for (const from of [folder && join(folder, 'package.json'), import.meta.url]) {
    try {
      if (from) return createRequire(from).resolve(name)
    } catch {}
  }
  return undefined
}

const textOf = (node) => node.value ?? (node.children ?? []).map(textOf).join('')
const looks = { emphasis: 'italic', strong: 'bold', inlineCode: 'mono', inlineMath: 'mono' }
const spans = (node) =>
  (node.children ?? [])
    .map((child) => [looks[child.type] ?? 'serif', textOf(child)])
    .filter(([, text]) => text !== '')

const onPath = (name) => spawnSync('which', [name]).status === 0
const inNode = (name) => (at) => [process.execPath, self, name, JSON.stringify(givenTo(at))]
const givenTo = (at) => ({
  deck: at('out/bank.apkg'),
  table: at('out/bank.csv'),
  markdown: at('all.md'),
  typst: at('all.typ'),
  out: at('peer.out'),
})

/**
 * @typedef {object} Peer
 * @property {string} beside what of ours does the same
 * @property {number} most questions beyond which it is known not to come to an end in reason
 * @property {() => unknown} there whether it is installed
 * @property {'anki' | 'csv'} [from] the output of ours whose notes or rows it gets
 * @property {(at: (name: string) => string) => string[]} command
 * @property {(given: Record<string, string>) => unknown} [make] its work, where it is a process of ours
 */

/** @type {Record<string, Peer>} */
export const peers = {
  'remark on the whole file': {
    beside: 'read',
    most: 10_000,
    there: () => packageOf('remark-parse'),
    command: inNode('remark on the whole file'),
    make: ({ markdown }) => {
      const text = readFileSync(markdown, 'utf8')
      const watch = new Watch()
      treeOf(text)
      return watch.part()
    },
  },
  genanki: {
    beside: 'deck',
    most: 100_000,
    from: 'anki',
    there: () => python,
    command: (at) => [
      ...[python, fileURLToPath(new URL('genanki-notes.py', import.meta.url))],
      ...[at('out/bank.apkg'), at('peer.out')],
    ],
  },
  'anki-apkg-export': {
    beside: 'deck',
    most: 1_000,
    from: 'anki',
    there: () => packageOf('anki-apkg-export'),
    command: inNode('anki-apkg-export'),
    make: exported,
  },
  'anki-apkg-export over our SQLite': {
    beside: 'deck',
    most: 10_000,
    from: 'anki',
    there: () => packageOf('anki-apkg-export'),
    command: inNode('anki-apkg-export over our SQLite'),
    make: (given) => exported(given, true),
  },
  'Typst (npm compiler)': {
    beside: 'booklet from Markdown',
    most: 10_000,
    there: () => packageOf('@myriaddreamin/typst-ts-node-compiler'),
    command: inNode('Typst (npm compiler)'),
    make: ({ typst, out }) => typeset(typst, out),
  },
  'remark and Typst': {
    beside: 'booklet from Markdown',
    most: 10_000,
    there: () => packageOf('@myriaddreamin/typst-ts-node-compiler'),
    command: inNode('remark and Typst'),
    make: ({ markdown, typst: form, out }) => {
      const watch = new Watch()
      writeFileSync(form, typst(chaptersOf(readFileSync(markdown, 'utf8'))))
      return typeset(form, out, watch)
    },
  },
  'pandoc and XeLaTeX': {
    beside: 'booklet from Markdown',
    most: 10_000,
    there: () => onPath('pandoc') && onPath('xelatex'),
    command: (at) => ['pandoc', at('latex.md'), '-o', at('peer.pdf'), ...pandocFlags],
  },
  Chromium: {
    beside: 'booklet from Markdown',
    most: 10_000,
    there: () => onPath('chromium'),
    command: (at) => [
      ...['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'],
      ...[`--user-data-dir=${at('chromium')}`, '--virtual-time-budget=1000000'],
      ...[`--print-to-pdf=${at('peer.pdf')}`, `file://${at('all.html')}`],
    ],
  },
  WeasyPrint: {
    beside: 'booklet from Markdown',
    most: 1_000,
    there: () => onPath('weasyprint'),
    command: (at) => ['weasyprint', at('all.html'), at('peer.pdf')],
  },
  'pdfkit, text()': {
    beside: 'booklet from Markdown',
    most: 10_000,
    there: () => packageOf('pdfkit'),
    command: inNode('pdfkit, text()'),
    make: flowed,
  },
  'csv-stringify': {
    beside: 'table',
    most: 100_000,
    from: 'csv',
    there: () => packageOf('csv-stringify/sync'),
    command: inNode('csv-stringify'),
    make: (given) => {
      const { stringify } = require(packageOf('csv-stringify/sync'))
      return tabled(given, (rows) => stringify(rows, { quoted: true, bom: true }))
    },
  },
  papaparse: {
    beside: 'table',
    most: 100_000,
    from: 'csv',
    there: () => packageOf('papaparse'),
    command: inNode('papaparse'),
    make: (given) => {
      const papaparse = require(packageOf('papaparse'))
      return tabled(given, (rows) => papaparse.unparse(rows, { quotes: true }))
    },
  },
}

if (process.argv[1] === self) {
  const made = await peers[process.argv[2]].make(JSON.parse(process.argv[3]))
  tell(made)
}

/** Each peer that is there and that survived the smaller sizes; `dead` remembers who did not. */
export function* peerRows(at, size, only, dead, options) {
  let left
  for (const [name, peer] of Object.entries(peers)) {
    if (only && !only.includes(peer.beside)) continue
    const row = { group: 'peer', name, stage: peer.beside }
    if (!peer.there()) yield { ...row, absent: true }
    if (!peer.there() || size > peer.most || dead.has(name)) continue
    if (peer.from && left !== peer.from) leave(at, [peer.from], options)
    left = peer.from ?? left
    for (const made of ['peer.pdf', 'peer.out']) rmSync(at(made), { force: true })
    const { said, ...measured } = run(peer.command(at), { ...options, cwd: at('') })
    const file = [at('peer.pdf'), at('peer.out')].find((path) => existsSync(path))
    const wrong = peer.beside !== 'read' && !file ? { died: measured.died ?? 'made nothing' } : {}
    const bytes = file ? { bytes: statSync(file).size } : {}
    yield { ...row, ...measured, ...told(said), ...bytes, ...wrong }
    if (measured.died || wrong.died) dead.add(name)
  }
}

/** anki-apkg-export with the notes of a deck of ours; `modern` puts our SQLite in the place of its own. */
async function exported({ deck, out }, modern) {
  const work = mkdtempSync(join(tmpdir(), 'rectoverso-peer-'))
  try {
    const given = collectionOf(deck, work)
    const sides = given.all('SELECT flds FROM notes').map(({ flds }) => flds.split('\u001f'))
    given.close()
    const { default: AnkiExport, Exporter } = require('anki-apkg-export')
    const watch = new Watch()
    const made = modern
      ? new Exporter('Deck', {
          template: require('anki-apkg-export/dist/template.js').default({}),
          sql: { Database: inPlaceOf(join(work, 'new.anki2')) },
        })
      : new AnkiExport('Deck')
    for (const [question, , answer] of sides) made.addCard(question, answer)
    writeFileSync(out, await made.save())
    return watch.part()
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** What anki-apkg-export uses of sql.js, over another SQLite, with its statements prepared once. */
function inPlaceOf(file) {
  const { Database } = require('node-sqlite3-wasm')
  return class {
    database = new Database(file)
    statements = new Map()
    constructor() {
      this.database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN')
    }
    run(sql) {
      this.database.exec(sql.replace(/\b(?:BEGIN TRANSACTION|COMMIT);/gi, ''))
    }
    exec(sql) {
      const rows = this.database.all(sql)
      return [{ values: rows.map((row) => Object.values(row)) }]
    }
    prepare(sql) {
      let statement = this.statements.get(sql)
      if (!statement) {
        statement = this.database.prepare(sql)
        this.statements.set(sql, statement)
      }
      return {
        getAsObject: (values) =>
          /^select/i.test(sql) ? (statement.get(values) ?? {}) : void statement.run(values),
      }
    }
    export() {
      this.database.exec('COMMIT')
      for (const statement of this.statements.values()) statement.finalize()
      this.database.close()
      return readFileSync(file)
    }
  }
}

async function tabled({ table, out }, write) {
  const { parse } = await import('csv-parse/sync')
  const rows = parse(readFileSync(table), { bom: true, relax_column_count: true })
  const watch = new Watch()
  const file = openSync(out, 'w')
  writeSync(file, write(rows))
  closeSync(file)
  return watch.part()
}

function typeset(form, out, watch = new Watch()) {
  const { NodeCompiler } = require(packageOf('@myriaddreamin/typst-ts-node-compiler'))
  const fontBlobs = Object.values(faces).map((path) => readFileSync(path))
  const compiler = NodeCompiler.create({ workspace: dirname(form), fontArgs: [{ fontBlobs }] })
  const document = compiler.compile({ mainFilePath: form })
  if (!document.result) throw new Error(`Error: ${document.takeError?.()}`)
  writeFileSync(out, compiler.pdf(document.result))
  return watch.part()
}

/** The booklet as pdfkit's own text layout makes it: what most programs do. */
async function flowed({ markdown, out }) {
  const { default: PDFDocument } = await import('pdfkit')
  const watch = new Watch()
  const document = new PDFDocument({
    size: [page.width, page.height],
    margins: { left: page.inner, right: page.outer, top: page.top, bottom: page.bottom },
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
  })
  const stream = document.pipe(createWriteStream(out))
  for (const [name, path] of Object.entries(faces)) document.registerFont(name, path)
  const line = (name, size, text, options = {}) =>
    document
      .font(name)
      .fontSize(size)
      .text(text, { align: 'left', ...options })
  const words = (node) => {
    const parts = spans(node)
    for (const [index, [name, text]] of parts.entries())
      line(name, name === 'mono' ? 8.8 : 10, text, { continued: index < parts.length - 1 })
    document.moveDown(0.4)
  }
  const blocks = {
    heading: (node) => {
      if (node.depth === 1) document.addPage()
      line('sans', node.depth === 1 ? 20 : 11.5, textOf(node))
    },
    code: ({ value }) => line('mono', 7.6, value),
    math: ({ value }) => line('mono', 7.6, value),
    list: ({ children }) => {
      for (const item of children) line('serif', 10, `•  ${textOf(item)}`)
    },
    table: ({ children }) => {
      for (const row of children) line('serif', 10, row.children.map(textOf).join('   '))
    },
    paragraph: words,
  }
  for (const chapter of readFileSync(markdown, 'utf8').split(/^(?=# )/m))
    for (const node of treeOf(chapter).children) (blocks[node.type] ?? words)(node)
  document.end()
  await finished(stream)
  return watch.part()
}

/**
 * What no program of our kind can do without: parsing each question's Markdown
 * once, putting a deck's rows into SQLite and a zip, deflating what pages hold,
 * quoting a table's cells. Each takes what ours made, already in memory.
 *
 * As a process: `node floors.mjs <name> '<what it needs as JSON>'`.
 */
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { deflateSync, inflateSync } from 'node:zlib'
import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import { run, tell, told, Watch } from './measure.mjs'
import { dist, leave } from './ours.mjs'

const self = fileURLToPath(import.meta.url)
const require = createRequire(import.meta.url)

/** @type {Record<string, { beside: string, title: string, from?: 'anki' | 'pdf', make: Function }>} */
export const floors = {
  parse: {
    beside: 'read',
    title: 'micromark on each question (remark-parse, gfm, math)',
    make: parse,
  },
  sqlite: {
    beside: 'deck',
    title: 'SQLite and zip of the same rows',
    from: 'anki',
    make: sqlite,
  },
  pages: {
    beside: 'booklet',
    title: 'the same pages deflated and written',
    from: 'pdf',
    make: pages,
  },
}

if (process.argv[1] === self) {
  const given = JSON.parse(process.argv[3])
  tell(await floors[process.argv[2]].make(given))
}

export function* floorRows(at, only, options) {
  for (const [name, { beside, title, from }] of Object.entries(floors)) {
    if (only && !only.includes(beside)) continue
    if (from) leave(at, [from], options)
    const given = {
      ...{ texts: at('questions.json'), out: at('floor') },
      ...{ deck: at('out/bank.apkg'), pdf: at('out/bank.pdf') },
    }
    const command = [process.execPath, self, name, JSON.stringify(given)]
    const { said, unit, died } = run(command, options)
    yield { group: 'floor', name: title, stage: beside, unit, ...told(said), died }
  }
}

async function parse({ texts }) {
  const { unified } = await import('unified')
  const plugins = ['remark-parse', 'remark-gfm', 'remark-math'].map((name) => import(name))
  const reader = unified()
  for (const { default: plugin } of await Promise.all(plugins)) reader.use(plugin)
  const questions = JSON.parse(readFileSync(texts, 'utf8'))
  const watch = new Watch()
  let nodes = 0
  for (const text of questions) nodes += reader.parse(text).children.length
  return { ...watch.part(), nodes }
}

/** The rows of a deck written again, with nothing around it. */
async function sqlite({ deck, out }) {
  const { Database } = require('node-sqlite3-wasm')
  const { tables, indices } = await import(pathToFileURL(join(dist, 'anki/schema.js')).href)
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-floor-'))
  try {
    const given = collectionOf(deck, folder)
    const rows = (table) => given.all(`SELECT * FROM ${table}`).map(Object.values)
    const all = Object.fromEntries(['col', 'notes', 'cards'].map((table) => [table, rows(table)]))
    given.close()
    const watch = new Watch()
    const fresh = join(folder, 'new.anki2')
    const database = new Database(fresh)
    database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF')
    database.exec(`BEGIN; ${tables}`)
    for (const [table, values] of Object.entries(all)) {
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${values[0].map(() => '?')})`)
      for (const row of values) insert.run(row)
      insert.finalize()
    }
    database.exec(`${indices} COMMIT`)
    database.close()
    zipped(readFileSync(fresh), out)
    return { ...watch.part(), bytes: statSync(out).size }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The collection within a package, opened. */
export function collectionOf(deck, folder) {
  const { Database } = require('node-sqlite3-wasm')
  const file = join(folder, 'given.anki2')
  const out = openSync(file, 'w')
  writeSync(out, unzipSync(readFileSync(deck))['collection.anki2'])
  closeSync(out)
  return new Database(file)
}

function zipped(bytes, file) {
  const out = openSync(file, 'w')
  const zip = new Zip((error, part) => {
    if (error) throw error
    writeSync(out, part)
  })
  const collection = new ZipDeflate('collection.anki2', { level: 6 })
  zip.add(collection)
  for (let at = 0; at < bytes.length; at += 1 << 20) {
    collection.push(bytes.subarray(at, at + (1 << 20)), at + (1 << 20) >= bytes.length)
  }
  const media = new ZipPassThrough('media')
  zip.add(media)
  media.push(new TextEncoder().encode('{}'), true)
  zip.end()
  closeSync(out)
}

/** Every deflated stream of a booklet inflated beforehand, then deflated and written. */
function pages({ pdf, out }) {
  const bytes = readFileSync(pdf)
  const streams = []
  for (let from = bytes.indexOf('stream'); from >= 0; ) {
    const start = from + (bytes[from + 6] === 13 ? 8 : 7)
    const end = bytes.indexOf('endstream', start)
    if (end < 0) break
    try {
      streams.push(inflateSync(bytes.subarray(start, end)))
    } catch {
      // A picture, or what is not deflated: it is copied, which costs nothing to speak of.
    }
    from = bytes.indexOf('stream', end + 9)
  }
  const watch = new Watch()
  const file = openSync(out, 'w')
  for (const stream of streams) writeSync(file, deflateSync(stream))
  closeSync(file)
  return { ...watch.part(), bytes: statSync(out).size }
}

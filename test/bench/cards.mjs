/**
 * What a deck of many notes costs: ours, the raw floor, and anki-apkg-export.
 *
 *   npm run build && node test/bench/cards.mjs [notes] [notes for the peer…]
 *
 * Ours is the whole way from the model to a package on disk: every body parsed
 * from its JSON, rendered, filtered, hashed, written and zipped; in one thread,
 * with a thread more for each processor, and again with the notes of an earlier
 * build, every one kept and all but one. The floor takes
 * the very rows that ours wrote, already in memory, puts them into the same
 * tables with the same SQLite in one transaction, makes the same indices, and
 * zips those bytes with the same library. The peer gets the same questions and
 * answers as HTML: as it is, and with the SQLite that we use in place of its
 * own. Each measurement is a process of its own, so that its peak is its own,
 * and they run one after the other.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'

const self = fileURLToPath(import.meta.url)
const require = createRequire(import.meta.url)
const dist = process.env.RECTOVERSO_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url))
const load = (name) => import(join(dist, name))

const text = (value) => ({ type: 'text', value })
const code = (value) => ({ type: 'inlineCode', value })
const strong = (value) => ({ type: 'strong', children: [text(value)] })
const paragraph = (...children) => ({ type: 'paragraph', children })
const item = (...children) => ({
  type: 'listItem',
  spread: false,
  checked: null,
  children: [paragraph(...children)],
})
const list = (...children) => ({ type: 'list', ordered: false, start: 1, spread: false, children })
const source = (n) =>
  `export function part${n}(items) {\n  const found = items.filter((item) => item.id === ${n})\n  return found.length > 0 ? found[0] : undefined // none\n}`

/** A question as a bank of interview questions has them: two paragraphs, often a list, sometimes code. */
function bodyOf(n, coded) {
  const answer = [
    paragraph(
      text(`Part ${n} keeps the `),
      strong(`state of step ${n}`),
      text(` and hands it on: whoever calls `),
      code(`part${n}(items)`),
      text(' gets the first item that fits, or nothing. It never changes what it is given.'),
    ),
    paragraph(
      text('It is wrong where two items fit, because the second is lost without a word; then '),
      code('filter'),
      text(` alone is the better tool, and its ${n % 97} results are looked at one by one.`),
    ),
  ]
  if (n % 3 === 0)
    answer.push(
      list(
        item(text(`It costs one pass over the ${n} items.`)),
        item(text('It holds no lock, '), strong('so it may be called from anywhere'), text('.')),
        item(text('It says nothing when nothing fits.')),
      ),
    )
  if (coded && n % 5 === 0) answer.push({ type: 'code', lang: 'js', value: source(n) })
  if (n % 25 === 0) answer.push({ type: 'math', value: `\\sum_{i=1}^{${n}} i = \\frac{n(n+1)}{2}` })
  return { title: [text(titleOf(n))], prompt: [], answer, footnotes: [] }
}
const titleOf = (n) => `What does part ${n} of the system do, and when is it wrong?`

const [mode, ...rest] = process.argv.slice(2)
const modes = { ours, floor, peer }
if (Object.hasOwn(modes, mode ?? '')) await modes[mode](...rest)
else compare(...process.argv.slice(2).map(Number))

/** A bank of so many questions, its bodies serialised as reading leaves them. */
function bankOf(notes, coded) {
  const questions = Array.from({ length: notes }, (_, n) => ({
    kind: 'basic',
    code: codeOf(n),
    guid: `g${codeOf(n)}`,
    title: titleOf(n),
    tags: ['bench', `part-${n % 50}`],
    difficulty: ['easy', 'medium', 'hard'][n % 3],
    answered: true,
    see: [],
    media: [],
    place: { path: `questions/${n % 200}.md`, line: 1, column: 1 },
    slices: { title: { start: 0, end: 0, text: '' } },
    body: JSON.stringify(bodyOf(n, coded)),
  }))
  const empty = JSON.stringify({ title: [], prompt: [], answer: [], footnotes: [] })
  const sections = Array.from({ length: 200 }, (_, index) => ({
    title: `Chapter ${index}`,
    heading: JSON.stringify([text(`Chapter ${index}`)]),
    path: [`Chapter ${index}`],
    deck: `${String(index * 10).padStart(4, '0')} Chapter ${index}`,
    intro: empty,
    questions: questions.slice((index * notes) / 200, ((index + 1) * notes) / 200),
    sections: [],
    place: { path: `questions/${index}.md`, line: 1, column: 1 },
  }))
  return {
    id: 'bench',
    title: 'Bench',
    language: 'en',
    description: '',
    source: 'https://github.com/owner/repo',
    sections,
    media: [],
  }
}

function codeOf(n) {
  const alphabets = ['BCDFGHJKMNPQRSTVWXYZ', '23456789']
  let code = ''
  for (let place = 0, left = n; place < 7; place++) {
    const alphabet = alphabets[place % 2]
    code = alphabet[left % alphabet.length] + code
    left = Math.floor(left / alphabet.length)
  }
  return code
}

function begin() {
  return { start: process.hrtime.bigint(), used: process.cpuUsage() }
}

/** Seconds on the clock and of the processor, and the peak, since `start` and `used` were taken. */
function report({ start, used }, more) {
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const { user, system } = process.cpuUsage(used)
  const cpu = (user + system) / 1e6
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  process.stdout.write(JSON.stringify({ seconds, cpu, peak, ...more }))
}

/** `jobs` threads; `cached`: empty, or the folder of a cache, of which one question is not in. */
async function ours(notes, file, kind, jobs = '0', cached = '') {
  const { anki } = await load('anki/writer.js')
  const { Messages } = await load('messages/messages.js')
  const { poolOf } = await load('build/pool.js')
  const { DiskCache } = await load('cache.js')
  const bank = bankOf(Number(notes), kind === 'code')
  const cache = cached === '' ? undefined : new DiskCache({ folder: cached, program: 'bench' })
  if (existsSync(cached)) bank.sections[0].questions[0].tags.push('edited')
  const pool = poolOf(Number(jobs))
  const before = Math.round(process.memoryUsage().rss / 1048576)
  const start = begin()
  const templates = new URL('../../templates/', import.meta.url)
  const [output] = await anki.write({
    bank,
    name: 'bench',
    media: {},
    clock: { issued: 1767225600, note: () => 1767225600, noteType: () => 1767225600 },
    templates: { text: (name) => readFile(new URL(name, templates), 'utf8') },
    messages: new Messages(),
    options: {},
    pool,
    ...(cache && { cache: cache.of('bench') }),
  })
  const out = openSync(file, 'w')
  for await (const bytes of output.content) writeSync(out, bytes)
  closeSync(out)
  await cache?.save(true)
  await pool.close()
  report(start, { before, bytes: statSync(file).size })
}

/** The rows of a deck written again, with nothing around it. */
async function floor(from, file) {
  const { Database } = require('node-sqlite3-wasm')
  const { tables, indices } = await load('anki/schema.js')
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-floor-'))
  try {
    const old = join(folder, 'old.anki2')
    const oldFile = openSync(old, 'w')
    writeSync(oldFile, unzipSync(readFileSync(from))['collection.anki2'])
    closeSync(oldFile)
    const given = new Database(old)
    const rows = (table) => given.all(`SELECT * FROM ${table}`).map(Object.values)
    const [col, notes, cards] = ['col', 'notes', 'cards'].map(rows)
    given.close()

    const start = begin()
    const fresh = join(folder, 'new.anki2')
    const database = new Database(fresh)
    database.exec('PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF')
    database.exec(`BEGIN; ${tables}`)
    for (const [table, all] of Object.entries({ col, notes, cards })) {
      const insert = database.prepare(`INSERT INTO ${table} VALUES (${all[0].map(() => '?')})`)
      for (const row of all) insert.run(row)
      insert.finalize()
    }
    database.exec(`${indices} COMMIT`)
    database.close()
    const sql = Number(process.hrtime.bigint() - start.start) / 1e9
    zipped(readFileSync(fresh), file)
    report(start, { sql, notes: notes.length, bytes: statSync(file).size })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
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

/** anki-apkg-export with notes of a deck of ours; `modern` puts our SQLite in the place of its own. */
async function peer(from, file, notes, modern) {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-peer-'))
  try {
    const old = join(folder, 'old.anki2')
    const oldFile = openSync(old, 'w')
    writeSync(oldFile, unzipSync(readFileSync(from))['collection.anki2'])
    closeSync(oldFile)
    const { Database } = require('node-sqlite3-wasm')
    const given = new Database(old)
    const sides = given
      .all('SELECT flds FROM notes LIMIT ?', [Number(notes)])
      .map(({ flds }) => flds.split('\u001f'))
    given.close()
    const { default: AnkiExport, Exporter } = require('anki-apkg-export')
    const start = begin()
    const deck =
      modern === 'modern'
        ? new Exporter('Deck', {
            template: require('anki-apkg-export/dist/template.js').default({}),
            sql: { Database: inPlaceOf(Database, join(folder, 'new.anki2')) },
          })
        : new AnkiExport('Deck')
    for (const [, question, , answer] of sides) deck.addCard(question, answer)
    const bytes = await deck.save()
    const out = openSync(file, 'w')
    writeSync(out, bytes)
    closeSync(out)
    report(start, { bytes: bytes.length })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What anki-apkg-export uses of sql.js, over another SQLite, with its statements prepared once. */
function inPlaceOf(Database, file) {
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

function compare(notes = 100_000, ...peers) {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-bench-'))
  const run = (...args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [self, ...args.map(String)], {
      encoding: 'utf8',
    })
    if (status === 0) return JSON.parse(stdout)
    const why = /Cannot enlarge memory|out of memory|abort[^\n]*/i.exec(stdout + stderr)?.[0]
    return {
      died: (
        why ??
        stderr
          .trim()
          .split('\n')
          .find((text) => text.includes('Error')) ??
        'no word'
      ).slice(0, 60),
    }
  }
  try {
    const deck = join(folder, 'ours.apkg')
    const rate = (count, seconds) => `${Math.round(count / seconds).toLocaleString('en')} notes/s`
    const line = (name, { seconds, cpu, peak, bytes }, count) =>
      `${name.padEnd(46)} ${seconds.toFixed(2).padStart(7)} s ${cpu.toFixed(2).padStart(7)} s of processor ${rate(count, seconds).padStart(15)} ${String(peak).padStart(5)} MiB peak ${(bytes / 1e6).toFixed(1)} MB`
    console.log(`${process.version}, ${notes.toLocaleString('en')} notes`)
    for (const [kind, title] of [
      ['prose', 'words, lists and formulas'],
      ['code', 'the same, a fifth of them with code to colour'],
    ]) {
      const made = run('ours', notes, deck, kind)
      if (made.died) throw new Error(made.died)
      const threads = availableParallelism()
      const hash = hashOf(deck)
      const shared = run('ours', notes, deck, kind, threads)
      if (hashOf(deck) !== hash) throw new Error('threads gave other bytes')
      const cache = join(folder, `cache-${kind}`)
      const kept = run('ours', notes, deck, kind, 0, cache)
      if (hashOf(deck) !== hash) throw new Error('a cache gave other bytes')
      const edited = run('ours', notes, deck, kind, 0, cache)
      const raw = run('floor', deck, join(folder, 'floor.apkg'))
      if (raw.died) throw new Error(raw.died)
      console.log(`\n${title}`)
      console.log(line('ours, model to package, in one thread', made, notes))
      console.log(line(`ours, with ${threads} threads more`, shared, notes))
      console.log(line('ours in one thread, keeping every note', kept, notes))
      console.log(line('ours again, one question edited', edited, notes))
      console.log(line('raw floor: SQLite and zip of the same rows', raw, notes))
      console.log(
        `ratio ${(made.seconds / raw.seconds).toFixed(2)}, with threads ${(shared.seconds / raw.seconds).toFixed(2)}, edited ${(edited.seconds / raw.seconds).toFixed(2)}; of processor ${(made.cpu / raw.cpu).toFixed(2)}, ${(shared.cpu / raw.cpu).toFixed(2)}, ${(edited.cpu / raw.cpu).toFixed(2)}; SQLite ${raw.sql.toFixed(2)} s of the floor; the model itself holds ${made.before} MiB; sha256 ${hash.slice(0, 16)}…`,
      )
    }
    console.log('')
    for (const size of peers.length > 0 ? peers : [500, 600, 2000, 5000]) {
      for (const [name, kind] of [
        ['as it is', 'old'],
        ['with our SQLite', 'modern'],
      ]) {
        const result = run('peer', deck, join(folder, 'peer.apkg'), size, kind)
        const title = `anki-apkg-export ${name}, ${size.toLocaleString('en')} notes`
        console.log(
          result.died ? `${title.padEnd(46)} died: ${result.died}` : line(title, result, size),
        )
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

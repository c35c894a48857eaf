/**
 * What a table of many rows costs, as CSV, as a workbook and as text for Anki.
 *
 * Each measurement is a process of its own: first the bank alone, then the bank
 * and one writer, whose bytes go to a file. With `--build` the whole way from
 * Markdown is measured as well. `npm run build && node test/bench/sheet.mjs [rows] [--build]`
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

const self = fileURLToPath(import.meta.url)
const dist = new URL('../../dist/', import.meta.url)
const formats = ['csv', 'xlsx', 'anki-txt']

const title = (n) => `What does part ${n} of a system do, and how?`
const answer = (n) =>
  `It does ${n} things, each for a *reason*.\n\n${'One sentence more. '.repeat(9)}`

if (process.argv[2] === '--one')
  await one(process.argv[3], Number(process.argv[4]), process.argv[5])
else compare(Number(process.argv[2] ?? 100_000), process.argv.includes('--build'))

async function one(format, rows, file) {
  const { Messages } = await import(new URL('messages/messages.js', dist))
  const { writers } = await import(new URL('build.js', dist))
  const bank = bankOf(rows)
  const start = process.hrtime.bigint()
  const before = process.cpuUsage()
  if (format !== 'none') {
    const writer = await writers[format]()
    const clock = { issued: 1767225600, note: () => 1767225600, noteType: () => 1767225600 }
    const context = { bank, name: 'bench', clock, messages: new Messages(), options: {} }
    const [made] = await writer.write(context)
    await pipeline(made.content, createWriteStream(file))
  }
  const seconds = Number(process.hrtime.bigint() - start) / 1e9
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / 1e6
  console.log(JSON.stringify({ seconds, cpu, rss: process.resourceUsage().maxRSS / 1024 }))
}

function bankOf(rows) {
  const letters = 'BCDFGHJKMNPQRSTVWXYZ'
  const code = (n) =>
    [160000, 8000, 400, 20, 1]
      .map((place, at) =>
        at % 2 ? 2 + (Math.floor(n / place) % 8) : letters[Math.floor(n / place) % 20],
      )
      .join('')
  const slice = (text) => ({ start: 0, end: text.length, text })
  const paragraph = (value) => ({ type: 'paragraph', children: [{ type: 'text', value }] })
  const questionOf = (n) => ({
    kind: 'basic',
    code: code(n),
    guid: `g${n}`,
    title: title(n),
    tags: ['bench', 'rows'],
    difficulty: 'easy',
    answered: true,
    see: [],
    media: [],
    place: { path: 'questions.md', line: n * 6 + 1, column: 1 },
    slices: { title: slice(title(n)), answer: slice(answer(n)) },
    body: JSON.stringify({
      title: [{ type: 'text', value: title(n) }],
      prompt: [],
      answer: answer(n).split('\n\n').map(paragraph),
      footnotes: [],
    }),
  })
  const perSection = 500
  const sections = Array.from({ length: Math.ceil(rows / perSection) }, (_, s) => ({
    title: `Section ${s}`,
    heading: '[]',
    path: [`Section ${s}`],
    deck: `${s} Section`,
    intro: '',
    questions: Array.from({ length: Math.min(perSection, rows - s * perSection) }, (_, n) =>
      questionOf(s * perSection + n),
    ),
    sections: [],
    place: { path: 'questions.md', line: 1, column: 1 },
  }))
  return { id: 'bench', title: 'Bench', language: 'en', description: '', sections, media: [] }
}

function compare(rows, whole) {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-bench-'))
  try {
    for (const format of ['none', ...formats]) {
      const file = join(folder, format)
      const args = [self, '--one', format, String(rows), file]
      const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      const { seconds, cpu, rss } = JSON.parse(stdout)
      const size = format === 'none' ? 'the bank alone' : `${statSync(file).size} bytes`
      console.log(
        `${rows} rows, ${format}: ${seconds.toFixed(1)} s (${cpu.toFixed(1)} s of a core), ${Math.round(rss)} MB, ${size}`,
      )
    }
    if (whole) fromMarkdown(rows, folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fromMarkdown(rows, folder) {
  const source = join(folder, 'bank')
  mkdirSync(source)
  const perFile = 500
  for (let first = 0; first < rows; first += perFile) {
    const questions = Array.from({ length: Math.min(perFile, rows - first) }, (_, n) => {
      return `## ${title(first + n)}\n\n${answer(first + n)}\n`
    })
    writeFileSync(
      join(source, `${first}.md`),
      `# Section ${first / perFile}\n\n${questions.join('\n')}`,
    )
  }
  const cli = fileURLToPath(new URL('cli/main.js', dist))
  for (const format of formats) {
    const args = [cli, 'build', source, '--out', join(folder, 'out'), '--formats', format]
    const start = process.hrtime.bigint()
    const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
    const seconds = Number(process.hrtime.bigint() - start) / 1e9
    console.log(
      `${rows} questions from Markdown to ${format}: ${seconds.toFixed(1)} s, exit ${status}`,
    )
  }
}

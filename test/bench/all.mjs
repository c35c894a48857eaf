/**
 * What everything costs at every size, ours and its peers', in one run.
 *
 *   npm run bench                                  100 and 1,000 questions
 *   npm run bench -- --sizes 1000,10000,100000     others
 *   npm run bench -- --only ours                   without peers and floors
 *   npm run bench -- --parts read,csv              some stages and outputs, and what stands beside them
 *   npm run bench -- --jobs 2,0                    stages with so many threads (one a core)
 *   npm run bench -- --json test/bench/results.json --add   keeps what was measured of other sizes
 *
 * Parts are read, anki, pdf, csv, xlsx, anki-txt, json, repeated and start. The
 * seconds a measurement may take are --bound (1800). `RECTOVERSO_DIST` chooses
 * the build that is measured, `RECTOVERSO_PEERS` the folder of the peers'
 * packages. Needs GNU time.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import sharp from 'sharp'
import { makeBank } from './bank.mjs'
import { floorRows } from './floors.mjs'
import { chaptersOf, faces, html, typst } from './forms.mjs'
import { canMeasure } from './measure.mjs'
import { fromMarkdown, outputs, repeatedRows, stageRows, startRows } from './ours.mjs'
import { peerRows } from './peers.mjs'
import { keyOf, line, report } from './report.mjs'

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '100,1000' },
    only: { type: 'string' },
    parts: { type: 'string' },
    jobs: { type: 'string' },
    bound: { type: 'string', default: '1800' },
    json: { type: 'string' },
    add: { type: 'boolean', default: false },
  },
})
if (!canMeasure()) throw new Error('GNU time is needed at /usr/bin/time.')
const sizes = values.sizes.split(',').map(Number)
const parts = values.parts?.split(',')
const wants = (part) => !parts || parts.includes(part)
const does = (group) => values.only === undefined || values.only.split(',').includes(group)
const threads = values.jobs?.split(',').map(Number) ?? [availableParallelism()]
const options = { bound: Number(values.bound) }
/** The names that floors and peers have for the parts asked for. */
const besides = parts?.flatMap((part) => {
  const title = outputs[part]?.title ?? part
  return [part, title, fromMarkdown(title)]
})
const outParts = parts?.filter((part) => part === 'read' || Object.hasOwn(outputs, part))

const before =
  values.add && values.json && existsSync(values.json)
    ? JSON.parse(readFileSync(values.json, 'utf8')).rows
    : []
const rows = new Map(before.map((row) => [keyOf(row), row]))
const dead = new Set()

for (const size of sizes) {
  for (const form of ['files', 'one file']) {
    const folder = mkdtempSync(join(tmpdir(), 'rectoverso-bench-'))
    const at = (name) => join(folder, name)
    try {
      const bank = await makeBank(at('bank'), size, { one: form === 'one file' })
      if (!bank) {
        keep([{ group: 'ours', name: 'stage', stage: 'read', died: 'one file is over 10 MiB' }])
        continue
      }
      if (form === 'one file') {
        const those = ['read', 'anki'].filter(wants)
        if (does('ours') && those.length > 0) keep(stageRows(at, those, { ...options, threads }))
        continue
      }
      if (does('ours') && outParts?.length !== 0)
        keep(stageRows(at, outParts, { ...options, threads }))
      if (does('ours') && wants('repeated')) keep(repeatedRows(at, bank, options))
      writeFileSync(at('questions.json'), JSON.stringify(bank.questions))
      if (does('floors')) keep(floorRows(at, besides, options))
      if (does('peers')) {
        await lay(at, bank)
        keep(peerRows(at, size, besides, dead, options))
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }

    function keep(some) {
      for (const row of some) {
        const whole = { size, form, ...row }
        rows.set(keyOf(whole), whole)
        console.error(line(whole))
        save()
      }
    }
  }
}
if (does('ours') && wants('start')) {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-bench-'))
  const at = (name) => join(folder, name)
  mkdirSync(at('ten'))
  await makeBank(at('ten'), 10)
  for (const row of startRows(at, options)) {
    const whole = { size: 10, form: 'files', ...row }
    rows.set(keyOf(whole), whole)
    console.error(line(whole))
  }
  rmSync(folder, { recursive: true, force: true })
}
save()
console.log(report(results()))

/** The bank in the forms that other tools read, beside its pictures. */
async function lay(at, bank) {
  const chapters = chaptersOf(bank.markdown)
  writeFileSync(at('all.md'), bank.markdown)
  writeFileSync(at('all.typ'), typst(chapters))
  writeFileSync(at('all.html'), html(chapters))
  // LaTeX takes no SVG: it gets pictures of them.
  writeFileSync(
    at('latex.md'),
    bank.markdown.replace(/(\(figures\/part-\d+)\.svg\)/g, '$1.svg.png)'),
  )
  mkdirSync(at('figures'), { recursive: true })
  for (const { name, bytes } of bank.drawn) {
    const content = await bytes()
    writeFileSync(at(name), content)
    if (name.endsWith('.svg'))
      writeFileSync(at(`${name}.png`), await sharp(Buffer.from(content)).png().toBuffer())
  }
  for (const path of Object.values(faces)) copyFileSync(path, at(basename(path)))
}

function results() {
  const [cpu] = cpus()
  return {
    machine: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpu: cpu?.model ?? 'unknown',
      cores: cpus().length,
      memory: Math.round(totalmem() / 2 ** 30),
      load: loadavg().map((load) => Number(load.toFixed(1))),
      measured: new Date().toISOString().slice(0, 10),
    },
    rows: [...rows.values()],
  }
}

function save() {
  if (values.json) writeFileSync(values.json, `${JSON.stringify(results(), null, 1)}\n`)
}

/**
 * Our own stages and outputs, through the public `build`, and whole builds
 * through the command line.
 *
 * As a process: `node ours.mjs '<request as JSON>'` builds and tells each stage.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { run, tell, told, Watch } from './measure.mjs'

export const dist =
  process.env.RECTOVERSO_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url))
const self = fileURLToPath(import.meta.url)
const cli = join(dist, 'cli/main.js')

/** Every output by its format. */
export const outputs = {
  anki: { title: 'deck' },
  pdf: { title: 'booklet' },
  csv: { title: 'table' },
  xlsx: { title: 'workbook' },
  'anki-txt': { title: 'notes as text' },
  json: { title: 'model' },
}

/** An output with all that comes before it: what other typesetters are measured beside. */
export const fromMarkdown = (title) => `${title} from Markdown`

/** Builds whose repetition is measured. */
const wholes = [
  { title: 'deck and table', formats: 'anki,csv' },
  { title: 'booklet', formats: 'pdf' },
  { title: 'deck, booklet and table', formats: 'anki,pdf,csv' },
]

if (process.argv[1] === self) await one(JSON.parse(process.argv[2]))

/** One build in this process, stage by stage. */
async function one(request) {
  const { build, check } = await import(pathToFileURL(join(dist, 'index.js')).href)
  const stages = []
  const watch = new Watch()
  let now = 'load'
  const turn = (next) => {
    stages.push({ stage: now, ...watch.part() })
    now = next
  }
  const result = await (request.formats ? build : check)({
    cwd: process.cwd(),
    issued: 1767225600,
    ...request,
    onStage: ({ step }) => turn(step),
  })
  turn('')
  const wrong = result.findings.filter(({ severity }) => severity === 'error')
  if (result.status !== 'ok') throw new Error(`Error: ${wrong[0]?.reason ?? result.status}`)
  tell({ stages, questions: result.banks[0]?.questions })
}

/** Reading and identifying, and each output with what making and publishing it took. */
export function* stageRows(at, only, { threads, ...options }) {
  const [first] = threads
  for (const jobs of threads) {
    const suffix = jobs === first ? '' : `, ${jobs} threads`
    for (const row of rowsWith(jobs, at, only, options))
      yield { group: 'ours', name: 'stage', ...row, stage: `${row.stage}${suffix}` }
  }
}

function* rowsWith(jobs, at, only, options) {
  const wants = (part) => !only || only.includes(part)
  const measured = (formats) => {
    forget(at)
    const request = { paths: [at('bank')], out: at('out'), jobs, ...(formats && { formats }) }
    const { said, unit, died } = run([process.execPath, self, JSON.stringify(request)], options)
    return { stages: told(said)?.stages ?? [], row: { unit, ...(died && { died }) } }
  }
  if (wants('read')) {
    const { stages, row } = measured()
    for (const stage of ['read', 'identify']) yield { ...row, stage, ...sumOf(stages, [stage]) }
  }
  for (const [format, { title }] of Object.entries(outputs)) {
    if (!wants(format)) continue
    const { stages, row } = measured([format])
    // What must fit into memory is the whole process, not only the part that makes the output.
    const peak = Math.max(0, ...stages.map((one) => one.peak))
    yield { ...row, stage: title, ...sumOf(stages, ['write', 'publish']), peak }
    const publishing = sumOf(stages, ['publish'])
    yield { ...row, stage: `${title}, of it publishing`, ...publishing }
    if (format === 'pdf') yield { ...row, ...fromNothing(jobs, at, format, options) }
    if (format === 'json') yield { ...row, stage: 'record', ...sumOf(stages, ['record']) }
  }
}

/** An output by the command line, from the start of the process to its end. */
function fromNothing(jobs, at, format, options) {
  forget(at)
  const command = [process.execPath, cli, 'build', at('bank'), '--out', at('out'), '--no-cache']
  const done = run([...command, '--formats', format, '--jobs', String(jobs)], options)
  return { ...bare(done), stage: fromMarkdown(outputs[format].title) }
}

/** Stages of some names together. */
function sumOf(stages, names) {
  const those = stages.filter(({ stage }) => names.includes(stage))
  const sum = (key) => those.reduce((total, one) => total + one[key], 0)
  return { wall: sum('wall'), cpu: sum('cpu'), peak: Math.max(0, ...those.map(({ peak }) => peak)) }
}

/** From nothing, again without a change, and after an edit, by the command line. */
export function* repeatedRows(at, bank, options) {
  const help = run([process.execPath, cli, 'build', '--help'], options).said
  const ways = help.includes('--no-cache') ? { '': [], ', no cache': ['--no-cache'] } : { '': [] }
  for (const [suffix, flags] of Object.entries(ways)) {
    for (const { title, formats } of wholes) {
      const environment = { RECTOVERSO_CACHE: at('cache') }
      const command = [process.execPath, cli, 'build', at('bank'), '--out', at('out')]
      const build = (stage) => {
        const done = run([...command, '--formats', formats, ...flags], {
          ...options,
          env: environment,
        })
        return { group: 'ours', name: `${title}${suffix}`, stage, ...bare(done) }
      }
      forget(at)
      yield build('cold')
      yield build('again')
      const text = readFileSync(bank.edit.file, 'utf8')
      writeFileSync(bank.edit.file, text.replace(bank.edit.sentence, 'It was measured once more.'))
      yield build('edited')
      writeFileSync(bank.edit.file, text)
    }
  }
  forget(at)
}

/** The shortest of several starts, beside an empty Node's. */
export function startRows(at, options) {
  const commands = {
    'an empty Node': [process.execPath, '-e', '0'],
    'rectoverso --version': [process.execPath, cli, '--version'],
    'ten questions to deck and table': [
      ...[process.execPath, cli, 'build', at('ten'), '--out', at('out'), '--formats', 'anki,csv'],
    ],
  }
  return Object.entries(commands).map(([stage, command]) => {
    const runs = Array.from({ length: 5 }, () => {
      forget(at, 'ten')
      return bare(run(command, { ...options, env: { RECTOVERSO_CACHE: at('cache') } }))
    })
    const best = runs.reduce((least, one) => (one.cpu < least.cpu ? one : least))
    return { group: 'ours', name: 'start', stage, ...best }
  })
}

const bare = ({ wall, cpu, peak, unit, died }) => ({ wall, cpu, peak, unit, died })

/** Takes away what builds left, so that the next one begins from nothing. */
function forget(at, bank = 'bank') {
  const left = ['out', 'cache', `${bank}/rectoverso.lock`, `${bank}/rectoverso.issued`]
  for (const name of left) rmSync(at(name), { recursive: true, force: true })
}

/** Leaves one built output in `out`, unmeasured, for those that begin from it. */
export function leave(at, formats, options) {
  forget(at)
  const request = JSON.stringify({ paths: [at('bank')], out: at('out'), formats })
  return run([process.execPath, self, request], options)
}

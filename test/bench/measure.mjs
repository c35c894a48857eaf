/**
 * Measuring a process: what it took on the clock and of the processor, and the
 * most memory it held. Every measurement is a process of its own, one at a time.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * @typedef {object} Measured
 * @property {number} wall seconds on the clock
 * @property {number} cpu seconds of the processor, of all threads and processes together
 * @property {number} peak MiB that the largest of its processes held
 */

/** GNU time, which tells what a process and all it waited for have used. */
const time = '/usr/bin/time'

export const canMeasure = () => spawnSync(time, ['-f', '%M', 'true']).status === 0

/** Seconds of the processor for a fixed piece of work: what a second is worth here and now. */
export function calibrate() {
  const before = process.cpuUsage()
  const seen = new Map()
  for (let n = 0; n < 3e6; n++) {
    const key = `w${n % 50_000}`
    seen.set(key, (seen.get(key) ?? 0) + n)
  }
  return since(before)
}

/**
 * Runs a command to its end, or to the bound.
 *
 * @param {readonly string[]} command
 * @param {{ cwd?: string, env?: Record<string, string>, bound: number }} options `bound` in seconds
 * @returns {Partial<Measured> & { unit: number, said: string, died?: string }}
 */
export function run(command, { cwd, env = {}, bound }) {
  const unit = calibrate()
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-time-'))
  try {
    const used = join(folder, 'used')
    const { status, stdout, stderr } = spawnSync(
      time,
      ['-f', '%e %U %S %M', '-o', used, 'timeout', '-k', '5', String(bound), ...command],
      { encoding: 'utf8', cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 28 },
    )
    const [wall, user, system, memory] = readFileSync(used, 'utf8')
      .trim()
      .split('\n')
      .at(-1)
      .split(' ')
      .map(Number)
    const measured = { wall, cpu: user + system, peak: Math.round(memory / 1024), unit }
    if (status === 0) return { ...measured, said: stdout }
    return { ...measured, said: stdout, died: whyDead(status, stdout + stderr, bound) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function whyDead(status, said, bound) {
  if (status === 124 || status === 137) return `not done after ${bound} s`
  const known = /out of memory|Cannot enlarge memory|Invalid string length/i.exec(said)?.[0]
  const line = said
    .trim()
    .split('\n')
    .findLast((one) => /error|abort|!/i.test(one))
  return (known ?? line ?? `exit ${status}`).trim().slice(0, 90)
}

/** Seconds of the processor since then, of all threads. */
function since(before) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Within a process: times its parts. The peak of a part is its own where the system can tell. */
export class Watch {
  #start
  #used
  constructor() {
    this.#begin()
  }

  #begin() {
    try {
      // From here on the system counts the most memory anew (Linux).
      writeFileSync('/proc/self/clear_refs', '5')
    } catch {}
    this.#start = process.hrtime.bigint()
    this.#used = process.cpuUsage()
  }

  /** What was used since the last part's end. @returns {Measured} */
  part() {
    const wall = Number(process.hrtime.bigint() - this.#start) / 1e9
    const cpu = since(this.#used)
    const measured = { wall, cpu, peak: highest() }
    this.#begin()
    return measured
  }
}

function highest() {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
    if (kilobytes) return Math.round(Number(kilobytes) / 1024)
  } catch {}
  return Math.round(process.resourceUsage().maxRSS / 1024)
}

/** What a measuring process tells the one that started it: the last line of what it prints. */
export function tell(what) {
  process.stdout.write(`\n${JSON.stringify(what)}\n`)
}

export function told(said) {
  try {
    return JSON.parse(said.trim().split('\n').at(-1))
  } catch {
    return undefined
  }
}

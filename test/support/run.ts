/** Runs the command line: inside this process, or as the program that was built. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Io } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'
import { noColours } from '../../src/messages/report-text.ts'
import { newYear } from './context.ts'

export type Ran = { code: number; out: string; err: string }

/** A world that remembers what was printed; the date is New Year 2026. */
export function worldOf(cwd: string, more: Partial<Io> = {}): Io & { printed: Ran } {
  const printed = { code: -1, out: '', err: '' }
  return {
    out: (text) => {
      printed.out += text
    },
    err: (text) => {
      // Of a slow machine under --json, and no part of what a test is about.
      if (!text.startsWith('{"type":"progress"')) printed.err += text
    },
    watched: false,
    jobs: 0,
    colours: noColours,
    cwd,
    env: {},
    now: () => newYear,
    signal: new AbortController().signal,
    ...more,
    printed,
  }
}

/** The command line in this process. */
export async function rectoverso(
  cwd: string,
  args: string[],
  more: Partial<Io> = {},
): Promise<Ran> {
  const world = worldOf(cwd, more)
  const code = await run(args, world)
  return { ...world.printed, code }
}

/** The built program. */
export const main: string = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url))

/** The built program in a process of its own; `npm run build` makes it. */
export function program(
  cwd: string,
  args: string[],
  env: Record<string, string> = {},
): SpawnSyncReturns<string> {
  if (!existsSync(main)) throw new Error('dist/ is not there: npm run build')
  return spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, SOURCE_DATE_EPOCH: String(newYear), ...env },
  })
}

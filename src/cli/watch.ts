/** `rectoverso watch`: builds whenever something that a build reads was saved. */
import { createHash } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import type { BuildResult, Inputs } from '../build.ts'
import { type BuildOptions, requestOf, withBuildOptions } from './build-options.ts'
import { type ExitCode, exit, faultOf } from './exit.ts'
import type { Io } from './io.ts'
import { fetchImages } from './options.ts'
import { createProgress } from './progress.ts'
import { printResult } from './report.ts'
import { telling } from './stages.ts'
import { Bell, type Timers } from './watch/bell.ts'
import { openHandles } from './watch/handles.ts'
import { look } from './watch/look.ts'
import { type Built, type Change, watching } from './watch/loop.ts'
import { startIn } from './watch/processes.ts'
import { createRunner, type Runner } from './watch/runner.ts'
import { createSay } from './watch/say.ts'

type Options = BuildOptions & { onChange?: string; poll?: true }

const examples = `
Builds at once, and again when a source, a picture, a recording, a file that is linked
to, a template or rectoverso.yaml is saved, comes, goes or is renamed. Each build writes
all or nothing: while there are errors, the last good results stay.

Examples:
  rectoverso watch                                  the bank in this folder
  rectoverso watch content --formats anki,csv
  rectoverso watch --on-change 'cp out/*.apkg ~/Sync/'
  rectoverso watch --json                           one JSON object a line, for an editor

--on-change runs a command in the shell after each good build, in this folder; under
--strict a build with warnings is none. One runs at a time; builds made meanwhile are
followed by one more run. It finds in its environment, paths one a line:
  RECTOVERSO_OUT       the folder of the results
  RECTOVERSO_OUTPUTS   all results
  RECTOVERSO_CHANGED   those that differ from before
  RECTOVERSO_SOURCES   the files because of which it was built; none the first time

Under --json each line is an object with a "type": built, failed, watching, polling or
command; built is the document of build --json with "changes" and "seconds".
Ctrl-C ends it, with exit code 130.`

export function watchCommand(io: Io, done: (code: ExitCode) => void): Command {
  const command = new Command('watch').description('Build again whenever something is saved.')
  return withBuildOptions(command)
    .addOption(fetchImages())
    .option('--on-change <command>', 'run after each good build')
    .option('--poll', 'look once a second, where the system does not tell: on network drives')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: Options) => done(await watch(paths, options, io)))
}

const milliseconds = () => performance.now()

const timers: Timers = {
  after(wait, call) {
    const timer = setTimeout(call, wait)
    return () => clearTimeout(timer)
  },
}

/** Milliseconds between two looks where the system does not tell. */
const rhythm = 1000

async function watch(paths: readonly string[], options: Options, io: Io): Promise<ExitCode> {
  const { build, inputs } = await import('../build.ts')
  const home = await realpath(io.cwd)
  const shown = (path: string) => shownFrom(home, path)
  const say = createSay(io, options, shown, io.watched && !options.json ? timeOfDay : undefined)
  const { onChange, poll } = options
  const runner: Runner | undefined =
    onChange === undefined
      ? undefined
      : createRunner(
          onChange,
          startIn(io.cwd, io.env, options.json === true),
          (ended, seconds) => say.command(onChange, ended, seconds),
          { timers, now: milliseconds },
        )
  const bell = new Bell(timers)
  let polling = poll === true
  const beat = () => {
    bell.ring('')
    stopBeat = timers.after(rhythm, beat)
  }
  let stopBeat = polling ? timers.after(rhythm, beat) : () => {}
  const handles = openHandles(
    (path) => bell.ring(path),
    (code) => {
      say.polling(code)
      if (!polling) stopBeat = timers.after(rhythm, beat)
      polling = true
    },
  )

  const once = async (changes: readonly Change[]): Promise<Built> => {
    const begun = milliseconds()
    const took = () => (milliseconds() - begun) / 1000
    const progress = createProgress(io, options.json)
    try {
      const result = await build({ ...requestOf(paths, options, io), ...telling(progress) })
      progress.end()
      const code = say.built(result, changes, took())
      if (code === exit.ok) runner?.run(environmentOf(result, changes, shown))
      // A request that cannot be meant says less of what to look at than the one before it.
      return result.status === 'request' ? {} : { inputs: result.inputs }
    } catch (error) {
      progress.end()
      const fault = faultOf(error)
      if (fault.code !== exit.interrupted) say.failed(fault, changes, took())
      return { again: fault.code === exit.locked }
    }
  }
  const wanted = await inputs(requestOf(paths, options, io))
  try {
    if (wanted.folders.length + wanted.files.length === 0) {
      return printResult(
        await build(requestOf(paths, options, io)),
        { ...options, writes: true },
        io,
      )
    }
    const meant = { ...wanted, files: [...wanted.files, ...namesOf(wanted, paths, io.cwd)] }
    await watching(
      {
        build: once,
        ready: (first) => say.waiting(foldersOf(first, paths, io.cwd), polling),
        look,
        hold: (seen) => !polling && handles.hold(seen.folders),
        digest,
        now: Date.now,
        ...{ bell, timers, signal: io.signal },
      },
      meant,
    )
  } finally {
    handles.close()
    stopBeat()
    await runner?.stop()
  }
  return exit.interrupted
}

/** What was asked for and is no bank, for it may become one. */
function namesOf({ folders, files }: Inputs, paths: readonly string[], cwd: string): string[] {
  const known = new Set([...folders, ...files])
  return paths.map((path) => resolve(cwd, path)).filter((path) => !known.has(path))
}

function foldersOf({ folders, files }: Inputs, paths: readonly string[], cwd: string): string[] {
  const meant = (paths.length > 0 ? paths : ['.']).map((path) => resolve(cwd, path))
  const all = [...folders, ...files].filter((path) => meant.includes(path))
  return all.length > 0 ? all : folders.length > 0 ? folders : meant
}

/** Relative to the working folder where it is below it. */
function shownFrom(home: string, path: string): string {
  const way = relative(home, path)
  return way === '' ? '.' : /^\.\.(?:[/\\]|$)/.test(way) ? path : way.replaceAll('\\', '/')
}

async function digest(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex')
  } catch {
    return undefined
  }
}

function environmentOf(
  { banks, inputs }: BuildResult,
  changes: readonly Change[],
  shown: (path: string) => string,
): Record<string, string> {
  const outputs = banks.flatMap((bank) => bank.outputs)
  const lines = (paths: readonly string[]) => paths.join('\n')
  return {
    RECTOVERSO_OUT: inputs.out ?? '',
    RECTOVERSO_OUTPUTS: lines(outputs.map(({ path }) => path)),
    RECTOVERSO_CHANGED: lines(outputs.filter(({ changed }) => changed).map(({ path }) => path)),
    RECTOVERSO_SOURCES: lines(changes.map(({ path }) => shown(path))),
  }
}

/** Hours, minutes and seconds, as the clock on the wall has them. */
function timeOfDay(): string {
  const now = new Date()
  return [now.getHours(), now.getMinutes(), now.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

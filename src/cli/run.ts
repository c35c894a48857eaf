/** The whole command line as one function: arguments in, exit code out. */
import { Command, CommanderError } from 'commander'
import { type ExitCode, exit, faultOf } from './exit.ts'
import type { Io } from './io.ts'
import { version } from './version.ts'

const examples = `
Examples:
  rectoverso build questions.md   a deck, a booklet and a table, into out/
  rectoverso init my-bank         a folder to start from
  rectoverso watch                build again whenever something is saved
  rectoverso check --strict       what is wrong, and nothing else
  rectoverso adopt some-repo      what is in question files by others; make them a bank
  rectoverso accept               say which question is which, where a build stopped
  rectoverso merge out/a.csv      take what was edited in a table home into the Markdown
  rectoverso verify               prove that what was built says what the sources say

Exit codes: 0 done; 1 errors in the questions, nothing written; 2 wrong request or
settings; 3 warnings under --strict, written all the same; 70 a fault of this program;
74 the system refused to read or write; 75 another build is at work; 130 interrupted.`

type Make = (io: Io, done: (code: ExitCode) => void) => Command

/** Each command's module, in the order in which help lists them. */
const commands: Readonly<Record<string, () => Promise<Make>>> = {
  build: async () => (await import('./build.ts')).buildCommand,
  watch: async () => (await import('./watch.ts')).watchCommand,
  check: async () => (await import('./check.ts')).checkCommand,
  accept: async () => (await import('./accept.ts')).acceptCommand,
  init: async () => (await import('./init.ts')).initCommand,
  adopt: async () => (await import('./adopt.ts')).adoptCommand,
  import: async () => (await import('./import.ts')).importCommand,
  merge: async () => (await import('./merge.ts')).mergeCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
}

/** The one that is named, so that no other is loaded; all of them where none is. */
async function commandsFor(name = ''): Promise<Make[]> {
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined
  return Promise.all((named ? [named] : Object.values(commands)).map((load) => load()))
}

/** `args` are those after the program's name. Never throws. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok
  const done = (result: ExitCode) => {
    code = result
  }
  const program = new Command('rectoverso')
    .description('Question Markdown in; an Anki deck, a printed booklet and a spreadsheet out.')
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print this')
    .addHelpText('after', examples)
  for (const make of await commandsFor(args[0])) {
    program.addCommand(make(io, done).helpOption('--help', 'print this'))
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      outputError: (text, write) => write(io.colours.red(text)),
    })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === 'commander.unknownCommand' && /[./\\]/.test(args[0] ?? '')) {
        io.err(`To build it: rectoverso build ${args.join(' ')}\n`)
      }
      return error.exitCode === 0 ? exit.ok : exit.usage
    }
    return fail(error, args.includes('--json'), io)
  }
}

function fail(error: unknown, json: boolean, io: Io): ExitCode {
  const { code, text } = faultOf(error)
  if (json) {
    const document = { rectoverso: version(), status: 'failed', exitCode: code, written: false }
    io.out(
      `${JSON.stringify({ ...document, banks: [], messages: [], rules: [], error: text }, null, 2)}\n`,
    )
  }
  io.err(`${io.colours.red('error')}  ${text}\n`)
  if (code === exit.bug) io.err(howToReport)
  return code
}

const howToReport = `
This is a fault of rectoverso, not of your files. Your earlier results are as they were.
Please report it with the lines above, the command, and the output of
  rectoverso --version && node --version
and, if you can, the smallest question file that brings it about.
`

/** `rectoverso accept`: an author's answers to what a build must not guess. */
import { Command } from 'commander'
import type { AcceptResult, Asked } from '../build.ts'
import { printable } from '../messages/terminal.ts'
import { cacheFolder } from './cache-folder.ts'
import { type ExitCode, exit } from './exit.ts'
import type { Io } from './io.ts'
import { issuedBy } from './issued.ts'
import { type CommonOptions, withCommonOptions } from './options.ts'

type Options = CommonOptions & {
  same: string[]
  new: string[]
  retire: string[]
  renameSection: string[]
  renameDeck?: true
}

const examples = `
Examples:
  rectoverso accept                            asks, where a person is at the terminal
  rectoverso accept --same K7M2Q=closures.md:12
  rectoverso accept --new closures.md:30 --retire B3D4F
  rectoverso accept --rename-section closures.md:3

WHERE is an id, a file and a line, or a line alone in a bank of one file: the
message of the stopped build has the words. Only the ledger is written.`

export function acceptCommand(io: Io, done: (code: ExitCode) => void): Command {
  const several = (value: string, before: string[]) => [...before, value]
  const command = new Command('accept')
    .description('Say which known question one continues, where a build could not tell.')
    .argument('[paths...]', 'the bank; this folder by default')
    .option('--same <code=where>', 'the question there continues this code', several, [])
    .option('--new <where>', 'the question there is new', several, [])
    .option('--retire <code>', 'nothing continues this code', several, [])
    .option('--rename-deck', 'the deck takes the bank’s title for its name')
    .option('--rename-section <where>', 'the subdeck takes its heading’s name', several, [])
  return withCommonOptions(command)
    .addHelpText('after', examples)
    .action(async (paths: string[], options: Options) => {
      const { accept } = await import('../build.ts')
      const { ask } = io
      const cache = cacheFolder(io, options)
      const given = { same: options.same, fresh: options.new, retire: options.retire }
      const deck = options.renameDeck && { deck: options.renameDeck }
      const answers = { ...given, rename: options.renameSection, ...deck }
      const asking = ask !== undefined && Object.values(answers).flat().length === 0
      const result = await accept({
        paths,
        cwd: io.cwd,
        issued: issuedBy(io),
        signal: io.signal,
        jobs: options.jobs ?? io.jobs,
        answers,
        ...(asking && { ask: async (open) => answerTo(open, io.out, ask) }),
        ...(cache !== undefined && { cache }),
        ...(options.config !== undefined && { config: options.config }),
        ...(options.dialect && { dialect: options.dialect }),
        ...(options.ledger !== undefined && { ledger: options.ledger }),
      })
      const { printResult } = await import('./report.ts')
      const code = printResult({ ...result, banks: [] }, { ...options, writes: false }, io)
      if (!options.json && !options.quiet) io.out(outcome(result))
      done(code === exit.ok && result.open.length > 0 ? exit.content : code)
    })
}

/** Shows a question and its candidates, and asks until the answer can be read. */
export async function answerTo(
  open: Asked,
  out: (text: string) => void,
  ask: (question: string) => Promise<string>,
): Promise<{ same?: string[]; fresh?: string[]; retire?: string[] } | undefined> {
  const { where, candidates, kinds, issued } = open
  out(`\n${printable(where)}\n    ${brief(issued)}\n`)
  if (kinds) {
    const [{ code } = { code: '' }] = candidates
    out(`${code} was ${kinds.was} and is now ${kinds.now}; Anki would refuse to update its note.\n`)
    const reply = await ask('r retire it and issue a new note, s leave it open: ')
    return reply.trim().toLowerCase() === 'r' ? { retire: [code] } : undefined
  }
  out('Which question is it?\n')
  for (const [index, candidate] of candidates.entries()) {
    const text = candidate.issued ? brief(candidate.issued) : ''
    out(`${String(index + 1).padStart(3)} ${candidate.code}\n    ${text}\n`)
  }
  for (;;) {
    const numbers = candidates.map((_, index) => index + 1).join(', ')
    const reply = (await ask(`${numbers}, n a new one, s leave it open: `)).trim().toLowerCase()
    const chosen =
      candidates[Number(reply) - 1] ?? candidates.find(({ code }) => code.toLowerCase() === reply)
    if (chosen) return { same: [`${chosen.code}=${where}`] }
    if (reply === 'n') return { fresh: [where] }
    if (reply === 's' || reply === '') return undefined
  }
}

const columns = 100

/** Title and content on two lines. */
function brief({ title, prompt = '', answer = '', choices = [] }: Asked['issued']): string {
  const one = (text: string) => {
    const points = [...printable(text).replace(/\s+/g, ' ').trim()]
    return points.length > columns ? `${points.slice(0, columns - 1).join('')}…` : points.join('')
  }
  return `${one(title)}\n    ${one([prompt, ...choices, answer].join(' ')) || '(no text)'}`
}

function outcome({ answered, open, search, status }: AcceptResult): string {
  if (status !== 'ok') return 'Nothing was written.\n'
  const kept =
    answered > 0 ? `The ledger keeps ${answered === 1 ? 'the answer' : `${answered} answers`}.` : ''
  const found = search && `Anki finds the cards that were retired with ${search}`
  if (open.length === 0) {
    return `${[kept, found].filter(Boolean).join('\n') || 'There is nothing to answer.'}\n`
  }
  const left = open.map(({ where, candidates }) => {
    const codes = candidates.map(({ code }) => code).join(' or ')
    return `  ${printable(where)}  ${codes}`
  })
  return `${[kept, found, 'Still open:', ...left].filter(Boolean).join('\n')}\n`
}

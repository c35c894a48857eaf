/** `rectoverso init`: a starter bank. It never replaces a file. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import { Command } from 'commander'
import { type ExitCode, exit } from './exit.ts'
import type { Io } from './io.ts'

const examples = `
Examples:
  rectoverso init                       in this folder
  rectoverso init interviews            in a new folder`

export function initCommand(io: Io, done: (code: ExitCode) => void): Command {
  return new Command('init')
    .description('Begin a bank: settings, a file that shows the syntax, git attributes.')
    .argument('[folder]', 'where; made if it is not there', '.')
    .addHelpText('after', examples)
    .action(async (folder: string) => {
      io.out(await begin(resolve(io.cwd, folder), io))
      done(exit.ok)
    })
}

/** Writes what is not there yet and gives the lines to print. */
async function begin(folder: string, io: Io): Promise<string> {
  const { createTemplates } = await import('../templates.ts')
  const { safeName } = await import('../config/name.ts')
  const templates = createTemplates()
  await mkdir(folder, { recursive: true })
  const lines: string[] = []
  const say = (what: string, name: string, why = '') =>
    lines.push(`${what}  ${relative(io.cwd, join(folder, name)) || name}${why}`)

  const title = basename(folder).replace(/[-_]+/g, ' ').trim() || 'Questions'
  const settings = (await templates.text('starter/rectoverso.yaml'))
    .replace('My questions', JSON.stringify(title.charAt(0).toUpperCase() + title.slice(1)))
    .replace('my-questions', safeName(basename(folder)).toLowerCase())
  const fresh = await writeNew(join(folder, 'rectoverso.yaml'), settings)
  say(fresh ? 'made' : 'kept', 'rectoverso.yaml')

  const names = await readdir(folder)
  const own = names.find((name) => /\.(md|markdown|mdown|mkd)$/i.test(name))
  if (own === undefined) {
    await writeNew(join(folder, 'questions.md'), await templates.text('starter/questions.md'))
    say('made', 'questions.md')
  } else {
    say('kept', own)
  }

  const attributes = await templates.text('starter/gitattributes')
  if (await writeNew(join(folder, '.gitattributes'), attributes)) {
    say('made', '.gitattributes')
  } else {
    const present = await readFile(join(folder, '.gitattributes'), 'utf8')
    const missing = attributes
      .split('\n')
      .filter((line) => line.includes('merge=union') && !present.includes(line))
    say('kept', '.gitattributes', missing.length > 0 ? '; add these lines to it:' : '')
    lines.push(...missing.map((line) => `        ${line}`))
  }
  const target = relative(io.cwd, folder)
  lines.push('', `Next: rectoverso build${target ? ` ${target}` : ''}`)
  return `${lines.join('\n')}\n`
}

/** False where the file is there already, whatever it is. */
async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

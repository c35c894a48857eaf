import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const long = 'A function together with the variables of the scope that it was made in, kept alive.'
const other =
  'Reading a name walks outward from the innermost scope until some scope has declared it.'

const before = `# Scope

## What is a closure?

${long}

## How is a name found?

${other}
`
/** The title of one, the content of the other. */
const crossed = `# Scope

## What is a closure?

${other}
`

async function codesOf(file: string): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8')
  return new Map(
    text
      .split('\n')
      .slice(1, -2)
      .map((row) => {
        const [code = '', json = '{}'] = row.split('\t')
        return [(JSON.parse(json) as { title: string }).title, code]
      }),
  )
}

async function stopped(after = crossed, first = before) {
  const folder = await folderOf({ 'my questions.md': first })
  const build = (...more: string[]) =>
    rectoverso(folder, ['build', 'my questions.md', '--formats', 'csv', ...more])
  expect((await build()).code).toBe(0)
  const codes = await codesOf(join(folder, 'my questions.rectoverso.issued'))
  await writeFile(join(folder, 'my questions.md'), after)
  return { folder, build, codes, ledger: join(folder, 'my questions.rectoverso.lock') }
}

/** The commands that a message offers, as a shell would split them. */
const commandsIn = (text: string) =>
  [...text.matchAll(/^ +rectoverso (accept .*)$/gm)].map(([, words = '']) =>
    [...words.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? ''),
  )

describe('rectoverso accept', () => {
  it('takes the words of the stopped build, and the next build goes through', async () => {
    const { folder, build, codes } = await stopped()
    const first = await build()
    expect(first.code).toBe(1)
    const commands = commandsIn(first.err)
    expect(commands).toHaveLength(3)
    const wanted = codes.get('How is a name found?') ?? ''
    const command = commands.find((words) => words.join(' ').includes(`--same ${wanted}=`)) ?? []
    const accepted = await rectoverso(folder, command)
    expect(accepted).toMatchObject({ code: 0, err: '' })
    expect(accepted.out).toBe('The ledger keeps the answer.\n')
    const second = await build()
    expect(second.code).toBe(0)
    const table = await readFile(join(folder, 'out', 'my-questions.csv'), 'utf8')
    expect(table).toContain(wanted)
    expect(second.out).toContain(`Code:${codes.get('What is a closure?')}`)
  })

  it('makes a question new, and retires what is left', async () => {
    const { folder, build, codes, ledger } = await stopped()
    const words = ['accept', 'my questions.md', '--new', 'my questions.md:3']
    expect((await rectoverso(folder, words)).code).toBe(0)
    expect((await build()).code).toBe(0)
    const text = await readFile(ledger, 'utf8')
    expect(text.match(/\tretired:3\t/g)).toHaveLength(2)
    const table = await readFile(join(folder, 'out', 'my-questions.csv'), 'utf8')
    for (const code of codes.values()) expect(table).not.toContain(code)
  })

  it('retires the old note of a changed kind and issues a new one', async () => {
    const changed = before.replace('closure?\n', 'closure?\n<!-- kind: reversed -->\n')
    const { folder, build, codes, ledger } = await stopped(changed)
    const first = await build()
    expect(first.code).toBe(1)
    expect(first.err).toContain('was basic and is now reversed')
    const [command = []] = commandsIn(first.err)
    const old = codes.get('What is a closure?')
    expect(command).toEqual(['accept', 'my questions.md', '--retire', old])
    const accepted = await rectoverso(folder, command)
    expect(accepted.code).toBe(0)
    expect(accepted.out).toContain(`Anki finds the cards that were retired with Code:${old}\n`)
    expect((await build()).code).toBe(0)
    const text = await readFile(ledger, 'utf8')
    expect(text).toMatch(new RegExp(`^${old}\t\\w+\tbasic\tretired:3\t`, 'm'))
    expect(text).toMatch(/\treversed\tactive\t/)
    expect((await build('--frozen')).code).toBe(0)
  })

  it('asks, one question after another, and leaves open what is not answered', async () => {
    const { folder, build, codes } = await stopped()
    const asked: string[] = []
    const replies = ['what?', '2']
    const ask = async (question: string) => {
      asked.push(question)
      return replies.shift() ?? 's'
    }
    const skipped = await rectoverso(folder, ['accept', 'my questions.md'], {
      ask: async () => 's',
    })
    expect(skipped.code).toBe(1)
    expect(skipped.out).toContain('Still open:')
    const ran = await rectoverso(folder, ['accept', 'my questions.md'], { ask })
    expect(ran.code).toBe(0)
    expect(asked).toHaveLength(2)
    expect(ran.out).toContain('my questions.md:3\n    What is a closure?\n    Reading a name')
    for (const [title, code] of codes) expect(ran.out).toContain(`${code}\n    ${title}`)
    expect((await build()).code).toBe(0)
  })

  it('asks whether to retire where a kind changed', async () => {
    const changed = before.replace('closure?\n', 'closure?\n<!-- kind: reversed -->\n')
    const { folder, build } = await stopped(changed)
    const ran = await rectoverso(folder, ['accept', 'my questions.md'], { ask: async () => 'r' })
    expect(ran).toMatchObject({ code: 0 })
    expect((await build()).code).toBe(0)
  })

  it('renames a subdeck on purpose', async () => {
    const two = `${before}\n# Types\n\n## What is a type?\n\nA set of values.\n`
    const { folder, build, ledger } = await stopped(two.replace('# Scope', '# Names'), two)
    const first = await build()
    expect(first.code).toBe(0)
    expect(first.out).toContain('The section “Scope” is now “Names”; its subdeck stays “010 Scope”')
    expect(await readFile(ledger, 'utf8')).toContain('\t010 Scope\t')
    const words = ['accept', 'my questions.md', '--rename-section', 'Names']
    expect((await rectoverso(folder, words)).code).toBe(0)
    expect((await build()).code).toBe(0)
    expect(await readFile(ledger, 'utf8')).toContain('\t010 Names\t')
  })

  it('writes nothing but the ledger, and nothing where an answer names nothing', async () => {
    const { folder, ledger } = await stopped()
    const text = await readFile(ledger, 'utf8')
    const wrong = ['accept', 'my questions.md', '--retire', 'B2B2B', '--new', '7:x']
    const ran = await rectoverso(folder, wrong)
    expect(ran.code).toBe(1)
    expect(ran.err).toContain('answer-unknown')
    expect(await readFile(ledger, 'utf8')).toBe(text)
    const fresh = await folderOf({ 'a.md': before })
    expect((await rectoverso(fresh, ['accept', 'a.md'])).out).toBe('There is nothing to answer.\n')
    expect(existsSync(join(fresh, 'out'))).toBe(false)
    expect(existsSync(join(fresh, 'a.rectoverso.lock'))).toBe(false)
  })

  it('wants one bank for what was answered beforehand', async () => {
    const folder = await folderOf({ 'a.md': before, 'b.md': before })
    const ran = await rectoverso(folder, ['accept', 'a.md', 'b.md', '--new', '3'])
    expect(ran.code).toBe(2)
  })
})

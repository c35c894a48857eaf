/** Questions that reading lost, by whole builds: what stops them, and what must not. */
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accept, build, check } from '../../src/build.ts'
import { noAnswers } from '../../src/identity/answers.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

const question = (name: string, level = 2) =>
  `${'#'.repeat(level)} What is ${name}?\n\nThe ${name} of a thing is what\nmakes it ${name} and no other.\n`

const five = ['drift', 'recall', 'bias', 'loss', 'pruning']
const bank = `# Terms\n\n${five.map((name) => question(name)).join('\n')}`

/** Builds a first text, then says what a check of the next one finds. */
async function changed(first: string, next: string | undefined, more: Record<string, string> = {}) {
  const cwd = await folderOf({ 'q/a.md': first, 'q/z.md': `# More\n\n${question('zeal')}` })
  const request = { paths: ['q'], cwd, issued: newYear, formats: [] as const }
  expect((await build(request)).status).toBe('ok')
  if (next === undefined) await rm(join(cwd, 'q/a.md'))
  else await writeFile(join(cwd, 'q/a.md'), next)
  for (const [name, text] of Object.entries(more)) await writeFile(join(cwd, name), text)
  const result = await check(request)
  const lost = result.findings.filter(({ rule }) => rule === 'question-lost')
  return { cwd, request, result, lost, lines: lost.map(({ path, line }) => `${path}:${line}`) }
}

describe('a question whose text still stands', () => {
  it('stops the build where a fence above it is not closed', async () => {
    const broken = bank.replace('## What is bias?', '```js\nx\n\n## What is bias?')
    const { lost, result, cwd, request } = await changed(bank, broken)
    expect(result.status).toBe('content')
    expect(lost.map(({ path, line }) => [path, line])).toEqual([
      ['q/a.md', 16],
      ['q/a.md', 21],
      ['q/a.md', 26],
    ])
    expect(lost[0]?.reason).toMatch(/^\w{5} \(What is bias\?\) was a question at the last build/)
    expect(lost[0]?.help).toMatch(/accept q --retire \w{5} --retire \w{5} --retire \w{5}$/)
    expect(result.findings.filter(({ rule }) => rule === 'question-vanished')).toEqual([])
    const stopped = await build(request)
    expect([stopped.status, stopped.written]).toEqual(['content', false])

    // The way out is the one that the message names.
    const retire = lost.map(({ actual = '' }) => actual)
    await accept({ ...request, answers: { ...noAnswers, retire } })
    const built = await build({ ...request, issued: newYear + 1 })
    expect(built.status).toBe('ok')
    expect((await check(request)).findings.filter(({ rule }) => rule === 'question-lost')).toEqual(
      [],
    )
    expect(cwd).toBeTruthy()
  })

  it('stops it where the level that is read changed', async () => {
    const sub = five.map((name) => `### Why ${name}?\n\nBecause of that.\n`).join('\n')
    const { lines } = await changed(
      bank,
      `---\nlevel: 3\n---\n${bank}\n${sub}${sub.replace(/Why/g, 'How')}`,
    )
    expect(lines).toHaveLength(5)
  })

  it('stops it where the file holds no question any more', async () => {
    const keyed = 'Q: What is a tensor?\nA: An array.\n\nQ: What is a scalar?\nA: A number.\n'
    const { lines } = await changed(keyed, `~~~\n${keyed}`)
    expect(lines).toEqual(['q/a.md:2', 'q/a.md:5'])
  })
})

describe('nothing is lost', () => {
  it.each([
    ['its text is gone', bank.replace(question('bias'), '')],
    ['its file is gone', undefined],
    [
      'its answer is gone and its title is told in words',
      bank.replace(question('bias'), 'What is bias?\n'),
    ],
    ['it was put into a comment', bank.replace(question('bias'), `<!--\n${question('bias')}-->\n`)],
    [
      'it became a part of the question above',
      bank.replace('## What is bias?', '### What is bias?'),
    ],
    [
      'it was quoted in another question',
      bank.replace(question('bias'), question('bias').replace(/^/gm, '> ')),
    ],
    [
      'it was moved into another question',
      `${bank.replace(question('bias'), '')}\n${question('bias', 3)}`,
    ],
    [
      'it became a part of a list item',
      `${bank.replace(question('bias'), '')}\n${question('bias').replace(/^(?=.)/gm, '    ')}`,
    ],
    ['it moved to another place', `${bank.replace(question('bias'), '')}\n${question('bias')}`],
    ['it was reworded', bank.replace('What is bias?', 'Tell of bias, and of what it is.')],
  ])('where %s', async (_, next) => {
    expect((await changed(bank, next)).lines).toEqual([])
  })

  it('where one of two that were alike is gone', async () => {
    const twins = `${bank}\n${question('bias')}`
    expect((await changed(twins, bank)).lines).toEqual([])
  })

  it('where only an entry of contents is left of a title', async () => {
    const open =
      '# Terms\n\n- Explain the nature of drift in production?\n- What is recall good for, and when?\n- How does bias come about in samples?\n- Why is pruning a kind of compression?\n- When is a loss convex, and why?\n'
    const next = open.replace('- Explain the nature of drift in production?\n', '')
    const contents = `${next}\n[Explain the nature of drift in production?](#x)\n`
    expect((await changed(open, contents)).lines).toEqual([])
  })

  it('whatever questions an author takes out of a file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(five, { maxLength: 4 }), async (out) => {
        let next = bank
        for (const name of out) next = next.replace(question(name), '')
        expect((await changed(bank, next)).lines).toEqual([])
      }),
      { numRuns: 8 },
    )
  })
})

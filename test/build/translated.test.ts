/** Translations of one bank as banks of their own, whose questions name what they translate. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { build, check } from '../../src/build.ts'
import { newYear } from '../support/context.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

type Asked = { title: string; code: string; right: string }

const quiz = (head: string, answer: string, questions: readonly Asked[]): string =>
  `# ${head}\n\n${questions
    .map(
      ({ title, code, right }, at) => `###### ${at + 1}. ${title}

\`\`\`js
${code}
\`\`\`

- A: \`1\`
- B: \`2\`

<details><summary><b>${answer}</b></summary>
<p>

#### ${answer}: ${right}

${title} ${right}.

</p>
</details>

---
`,
    )
    .join('\n')}`

const codes = ['f(1)', 'let a = b', 'new Map([[1, 2]])', 'for (;;) {}']
const english = codes.map((code, at) => ({
  title: `What does line ${at} print?`,
  code,
  right: 'A',
}))
const russian = codes.map((code, at) => ({ title: `Что выведет строка ${at}?`, code, right: 'A' }))
const french = codes.map((code, at) => ({ title: `Qu’affiche la ligne ${at} ?`, code, right: 'A' }))

const files = {
  'README.md': quiz('Lines', 'Answer', english),
  'ru-RU/README.md': quiz('Строки', 'Ответ', russian),
  'fr-FR/README_fr-FR.md': quiz('Lignes', 'Réponse', french.slice(0, 3)),
}

type Dumped = { sections: { questions: { title: string; code: string; of?: string }[] }[] }

/** Titles of a bank's JSON with what they translate, by title. */
async function ofIn(cwd: string, name: string): Promise<Map<string, string | undefined>> {
  const { sections } = JSON.parse(
    await readFile(join(cwd, 'out', `${name}.json`), 'utf8'),
  ) as Dumped
  return new Map(sections.flatMap(({ questions }) => questions.map(({ title, of }) => [title, of])))
}

async function codesIn(cwd: string, name: string): Promise<string[]> {
  const { sections } = JSON.parse(
    await readFile(join(cwd, 'out', `${name}.json`), 'utf8'),
  ) as Dumped
  return sections.flatMap(({ questions }) => questions.map(({ code }) => code))
}

async function adopted(): Promise<{ cwd: string; id: string }> {
  const cwd = await folderOf(files)
  expect((await rectoverso(cwd, ['adopt'])).code).toBe(0)
  const id = /^ +id: (\S+)/m.exec(await readFile(join(cwd, 'rectoverso.yaml'), 'utf8'))?.[1] ?? ''
  return { cwd, id }
}

const request = (cwd: string) => ({
  ...{ paths: [], cwd, issued: newYear, formats: ['json', 'csv'] as const },
})

it('name the code of each question they translate, as adopt writes it down', async () => {
  const { cwd, id } = await adopted()
  const settings = await readFile(join(cwd, 'rectoverso.yaml'), 'utf8')
  expect(settings.match(/translates: README\.md/g)).toHaveLength(2)
  const { status, findings } = await build(request(cwd))
  expect(status).toBe('ok')
  const original = await codesIn(cwd, id)
  expect([...(await ofIn(cwd, `${id}-ru`)).values()]).toEqual(original)
  expect([...(await ofIn(cwd, `${id}-fr`)).values()]).toEqual(original.slice(0, 3))
  expect([...(await ofIn(cwd, id)).values()].every((of) => of === undefined)).toBe(true)
  const open = findings.filter(({ rule }) => rule === 'translation-incomplete')
  expect(open.map(({ actual }) => actual)).toEqual([original[3]])
  const table = await readFile(join(cwd, 'out', `${id}-ru.csv`), 'utf8')
  expect(table.split('\r\n')[0]).toMatch(/,"stamp","of"$/)
  expect(table).toContain(`"${original[0]}"\r\n`)
  expect(await readFile(join(cwd, 'out', `${id}.csv`), 'utf8')).not.toContain('"of"')
})

it('keep them through edits of either bank, whatever else then fits better', async () => {
  const { cwd, id } = await adopted()
  await build(request(cwd))
  const before = await ofIn(cwd, `${id}-ru`)
  const [first, second, third, fourth] = english as [Asked, Asked, Asked, Asked]
  const added = { title: 'What does the new line print?', code: 'g(0)', right: 'B' }
  await writeFile(
    join(cwd, 'README.md'),
    quiz('Lines', 'Answer', [added, third, { ...first, code: 'f(2) + h()' }, second, fourth]),
  )
  const alone = { title: 'Что добавлено здесь?', code: 'own()', right: 'B' }
  const turned = [russian[3], russian[0], alone, russian[1], russian[2]] as Asked[]
  await writeFile(join(cwd, 'ru-RU/README.md'), quiz('Строки', 'Ответ', turned))
  const { status, findings } = await build(request(cwd))
  expect(status).toBe('ok')
  const after = await ofIn(cwd, `${id}-ru`)
  for (const [title, of] of before) expect(after.get(title), title).toBe(of)
  expect(after.get(alone.title)).toBeUndefined()
  const said = findings.filter(({ rule }) => rule === 'translation-alone')
  expect(said.map(({ path, reason }) => `${path} ${reason.includes(alone.title)}`)).toEqual([
    'ru-RU/README.md true',
  ])
})

it('are the same where a translation is built by itself, and nothing changes the second time', async () => {
  const { cwd } = await adopted()
  const lock = join(cwd, 'ru-RU/README.rectoverso.lock')
  expect((await readFile(lock, 'utf8')).match(/^of\t/gm)).toHaveLength(4)
  const alone = await build({ ...request(cwd), paths: ['ru-RU/README.md'], frozen: true })
  expect(alone.findings.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(alone.status).toBe('ok')
  expect((await build({ ...request(cwd), frozen: true })).status).toBe('ok')
})

it('say where the original cannot be read, and keep what is known', async () => {
  const { cwd, id } = await adopted()
  await build(request(cwd))
  const before = await ofIn(cwd, `${id}-ru`)
  const settings = join(cwd, 'rectoverso.yaml')
  const text = await readFile(settings, 'utf8')
  await writeFile(settings, text.replaceAll('translates: README.md', 'translates: gone.md'))
  const { findings } = await check({ ...request(cwd), paths: ['ru-RU/README.md'] })
  expect(findings.map(({ rule }) => rule)).toContain('translation-without-original')
  await build(request(cwd))
  expect(await ofIn(cwd, `${id}-ru`)).toEqual(before)
})

it('have a table that comes home, its column of theirs read as ours', async () => {
  const { cwd, id } = await adopted()
  await build(request(cwd))
  const table = join(cwd, 'out', `${id}-ru.csv`)
  const text = await readFile(table, 'utf8')
  await writeFile(table, text.replace('Что выведет строка 1?', 'Что напечатает строка 1?'))
  const { code, out } = await rectoverso(cwd, [
    'merge',
    `out/${id}-ru.csv`,
    'ru-RU/README.md',
    '--apply',
  ])
  expect([code, out]).toEqual([0, expect.stringContaining('Что напечатает строка 1?')])
  expect(await readFile(join(cwd, 'ru-RU/README.md'), 'utf8')).toContain('Что напечатает строка 1?')
})

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const questions =
  '# Contents\n\n- [a](#a)\n- [b](#b)\n- [c](#c)\n\n## What is a?\n\n![](no.png)\n\n## Why b?\n\n## What is a?\n\nThat.\n\n## References\n\n- [x](https://example.org)\n'
const files = { 'q.md': questions, 'notes.md': 'Only words.\n', 'cards.md': 'Q: one\nA: two\n' }

it('says what is found and writes settings and ledger beside it', async () => {
  const folder = await folderOf(files)
  const { code, out, err } = await rectoverso(folder, ['adopt'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('3 files = 2 with questions + 1 without')
  expect(out).toContain('  cards.md: 1 question, 1 answered (keyed-lines, confidence 1.00)')
  expect(out).toMatch(/ {2}notes\.md: no questions \([^)]+\)/)
  expect(out).toContain('4 candidates = 4 questions + 0 skipped')
  expect(out).toContain('4 questions = 3 answered + 1 without answer')
  expect(out).toContain('0 pictures; 1 missing, 0 remote\n  q.md:')
  expect(out).toContain('  2 times: What is a?')
  expect(out).toMatch(/1 cleaned-contents {2}A table of contents was left out; q\.md:/)
  expect(out).toContain('Written: rectoverso.yaml, the ledger')
  expect((await readdir(folder)).sort()).toEqual([
    'cards.md',
    'notes.md',
    'q.md',
    'rectoverso.issued',
    'rectoverso.lock',
    'rectoverso.yaml',
  ])
  for (const [name, text] of Object.entries(files)) {
    expect(await readFile(join(folder, name), 'utf8')).toBe(text)
  }
  const again = await rectoverso(folder, ['build', '--frozen', '--formats', 'json'])
  expect(again.code).toBe(0)
})

it('stops where it is told to, and leaves nothing behind', async () => {
  const folder = await folderOf(files)
  expect((await rectoverso(folder, ['adopt'], { signal: AbortSignal.abort() })).code).toBe(130)
  expect((await readdir(folder)).sort()).toEqual(['cards.md', 'notes.md', 'q.md'])
})

it('keeps settings that are there, and writes nothing on a dry run', async () => {
  const folder = await folderOf({ ...files, 'rectoverso.yaml': 'id: mine\n' })
  const dry = await rectoverso(folder, ['adopt', '--dry-run', '--json'])
  const { written, candidates, questions, skipped } = JSON.parse(dry.out)
  expect(written).toEqual([])
  expect(candidates).toBe(questions + skipped.length)
  expect((await readdir(folder)).sort()).toEqual([
    'cards.md',
    'notes.md',
    'q.md',
    'rectoverso.yaml',
  ])
  expect((await rectoverso(folder, ['adopt'])).code).toBe(0)
  expect(await readFile(join(folder, 'rectoverso.yaml'), 'utf8')).toBe('id: mine\n')
})

it('writes nothing where nothing is found', async () => {
  const folder = await folderOf({ 'notes.md': 'Only words.\n' })
  const { code, err } = await rectoverso(folder, ['adopt'])
  expect(code).toBe(1)
  expect(err).toContain('Nothing was written.')
  expect(await readdir(folder)).toEqual(['notes.md'])
  expect((await rectoverso(folder, ['adopt', 'nowhere'])).code).toBe(2)
})

it('begins settings with the language it found, and says what is in which', async () => {
  const russian =
    '## Что такое замыкание?\n\nЭто функция и её окружение.\n\n## Зачем оно?\n\nДля данных.\n'
  const folder = await folderOf({
    'a.md': russian,
    'b.md': '## What is it that the test is for?\n\nThat.\n',
  })
  const { out } = await rectoverso(folder, ['adopt', '--verbose'])
  expect(out).toContain('  ru: 2 questions in 1 file\n  en: 1 question in 1 file')
  expect(await readFile(join(folder, 'rectoverso.yaml'), 'utf8')).toContain('\nlanguage: ru\n')
})

it('tells of pictures on the network, and asks for them only when told to', async () => {
  const folder = await folderOf({
    'a.md':
      '## What?\n\n![x](https://127.0.0.1/x.png)\n\n## Why?\n\n![y](https://127.0.0.1/y.png)\n',
  })
  const dry = await rectoverso(folder, ['adopt', '--dry-run'])
  expect(dry.out).toContain('0 pictures; 0 missing, 2 remote\n  Remote ones are links')
  expect((await rectoverso(folder, ['adopt', '--dry-run', '--fetch-images'])).code).toBe(2)
  const { code, out } = await rectoverso(folder, ['adopt', '--fetch-images'])
  expect(code).toBe(0)
  expect(out).toContain(
    'Fetched: 0 of 2 remote pictures\n  a.md:3  "https://127.0.0.1/x.png": it leads',
  )
})

it('shows twenty of many, and all with --verbose', async () => {
  const skipped = Array.from({ length: 30 }, (_, index) => `## Word${index}\n\n`).join('')
  const cards = `# Deck\n\n${Array.from({ length: 60 }, (_, index) => `## a${index}\n\none\n\n`).join('')}`
  const folder = await folderOf({ 'd.md': `${cards}${skipped}` })
  const rows = ({ out }: { out: string }) => out.match(/has nothing on its back/g)?.length
  const short = await rectoverso(folder, ['adopt', '--dry-run'])
  expect(rows(short)).toBe(20)
  expect(short.out).toContain('  and 10 more (--verbose shows all)')
  expect(rows(await rectoverso(folder, ['adopt', '--dry-run', '--verbose']))).toBe(30)
})

it('makes a bank of each language where files translate one another', async () => {
  const asked = (...titles: string[]) =>
    titles.map((title, index) => `## ${title}\n\n\`\`\`js\nrun(${index})\n\`\`\`\n`).join('\n')
  const folder = await folderOf({
    'README.md': asked('What is a closure?', 'What is a promise?', 'Which of them is it?'),
    'ru-RU/README.md': asked('Что такое замыкание?', 'Что такое обещание?'),
    'LICENSE.md': 'MIT.\n',
  })
  const dry = await rectoverso(folder, ['adopt', '--dry-run'])
  expect(dry.out).toContain(
    'Translations: 2 banks, one a language\n  README.md: 3 questions, en\n  ru-RU/README.md: 2 questions, ru',
  )
  const { code, out, err } = await rectoverso(folder, ['adopt'])
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('  ru-RU/README.md: 2 questions, ru, of README.md')
  expect((await readdir(folder, { recursive: true })).sort()).toEqual([
    'LICENSE.md',
    'README.md',
    'README.rectoverso.issued',
    'README.rectoverso.lock',
    'rectoverso.yaml',
    'ru-RU',
    'ru-RU/README.md',
    'ru-RU/README.rectoverso.issued',
    'ru-RU/README.rectoverso.lock',
  ])
  const again = await rectoverso(folder, ['build', '--frozen', '--formats', 'json'])
  expect([again.code, again.err]).toEqual([0, ''])
  const made = await readdir(join(folder, 'out'))
  const slug = made.find((name) => name.endsWith('-ru.json')) ?? ''
  const translated = JSON.parse(await readFile(join(folder, 'out', slug), 'utf8'))
  expect(translated).toMatchObject({ language: expect.stringMatching(/^ru/) })
})

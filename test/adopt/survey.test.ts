import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { survey } from '../../src/adopt/survey.ts'
import { Messages } from '../../src/messages/messages.ts'
import { folderOf } from '../support/tmp.ts'

it('accounts for every candidate, by file and line', async () => {
  const deck = '# Deck\n\n## a\n\none\n\n## b\n\n## a\n\ntwo\n\n## License\n\nMIT\n'
  const root = await folderOf({ 'd.md': deck, 'x.md': 'Q: c\nA: d\nQ: e\n' })
  const found = await survey({ path: root, root, settings: {}, messages: new Messages() })
  expect(found).toMatchObject({
    questions: 4,
    answered: 3,
    candidates: 5,
    skipped: [{ path: 'd.md', line: 7, rule: 'item-skipped' }],
    repeated: [{ title: 'a', count: 2 }],
    dropped: [{ rule: 'cleaned-footer', count: 1, first: { path: 'd.md', line: 13 } }],
    pictures: { found: 0, missing: 0, remote: 0 },
    missing: [],
    linked: [],
    warnings: [],
  })
  expect(found.files.map(({ path, questions, answered }) => [path, questions, answered])).toEqual([
    ['d.md', 2, 2],
    ['x.md', 2, 1],
  ])
  expect(found.files[0]?.choice).toMatchObject({ dialect: 'card-deck', confidence: 0.6 })
})

it('tells languages, missing and remote pictures, links, and what else is warned of', async () => {
  const root = await folderOf({
    'a.md': '## Was ist das, und wie wird es gemacht?\n\n![x](no.png)\n\n```nolanguage\nx\n```\n',
    'b.md':
      '## What is the use of it, and for whom?\n\n![y](https://x.org/y.png)\n\n## And why is that so?\n',
    'c.md': 'Words.\n',
  })
  symlinkSync(join(root, 'a.md'), join(root, 'd.md'))
  const found = await survey({ path: root, root, settings: {}, messages: new Messages() })
  expect(found.languages).toEqual([
    { language: 'en', files: 1, questions: 2 },
    { language: 'de', files: 1, questions: 1 },
  ])
  expect(found.pictures).toEqual({ found: 0, missing: 1, remote: 1 })
  expect(found.missing).toEqual([
    { path: 'a.md', line: 3, reason: 'There is no such file: "no.png"' },
  ])
  expect(found.linked.map(({ path }) => path)).toEqual(['d.md'])
  expect(found.files.map(({ why }) => why !== undefined)).toEqual([false, false, true])
  const said = found.warnings.map(({ rule }) => rule)
  expect(said).not.toContain('picture-missing')
  expect(said).not.toContain('answer-empty')
})

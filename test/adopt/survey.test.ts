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
  })
  expect(found.files.map(({ path, questions, answered }) => [path, questions, answered])).toEqual([
    ['d.md', 2, 2],
    ['x.md', 2, 1],
  ])
  expect(found.files[0]?.choice).toMatchObject({ dialect: 'card-deck', confidence: 0.6 })
})

import { expect, it } from 'vitest'
import { banksOf } from '../../src/adopt/banks.ts'

const file = (path: string, questions = 3, language = 'en') => ({ path, questions, language })

it('makes a bank of each language where each is a file', () => {
  const files = [
    file('README.md', 155),
    file('LICENSE.md', 0),
    file('ja-JA/README-ja_JA.md', 86, 'ja'),
    file('ru-RU/README.md', 155, 'ru'),
  ]
  const banks = banksOf(files, [
    { path: 'ja-JA/README-ja_JA.md', language: 'ja', of: 'README.md' },
    { path: 'ru-RU/README.md', language: 'ru', of: 'README.md' },
  ])
  expect(banks).toEqual([
    { path: 'README.md', language: 'en', questions: 155 },
    { path: 'ja-JA/README-ja_JA.md', language: 'ja', questions: 86, of: 'README.md' },
    { path: 'ru-RU/README.md', language: 'ru', questions: 155, of: 'README.md' },
  ])
})

it('makes a bank of each language where each is a folder', () => {
  const files = ['en', 'zh'].flatMap((one) => [
    file(`docs/${one}/a.md`),
    file(`docs/${one}/b/c.md`),
  ])
  const banks = banksOf(files, [
    { path: 'docs/zh/a.md', language: 'zh', of: 'docs/en/a.md' },
    { path: 'docs/zh/b/c.md', language: 'zh', of: 'docs/en/b/c.md' },
  ])
  expect(banks?.map(({ path, questions, of }) => [path, questions, of])).toEqual([
    ['docs/en', 6, undefined],
    ['docs/zh', 6, 'docs/en'],
  ])
})

it('makes one bank where no path names a language by itself', () => {
  const files = [file('a.md'), file('b.md'), file('a.de.md'), file('b.de.md')]
  const pairs = ['a', 'b'].map((name) => ({
    path: `${name}.de.md`,
    language: 'de',
    of: `${name}.md`,
  }))
  expect(banksOf(files, pairs)).toBeUndefined()
})

it('makes one bank where nothing is translated, or one side holds no question', () => {
  expect(banksOf([file('a.md'), file('b.md')], [])).toBeUndefined()
  const pair = { path: 'a.de.md', language: 'de', of: 'a.md' }
  expect(banksOf([file('a.md'), file('a.de.md', 0)], [pair])).toBeUndefined()
  expect(banksOf([file('a.md', 0), file('a.de.md')], [pair])).toBeUndefined()
})

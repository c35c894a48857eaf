import { describe, expect, it } from 'vitest'
import { pairQuestions, translationsIn } from '../../src/read/translations.ts'
import { readText } from './reading.ts'

describe('files of translations', () => {
  const of = (...paths: string[]) =>
    translationsIn(paths).map(({ path, language, of }) => `${path} ${language} ${of}`)

  it('are told by an ending of the name', () => {
    expect(of('README.md', 'README.zh-CN.md', 'README-ja_JA.md', 'README.pt-BR.md')).toEqual([
      'README.zh-CN.md zh README.md',
      'README-ja_JA.md ja README.md',
      'README.pt-BR.md pt-BR README.md',
    ])
    expect(of('go/go-quiz.md', 'go/go-quiz-fr.md')).toEqual(['go/go-quiz-fr.md fr go/go-quiz.md'])
  })

  it('are told by a folder, twice as well', () => {
    expect(of('README.md', 'ru-RU/README_ru-RU.md', 'zh-TW/README.md')).toEqual([
      'ru-RU/README_ru-RU.md ru README.md',
      'zh-TW/README.md zh-Hant README.md',
    ])
    expect(of('docs/en/a.md', 'docs/fr/a.md', 'docs/es/a.md')).toEqual([
      'docs/fr/a.md fr docs/en/a.md',
      'docs/es/a.md es docs/en/a.md',
    ])
  })

  it('are told below a folder of translations', () => {
    expect(
      of('src/a.md', 'README.md', 'translations/russian/README.md', 'translations/GERMAN.md'),
    ).toEqual([
      'translations/russian/README.md ru README.md',
      'translations/GERMAN.md de README.md',
    ])
    expect(
      of('q/a.md', 'web/docs/a.md', 'web/i18n/pl/current/a.md', 'web/i18n/ja-JP/current/a.md'),
    ).toEqual([
      'web/i18n/pl/current/a.md pl web/docs/a.md',
      'web/i18n/ja-JP/current/a.md ja web/docs/a.md',
    ])
  })

  it('are no topics that look like a code, and nothing without an original', () => {
    expect(of('README.md', 'cs/README.md', 'css/README.md', 'js/README.md')).toEqual([])
    expect(of('what-it-is.md', 'zh-CN/b.md')).toEqual([])
  })
})

describe('pairs of questions', () => {
  const original = `# Q

## What prints \`f(1)\`?

\`\`\`js
f(1) // one
\`\`\`

## What is a link?

See [the standard](https://example.org/links).

## What is hoisting?

Lifting.

## What is left out?

\`\`\`js
omit(this)
\`\`\`
`
  const translation = `# Вопросы

## Что выведет \`f(1)\`?

\`\`\`js
f(1) // один
\`\`\`

## Что такое ссылка?

См. [стандарт](https://example.org/links).

## Что такое подъём?

Всплытие.

## Что добавлено?

\`\`\`js
added()
\`\`\`
`
  it('keep the order, and leave alone what nothing speaks for', async () => {
    const [one, two] = [await readText(original), await readText(translation)]
    const { pairs, unpaired } = pairQuestions({ sections: [one.root] }, { sections: [two.root] })
    expect(pairs.map(({ question, of }) => `${question.place.line} ${of.place.line}`)).toEqual([
      '3 3',
      '9 9',
      '13 13',
    ])
    expect(unpaired.map(({ question, side }) => `${side} ${question.title}`)).toEqual([
      'translation Что добавлено?',
      'original What is left out?',
    ])
  })

  it('pair any bank with itself, whatever is cut out of one side', async () => {
    const { root } = await readText(original)
    const { sections } = root
    const less = sections.map((one) => ({ ...one, questions: one.questions.slice(1) }))
    const { pairs } = pairQuestions({ sections }, { sections: less })
    expect(pairs.every(({ question, of }) => question === of)).toBe(true)
    expect(pairs).toHaveLength(3)
  })
})

import { describe, expect, it } from 'vitest'
import {
  answerName,
  asks,
  asksSurely,
  backToTop,
  closingName,
  contentsName,
  namesDocument,
  namesManual,
  namesQuestions,
  promotes,
} from '../../src/read/wording.ts'

it('tells what asks from what may be a step', () => {
  expect(asksSurely('Explain hoisting')).toBe(true)
  expect(asksSurely('Create a folder')).toBe(false)
  expect(asksSurely('Create what?')).toBe(true)
})

it('knows the titles of documents, and of what holds questions', () => {
  expect(['1. Overview', 'Установка', '## 目录结构'].map(namesManual)).toEqual([true, true, true])
  expect(namesManual('Overview of locks')).toBe(false)
  expect([namesDocument('Privacy Policy'), namesDocument('Policies compared')]).toEqual([
    true,
    true,
  ])
  expect(['Java interview', '面试题', 'Вопросы', 'Closures'].map(namesQuestions)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

describe('titles that ask', () => {
  it.each([
    'What is a closure',
    'Is it fast?',
    'Explain hoisting.',
    '"Why?"',
    'Difference between let and var',
    '¿Qué es una clausura?',
    'Qu’est-ce que c’est',
    'Was ist das',
    'Что такое замыкание',
    '什么是闭包',
    '说说 HTTP 缓存',
    'クロージャとは何ですか',
    '클로저란 무엇인가',
    'ما هو الإغلاق',
    'क्लोज़र क्या है',
    'يعمل هذا؟',
    'Really? ⭐',
    '1.1.2 What is a stack',
    'Що таке мульча',
    'Wymień trzy chwasty',
    'Mulch nedir',
    'Mulch là gì',
    '퇴비에 대해 설명해 주세요.',
    'Sebutkan tiga gulma',
    'Τι είναι;',
  ])('%s', (title) => {
    expect(asks(title)).toBe(true)
  })

  it.each(['Installation', 'Whatever', 'Closures', 'Islands', 'JavaScript', 'на тёплой земле;'])(
    'does not take %s for one',
    (title) => {
      expect(asks(title)).toBe(false)
    },
  )
})

describe('names of parts', () => {
  it.each(['References', '## License'.slice(3), '📚 Resources', '参考资料', 'Лицензия:', 'Lizenz'])(
    '%s closes a file',
    (title) => {
      expect(closingName.test(title)).toBe(true)
    },
  )
  it.each(['Table of Contents', 'TOC', '目录', 'Содержание', 'Índice'])(
    '%s lists contents',
    (title) => {
      expect(contentsName.test(title)).toBe(true)
    },
  )
  it.each(['Answer', '💡 Explanation', 'Solution:', '答案', 'Ответ'])('%s answers', (title) => {
    expect(answerName.test(title)).toBe(true)
  })
  it.each(['What are references?', 'License types', 'The answer is 42', 'Contents of a box'])(
    '%s is none of them',
    (title) => {
      expect([closingName, contentsName, answerName].some((name) => name.test(title))).toBe(false)
    },
  )
  it.each([
    'Back to top',
    '⬆️ Back to Top',
    '**[⬆ Back to Top](#x)**'.slice(3, 18),
    '↑',
    '返回目录',
  ])('%s leads to the top', (words) => {
    expect(backToTop.test(words)).toBe(true)
  })
  it('knows what asks for a star from what speaks of stars', () => {
    expect(promotes.test('If you like it, give it a star ⭐')).toBe(true)
    expect(promotes.test('A star schema has one fact table')).toBe(false)
    expect(promotes.test('Observers subscribed to a subject are told')).toBe(false)
    expect(promotes.test('Kafka consumers subscribe to topics')).toBe(false)
  })
})

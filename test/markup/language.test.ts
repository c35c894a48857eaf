import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/markup/language.ts'

describe('languageOf', () => {
  it.each([
    ['什么是闭包？', 'en', 'zh'],
    ['React 是什么？', 'en', 'zh'],
    ['什么是闭包？', 'zh-Hans', undefined],
    ['クロージャとは何ですか', 'en', 'ja'],
    ['閉包是什麼', 'ja', undefined],
    ['클로저란 무엇인가', 'de', 'ko'],
    ['ما هو الإغلاق؟', 'en', 'ar'],
    ['بستار چیست؟', 'fa', undefined],
    ['מהו סגור?', 'en-GB', 'he'],
    ['क्लोज़र क्या है', 'en', 'hi'],
    ['The word 闭包 means closure', 'en', undefined],
    ['What is a closure?', 'en', undefined],
    ['Was heißt »naïveté«?', 'en', undefined],
    ['Что такое замыкание', 'en', undefined],
    ['闭包', undefined, 'zh'],
  ])('tells %j in a bank in %s', (words, bank, found) => {
    expect(languageOf(words, bank)).toBe(found)
  })
})

import { expect, it } from 'vitest'
import { tongueOf } from '../../src/read/tongues.ts'

it.each([
  ['zh-CN', 'zh', false],
  ['zh_TW', 'zh-Hant', false],
  ['ja_JA', 'ja', false],
  ['pt-BR', 'pt-BR', false],
  ['ru-RU', 'ru', false],
  ['ru', 'ru', true],
  ['Russian', 'ru', false],
  ['BULGARIAN-Cyrillic', 'bg-Cyrl', false],
])('%s is %s', (name, language, short) => {
  expect(tongueOf(name)).toEqual({ language, short })
})

it.each(['docs', 'css', 'a-b-c', 'en-english', 'xx'])('%s is no language', (name) => {
  expect(tongueOf(name)).toBeUndefined()
})

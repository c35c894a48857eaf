import { expect, it } from 'vitest'
import { gradeLine, gradeOf, gradeOfHeading } from '../../src/read/grade.ts'

it.each([
  ['Easy', 'easy'],
  ['E', 'easy'],
  ['中等', 'medium'],
  ['Difícil', 'hard'],
  ['сложный', 'hard'],
  ['Hardware', undefined],
])('%s is %s', (text, grade) => {
  expect(gradeOf(text)).toBe(grade)
})

it.each([
  ['Junior', 'easy'],
  ['Middle level questions', 'medium'],
  ['🔴 Senior', 'hard'],
  ['初级面试题', 'easy'],
  ['高级', 'hard'],
  ['Вопросы уровня Middle', 'medium'],
  ['Hard links', undefined],
  ['Basics of networking', undefined],
  ['E', undefined],
])('the heading %s gathers %s', (title, grade) => {
  expect(gradeOfHeading(title)).toBe(grade)
})

it('reads lines with a key', () => {
  expect(gradeLine('**Difficulty:** hard')).toBe('hard')
  expect(gradeLine('难度：⭐⭐')).toBe('⭐⭐')
  expect(gradeLine('The difficulty is this: none')).toBeUndefined()
})

import { expect, it } from 'vitest'
import { deepLine, isDeepHtml, isDeepYaml } from '../../src/read/nesting.ts'
import { readText } from './reading.ts'

it('finds a line with a hundred marks in a row', () => {
  expect(deepLine(`a\r\n${'> '.repeat(101)}b`)).toBe(3)
  expect(deepLine(`a\n${'- '.repeat(60)}${'1. '.repeat(60)}b`)).toBe(2)
})

it.each([
  ['a hundred', `${'> '.repeat(100)}b`],
  ['a rule', `${'- '.repeat(200)}`],
  ['a rule of stars', `${'* '.repeat(200)}\r\n`],
  ['a border', `+${'-'.repeat(300)}+`],
  ['a fence', `\`\`\`\n${'>'.repeat(200)}\n\`\`\``],
])('passes %s', (_, text) => {
  expect(deepLine(text)).toBeUndefined()
})

it('counts open elements, not their like beside one another', () => {
  expect(isDeepHtml('<div>'.repeat(101))).toBe(true)
  expect(isDeepHtml('<div></div>'.repeat(500))).toBe(false)
  expect(isDeepHtml('<br><p><li><img src=x>'.repeat(500))).toBe(false)
})

it('counts open lists and maps of YAML, not those beside one another', () => {
  expect(isDeepYaml(`tags: ${'[{a: '.repeat(51)}`)).toBe(true)
  expect(isDeepYaml('tags: [a, b, {c: d}]\n'.repeat(500))).toBe(false)
})

it('leaves out a file that no stack can hold, and says where', async () => {
  const { questions, said } = await readText(`## What?\n\n${'> '.repeat(5000)}a\n`)
  expect(questions).toEqual([])
  expect(said).toEqual(['nesting-too-deep 3:1'])
})

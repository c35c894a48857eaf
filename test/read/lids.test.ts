import { describe, expect, it } from 'vitest'
import {
  cutAtDetails,
  headingsInAnswers,
  isLid,
  withoutFrames,
  withoutLids,
} from '../../src/read/lids.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { words } from '../../src/read/outline.ts'

const blocks = (text: string) => parseMarkdown(text).blocks
const lid = (inside: string) => `<details><summary>Answer</summary>\n\n${inside}\n\n</details>\n`

it('takes lists away that only frame questions under summaries', () => {
  const ask = (title: string) => `   <details><summary>${title}</summary>\n   x\n   </details>\n\n`
  const framed = `1. ### A\n\n${ask('one?')}${ask('two?')}2. ### B\n\n${ask('three?')}${ask('four?')}`
  expect(withoutFrames(blocks(framed)).map(({ type }) => type)).toContain('heading')
  const answers = `1. a?\n\n${ask('Answer')}2. b?\n\n${ask('Answer')}3. c?\n\n${ask('Answer')}`
  expect(withoutFrames(blocks(answers)).map(({ type }) => type)).toEqual(['list'])
})

describe('lids', () => {
  it.each([
    ['Show answer', true],
    ['View Solution', true],
    ['Click to see the answer', true],
    ['show', true],
    ['Показать ответ', true],
    ['答えを見る', true],
    ['Answer: B', true],
    ['View contents', false],
    ['What is the answer to life?', false],
    ['More', false],
  ])('%s: %s', (summary, expected) => {
    expect(isLid(summary)).toBe(expected)
  })

  it('go, and what lies below stays', () => {
    const { blocks: left, from } = withoutLids(blocks(`a\n\n${lid('b\n\n#### c')}\nd`))
    expect(left.map((node) => words(node))).toEqual(['a', 'b', 'c', 'd'])
    expect(from).toBe(1)
  })

  it('are no other details', () => {
    const text = '<details><summary>More</summary>\n\nb\n\n</details>\n'
    expect(withoutLids(blocks(text))).toMatchObject({ from: -1, blocks: blocks(text) })
  })

  it('hide headings, up to the next question where they are never closed', () => {
    const hidden = (text: string) => [...headingsInAnswers(blocks(text))].map((node) => words(node))
    expect(hidden(`## q\n\n${lid('# a')}\n## r\n`)).toEqual(['a'])
    expect(hidden(`## q\n\n${lid('### a').replace('</details>', '')}\n## r\n`)).toEqual(['a'])
    expect(hidden('## q\n\n## Answer: B\n\n## r\n')).toEqual(['Answer: B'])
  })

  it('begin blocks of their own', () => {
    const text = '<details>a</details>\n<details>b</details>\n'
    const cut = cutAtDetails(blocks(text))
    expect(cut.map(({ position }) => position?.start)).toEqual([
      { line: 1, column: 1, offset: 0 },
      { line: 2, column: 1, offset: 21 },
    ])
  })
})

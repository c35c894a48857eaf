import { describe, expect, it } from 'vitest'
import { chunks } from '../../../src/read/markdown/chunks.ts'

const starts = (text: string): number[] => chunks(text).map((chunk) => chunk.line)

describe('cutting before headings', () => {
  it('cuts before each heading at the margin, and keeps every character', () => {
    const text = 'a\n# b\nc\r\n## d\r# e'
    expect(chunks(text)).toEqual([
      { text: 'a\n', offset: 0, line: 1 },
      { text: '# b\nc\r\n', offset: 2, line: 2 },
      { text: '## d\r', offset: 9, line: 4 },
      { text: '# e', offset: 14, line: 5 },
    ])
    expect(
      chunks(text)
        .map((chunk) => chunk.text)
        .join(''),
    ).toBe(text)
  })

  it.each([
    ['a fence', '# a\n```\n# b\n```\n# c', [1, 5]],
    ['a fence of tildes holding backticks', '# a\n~~~\n```\n# b\n~~~\n# c', [1, 6]],
    ['a fence closed by a longer one', '```\n# b\n`````\n# c', [1, 4]],
    ['backticks that are no fence', '``` a`b\n# c', [1, 2]],
    ['a comment', '<!--\n\n# b\n-->\n# c', [1, 5]],
    ['a script', '<script>\n\n# b\n</script>\n# c', [1, 5]],
    ['an element until the blank line', '<div>\n# b\n\n# c', [1, 4]],
    ['math', '$$\n# b\n$$\n# c', [1, 4]],
    ['a list, which a heading ends', '- a\n# c', [1, 2]],
    ['a fence in a list, which a heading ends', '- ```\n# c', [1, 2]],
    ['indentation that makes code', '    # b\n# c', [1, 2]],
    ['an indented heading, which stays inside', '# a\n # b\n# c', [1, 3]],
    ['a glued sign, which is no heading', '#b\n# c', [1, 2]],
    ['a `<br>` glued to a list', '- a\n<br>\n\n# c', [1, 4]],
    ['an empty file', '', [1]],
  ])('follows %s', (_, text, expected) => {
    expect(starts(text)).toEqual(expected)
  })

  it('stops cutting where a tag may go on with a list and a fence follows', () => {
    expect(starts('# a\n- b\n<br>\n```\n\n# c\n```\n# d')).toEqual([1])
  })
})

describe('cutting before paragraphs', () => {
  const at = (text: string) => chunks(text, 4).map((chunk) => chunk.line)

  it('cuts where a part has come to its length', () => {
    expect(at('abc\n\nb\n\nc\n\nd')).toEqual([1, 3, 7])
    expect(starts(`${'a'.repeat(9000)}\n\nb\n\nc`)).toEqual([1, 3])
  })

  it.each([
    ['a line without a blank one before it', 'abcd\nb', [1]],
    ['an indented line', 'abcd\n\n b', [1]],
    ['signs, which may be anything', 'abcd\n\n*b*\n\n1. c\n\n[d]: /e', [1]],
    ['a list, which a paragraph ends', '- abcd\n\nb', [1, 3]],
    ['an item that goes on', '- abcd\n\n  b\n\nc', [1, 5]],
    ['a fence', '```\n\nb\n```\n\nc', [1, 6]],
    ['a comment', '<!--\n\nb\n-->\n\nc', [1, 6]],
  ])('follows %s', (_, text, expected) => {
    expect(at(text)).toEqual(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { follows, numberOf, outline } from '../../src/read/outline.ts'

describe('the number of a title', () => {
  it.each([
    ['3. What', [3], 3],
    ['3) What', [3], 3],
    ['12: What', [12], 4],
    ['Q3: What', [3], 4],
    ['Q 3. What', [3], 5],
    ['Question 3 - What', [3], 13],
    ['1.2.3 What', [1, 2, 3], 6],
    ['1、什么', [1], 2],
    ['1．什么', [1], 2],
    ['第3题：什么', [3], 4],
    ['Вопрос 4. Что', [4], 10],
    ['#7 - What', [7], 5],
    ['[3] What', [3], 4],
  ])('%s', (title, number, length) => {
    expect(numberOf(title)).toEqual({ number, length })
  })

  it.each([
    '3 ways to say it',
    '3D graphics',
    '2024',
    '3.',
    'What 3. is',
    '10,000 rows',
    '5G',
    '12345. What',
  ])('%s has none', (title) => {
    expect(numberOf(title)).toBeUndefined()
  })

  it('may grow, jump or begin again, and not repeat or fall', () => {
    expect(follows(undefined, [7])).toBe(true)
    expect(follows([1], [2])).toBe(true)
    expect(follows([2], [9])).toBe(true)
    expect(follows([9], [1])).toBe(true)
    expect(follows([1, 9], [2, 1])).toBe(true)
    expect(follows([1], [1])).toBe(true)
    expect(follows([3], [3])).toBe(false)
    expect(follows([9], [5])).toBe(false)
  })
})

describe('the outline', () => {
  const of = (text: string) =>
    outline(parseMarkdown(text).blocks).map(({ title, depth, filled, filledDirectly }) => [
      title,
      depth,
      filled,
      filledDirectly,
    ])

  it('says which headings have anything below them', () => {
    expect(of('# a\n## b\ntext\n## c\n<!-- x -->\n---\n# d\n[x]: /u\n# e\n### f\n<p>x')).toEqual([
      ['a', 1, true, false],
      ['b', 2, true, true],
      ['c', 2, false, false],
      ['d', 1, false, false],
      ['e', 1, true, false],
      ['f', 3, true, true],
    ])
  })

  it('cleans titles of tags and of characters without width', () => {
    expect(of('## <a name="x"></a>\u200bWhat\ufeff *is* `it`')).toEqual([
      ['What is it', 2, false, false],
    ])
  })

  it('ends a heading at the next of its level or above', () => {
    const [a, b, c, d] = outline(parseMarkdown('# a\n## b\n### c\n# d').blocks)
    expect([a?.end, b?.end, c?.end, d?.end]).toEqual([3, 3, 3, 4])
    expect([a?.next, d?.next]).toEqual([1, 4])
  })
})

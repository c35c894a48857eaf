import { describe, expect, it } from 'vitest'
import { type Item, itemsOf } from './items.ts'
import { judge, sameQuestion } from './verdict.ts'

const text = (seed: number, count = 30) =>
  Array.from({ length: count }, (_, n) => `w${(seed * 7919 + n * 104_729) % 10_007}`).join(' ')
const item = (title: string, body: string): Item => ({ line: 1, title, body })
const links = (before: Item[], after: Item[]) =>
  judge(before, after).links.map(({ from, to, why }) => `${from}-${to} ${why}`)

describe('the judge', () => {
  const one = item('What is one?', text(1))
  const two = item('What is two?', text(2))

  it('finds equal texts wherever they went, twins in order', () => {
    expect(links([one, two, two], [two, one, two])).toEqual(['0-1 equal', '1-0 equal', '2-2 equal'])
  })

  it('finds what was reworded, by title or by text', () => {
    const retitled = item('Tell of one', text(1).replace(/^\w+ \w+/, 'other words'))
    const rewritten = item('What is two?', text(9))
    expect(links([one, two], [rewritten, retitled])).toEqual(['0-1 alike', '1-0 title'])
  })

  it('takes no title for evidence that several have', () => {
    const twin = (seed: number) => item('What comes out?', text(seed))
    expect(links([twin(1), twin(2)], [twin(3), twin(2)])).toEqual(['1-1 equal'])
  })

  it('says what it cannot tell: two that became one', () => {
    const whole = item('Tell of both', `${text(1)} ${text(2)}`)
    const { links, unsure } = judge([one, two], [whole])
    expect(links).toEqual([])
    expect(unsure.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 0],
    ])
  })

  it('compares texts far apart', () => {
    expect(sameQuestion(one, item('Tell of one', one.body))).toBe(true)
    expect(sameQuestion(one, two)).toBe(false)
    expect(sameQuestion(one, item('What is one?', text(9)))).toBeUndefined()
  })
})

describe('its reading', () => {
  it('reads numbered headings, also behind an anchor and without a number', () => {
    const headings = ['1. A', '2\\. B', '<a name=3></a>3. C', 'D', '5. E']
    const file = headings.map((heading) => `###### ${heading}\n\ntext\n\n#### Answer: A\n\nmore\n`)
    expect(itemsOf(file.join('\n')).map(({ title, line }) => `${line} ${title}`)).toEqual([
      '1 A',
      '9 B',
      '17 C',
      '25 D',
      '33 E',
    ])
  })

  it('reads headings in list items up to the next chapter', () => {
    const file = ['a', 'b', 'c', 'd', 'e'].map((title, n) => `${n + 1}. ### ${title}\n\n    text\n`)
    const items = itemsOf(`${file.join('\n')}\n## Chapter\n\nnot of it\n`)
    expect(items.map(({ title, body }) => [title, body])).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((title) => [title, 'text']),
    )
  })
})

import { expect, it } from 'vitest'
import { anchorsOf, sectionAt, slugOf, targetOf } from '../../src/read/linked.ts'
import { parseMarkdown } from '../../src/read/markdown/markdown.ts'
import { plain } from './reading.ts'

it.each([
  ['answers/3.md', 'README.md', 'answers/3.md', undefined],
  ['../a%20b.md#x-y', 'q/one.md', 'a b.md', 'x-y'],
  ['/docs/a.md?raw=true', 'q/one.md', 'docs/a.md', undefined],
  ['../../etc/a.md', 'README.md', '../../etc/a.md', undefined],
])('%s from %s leads to %s', (url, from, path, fragment) => {
  expect(targetOf(url, from)).toEqual({ path, ...(fragment && { fragment }) })
})

it.each(['https://example.org/a.md', '#a', 'a.png', 'javascript:a.md', '%zz.md', '//host/a.md'])(
  '%s leads to no file of the bank',
  (url) => {
    expect(targetOf(url, 'README.md')).toBeUndefined()
  },
)

it('finds a section by the slug or the anchor of its heading', () => {
  const { blocks } = parseMarkdown(
    '# All\n\n## What is a `Map`?\n\nOne.\n\n## Same\n\nTwo.\n\n## Same\n\nThree.\n\n## <a name="q4"></a>Four\n\nFour.\n',
  )
  const anchors = anchorsOf(blocks)
  const at = (fragment?: string) => {
    const found = sectionAt(blocks, anchors, fragment)
    return found && `${found.line} ${found.blocks.length}`
  }
  expect(at('what-is-a-map')).toBe('3 1')
  expect(at('same-1')).toBe('11 1')
  expect(at('q4')).toBe('15 1')
  expect(at('none')).toBeUndefined()
  expect(at()).toBe('1 8')
  expect(plain([])).toBe('')
})

it('makes slugs as repositories show them', () => {
  expect(slugOf(' What is `a-b`, 中文? ')).toBe('what-is-a-b-中文')
})

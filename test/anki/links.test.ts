import { describe, expect, it } from 'vitest'
import { linkFrom, sourceUrl } from '../../src/anki/links.ts'

const at = (source: string | undefined, path = 'docs/a b.md') =>
  sourceUrl(source === undefined ? {} : { source }, { path })

describe('sourceUrl', () => {
  it.each([
    ['https://github.com/o/r', 'https://github.com/o/r/blob/HEAD/docs/a%20b.md'],
    ['https://github.com/o/r.git', 'https://github.com/o/r/blob/HEAD/docs/a%20b.md'],
    ['https://github.com/o/r/tree/main/x', 'https://github.com/o/r/blob/main/x/docs/a%20b.md'],
    ['https://gitlab.com/o/r/', 'https://gitlab.com/o/r/-/blob/HEAD/docs/a%20b.md'],
    ['https://example.org/bank/', 'https://example.org/bank/docs/a%20b.md'],
    ['https://example.org/bank', 'https://example.org/bank'],
    ['git@github.com:o/r', undefined],
    ['javascript:alert(1)', undefined],
    [undefined, undefined],
  ])('of %s', (source, url) => {
    expect(at(source)).toBe(url)
  })
  it('never leads out of the bank', () => {
    for (const path of ['../x.md', '/etc/passwd', 'C:\\x.md', 'a/../../x.md']) {
      expect(at('https://github.com/o/r', path)).toBe('https://github.com/o/r')
    }
  })
})

describe('linkFrom', () => {
  const file = 'https://github.com/o/r/blob/HEAD/docs/a.md'
  it.each([
    ['https://a.b/[x]{y}', 'https://a.b/%5Bx%5D%7By%7D'],
    ['http://[::1]/x', 'http://[::1]/x'],
    ['mailto:a@b.c', 'mailto:a@b.c'],
    ['#part', `${file}#part`],
    ['../b.md', 'https://github.com/o/r/blob/HEAD/b.md'],
    ['java\tscript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['file:///etc/passwd', undefined],
    ['', undefined],
  ])('resolves %s', (url, found) => {
    expect(linkFrom(file, url)).toBe(found)
  })
  it('leads nowhere where the source is not known', () => {
    expect(linkFrom(undefined, '#part')).toBeUndefined()
  })
})

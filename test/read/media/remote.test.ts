import { expect, it } from 'vitest'
import { hrefOf } from '../../../src/read/media/remote.ts'

it('gives one address for every spelling of it', () => {
  const same = [
    ...['https://Example.org/a b.png#x', 'http://example.org/a%20b.png', '//example.org/a b.png'],
    ...[' HTTPS://example.org:443/a%20b.png ', 'http://example.org/./c/../a%20b.png'],
  ]
  for (const url of same) expect(hrefOf(url), url).toBe('https://example.org/a%20b.png')
  expect(hrefOf('https://example.org/a.svg?raw=true')).toBe('https://example.org/a.svg?raw=true')
})

it('gives none for what is not to be asked for', () => {
  const none = ['ftp://a/x', 'a.png', '/a.png', 'https://me:pw@a/x', 'https://[', 'data:x', '//']
  for (const url of [...none, `https://a/${'x'.repeat(2000)}`]) {
    expect(hrefOf(url), url.slice(0, 20)).toBeUndefined()
  }
})

import { describe, expect, it } from 'vitest'
import { checksum, strip } from '../../src/anki/strip.ts'

describe('strip', () => {
  it('leaves words and names of pictures', () => {
    expect(
      strip('<p>a &lt;b&gt; &amp;amp;</p><img alt="x > y" src="rv-1.png">&nbsp;&#x41;&#66;'),
    ).toBe('a <b> &amp; rv-1.png  AB')
  })
})

describe('checksum', () => {
  it('is Anki’s', () => {
    expect(checksum('test')).toBe(2840236005)
    expect(checksum('<b>今日</b>')).toBe(1464653051)
  })
})

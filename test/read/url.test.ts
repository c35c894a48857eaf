import { expect, it } from 'vitest'
import { isLinkable } from '../../src/read/url.ts'

it.each([
  ['https://a.b', true],
  ['HTTP://a.b', true],
  ['mailto:a@b.c', true],
  ['#part', true],
  ['../other.md', true],
  ['a/b:c', true],
  ['javascript:x()', false],
  ['JaVa\tScript:x()', false],
  ['\u0001javascript:x()', false],
  ['data:text/html,x', false],
  ['file:///etc/passwd', false],
  ['vbscript:x', false],
])('%j is linkable: %s', (url, expected) => {
  expect(isLinkable(url)).toBe(expected)
})

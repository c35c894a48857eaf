import path from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { addressOf, isInside, quote } from '../../../src/read/media/address.ts'

const root = path.resolve('/bank')
const from = path.join(root, 'text/q.md')

it('never leads outside the root, whatever is written', () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '/',
    '\\',
    '%2e',
    '%2f',
    '%5c',
    '%25',
    'a',
    '~',
    ':',
    'C',
    '?',
    '#',
    ' ',
    '\u0000',
    'e\u0301',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const address = addressOf(parts.join(''), from, root)
      if (address.type === 'path') expect(isInside(address.path, root)).toBe(true)
      else expect(address.reason).not.toBe('')
    }),
    { numRuns: 5_000 },
  )
})

it('decodes once, and after that judges', () => {
  const at = (url: string) => {
    const address = addressOf(url, from, root)
    return address.type === 'path' ? path.relative(root, address.path) : address.why
  }
  expect(at('a%20b.png')).toBe(path.join('text', 'a b.png'))
  expect(at('%252e%252e/%252e%252e/x')).toBe(path.join('text', '%2e%2e', '%2e%2e', 'x'))
  expect(at('%2e%2e/%2e%2e/x')).toBe('outside')
  expect(at('e\u0301.png')).toBe(path.join('text', '\u00e9.png'))
})

it('says where an absolute path would lie in the bank', () => {
  expect(addressOf('/img/a.png', from, root)).toMatchObject({ fromRoot: path.join('img', 'a.png') })
  expect(addressOf('/../a.png', from, root)).not.toHaveProperty('fromRoot')
})

it('tells a folder from one whose name begins alike', () => {
  expect(isInside('/bank2/x', '/bank')).toBe(false)
  expect(isInside('/bank/..x', '/bank')).toBe(true)
  expect(isInside('/bank', '/bank')).toBe(false)
})

it('quotes an address of bounded length', () => {
  expect(quote('a"b')).toBe('"a\\"b"')
  expect(quote('😀'.repeat(500)).length).toBeLessThan(300)
})

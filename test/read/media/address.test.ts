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

const missing = 'missing'
const outside = 'outside'
const remote = 'remote'
const network = 'A picture is on the network: '
const beyond = 'A picture is outside the bank: '
const absolute = 'An absolute path leads to nothing in the bank: '

it.each([
  ['', missing, 'A picture has no address.'],
  ['  ', missing, 'A picture has no address.'],
  ['?raw=true', missing, 'A picture has no address.'],
  ['#top', missing, 'A picture has no address.'],
  ['a%', missing, 'The % signs of an address decode to nothing: "a%"'],
  ['%ff.png', missing, 'The % signs of an address decode to nothing: "%ff.png"'],
  ['a%00', missing, 'An address holds a control character: "a%00"'],
  ['a%1f', missing, 'An address holds a control character: "a%1f"'],
  ['a%7f', missing, 'An address holds a control character: "a%7f"'],
  ['c:/a.png', outside, 'A picture is on a drive: "c:/a.png"'],
  ['Z:\\a.png', outside, 'A picture is on a drive: "Z:\\\\a.png"'],
  ['file:///a.png', outside, `${beyond}"file:///a.png"`],
  ['FILE:a.png', outside, `${beyond}"FILE:a.png"`],
  ['data:image/png,a', 'unreadable', 'A picture is written into the text (data:).'],
  ['DATA:,a', 'unreadable', 'A picture is written into the text (data:).'],
  ['https://a.b/c.png', remote, `${network}"https://a.b/c.png"`],
  ['git+ssh://a', remote, `${network}"git+ssh://a"`],
  ['ab:c', remote, `${network}"ab:c"`],
  ['//a.b/c.png', remote, `${network}"//a.b/c.png"`],
  ['/\\a/c.png', remote, `${network}"/\\\\a/c.png"`],
  ['\\\\server\\a.png', outside, 'A picture is on a network drive: "\\\\\\\\server\\\\a.png"'],
  ['~/a.png', outside, `${absolute}"~/a.png"`],
  ['/a.png', outside, `${absolute}"/a.png"`],
  ['\\a.png', outside, `${absolute}"\\\\a.png"`],
  ['/../a.png', outside, `${absolute}"/../a.png"`],
  ['../../a.png', outside, `${beyond}"../../a.png"`],
  ['..\\..\\a.png', outside, `${beyond}"..\\\\..\\\\a.png"`],
  ['..', outside, `${beyond}".."`],
])('refuses %j as %s', (url, why, reason) => {
  expect(addressOf(url, from, root)).toMatchObject({ type: 'refused', why, reason })
})

it.each([
  ['a.png', 'text/a.png'],
  [' a.png ', 'text/a.png'],
  ['a.png?raw=true#x', 'text/a.png'],
  ['a.png#x\ny', 'text/a.png'],
  ['../a.png', 'a.png'],
  ['..\\img\\a.png', 'img/a.png'],
  ['.././text/b/../a.png', 'text/a.png'],
  ['...a/~b.png', 'text/...a/~b.png'],
  ['a~b//c.png', 'text/a~b/c.png'],
  ['1a:b.png', 'text/1a:b.png'],
  ['a/b:c.png', 'text/a/b:c.png'],
  ['a%3Fb%23c.png', 'text/a?b#c.png'],
  ['a%20%7eb.png', 'text/a ~b.png'],
])('leads %j to %s', (url, leads) => {
  expect(addressOf(url, from, root)).toEqual({ type: 'path', path: path.join(root, leads) })
})

it.each([
  ['/img/e\u0301.png', 'img/\u00e9.png'],
  ['/img/../a.png', 'a.png'],
  ['\\img\\a.png', 'img/a.png'],
])('counts %j from the root as %s', (url, fromRoot) => {
  expect(addressOf(url, from, root)).toMatchObject({ why: outside, fromRoot })
})

it.each(['/..', '/../../a', '~/a.png', '/'])('leads %j nowhere from the root', (url) => {
  expect(addressOf(url, from, root)).not.toHaveProperty('fromRoot')
})

it('tells what is inside', () => {
  expect(isInside('/bank/a/b', '/bank')).toBe(true)
  expect(isInside('/', '/bank')).toBe(false)
  expect(isInside('/other', '/bank')).toBe(false)
  expect(isInside('/bank/..', '/bank')).toBe(false)
  expect(isInside('/a', '/a/b')).toBe(false)
})

it('quotes 120 characters whole, and 119 of more', () => {
  expect(quote('a'.repeat(120))).toBe(`"${'a'.repeat(120)}"`)
  expect(quote('a'.repeat(121))).toBe(`"${'a'.repeat(119)}…"`)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { line } from '../reading.ts'

const math = (text: string): string[] =>
  line(text).flatMap((node) => (node.type === 'inlineMath' ? [node.value] : []))

describe('single dollars', () => {
  it.each([
    ['$5 to $6', []],
    ['from $5 to $6 and $7', []],
    ['a $20,000 house and a $30,000 car', []],
    ['$x$', ['x']],
    ['$x$ and $y$', ['x', 'y']],
    ['costs $5, where $n$ is two', ['n']],
    ['\\$$x$', ['x']],
    ['a $$', []],
    ['a$$$b', []],
    ['$ x$', []],
    ['$x $', []],
    ['$x$5', []],
    ['$x$.', ['x']],
    ['\\$x$', []],
    ['$x\\$y$', ['x\\$y']],
    ['$a\\\\$', ['a\\\\']],
    ['$GOPATH/bin', []],
    ['a lone $ sign', []],
    ['$', []],
    ['`$x$`', []],
    ['`$`x$y$', ['y']],
    ['$a\nb$', ['a\nb']],
    ['$a*b$ and $c*d$', ['a*b', 'c*d']],
    ['**$x$**', []],
  ])('%j holds %j', (text, expected) => {
    expect(math(text)).toEqual(expected)
  })

  it('finds math inside emphasis', () => {
    expect(JSON.stringify(line('**$x$**'))).toContain('inlineMath')
  })

  it('leaves two dollars to the construct that reads them', () => {
    expect(math('a $$x$$ b')).toEqual(['x'])
  })

  it('never takes a dollar before a digit as the end, and loses no character', () => {
    const piece = fc.constantFrom('$', 'a', '5', ' ', '\\', '.', '$5', '*')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = `x${pieces.join('')}x`
        // Two dollars are another construct's, whose math may be a space.
        fc.pre(!text.includes('$$'))
        for (const node of line(text)) {
          if (node.type !== 'inlineMath') continue
          expect(node.value).not.toMatch(/^\s|\s$/)
        }
        expect(math(text).every((value) => text.includes(value))).toBe(true)
      }),
    )
  })
})

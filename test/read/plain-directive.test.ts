import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { plainValues } from '../../src/read/plain-directive.ts'
import { long } from '../support/judge.ts'

const yaml = (text: string): unknown =>
  parse(`{${text}\n}`, { schema: 'failsafe', merge: false, uniqueKeys: true, maxAliasCount: 0 })

describe('plain values of a directive', () => {
  it.each([
    ['id: js-closure', { id: 'js-closure' }],
    [
      ' tags: [scope, event loop], difficulty: hard ',
      { tags: ['scope', 'event loop'], difficulty: 'hard' },
    ],
    [
      'id: 007,kind: reversed, see: [ a ,b ], tags: []',
      { id: '007', kind: 'reversed', see: ['a', 'b'], tags: [] },
    ],
    ['hint: think of größe, of: K7M2Q', { hint: 'think of größe', of: 'K7M2Q' }],
  ])('%s', (text, values) => {
    expect(plainValues(text)).toEqual(values)
    expect(yaml(text)).toEqual(values)
  })

  it.each([
    ...['id: "a"', "id: 'a'", 'id: a: b', 'id: a # b', 'id: -a', 'id: a, id: b', 'id:', 'id: ,'],
    ...[
      'tags: [a, [b]]',
      'tags: [a,]',
      'tags: [a, b',
      'tags: {a: b}',
      'a\nid: b',
      'id: a\tb',
      'id: a\nb',
    ],
    ...['id: &a b', 'id: *a', 'id: !t a', 'id: a\u00a0', '__proto__: a', `id: ${'a'.repeat(400)}`],
  ])('are left to YAML: %j', (text) => {
    expect(plainValues(text)).toBeUndefined()
  })

  it('are what YAML makes of the same text, whatever it is', () => {
    let plain = 0
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('id: ', 'tags: ', 'hint: ', ', ', '[', ']', ' ') },
      {
        weight: 3,
        arbitrary: fc.constantFrom('a', 'b c', 'größe', '7', '1.5', 'x-y', 'true', '~'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          ...[
            '"',
            "'",
            '#',
            ' #',
            ':',
            ': ',
            '-',
            '- ',
            '?',
            '|',
            '>',
            '%',
            '@',
            '`',
            '&',
            '*',
            '!',
          ],
          ...['\n', '\t', '{', '}', ',', '\u00a0', '\u2028', '---', '...', '<<: ', '/', '+', '._'],
        ),
      },
    )
    const pairs = fc
      .array(fc.tuple(fc.constantFrom('id', 'tags', 'see', 'x'), fc.array(piece, { maxLength: 4 })))
      .map((some) => some.map(([key, value]) => `${key}: ${value.join('')}`).join(', '))
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      pairs,
    )
    fc.assert(
      fc.property(text, (given) => {
        const values = plainValues(given)
        if (values === undefined) return
        plain++
        expect(yaml(given)).toEqual(values)
      }),
      { numRuns: long ? 200_000 : 5000, seed: 11 },
    )
    expect(plain).toBeGreaterThan(200)
  })
})

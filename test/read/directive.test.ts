import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { checkComment, isDirective, readDirective } from '../../src/read/directive.ts'

const node = (value: string) => ({ type: 'html' as const, value })
const place = { path: 'q.md', line: 2, column: 1 }

function read(inside: string) {
  const messages = new Messages()
  const directive = readDirective(node(`<!-- ${inside} -->`), place, messages)
  return { directive, said: messages.all.map(({ ruleId, reason }) => `${ruleId}: ${reason}`) }
}

describe('directives', () => {
  it('are comments that begin with a key', () => {
    expect(isDirective(node('<!-- id: a -->'))).toBe(true)
    expect(isDirective(node('<!--\nkind: typed\n-->'))).toBe(true)
    expect(isDirective(node('<!-- tags:[a] -->'))).toBe(true)
    expect(isDirective(node('<!-- TODO: x -->'))).toBe(false)
    expect(isDirective(node('<!-- an id: a -->'))).toBe(false)
    expect(isDirective(node('<!-- id -->'))).toBe(false)
    expect(isDirective(node('<p>id: a</p>'))).toBe(false)
  })

  it('give every key', () => {
    const text =
      'id: a-b, kind: typed, tags: [x, y], difficulty: hard, hint: "a, b: c", see: [k], of: Q'
    expect(read(text)).toEqual({
      directive: {
        id: 'a-b',
        kind: 'typed',
        tags: ['x', 'y'],
        difficulty: 'hard',
        hint: 'a, b: c',
        see: ['k'],
        of: 'Q',
      },
      said: [],
    })
  })

  it('keep `id: 007` text, and read over several lines', () => {
    expect(read('id: 007,\n  tags: [a]\n').directive).toMatchObject({ id: '007', tags: ['a'] })
  })

  it('name an unknown key, with a suggestion where one is near', () => {
    expect(read('id: a, dificulty: hard').said).toEqual([
      'directive-unknown-key: "dificulty" is not a key of a directive. Did you mean "difficulty"?',
    ])
    expect(read('id: a, colour: red').said).toEqual([
      'directive-unknown-key: "colour" is not a key of a directive.',
    ])
  })

  it('name a bad value and leave it out', () => {
    const { directive, said } = read('kind: essay, difficulty: 3, hint: [a], id: "a b"')
    expect(directive).toEqual({ tags: [], see: [] })
    expect(said.map((line) => line.split(':')[0])).toEqual([
      'directive-bad-value',
      'directive-bad-value',
      'directive-bad-value',
      'id-malformed',
    ])
  })

  it.each(['id: [a', 'id: a, id: b', 'hint: a: b', 'hint: &x a, tags: [*x]'])(
    'say that %j cannot be read',
    (inside) => {
      expect(read(inside).said[0]).toMatch(/^directive-malformed: /)
    },
  )

  it('are suspected in a comment with a misspelt first key', () => {
    const said = (value: string) => {
      const messages = new Messages()
      checkComment(node(value), place, messages)
      return messages.all.map(({ ruleId }) => ruleId)
    }
    expect(said('<!-- tag: [a] -->')).toEqual(['directive-unknown-key'])
    expect(said('<!-- kinds: typed -->')).toEqual(['directive-unknown-key'])
    expect(said('<!-- tags: (a) -->')).toEqual(['directive-malformed'])
    expect(said('<!-- TODO: x -->')).toEqual([])
    expect(said('<!-- note: x -->')).toEqual([])
    expect(said('<!-- prettier-ignore -->')).toEqual([])
  })
})

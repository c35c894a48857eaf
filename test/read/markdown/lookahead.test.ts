import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Construct } from 'micromark-util-types'
import { describe, expect, it } from 'vitest'
import { is, lookahead } from '../../../src/read/markdown/lookahead.ts'

const [at, bang, query] = [64, 33, 63]

/** Whether an at sign is found before what `ahead` wants: the sign then is an escape. */
function finds(ahead: Construct, text: string): boolean {
  const sign: Construct = {
    name: 'sign',
    tokenize: (effects, ok, nok) => (code) => {
      effects.enter('characterEscape')
      effects.consume(code)
      effects.exit('characterEscape')
      return effects.check(ahead, ok, nok)
    },
  }
  let found = false
  fromMarkdown(text, {
    extensions: [{ text: { [at]: sign } }],
    mdastExtensions: [
      {
        enter: {
          characterEscape() {
            found = true
          },
        },
      },
    ],
  })
  return found
}

describe('lookahead', () => {
  const two = lookahead('data', is(bang), is(query))

  it('wants every character in order', () => {
    expect(finds(two, 'a @!? b')).toBe(true)
    expect(finds(two, 'a @?! b')).toBe(false)
    expect(finds(two, 'a @!! b')).toBe(false)
  })

  it('does not see past the end', () => {
    expect(finds(two, 'a @!?')).toBe(true)
    expect(finds(two, 'a @!')).toBe(false)
  })

  it('refuses what must not be behind', () => {
    const alone = lookahead('data', is(bang), { not: is(bang) })
    expect(finds(alone, 'a @! b')).toBe(true)
    expect(finds(alone, 'a @!')).toBe(true)
    expect(finds(alone, 'a @!! b')).toBe(false)
  })
})

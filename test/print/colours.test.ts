import { describe, expect, it } from 'vitest'
import { highlight } from '../../src/highlight.ts'
import type { Body } from '../../src/model/bank.ts'
import { codeIn, colour, keepColours } from '../../src/print/colours.ts'
import { paragraph } from '../support/bank.ts'
import { block } from './rich.ts'

const body = (unique: string): Body => ({
  title: [],
  prompt: [block(`const prompt = '${unique}'`, 'js'), block(unique, 'nobody-knows')],
  answer: [
    { type: 'blockquote', children: [block(`answer = "${unique}"\n# said`, 'py')] },
    block(`plain ${unique}`),
  ],
  choices: [
    {
      body: [block(`let ${unique} = 1`, 'js')],
      why: [paragraph('Because.'), block(`var ${unique}`, 'js')],
    },
  ],
  footnotes: [],
})

describe('the colours of bodies', () => {
  it('are found for each block that has any, and kept for it', () => {
    const one = body('one')
    const [numbers = Uint32Array.of()] = colour([JSON.stringify(one)])
    // Tokens of another thread, told by a text that no highlighter would give.
    const marked = numbers.map((number) => (number > 32 && number % 32 === 3 ? number + 7 : number))
    keepColours(codeIn(body('two')), marked)
    const kindsOf = (code: string, lang: string) =>
      (highlight(code, lang) ?? []).flat().map(({ kind }) => kind)
    expect(kindsOf("const prompt = 'two'", 'js')).toContain('tag')
    expect(kindsOf('answer = "two"\n# said', 'py')).toEqual(['plain', 'tag', 'comment'])
    expect(kindsOf('let two = 1', 'js')).toEqual(kindsOf('let one = 1', 'js'))
    expect(kindsOf("const prompt = 'one'", 'js')).toContain('string')
  })

  it('are left alone where numbers are of another body', () => {
    const [numbers = Uint32Array.of()] = colour([JSON.stringify(body('three'))])
    keepColours(codeIn(body('seventeen')), numbers)
    expect(highlight("const prompt = 'seventeen'", 'js')?.[0]?.at(-1)?.text).toBe("'seventeen'")
  })
})

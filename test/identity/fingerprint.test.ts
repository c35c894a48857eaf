import { describe, expect, it } from 'vitest'
import { fingerprintOf, issuedOf, titleHash } from '../../src/identity/fingerprint.ts'
import { draft } from './drafts.ts'

const contentOf = (answer: string) => fingerprintOf('t', { title: 't', answer }).content

describe('fingerprints', () => {
  it('see one title through case, spaces and closing marks', () => {
    const one = titleHash('What is  a Closure?')
    expect(titleHash(' what is a closure')).toBe(one)
    expect(titleHash('What is a closure…?')).toBe(one)
    expect(titleHash('Re\u0301sume\u0301')).toBe(titleHash('R\u00e9sum\u00e9'))
    expect(titleHash('What is C?')).not.toBe(titleHash('What is C++?'))
    expect(titleHash('?')).not.toBe(titleHash('!'))
  })

  it('see one content through line ends, spaces at line ends and blank lines around', () => {
    const one = contentOf('a\n\n  b')
    expect(contentOf('\n\na  \r\n\r\n  b\t\n')).toBe(one)
    expect(contentOf('a\n\nb')).not.toBe(one)
  })

  it('tell prompt from answer, and leave title and directive out', () => {
    const one = fingerprintOf('t', { title: 't', prompt: 'a', answer: 'b' })
    expect(fingerprintOf('t', { title: 't', prompt: 'b', answer: 'a' }).content).not.toBe(
      one.content,
    )
    const other = fingerprintOf('u', {
      title: 'u',
      directive: '<!-- id: x -->',
      prompt: 'a',
      answer: 'b',
    })
    expect(other.content).toBe(one.content)
    expect(other.title).not.toBe(one.title)
  })

  it('take time in proportion on long runs of spaces', () => {
    expect(contentOf(`${' '.repeat(1_000_000)}x`)).toHaveLength(10)
    expect(titleHash(`${'? '.repeat(500_000)}x`)).toHaveLength(10)
  })

  it('issue Markdown with line feeds on every system', () => {
    expect(issuedOf(draft({ title: 't', answer: 'a\r\nb\rc' })).answer).toBe('a\nb\nc')
  })
})

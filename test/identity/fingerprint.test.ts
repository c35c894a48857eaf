import { describe, expect, it } from 'vitest'
import { fingerprintOf, issuedOf, titleHash, wordsOf } from '../../src/identity/fingerprint.ts'
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

  it('issue every part that is there, and no other', () => {
    const made = draft({ title: 't', answer: 'a' })
    expect(issuedOf(made)).toEqual({ title: 't', answer: 'a' })
    const slice = (text: string) => ({ start: 0, end: text.length, text })
    const { answer, ...slices } = made.slices
    const other = { ...slices, directive: slice('<!-- id: x -->\r'), prompt: slice('p\r\nq') }
    expect(issuedOf({ ...made, slices: other, media: ['key'] })).toEqual({
      ...{ title: 't', directive: '<!-- id: x -->\n', prompt: 'p\nq', path: 'questions.md' },
    })
  })

  it('issue which options are right only where their Markdown does not say', () => {
    const right = (...options: string[]) => {
      const { choices, right } = issuedOf(draft({ title: 't', options }))
      expect(choices).toEqual(options)
      return right
    }
    for (const boxed of ['- [x] a', '  * [ ] a', '+ [X]', '12) [x] a', '1.  [ ] a']) {
      expect(right(boxed, '- [ ] b'), boxed).toBeUndefined()
    }
    for (const bare of [
      '- a [x]',
      'a - [x] b',
      '1 [x] a',
      '-[x] a',
      '1234567890. [x] a',
      '- [y] [x]',
    ]) {
      expect(right('- [ ] b', bare), bare).toBe('01')
    }
    expect(issuedOf(draft({ title: 't' }))).not.toHaveProperty('right')
    const bare = draft({ title: 't', options: ['- [x] a', '- [ ] b'] })
    delete bare.slices.choices
    expect(issuedOf(bare).right).toBe('10')
  })

  it('never change: ledgers hold them', () => {
    const issued = { title: 't', prompt: 'a', answer: 'b ', choices: ['- [x] c', '- [ ] d'] }
    expect(fingerprintOf('What is it?', issued)).toEqual({
      ...{ title: '5Y42M6G8ZA', content: 'gV9gprIEg-' },
      weight: 16,
    })
    expect(fingerprintOf('t', { title: 't' }).weight).toBe(0)
  })

  it('see a title through every closing mark, but not through what it asks', () => {
    const one = titleHash('what')
    for (const mark of [...' ?.!:…？。！：؟']) expect(titleHash(`what${mark}`), mark).toBe(one)
    expect(titleHash('what, ?')).not.toBe(one)
    expect(titleHash('?what')).not.toBe(one)
    expect(titleHash('...')).toBe(titleHash(' ... '))
    expect(titleHash('...')).not.toBe(titleHash('..'))
  })

  it('see inner blank lines, and none where there is nothing', () => {
    expect(contentOf('a\n\nb')).not.toBe(contentOf('a\nb'))
    expect(contentOf(' \n\t\n')).toBe(contentOf(''))
    expect(contentOf('x')).not.toBe(contentOf(''))
    expect(contentOf('e\u0301')).toBe(contentOf('\u00e9'))
    expect(fingerprintOf('t', { title: 't', answer: '\n\n a \n' }).weight).toBe(2)
  })

  it('give likeness all the words, title first', () => {
    const issued = { title: 't', prompt: 'p', answer: 'e\u0301', choices: ['b', 'c'] }
    expect(wordsOf(issued)).toBe('t\np\n\u00e9\nb\nc')
    expect(wordsOf({ title: 't' })).toBe('t\n\n')
  })
})

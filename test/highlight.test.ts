import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight, isKnown, keepHighlighted, plainLines, type Token } from '../src/highlight.ts'

const joined = (lines: Token[][] | undefined) =>
  lines?.map((line) => line.map((token) => token.text).join('')).join('\n')

const kindOf = (code: string, lang: string, text: string) =>
  highlight(code, lang)
    ?.flat()
    .find((token) => token.text === text)?.kind

const languages =
  'javascript typescript python java bash shell xml css sql json yaml c cpp csharp go rust ruby php swift kotlin scala dart r scss less markdown dockerfile ini makefile diff graphql haskell lua perl powershell elixir erlang clojure groovy objectivec matlab julia protobuf nginx properties http cmake latex'.split(
    ' ',
  )

describe('highlight', () => {
  it('gives lines of tokens', () => {
    expect(highlight('const a = 1\n\n// b', 'js')).toEqual([
      [
        { text: 'const', kind: 'keyword' },
        { text: ' a = ', kind: 'plain' },
        { text: '1', kind: 'number' },
      ],
      [],
      [{ text: '// b', kind: 'comment' }],
    ])
  })

  it('keeps a token that spans lines in its kind', () => {
    expect(highlight('/* a\nb */', 'css')).toEqual([
      [{ text: '/* a', kind: 'comment' }],
      [{ text: 'b */', kind: 'comment' }],
    ])
  })

  it('tells strings, names, types, tags, properties and changes apart', () => {
    expect(kindOf('def f(x): pass', 'py', 'f')).toBe('name')
    expect(kindOf('class A {}', 'ts', 'A')).toBe('type')
    expect(kindOf("x = 'y'", 'python', "'y'")).toBe('string')
    expect(kindOf('{"a": true}', 'json', 'true')).toBe('literal')
    expect(kindOf('<p id="a">', 'html', 'id')).toBe('property')
    expect(kindOf('+ a', 'diff', '+ a')).toBe('added')
    expect(kindOf('- a', 'diff', '- a')).toBe('removed')
  })

  it.each(languages)('loads %s and loses no character of it', (lang) => {
    const code = `a = "b" < 'c' && \`d\`\n# e\n// f\n<g h="i">{j: 1}</g>\n  \n`
    expect(joined(highlight(code, lang))).toBe(code)
  })

  it('loses no character of any text', () => {
    const lang = fc.constantFrom(...languages)
    const word = fc.constantFrom(
      ...'<span class="hljs-x">|</span>|&lt;|&#x27;|\n|"|${|`|/*'.split('|'),
    )
    const code = fc
      .array(fc.oneof(word, fc.string(), fc.string({ unit: 'binary' })))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(lang, code, (name, text) => joined(highlight(text, name)) === text),
      { numRuns: 500 },
    )
  })

  it('does not depend on what was highlighted before', () => {
    const code = '<style>a { color: red }</style><script>let a = "b"</script>'
    const before = JSON.stringify(highlight(code, 'html'))
    for (const lang of languages) highlight('let a', lang)
    expect(JSON.stringify(highlight(`${code}\n`, 'html'))).toBe(`${before.slice(0, -1)},[]]`)
  })

  it('knows languages by other names, whatever follows', () => {
    expect(
      ['JS', 'c++', 'C#', 'js{1,3}', '{.python}', 'language-go', 'text', 'yml'].filter(
        (name) => !isKnown(name),
      ),
    ).toEqual([])
    expect(highlight('let a', 'js{1}')).toEqual(highlight('let a', 'javascript'))
  })

  it('says that a language is not known', () => {
    for (const lang of ['klingon', '', 'constructor', '__proto__', '[sound:x]']) {
      expect(isKnown(lang)).toBe(false)
      expect(highlight('a', lang)).toBeUndefined()
    }
    expect(highlight('a', undefined)).toBeUndefined()
  })

  it('leaves text and enormous blocks plain', () => {
    expect(highlight('let a\nb', 'text')).toEqual(plainLines('let a\nb'))
    const long = 'let a = 1\n'.repeat(10_001)
    expect(highlight(long, 'js')?.[0]).toEqual([{ text: 'let a = 1', kind: 'plain' }])
  })

  it('counts code once that is kept again', () => {
    const first = highlight('const first = 1', 'js')
    const long = `const long = '${'x'.repeat(90_000)}'`
    const tokens = highlight(long, 'js') ?? []
    for (let n = 0; n < 20; n++) keepHighlighted(long, 'js', tokens)
    expect(highlight('const first = 1', 'js')).toBe(first)
  })
})

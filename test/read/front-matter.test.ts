import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { splitFrontMatter, tagsOf } from '../../src/read/front-matter.ts'
import { saidOf } from './reading.ts'

function split(text: string) {
  const messages = new Messages()
  const result = splitFrontMatter({ path: 'q.md', text }, messages)
  return { ...result, rest: text.slice(result.offset), said: saidOf(messages) }
}

describe('front matter', () => {
  it('gives what is known and where the text begins', () => {
    const text = '---\ntitle: "A: b"\nid: js\ntags: [x, "#y", c d]\nlang: de\nlevel: 3\n---\n# q\n'
    expect(split(text)).toEqual({
      frontMatter: {
        title: 'A: b',
        id: 'js',
        language: 'de',
        tags: ['x', 'y', 'c-d'],
        level: 3,
        ours: true,
      },
      offset: text.indexOf('# q'),
      line: 8,
      rest: '# q\n',
      said: [],
    })
  })

  it('keeps `id: 007` and `title: on` text', () => {
    const { frontMatter } = split('---\nid: 007\ntitle: on\nversion: 1.10\n---\n')
    expect(frontMatter).toMatchObject({ id: '007', title: 'on', version: '1.10' })
  })

  it('counts lines with CRLF', () => {
    expect(split('---\r\ntitle: a\r\n---\r\n# q')).toMatchObject({
      frontMatter: { title: 'a' },
      line: 4,
      rest: '# q',
    })
  })

  it('says what it did not use, at its place', () => {
    expect(split('---\ntitle: a\nlayout: post\n---\n').said).toEqual([
      'front-matter-unknown-key 3:1',
    ])
  })

  it.each([
    ['an open bracket', '---\ntitle: [a\n---\n'],
    ['a key twice', '---\ntitle: a\ntitle: b\n---\n'],
    ['an alias', '---\ntitle: &a x\ntags: *a\n---\n'],
    ['a list', '---\n- a\n- b\n---\n'],
    ['an id that is a list', '---\nid: [a]\n---\n'],
    ['a level that is none', '---\nlevel: 7\n---\n'],
    ['over 16 KiB', `---\ntitle: ${'a'.repeat(17_000)}\n---\n`],
  ])('refuses %s', (_, text) => {
    expect(split(text).said[0]).toMatch(/^front-matter-malformed \d+:\d+$/)
  })

  it('names the line of what is not YAML', () => {
    expect(split('---\ntitle: a\nid: b\nid: c\n---\n').said).toEqual(['front-matter-malformed 4:1'])
  })

  it.each([
    ['a rule', '---\n# q'],
    ['two rules around prose', '---\nJust a sentence.\n---\n'],
    ['nothing', '# q'],
    ['a rule below', '# q\n---\na: b\n---\n'],
  ])('is not there with %s', (_, text) => {
    expect(split(text)).toMatchObject({ offset: 0, line: 1, said: [] })
  })

  it('gives only a name where it is TOML', () => {
    expect(split('---\nname = "x"\n---\n# q')).toMatchObject({
      frontMatter: { title: 'x' },
      rest: '# q',
      said: [],
    })
    expect(split('---\n# y\norder = 3\n---\n# q')).toMatchObject({
      frontMatter: { tags: [] },
      said: ['front-matter-unknown-key 1:1'],
    })
  })

  it('may be empty', () => {
    expect(split('---\n---\n# q')).toMatchObject({ rest: '# q', said: [] })
    expect(split('---\n# only a comment\n---\n# q')).toMatchObject({ rest: '# q', said: [] })
  })
})

it('reads tags as a list or with commas, each once', () => {
  expect(tagsOf(' a, b ,a,, c d')).toEqual(['a', 'b', 'c-d'])
  expect(tagsOf(['x', 5, 'x', ''])).toEqual(['x'])
  expect(tagsOf(undefined)).toEqual([])
})

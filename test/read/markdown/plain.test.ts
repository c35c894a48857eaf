import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMarkdown } from '../../../src/read/markdown/markdown.ts'
import { plainComment, plainHeading } from '../../../src/read/markdown/plain.ts'

const pieces = fc.constantFrom(
  ...['a', 'Why', 'é', 'e\u0301', '你', '𝒳', '7', ' ', '  ', '.', ',', ':', ';', '?', '(', ')'],
  ...["'", '"', '“', '-', '--', '—', 'www.', 'WWW.a', 'a.de', 'http:', '/', '@', '#', '==', '*'],
  ...['1)', '1.', '<', '>', '!', '[', ']', '`', '$', '{{c1::', '\\', '&amp;', '\n', '\n\n', '\t'],
  ...['<!--', '-->', '->', '\0', '\r', 'tags: [a]'],
)
const texts = fc.array(pieces, { maxLength: 9 }).map((some) => some.join(''))
const runs = { numRuns: process.env.RECTOVERSO_LONG === '1' ? 100_000 : 3000 }

describe('plain texts', () => {
  it('are as parsing gives them', () => {
    const seen = { headings: 0, comments: 0 }
    fc.assert(
      fc.property(texts, (text) => {
        const title = `# ${text}`
        const heading = plainHeading(title)
        const marked = parseMarkdown(title, undefined, { marks: true })
        if (heading) {
          seen.headings++
          expect(heading).toEqual(parseMarkdown(title))
          expect(heading.blocks).toEqual(marked.blocks)
        }
        for (const inside of [`<!--${text}-->`, text]) {
          const comment = plainComment(inside)
          if (!comment) continue
          seen.comments++
          expect(comment).toEqual(parseMarkdown(inside))
        }
      }),
      runs,
    )
    expect(Math.min(seen.headings, seen.comments)).toBeGreaterThan(50)
  })

  it('are ordinary titles and directives, and nothing that Markdown marks', () => {
    expect(plainHeading("# What does it (really) mean: the client's view?")).toBeDefined()
    expect(plainComment('<!-- rv:\nid: a\n\n# b\n-->')).toBeDefined()
    for (const title of ['# a `b`', '# see www.a.de', '# a@b.de', '# a #', '# ', '# a '])
      expect(plainHeading(title), title).toBeUndefined()
    for (const text of ['<!-->', '<!--->', '<!-- a --> b', ' <!-- a -->', '<!-- a -->\n'])
      expect(plainComment(text), text).toBeUndefined()
  })
})

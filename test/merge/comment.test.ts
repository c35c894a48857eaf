import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withKeys } from '../../src/merge/comment.ts'
import { directiveOf } from '../../src/merge/parts.ts'

describe('a directive comment', () => {
  it('keeps its order, spaces and other keys', () => {
    const comment = '<!--  id: x,tags:  [a,b] , see: [y],  hint: "q"  -->'
    expect(withKeys(comment, { tags: ['c'] })).toBe(
      '<!--  id: x,tags:  [c] , see: [y],  hint: "q"  -->',
    )
    expect(withKeys(comment, { difficulty: 'easy' })).toBe(
      '<!--  id: x,tags:  [a,b] , see: [y],  hint: "q", difficulty: easy  -->',
    )
    expect(withKeys(comment, { tags: undefined })).toBe('<!--  id: x , see: [y],  hint: "q"  -->')
    expect(withKeys(comment, { hint: undefined })).toBe('<!--  id: x,tags:  [a,b] , see: [y]  -->')
    expect(withKeys('<!-- tags: [a], kind: typed -->', { tags: undefined })).toBe(
      '<!-- kind: typed -->',
    )
    expect(withKeys('<!-- tags: [a] -->', { tags: undefined })).toBeUndefined()
    expect(withKeys('<!-- tags: [a] -->', { hint: undefined })).toBe('<!-- tags: [a] -->')
  })

  it('over several lines keeps them', () => {
    const comment = '<!-- tags:\n  [a,\n   b],\n  difficulty: hard\n-->'
    expect(withKeys(comment, { difficulty: 'easy' })).toBe(
      '<!-- tags:\n  [a,\n   b],\n  difficulty: easy\n-->',
    )
  })

  it('that cannot be read is refused', () => {
    expect(() => withKeys('<!-- tags: [a -->', { tags: ['b'] })).toThrow('cannot be read')
  })

  it('holds any hint and any tags, and reads back the same', () => {
    const tag = fc.stringMatching(/^[\p{L}\p{N}#:,.'"{}[\]&*!|>%@`-]{1,12}$/u)
    fc.assert(
      fc.property(fc.string(), fc.array(tag), (hint, tags) => {
        const clean = hint.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim()
        const wanted = [...new Set(tags.map((one) => one.replace(/^#/, '')))].filter(Boolean)
        const comment = withKeys(undefined, { tags: wanted, hint: clean }) ?? ''
        expect(comment).toMatch(/^<!--(?:(?!-->)[\s\S])*-->$/)
        const read = directiveOf(comment)
        expect(read.hint).toBe(clean)
        expect(read.tags).toEqual([...new Set(wanted.map((one) => one.replace(/^#/, '')))])
      }),
    )
  })
})

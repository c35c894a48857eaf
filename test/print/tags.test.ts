import { describe, expect, it } from 'vitest'
import { below, depthOf, hang, type Tag } from '../../src/print/tags.ts'

describe('tags', () => {
  it('count the sections they stand in', () => {
    const chapter = below(undefined, 'Sect')
    const question = below(chapter, 'Sect')
    expect(depthOf(undefined)).toBe(0)
    expect(depthOf(below(chapter, 'H'))).toBe(1)
    expect(depthOf(below(below(question, 'LBody'), 'H'))).toBe(2)
  })

  it('that were made before their paragraph hang below it, once', () => {
    const paragraph: Tag = { type: 'P' }
    const link: Tag = { type: 'Link' }
    const formula = below(link, 'Formula', { alt: 'x' })
    hang(formula, paragraph)
    hang(link, paragraph)
    expect(link.parent).toBe(paragraph)
    expect(formula.parent).toBe(link)
    hang(formula, { type: 'P' })
    expect(link.parent).toBe(paragraph)
    expect(paragraph.parent).toBeUndefined()
  })
})

import type { Paragraph, Parent } from 'mdast'
import { describe, expect, it } from 'vitest'
import { createParser } from '../../../src/read/markdown/parse.ts'

/** Types of what stands inside the first gap, which is taken by chunks. */
function inside(text: string): string[] {
  const paragraph = createParser().parse(text).children[0] as Paragraph
  const gap = paragraph.children.find(({ type }) => (type as string) === 'cloze')
  return ((gap as Parent | undefined)?.children ?? []).map(({ type }) => type)
}

describe('what stands inside a construct', () => {
  it('is one text over several lines', () => {
    expect(inside('{{c1::*one\ntwo* three}}')).toEqual(['emphasis', 'text'])
    expect(inside('{{c1::one  \ntwo}}')).toEqual(['text', 'break', 'text'])
  })

  it('is another text behind an end', () => {
    expect(inside('{{c1::*one::two*}}')).toEqual(['text', 'clozeHint'])
  })
})

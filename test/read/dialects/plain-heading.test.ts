import { describe, expect, it } from 'vitest'
import { plainHeading } from '../../../src/read/dialects/plain-heading.ts'
import { sheetOf } from '../reading.ts'

const headings = (...titles: string[]): string =>
  titles.map((title) => `${title}\n\ntext\n\n`).join('')

const level = (text: string, more = {}) => plainHeading.evidence(sheetOf(text, more)).level

describe('the question level', () => {
  it('is the one whose titles ask', () => {
    expect(level(headings('# A', '## What?', '### Detail', '## Why?'))).toBe(2)
    expect(level(headings('# A', '## B', '### What?', '### How?', '## C', '### Why?'))).toBe(3)
    expect(level(headings('# What?', '# Why?'))).toBe(1)
  })

  it('is none in a manual', () => {
    expect(level(headings('# Tool', '## Installation', '## Usage', '## What next?'))).toBe(0)
  })

  it('is told by a sign most titles share', () => {
    expect(level(headings('### ▶ One', '### ▶ Two', '### ▶ Three', '### Other'))).toBe(3)
  })

  it('is told by directives', () => {
    expect(level('# A\n\n## One\n<!-- id: a -->\n\nx\n\n## Two\n\ny\n')).toBe(2)
  })

  it('is the second where the author writes for us and nothing tells', () => {
    expect(level(headings('# A', '## One', '## Two'), { ours: true })).toBe(2)
  })

  it('is the stated one', () => {
    expect(level(headings('# What?', '## One'), { level: 2 })).toBe(2)
    expect(level(headings('# What?'), { level: 2 })).toBe(2)
  })
})

describe('what stands at the question level', () => {
  const kinds = (text: string, more = {}) => {
    const sheet = sheetOf(text, more)
    return plainHeading
      .parts(sheet, plainHeading.evidence(sheet))
      .map((part) => (part.type === 'skipped' ? part.rule : part.type))
  }

  it('is skipped by name', () => {
    const links = '## More\n\n- [a](http://a)\n- [b](http://b)\n'
    expect(
      kinds(
        `${headings('## Contents', '## What?', '## Why?', '## How?', '## References')}${links}`,
      ),
    ).toEqual(['cleaned-contents', 'item', 'item', 'item', 'cleaned-footer', 'item-skipped'])
  })

  it('is all taken where the author stated the level', () => {
    expect(kinds(headings('## What?', '## References'), { level: 2 })).toEqual(['item', 'item'])
  })
})

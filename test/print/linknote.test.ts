import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/model/mdast.ts'
import { flow } from '../../src/print/flow.ts'
import { linkNote } from '../../src/print/linknote.ts'
import { paragraph, text } from '../support/bank.ts'
import { boxesIn, given, glyphsIn, wordsIn } from './given.ts'

const link = (url: string, words: string): Block =>
  paragraph('See ', { type: 'link', url, children: [text(words)] }, '.')

describe('notes of links', () => {
  it('number each address once, after the footnotes', async () => {
    const { setting } = await given({ notes: new Map([['a', 1]]), feet: new Map() })
    expect(linkNote('https://example.org', setting).number).toBe(2)
    expect(linkNote('https://example.org/b', setting).number).toBe(3)
    expect(linkNote('https://example.org', setting).number).toBe(2)
    expect(setting.feet.size).toBe(2)
  })

  it('are called behind the words, and carry the address as a link', async () => {
    const { setting, theme, spot } = await given({ notes: new Map(), feet: new Map() })
    const noted = { ...setting, theme: { ...theme, links: 'notes' as const } }
    const [line] = boxesIn(flow([link('https://example.org/page', 'this')], noted, spot))
    expect(wordsIn(line?.ops ?? [])).toBe('See this1.')
    const foot = line?.notes?.flat() ?? []
    const [note] = boxesIn(foot)
    expect(wordsIn(note?.ops ?? [])).toContain('1 https://example.org/page')
    expect(note?.ops.some((op) => op.op === 'link' && op.url === 'https://example.org/page')).toBe(
      true,
    )
    expect(note?.tag?.parent?.type).toBe('Note')
    expect(glyphsIn(line?.ops ?? []).find(({ run }) => run.text === '1')?.tag?.type).toBe(
      'Reference',
    )
  })

  it('are none where the words are the address, or the theme wants none', async () => {
    const { setting, theme, spot } = await given({ notes: new Map(), feet: new Map() })
    const url = 'https://example.org'
    flow([link(url, url)], { ...setting, theme: { ...theme, links: 'notes' } }, spot)
    flow([link(url, 'words')], setting, spot)
    expect(setting.notes.size).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { bodyOf } from '../../src/model/bank.ts'
import type { Block } from '../../src/model/mdast.ts'
import { flow } from '../../src/print/flow.ts'
import { linkCodes, linkNote } from '../../src/print/linknote.ts'
import { moduleSide, quietZone } from '../../src/print/qr.ts'
import { setQuestion } from '../../src/print/question.ts'
import { paragraph, question, text } from '../support/bank.ts'
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

  it('may be QR symbols at the end of the question, each once, beside number and address', async () => {
    const url = 'https://example.org/page'
    const answer = [link(url, 'this'), link(url, 'that'), link('https://example.org/b', 'other')]
    const { setting, theme, shop } = await given()
    const { drawings, report } = setting
    const shown = { ...shop, theme: { ...theme, links: 'qr' as const } }
    const asked = question({ title: 'T', answer })
    const body = bodyOf(asked)
    const {
      answer: lines,
      tail,
      tag,
    } = setQuestion(asked, body, shown, { drawings, report }, 320, () => undefined)
    expect(boxesIn(lines).map(({ ops }) => wordsIn(ops))).toEqual([
      'See this1.',
      'See that1.',
      'See other2.',
    ])
    const [row, ...more] = boxesIn(tail)
    expect(more).toEqual([])
    const symbols = (row?.ops ?? []).filter((op) => op.op === 'shapes')
    expect(symbols.map(({ alt, tag }) => [alt, tag?.type, tag?.alt])).toEqual([
      [`QR: ${url}`, 'Figure', `QR: ${url}`],
      ['QR: https://example.org/b', 'Figure', 'QR: https://example.org/b'],
    ])
    expect(symbols.every((one) => one.tag?.parent?.type === 'Note')).toBe(true)
    expect(symbols[0]?.tag?.parent?.parent).toBe(tag)
    expect(wordsIn(row?.ops ?? [])).toBe(`1${url}2https://example.org/b`)
    expect(row?.ops.filter((op) => op.op === 'link').map((op) => op.url)).toEqual([
      url,
      'https://example.org/b',
    ])
    // Nothing reaches into the white a reader needs, nor out of the row.
    for (const { x, y, width, height } of symbols) {
      const quiet = quietZone * moduleSide - 0.01
      expect(y).toBeGreaterThanOrEqual(quiet)
      expect(y + height).toBeLessThanOrEqual((row?.height ?? 0) - quiet)
      for (const op of glyphsIn(row?.ops ?? [])) {
        const right = op.x + (op.run.width * op.size) / 1000
        expect(right <= x - quiet || op.x >= x + width + quiet).toBe(true)
      }
    }
  })

  it('are words alone where nothing holds symbols, as on the cover', async () => {
    const { setting, theme, spot } = await given({ notes: new Map(), feet: new Map() })
    const own = { ...setting, theme: { ...theme, links: 'qr' as const } }
    const [line] = boxesIn(flow([link('https://example.org', 'this')], own, spot))
    expect(wordsIn(line?.ops ?? [])).toBe('See this.')
    expect(linkCodes(own, spot)).toEqual([])
  })
})

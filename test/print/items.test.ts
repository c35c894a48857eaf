import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fil, type Item, infinite, itemsOf, type Shaping } from '../../src/print/items.ts'
import type { Look, Piece } from '../../src/print/look.ts'
import { given, look } from './given.ts'

const { setting } = await given()
const shaping: Shaping = {
  faces: setting.faces,
  hyphenate: () => [],
  missing: () => undefined,
}
const set = (text: string, more: Partial<Shaping> = {}, measure = 300, at: Look = look): Item[] =>
  itemsOf([{ kind: 'text', text, look: at }], { ...shaping, ...more }, measure)

/** `word`, `_` for a space, `|cost` for a penalty. */
const shown = (items: readonly Item[]): string[] =>
  items.map((item) => {
    if (item.type === 'box') return item.word ? item.word.text.slice(item.from, item.to) : '[]'
    if (item.type === 'atom') return '*'
    if (item.type === 'glue') return item.stretch === fil ? 'fil' : '_'
    return `|${item.cost}${item.hyphen ? '-' : ''}`
  })
const end = ['|100000', 'fil', '|-100000']
const widthOf = (items: readonly Item[]): number =>
  items.reduce((sum, item) => sum + (item.type === 'penalty' ? 0 : item.width), 0)

describe('items', () => {
  it('are words and spaces, with white and a forced break at the end', () => {
    expect(shown(set('two  words '))).toEqual(['two', '_', 'words', ...end])
  })

  it('give and take at spaces as TeX does, less in code', () => {
    const [, plain] = set('a b')
    const [, code] = set('a b', {}, 300, { ...look, verbatim: true })
    if (plain?.type !== 'glue' || code?.type !== 'glue') throw new Error('no glue')
    expect(plain.width).toBeCloseTo(2, 0)
    expect([plain.stretch / plain.width, plain.shrink / plain.width]).toEqual([0.6, 0.3])
    expect([code.stretch / code.width, code.shrink / code.width]).toEqual([0.25, 0.15])
  })

  it('are other objects wherever two of one word meet, and the same where they do not', () => {
    const texts = ['same', 'same'].map((text): Piece => ({ kind: 'text', text, look }))
    const [one, other] = itemsOf(texts, shaping, 300)
    const [first, , again] = set('same same')
    if (one?.type !== 'box' || other?.type !== 'box') throw new Error('no boxes')
    expect(one.word).not.toBe(other.word)
    expect(again).toBe(first)
  })

  it('are a word by itself, or its parts where a line may break in it', () => {
    const [whole] = set('word')
    const [first, , second] = set('well-known')
    const [mark] = set('，')
    if (whole?.type !== 'box' || first?.type !== 'box' || mark?.type !== 'box') {
      throw new Error('no boxes')
    }
    expect(whole.word).toBe(whole)
    expect(first.word?.text).toBe('well-known')
    expect(first.word?.parts).toEqual([first, expect.anything(), second])
    expect([mark.width, mark.word?.width]).toEqual([5, 10])
  })

  it('share the hyphen that may end a line', () => {
    const [, one, , , , other] = set('abcdef ghijkl', { hyphenate: () => [2] })
    expect(one).toMatchObject({ type: 'penalty', hyphen: true })
    expect(other).toBe(one)
  })

  it('say what no face has wherever it stands', () => {
    const told: string[] = []
    const missing = (text: string): void => {
      told.push(text)
    }
    set('\u{16fe4} \u{16fe4}', { missing })
    expect(told).toEqual(['\u{16fe4}', '\u{16fe4}'])
  })

  it('may part at hyphens, soft ones before those of the language', () => {
    const hyphenate = () => [2]
    expect(shown(set('abcdef', { hyphenate }))).toEqual(['ab', '|50-', 'cdef', ...end])
    expect(shown(set('abc\u00addef', { hyphenate }))).toEqual(['abc', '|50-', 'def', ...end])
    expect(shown(set('abcdef', { hyphenate }, 300, { ...look, verbatim: true }))).toEqual([
      'abcdef',
      ...end,
    ])
  })

  it('may part addresses after punctuation and never near an end', () => {
    const verbatim = { ...look, verbatim: true }
    expect(shown(set('https://example.org/a', {}, 300, verbatim))).toEqual([
      'https://',
      '|150',
      'example.',
      '|150',
      'org/a',
      ...end,
    ])
  })

  it('may part after a dash, and not before closing punctuation', () => {
    expect(shown(set('well—known'))).toContain('well')
    expect(shown(set('(well).'))).toEqual(['(well).', ...end])
  })

  it('part what is wider than the line between any two clusters', () => {
    const items = set('zzzzzzzzzz', {}, 30)
    expect(shown(items).filter((one) => one === 'z')).toHaveLength(10)
    expect(shown(items).filter((one) => one === '|3000')).toHaveLength(9)
  })

  it('may part Han anywhere but before closing marks, and give way there', () => {
    const items = set('数值好')
    expect(shown(items)).toEqual(['数', '_', '值', '_', '好', ...end])
    expect(items[1]).toMatchObject({ width: 0, stretch: 0.6, shrink: 0 })
    expect(shown(set('用GPU的'))).toEqual(['用', '_', 'GPU', '_', '的', ...end])
    // Hangul is justified by its word spaces.
    expect(shown(set('한국'))).toEqual(['한', '|50', '국', ...end])
  })

  it('set full-width marks in half their width, with white that may give way', () => {
    /** Words with the width of each mark, white as its width. */
    const widths = (text: string) =>
      set(text).flatMap((item): (string | number)[] => {
        if (item.type === 'box')
          return [`${item.word?.text.slice(item.from, item.to)}${item.width}`]
        return item.type === 'glue' && item.stretch < 1000 ? [item.width] : []
      })
    expect(widths('好，好')).toEqual(['好10', '，5', 5, '好10'])
    expect(widths('好「好')).toEqual(['好10', 5, '「5', '好10'])
    // Between two marks there is one white, or none.
    expect(widths('好，「好')).toEqual(['好10', '，5', 5, '「5', '好10'])
    expect(widths('好。」好')).toEqual(['好10', '。5', '」5', 5, '好10'])
    expect(widths('（「好')).toEqual(['（5', '「5', '好10'])
    // At the end of a paragraph nothing stands behind it.
    expect(widths('好。')).toEqual(['好10', '。5'])
    const [, , white] = set('好，好')
    expect(white).toMatchObject({ type: 'glue', width: 5, shrink: 2.5, silent: true })
    // In code every character keeps its cell, and narrow marks of Latin are no squares.
    const code = set('好，好', {}, 300, { ...look, verbatim: true })
    expect(code.some((item) => item.type === 'box' && item.side)).toBe(false)
    expect(set('say “so”, he').some((item) => item.type === 'box' && item.side)).toBe(false)
    expect(set('说“好”了').filter((item) => item.type === 'box' && item.side)).toHaveLength(2)
  })

  it('keep the rules of line ends where a piece of another look begins', () => {
    const strong: Look = { ...look, style: { ...look.style, weight: 700 } }
    const raised: Look = { ...look, rise: 3, size: 7 }
    const joined = (before: string, after: string, at: Look) =>
      shown(
        itemsOf(
          [
            { kind: 'text', text: before, look },
            { kind: 'text', text: after, look: at },
          ],
          shaping,
          300,
        ),
      ).slice(0, -end.length)
    expect(joined('好', '好', strong)).toEqual(['好', '_', '好'])
    expect(joined('好', '。', strong)).toEqual(['好', '。'])
    expect(joined('好。', '」', strong)).toEqual(['好', '。', '」'])
    expect(joined('好', '「好', strong)).toEqual(['好', '_', '「', '好'])
    expect(joined('好，', '好', strong)).toEqual(['好', '，', '_', '好'])
    expect(joined('好。', '1', raised)).toEqual(['好', '。', '1'])
    expect(joined('word', 'word', strong)).toEqual(['word', 'word'])
  })

  it('part Thai, Lao, Khmer and Burmese where a syllable begins', () => {
    const syllables = (text: string) =>
      shown(set(text).filter(({ type }) => type === 'box')).join('|')
    expect(syllables('ภาษาไทยและเด็กๆชอบ')).toBe('ภาษา|ไทย|และ|เด็กๆ|ชอบ')
    expect(syllables('ພາສາລາວແລະໄທ')).toBe('ພາສາລາວ|ແລະ|ໄທ')
    expect(syllables('မြန်မာစာ')).toBe('မြန်|မာ|စာ')
    expect(syllables('ភាសាខ្មែរ')).toBe('ភា|សា|ខ្មែរ')
    // No white opens in code.
    expect(set('ภาษาไทย', {}, 300, { ...look, verbatim: true })).toHaveLength(1 + end.length)
  })

  it('give at a no-break space as at any other, and do not part there', () => {
    expect(shown(set('a\u00a0b'))).toEqual(['a', ...end.slice(0, 1), '_', 'b', ...end])
    const wide = set(Array(40).fill('word').join('\u00a0'), {}, 100)
    expect(wide.filter((item) => item.type === 'penalty' && item.cost === 3000)).not.toEqual([])
  })

  it('share a ligature out among its letters, for a line may break in it', () => {
    const items = set('effort', { hyphenate: () => [2] })
    const [before, , after] = items
    if (before?.type !== 'box' || after?.type !== 'box') throw new Error('no boxes')
    const apart = (text: string) => widthOf(set(text))
    expect(before.width).toBeCloseTo(apart('ef'), 0)
    expect(after.width).toBeCloseTo(apart('fort'), 0)
  })

  it('tear nothing like C++', () => {
    expect(shown(set('C++'))).toEqual(['C++', ...end])
    expect(shown(set('（C++）和')).join('')).toContain('C++')
  })

  it('report what no face has', () => {
    const missing: string[] = []
    set('a\u{10ffff}', { missing: (text) => missing.push(text) })
    expect(missing).toEqual(['\u{10ffff}'])
  })

  it('hold kerns, atoms and the author’s breaks', () => {
    const pieces: Piece[] = [
      { kind: 'kern', width: 4, look },
      { kind: 'break' },
      { kind: 'atom', atom: { width: 9, ascent: 5, descent: 1, ops: [] }, look },
    ]
    const items = itemsOf(pieces, shaping, 300)
    expect(shown(items)).toEqual(['[]', ...end, '*', ...end])
    expect(widthOf(items)).toBe(13)
  })

  it('lose no character and no width by being parted, for any words', () => {
    const word = fc.stringMatching(/^[a-zA-Z0-9.,/-]{1,30}$/)
    fc.assert(
      fc.property(word, fc.array(fc.integer({ min: 0, max: 40 })), (text, points) => {
        const whole = set(text, {}, 1000)
        const parted = set(text, { hyphenate: () => points }, 1000)
        const letters = (items: readonly Item[]) =>
          shown(items.filter(({ type }) => type === 'box')).join('')
        expect(letters(parted)).toBe(text)
        for (const item of parted)
          if (item.type === 'box') expect(item.to).toBeGreaterThan(item.from)
        expect(widthOf(parted)).toBeCloseTo(widthOf(whole), 5)
        expect(parted.at(-1)).toMatchObject({ cost: -infinite })
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { Look, Piece } from '../../src/print/look.ts'
import { reportMissing, setParagraph } from '../../src/print/paragraph.ts'
import { mono } from '../../src/print/setting.ts'
import { given, glyphsIn, look, wordsIn } from './given.ts'

const text = (words: string, at: Look = look): Piece => ({ kind: 'text', text: words, look: at })
const prose =
  'The environment of a function is kept alive for as long as anything can still call the function that was created in it.'

describe('a paragraph', () => {
  it('is lines of the leading, with small letters in its middle', async () => {
    const { setting, spot } = await given()
    const { boxes } = setParagraph([text(prose)], setting, { ...spot, x: 20 })
    expect(boxes.length).toBeGreaterThan(1)
    for (const box of boxes) {
      expect(box).toMatchObject({ role: 'line', x: 20, width: 300, height: 13.5 })
      expect(box.baseline).toBeCloseTo((13.5 + 6.2) / 2, 3)
      expect(glyphsIn(box.ops)[0]).toMatchObject({ x: 20, y: box.baseline })
    }
    const lines = boxes.map(({ ops }) => wordsIn(ops))
    expect(lines.join(' ').replaceAll('- ', '')).toBe(prose)
    expect(boxes.map(({ parted }) => parted ?? false)).toEqual(
      lines.map((line) => line.endsWith('-')),
    )
    expect(lines.some((line) => line.endsWith('-'))).toBe(true)
  })

  it('is justified where it is wide, ragged where it is narrow or asked to be', async () => {
    const { setting, spot } = await given()
    const ends = (width: number, align?: 'left'): number[] =>
      setParagraph([text(prose)], setting, { ...spot, width }, align ? { align } : {})
        .boxes.slice(0, -1)
        .map(({ ops }) => {
          const last = glyphsIn(ops).at(-1)
          return width - (last?.x ?? 0) - ((last?.run.width ?? 0) * 10) / 1000
        })
    for (const rest of ends(250)) expect(rest).toBeCloseTo(0, 1)
    expect(Math.max(...ends(190))).toBeGreaterThan(1)
    expect(Math.max(...ends(250, 'left'))).toBeGreaterThan(1)
  })

  it('stays ragged where a third of it is code', async () => {
    const { setting, spot } = await given()
    const { boxes } = setParagraph(
      [text('Some words and '), text('a = b + c; '.repeat(12), mono(look))],
      setting,
      spot,
    )
    const rest = boxes.slice(0, -1).map(({ ops }) => {
      const last = glyphsIn(ops).at(-1)
      return 300 - (last?.x ?? 0) - ((last?.run.width ?? 0) * (last?.size ?? 0)) / 1000
    })
    expect(Math.max(...rest)).toBeGreaterThan(1)
  })

  it('stays justified with a word of code in it', async () => {
    const { setting, spot } = await given()
    const { boxes } = setParagraph([text(`${prose} `), text('call()', mono(look))], setting, spot)
    const last = glyphsIn(boxes[0]?.ops ?? []).at(-1)
    expect((last?.x ?? 0) + ((last?.run.width ?? 0) * 10) / 1000).toBeCloseTo(300, 1)
  })

  it('stands right where it runs from there, and where the few words around it do', async () => {
    const { setting, spot } = await given()
    const left = (words: string, rtl: boolean, fixed = false): number => {
      const { boxes } = setParagraph(
        [text(words)],
        setting,
        { ...spot, rtl },
        { align: 'left', fixed },
      )
      return glyphsIn(boxes[0]?.ops ?? [])[0]?.x ?? 0
    }
    expect(left('שלום', false)).toBeGreaterThan(250)
    expect(left('שלום', false, true)).toBe(0)
    expect(left('few words', true)).toBeGreaterThan(200)
    expect(left('few words', true, true)).toBe(0)
    expect(left(prose, true)).toBe(0)
  })

  it('makes room for what is tall, and shrinks what is wide', async () => {
    const { setting, spot } = await given()
    const atom = { width: 600, ascent: 40, descent: 20, ops: [] }
    const { boxes } = setParagraph([{ kind: 'atom', atom, look }], setting, spot)
    expect(boxes).toHaveLength(1)
    expect(boxes[0]).toMatchObject({ baseline: 21, height: 32 })
  })

  it('says which line calls which footnote', async () => {
    const { setting, spot } = await given()
    const { notes, boxes } = setParagraph(
      [text(prose), text('1', { ...look, note: 'n' })],
      setting,
      spot,
    )
    expect(notes).toHaveLength(boxes.length)
    expect(notes.flat()).toEqual(['n'])
    expect(notes.at(-1)).toEqual(['n'])
  })

  it('breaks a word wider than the line where the line is full, and says so with its place', async () => {
    const at: unknown[] = []
    const { setting, spot } = await given({
      report: (rule, reason, node) => at.push([rule, reason, node]),
    })
    const node = { type: 'paragraph' as const, children: [] }
    const word = 'Donaudampfschifffahrt'.repeat(20)
    const { boxes } = setParagraph([text(`It is ${word}.`)], setting, spot, { node })
    expect(boxes.length).toBeGreaterThan(5)
    expect(boxes.map(({ ops }) => wordsIn(ops)).join('')).toBe(`It is ${word}.`)
    expect(at).toEqual([
      ['word-broken', '"DonaudampfschifffahrtDon…" (421 characters) is wider than the line', node],
    ])
    // In a table the table says it.
    setParagraph([text(word)], setting, spot, { node, cell: true })
    expect(at).toHaveLength(1)
  })

  it('sets a box for each character of Korean where its face is missing, and names the package', async () => {
    const { setting, spot, said, shop } = await given()
    const { boxes } = setParagraph([text('한국어')], setting, spot)
    const glyphs = boxes.flatMap(({ ops }) => glyphsIn(ops))
    expect(glyphs.map(({ run }) => [run.text, run.missing, run.glyphs.includes(0)])).toEqual(
      [...'한국어'].map((character) => [character, true, false]),
    )
    expect(new Set(said.map(({ note }) => note))).toEqual(
      new Set(['npm install @expo-google-fonts/noto-sans-kr']),
    )
    expect(shop.faces.packageFor('かな')).toBe('@expo-google-fonts/noto-sans-jp')
  })

  it('reports what no face has, and what to install', async () => {
    const { setting, spot, said } = await given()
    setParagraph([text('\u{10ffff}')], setting, spot)
    reportMissing(setting, 'ไ')
    expect(said).toEqual([
      { rule: 'glyph-missing', reason: 'no face at hand has "\u{10ffff}" (U+10FFFF)' },
      {
        rule: 'glyph-missing',
        reason: 'no face at hand has "ไ" (U+0E44)',
        note: 'npm install @expo-google-fonts/noto-sans-thai',
      },
    ])
  })
})

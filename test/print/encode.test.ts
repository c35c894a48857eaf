import { describe, expect, it } from 'vitest'
import type { GlyphRun } from '../../src/faces/faces.ts'
import { encode, type Glyphs, spaceOf } from '../../src/print/encode.ts'

/** A face whose glyphs are all 500 wide, and named by the characters they stand for; 9 is a ligature. */
const faces: Glyphs = {
  advance: () => 500,
  character: (_face, glyph) => (glyph === 9 ? undefined : glyph),
  glyph: (_face, codePoint) => (codePoint > 31 ? codePoint : undefined),
}

const run = (text: string, more: Partial<GlyphRun> = {}): GlyphRun => {
  const each = [...text]
  return {
    ...{ face: 'f', text, rtl: false, width: each.length * 500 },
    glyphs: each.map((one) => one.charCodeAt(0)),
    advances: each.map(() => 500),
    offsets: each.flatMap(() => [0, 0]),
    clusters: each.map((_, index) => index),
    ...more,
  }
}

describe('a run', () => {
  it('is the codes of its glyphs, kerning between them', () => {
    expect(encode(run('ab'), faces)).toEqual({ codes: '\0a\0b' })
    expect(encode(run('ba', { advances: [480, 500] }), faces)).toEqual({ codes: '\0b)20(\0a' })
    const wide = run('\u0a0d', { glyphs: [0x0a0d] })
    expect(encode(wide, faces).codes).toBe('\n\\r')
  })

  it('says where glyphs do not tell its text, and its glyphs where any is raised', () => {
    expect(encode(run('a', { missing: true }), faces).silent).toBe(true)
    expect(encode(run('b', { glyphs: [97] }), faces).silent).toBe(true)
    expect(encode(run('a', { clusters: [0], text: 'a\u0301' }), faces).silent).toBe(true)
    expect(encode(run('\u00a0', { glyphs: [32] }), faces).silent).toBe(undefined)
    expect(encode(run('a', { offsets: [0, 30] }), faces).raised).toEqual(['\0a'])
  })

  it('names what glyphs of no one character stand for, one thing each', () => {
    const one = { glyphs: [9], advances: [500], offsets: [0, 0], clusters: [0] }
    expect(encode(run('fi', one), faces)).toEqual({
      ...{ codes: '\0\t', told: [{ glyph: 9, text: 'fi' }] },
    })
    const two = { glyphs: [9, 9], advances: [500, 500], offsets: [0, 0, 0, 0], clusters: [0, 2] }
    expect(encode(run('fifi', two), faces).silent).toBe(undefined)
    const both = encode(run('fifl', two), faces)
    // What is said in other words leaves its glyphs free.
    expect([both.silent, both.told]).toEqual([true, undefined])
  })

  it('escapes what would end its string', () => {
    expect(encode(run('('), faces).codes).toBe('\0\\(')
  })

  it('has the space of its face, if it has any', () => {
    expect(spaceOf('f', faces)).toEqual({ glyph: 32, code: '\0 ', width: 500 })
    expect(spaceOf('f', { ...faces, glyph: () => undefined })).toBe(undefined)
  })

  it('is in other codes where these are told', () => {
    const codeOf = (glyph: number): string => String.fromCharCode(glyph + 1)
    expect(encode(run('ba', { advances: [480, 500] }), faces, codeOf).codes).toBe('c)20(b')
    expect(encode(run('a', { offsets: [0, 30] }), faces, codeOf).raised).toEqual(['b'])
    expect(spaceOf('f', faces, codeOf)?.code).toBe('!')
  })
})

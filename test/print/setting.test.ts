import { describe, expect, it } from 'vitest'
import { bold, inset, italic, lookOf, mono } from '../../src/print/setting.ts'
import { look } from './given.ts'

describe('looks', () => {
  it('come from a face of the theme', () => {
    expect(lookOf({ family: 'sans', size: 9, leading: 12 }, '#123456')).toEqual({
      style: { family: 'sans', weight: 400, italic: false },
      size: 9,
      rise: 0,
      colour: '#123456',
    })
  })

  it('become bold, slanted and mono without losing the rest', () => {
    expect(bold(look)).toEqual({ ...look, style: { ...look.style, weight: 700 } })
    expect(bold(look, 600).style.weight).toBe(600)
    expect(italic(bold(look)).style).toEqual({ family: 'serif', weight: 700, italic: true })
    expect(mono(look, 0.88)).toEqual({
      ...look,
      style: { ...look.style, family: 'mono' },
      size: 8.8,
      verbatim: true,
    })
  })

  it('are one object wherever they are made of the same', () => {
    const face = { family: 'sans', size: 9, leading: 12 } as const
    expect(lookOf(face, '#123456')).toBe(lookOf(face, '#123456'))
    expect(lookOf(face, '#123456')).not.toBe(lookOf(face, '#123457'))
    expect(bold(look)).toBe(bold(look))
    expect(bold(look, 600)).not.toBe(bold(look, 700))
    expect(mono(look, 0.8)).not.toBe(mono(look))
    expect(italic({ ...look })).not.toBe(italic(look))
  })

  it('stand upright again inside emphasis', () => {
    expect(italic(italic(look))).toEqual(look)
  })
})

describe('a spot', () => {
  it('is set in from both sides and keeps what lies behind it', () => {
    const back = { x: 0, width: 2, fill: '#000000', pad: 0 }
    const outer = { x: 5, width: 100, look, leading: 12, backs: [back] }
    const other = { ...back, x: 7 }
    expect(inset(outer, 10, 4, [other])).toEqual({
      ...outer,
      x: 15,
      width: 86,
      backs: [back, other],
    })
    expect(inset({ ...outer, rtl: true }, 10, 4)).toMatchObject({ x: 9, width: 86 })
  })
})

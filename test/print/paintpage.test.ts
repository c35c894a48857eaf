import { beforeAll, describe, expect, it } from 'vitest'
import type { GlyphsOp } from '../../src/print/display.ts'
import type { PackedBox } from '../../src/print/galley.ts'
import { glyphs } from '../../src/print/heads.ts'
import { lazyPage } from '../../src/print/lazypage.ts'
import { pack } from '../../src/print/pack.ts'
import { box, type Given, given, look } from './given.ts'
import { pageOf as page, painted } from './painted.ts'

let shop: Given['shop']
beforeAll(async () => {
  shop = (await given()).shop
})

/** A page of words as a galley has them. */
function placed(words: readonly GlyphsOp[]) {
  const [[packed] = []] = pack([[box({ ops: [...words] })]], shop.faces)
  const { ops: _, ...blank } = page('1')
  return lazyPage(blank, ({ ops }) =>
    ops.push({ op: 'placed', box: packed as PackedBox, dx: 40, dy: 60, late: [] }),
  )
}

const shown = (pdf: string): string =>
  [...pdf.matchAll(/BT\n[\s\S]*?ET\n/g)].map(([text]) => text).join('')

describe('a painted page', () => {
  it('gives a page the size it has, and the words it has', async () => {
    const pdf = await painted([page('1', ...glyphs('Hello', 40, 60, look, shop))], shop)
    expect(pdf).toMatch(/\/MediaBox \[0 0 300 400\]/)
    expect(pdf).toContain('40 340 Td')
    expect(pdf).toMatch(/\/BaseFont \/[A-Z]{6}\+SourceSerif4/)
    expect(pdf).toMatch(/beginbf/)
  })

  it('leads to the web in seven bits, and to places in the booklet', async () => {
    const area = { op: 'link', x: 10, y: 20, width: 30, height: 10 } as const
    const pdf = await painted(
      [
        page('1', { ...area, url: 'https://example.org/ü (a)' }, { ...area, to: 'there' }),
        page('2', { op: 'destination', name: 'there', x: 0, y: 106 }),
      ],
      shop,
    )
    expect(pdf).toContain('(https://example.org/%C3%BC%20\\(a\\))')
    expect(pdf).toMatch(/\/Rect \[10 370 40 380\]/)
    expect(pdf).toMatch(/\/Dest \(d0000000\)/)
    expect(pdf).toMatch(/\/XYZ 0 300 null/)
  })

  it('makes no link to what is not in the booklet', async () => {
    const area = { op: 'link', x: 10, y: 20, width: 30, height: 10 } as const
    expect(await painted([page('1', { ...area, to: 'nowhere' })], shop)).not.toContain('/Annot')
  })

  it('moves to a place and then by a glyph’s own offset, as two numbers', async () => {
    const [a] = glyphs('a', 40, 60, look, shop)
    const [b] = glyphs('b', 60, 60, look, shop)
    if (a?.op !== 'glyphs' || b?.op !== 'glyphs') throw new Error('no glyphs')
    const run = { ...b.run, offsets: [-500, 0] }
    const pdf = await painted([page('1', a, { ...b, run })], shop)
    const gap = Math.round(((a.x + (a.run.width * a.size) / 1000 - b.x) * 1e4) / a.size) / 10
    expect(pdf).toContain(`)${gap}()500(`)
  })

  it('is the same of words that were written when they were packed', async () => {
    const words = glyphs('Ligatures: office, fin', 0, 0, look, shop).filter(isGlyphs)
    const more = words.map((op) => ({ ...op, y: 12, size: 9, colour: '#ff0000', space: 2 }))
    const all = [...words, ...more]
    const there = all.map((op) => ({ ...op, x: op.x + 40, y: op.y + 60 }))
    const pdf = await painted([placed(all)], shop, { untagged: true })
    const other = await painted([page('1', ...there)], shop, { untagged: true })
    expect(shown(pdf)).toBe(shown(other))
    // Its fonts too: no glyph of theirs is missing.
    expect(pdf === other).toBe(true)
    expect(shown(pdf)).toContain('40 340 Td')
  })

  it('says what glyphs stand for where a galley has them for another text than the page before', async () => {
    const [fi] = glyphs('fi', 40, 60, look, shop).filter(isGlyphs)
    if (!fi) throw new Error('no glyphs')
    const other = { ...fi, x: 0, y: 0, run: { ...fi.run, text: 'xy' } }
    const pdf = await painted([page('1', fi), placed([other])], shop)
    expect(pdf).toMatch(/<[0-9a-f]{2}> <00660069>/)
    expect(pdf).toContain('/Span <</ActualText <feff00780079>>> BDC')
  })
})

const isGlyphs = (op: { op: string }): op is GlyphsOp => op.op === 'glyphs'

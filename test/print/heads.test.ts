import { describe, expect, it } from 'vitest'
import type { Page } from '../../src/print/display.ts'
import { addHead, glyphs, type Head, shorten } from '../../src/print/heads.ts'
import { given, glyphsIn, look, wordsIn } from './given.ts'

const frame = { x: 40, y: 60, width: 300, height: 400 }
const head: Head = { words: 'Closures', codes: ['AAAAA', 'AAAAA', 'BBBBB'], opens: false }

async function ops(more: Partial<Head>, recto: boolean): Promise<Page['ops']> {
  const { shop } = await given()
  const page: Page = { label: '12', width: 400, height: 520, frame, ops: [] }
  addHead(page, { ...head, ...more }, recto, shop)
  return page.ops
}
const edgesOf = (all: Page['ops']) =>
  glyphsIn(all).map(({ run, x, size }) => [run.text, x, x + (run.width * size) / 1000] as const)

describe('running heads', () => {
  it('stand outside the frame, words inside and codes outside on a recto', async () => {
    const all = await ops({}, true)
    const [words, codes, folio] = edgesOf(all)
    expect(words?.slice(0, 2)).toEqual(['Closures', 40])
    expect(codes?.[0]).toBe('AAAAA – BBBBB')
    expect(codes?.[2]).toBeCloseTo(340, 2)
    expect(folio?.[0]).toBe('12')
    expect(folio?.[2]).toBeCloseTo(340, 2)
    for (const { y } of glyphsIn(all)) expect(y < 60 || y > 460).toBe(true)
  })

  it('are mirrored on a verso', async () => {
    const [words, codes, folio] = edgesOf(await ops({}, false))
    expect(words?.[2]).toBeCloseTo(340, 2)
    expect(codes?.[1]).toBe(40)
    expect(folio?.[1]).toBe(40)
  })

  it('are missing where a chapter opens; the folio is not', async () => {
    expect(edgesOf(await ops({ opens: true }, true)).map(([text]) => text)).toEqual(['12'])
  })

  it('name one code where the page has one question, none where it has none', async () => {
    expect(edgesOf(await ops({ codes: ['AAAAA', 'AAAAA'] }, true))[1]?.[0]).toBe('AAAAA')
    expect(edgesOf(await ops({ codes: [] }, true)).map(([text]) => text)).toEqual([
      'Closures',
      '12',
    ])
  })

  it('are artifacts, so that nobody reads them out', async () => {
    const all = await ops({}, true)
    expect(all[0]).toMatchObject({ op: 'begin', role: 'artifact' })
    expect(all.at(-1)).toEqual({ op: 'end' })
  })

  it('are cut with an ellipsis where they are too long', async () => {
    const { shop } = await given()
    expect(shorten('short', look, 100, shop)).toBe('short')
    const cut = shorten('a very long title of a chapter', look, 60, shop)
    expect(cut).toMatch(/^a very.*\S…$/)
    expect(shorten('x'.repeat(5000), look, 60, shop).length).toBeLessThan(30)
  })

  it('are words on a line, raised ones raised', async () => {
    const { shop } = await given()
    const all = glyphs('a שלום b', 5, 100, { ...look, rise: 2 }, shop)
    expect(wordsIn(all).length).toBe(8)
    expect(glyphsIn(all).map(({ y }) => y)).toEqual([98, 98, 98])
    expect(glyphsIn(all)[0]?.x).toBe(5)
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { glyphs } from '../../src/print/heads.ts'
import { type Given, given, look } from './given.ts'
import { pageOf, painted } from './painted.ts'

let shop: Given['shop']
beforeAll(async () => {
  shop = (await given()).shop
})

const words = (text: string) => glyphs(text, 40, 60, look, shop)

describe('a font of a PDF', () => {
  it('has the codes of ASCII for it, whatever stands before', async () => {
    for (const before of ['', 'Other words “and” 12345 ']) {
      const pdf = await painted([pageOf('1', ...words(`${before}Hero`))], shop)
      expect(pdf.replaceAll(/\)[-\d.]+\(/g, '')).toMatch(/Hero\)\] TJ/)
    }
  })

  it('says of each code where its glyph lies, how wide it is and what it stands for', async () => {
    const pdf = await painted([pageOf('1', ...words('fig'))], shop)
    const [face] = words('g').map((op) => (op.op === 'glyphs' ? op.run : undefined))
    expect(pdf).toContain('<67> <0067>')
    // A ligature has a code point too, and is met by two letters.
    expect(pdf).toMatch(/<[0-9a-f]{2}> <00660069>/)
    expect(pdf).toMatch(/\/CIDToGIDMap \d+ 0 R/)
    expect(pdf).toMatch(new RegExp(`\\b103 \\[${face?.advances[0]}[ \\]]`))
    expect(pdf).toMatch(/\/FontName \/BZZZZZ\+SourceSerif4-Regular/)
    expect(pdf).toMatch(/\/Encoding \d+ 0 R/)
    expect(pdf).toMatch(/\/Type \/CMap\n\/CMapName \/BZZZZZ\+SourceSerif4-Regular-H\n/)
    expect(pdf).toMatch(/begincidrange\n<00> <[0-9a-f]{2}> 0\n/)
  })

  it('lets a glyph stand for what it was first met as, and says so where it is met as another', async () => {
    const [op] = words('fi')
    if (op?.op !== 'glyphs') throw new Error('no glyphs')
    const other = { ...op, y: 90, run: { ...op.run, text: 'xy' } }
    const pdf = await painted([pageOf('1', op, other)], shop)
    expect(pdf).toMatch(/<[0-9a-f]{2}> <00660069>/)
    expect(pdf.match(/ActualText <feff00780079>/g)).toHaveLength(1)
  })
})

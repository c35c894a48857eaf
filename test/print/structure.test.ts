import { describe, expect, it } from 'vitest'
import { Structure } from '../../src/print/structure.ts'
import { below, type Tag } from '../../src/print/tags.ts'

function open() {
  let last = 100
  const written = new Map<number, string>()
  const structure = new Structure({
    reserve: () => ++last,
    write: (id, body) => written.set(id, body),
  })
  const bodies = (): string => {
    for (const _ of structure.end());
    return [...written.values()].join('\n')
  }
  return { structure, written, bodies }
}

describe('the structure tree', () => {
  it('numbers the content of each page from 0, and names other pages than the first', () => {
    const { structure, bodies } = open()
    const paragraph: Tag = { type: 'P' }
    structure.page()
    expect([structure.mark(paragraph, 7), structure.mark({ type: 'P' }, 7)]).toEqual([0, 1])
    structure.page()
    expect(structure.mark(paragraph, 8)).toBe(0)
    expect(bodies()).toContain('/Pg 7 0 R/K[0 <</Type/MCR/Pg 8 0 R/MCID 0>> ]')
  })

  it('gives headings the level of their sections, and skips none', () => {
    const { structure, bodies } = open()
    structure.page()
    const section = below(undefined, 'Sect')
    const deep = below(below(section, 'Sect'), 'Sect')
    structure.mark(below(section, 'H'), 1)
    structure.mark(below(deep, 'H', { level: 2 }), 1)
    structure.mark(below(deep, 'H'), 1)
    structure.mark(below(section, 'H'), 1)
    expect(bodies().match(/\/S\/H\d/g)).toEqual(['/S/H1', '/S/H2', '/S/H3', '/S/H1'])
  })

  it('says of elements what they need', () => {
    const { structure, bodies } = open()
    structure.page()
    const figure: Tag = { type: 'Figure', alt: 'é' }
    structure.mark(figure, 1)
    structure.place(figure, [1, 2, 3, 4])
    structure.mark({ type: 'Note' }, 1)
    structure.mark({ type: 'Note' }, 1)
    structure.mark({ type: 'TH' }, 1)
    structure.mark(below({ type: 'L', numbering: 'Decimal' }, 'LI'), 1)
    const text = bodies()
    expect(text).toContain('/Alt <feff00e9>/A<</O/Layout/BBox[1 2 3 4]>>')
    expect(text).toContain('/ID(note1)')
    expect(text).toContain('/ID(note2)')
    expect(text).toContain('/Scope/Column')
    expect(text).toContain('/ListNumbering/Decimal')
  })

  it('parts its tree of parents into leaves', () => {
    const { structure, bodies } = open()
    const link: Tag = { type: 'Link' }
    for (let page = 0; page < 300; page++) {
      structure.page()
      structure.mark({ type: 'P' }, page + 1000)
    }
    expect(structure.annotate(link, 5, 1299)).toBe(1_000_000)
    const text = bodies()
    expect(text).toContain('/Limits[0 255]')
    expect(text).toContain('/Limits[256 1000000]')
    expect(text).toContain('/OBJR/Obj 5 0 R/Pg 1299 0 R')
  })
})

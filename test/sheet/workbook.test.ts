import { describe, expect, it } from 'vitest'
import { type Column, columns, ofColumn } from '../../src/sheet/columns.ts'
import { frameOf, letterOf, lineWidths } from '../../src/sheet/workbook.ts'
import { newYear } from '../support/context.ts'
import { elementsOf, named } from './xml.ts'

const last = letterOf(columns.length - 1)
const facts = { title: 'Bank & <co>', issued: newYear }
const frame = () =>
  frameOf(
    [
      { name: "Don't & <go>", rows: 3 },
      { name: 'Two', rows: 0 },
    ],
    facts,
    columns,
  )

async function sheet(index: number) {
  const part = (await frame()).find((one) => 'sheet' in one && one.sheet === index)
  if (!part || !('sheet' in part)) throw new Error('no such sheet')
  return part
}

/** The XML of a sheet without rows. */
const page = async (given: readonly Column[] = columns): Promise<string> => {
  for (const part of await frameOf([{ name: 'S', rows: 0 }], facts, given)) {
    if ('sheet' in part) return part.before + part.after
  }
  return ''
}

const text = async (path: string): Promise<string> => {
  const part = (await frame()).find((one) => one.path === path)
  return part && 'text' in part ? part.text : ''
}

describe('the frame of a workbook', () => {
  it('is well-formed XML, part for part', async () => {
    for (const part of await frame()) {
      const xml = 'text' in part ? part.text : part.before + part.after
      expect(elementsOf(xml).length).toBeGreaterThan(1)
    }
  })

  it('has a sheet with header, frozen row and column, filter and lists', async () => {
    const { before, after } = await sheet(0)
    const header = [...before.matchAll(/<t>([^<]*)<\/t>/g)].map(([, name]) => name)
    expect(header).toEqual(columns.map(({ name }) => name))
    expect(before).toContain('<pane xSplit="1" ySplit="1"')
    expect(before).toContain(`<dimension ref="A1:${last}4"/>`)
    expect(before).not.toContain('sample')
    expect(after).toContain(`<autoFilter ref="A1:${last}4"/>`)
    expect(after).toMatch(/<printOptions [^>]*gridLines="(?:1|true)"/)
    expect(after).toMatch(/sqref="D2:D1048576"[^>]*>.*"basic,reversed,cloze,choice,typed"/)
    expect(after).toMatch(/sqref="K2:K1048576"[^>]*>.*"easy,medium,hard"/)
  })

  it('types every cell as text, and every cell that a person may add', async () => {
    const { before, looks } = await sheet(1)
    expect(looks).toHaveLength(columns.length)
    const styles = await text('xl/styles.xml')
    const id = /numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1]
    const formats = [...styles.matchAll(/<xf numFmtId="(\d+)"[^>]*xfId/g)].map(([, one]) => one)
    const cols = [...before.matchAll(/<col min="(\d+)" style="(\d+)"/g)]
    expect(cols.map(([, min]) => Number(min))).toEqual(columns.map((_, index) => index + 1))
    for (const [, , style] of cols) expect(formats[Number(style)]).toBe(id)
    expect(looks).toEqual(cols.map(([, , style]) => ` s="${style}"`))
  })

  it('breaks the lines of long text, and has every cell begin at the top', async () => {
    const styles = elementsOf(await text('xl/styles.xml'))
    const from = styles.findIndex(({ name }) => name === 'cellXfs')
    const looks: Record<string, string>[] = []
    for (const { name, attributes } of styles.slice(from)) {
      if (name === 'xf') looks.push({})
      if (name === 'alignment') Object.assign(looks.at(-1) ?? {}, attributes)
    }
    const widths = lineWidths(columns)
    const cols = named(await page(), 'col')
    expect(cols).toHaveLength(columns.length)
    for (const [index, { attributes }] of cols.entries()) {
      const look = looks[Number(attributes.style)]
      expect(look?.vertical).toBe('top')
      expect(look?.wrapText).toBe(widths[index] ? 'true' : undefined)
    }
  })

  it('has a bold header on grey', async () => {
    const styles = await text('xl/styles.xml')
    const cells = named(await page(), 'c')
    expect(new Set(cells.map(({ attributes }) => attributes.s)).size).toBe(1)
    const looks = named(/<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0] ?? '', 'xf')
    const look = looks[Number(cells[0]?.attributes.s)]?.attributes
    const fonts = [...styles.matchAll(/<font>.*?<\/font>/g)].map(([font]) => font)
    const fills = [...styles.matchAll(/<fill>.*?<\/fill>/g)].map(([fill]) => fill)
    expect(fonts[Number(look?.fontId)]).toContain('<b/>')
    expect(fills[Number(look?.fillId)]).toContain('rgb="FFE8E8E8"')
  })

  it('lets a person choose a kind and a difficulty, and tells who types another', async () => {
    expect(named(await page(), 'dataValidation').map(({ attributes }) => attributes)).toEqual([
      {
        type: 'list',
        sqref: 'D2:D1048576',
        allowBlank: '1',
        showErrorMessage: '1',
        errorStyle: 'stop',
        errorTitle: 'kind',
        error: 'One of basic, reversed, cloze, choice, typed.',
      },
      {
        type: 'list',
        sqref: 'K2:K1048576',
        allowBlank: '1',
        showErrorMessage: '1',
        errorStyle: 'stop',
        errorTitle: 'difficulty',
        error: 'One of easy, medium, hard.',
      },
    ])
  })

  it('is printed on A4 across, as wide as a page and as long as it is, under its header', async () => {
    const xml = await page()
    expect(named(xml, 'pageSetup')[0]?.attributes).toEqual({
      paperSize: '9',
      orientation: 'landscape',
      fitToWidth: '1',
      fitToHeight: '0',
    })
    expect(named(xml, 'pageSetUpPr')[0]?.attributes.fitToPage).toBe('1')
    const titles = named(await text('xl/workbook.xml'), 'definedName')
    expect(titles.map(({ attributes }) => attributes)).toEqual(
      ['0', '1'].map((sheet) => ({ name: '_xlnm.Print_Titles', localSheetId: sheet })),
    )
  })

  it('has a column for the code that a translation’s rows translate', async () => {
    const cols = named(await page([...columns, ofColumn]), 'col')
    expect(cols).toHaveLength(columns.length + 1)
    expect(cols.at(-1)?.attributes).toMatchObject({ min: '15', max: '15', width: '9' })
  })

  it('says how many rows and columns there are, however many', async () => {
    const own = Array.from({ length: 30 }, (_, n): Column => ({ name: `own ${n}`, of: () => '' }))
    const sheets = Array.from({ length: 12 }, (_, n) => ({ name: `S${n}`, rows: 100 + n }))
    const parts = await frameOf(sheets, facts, [...columns, ...own])
    const pages = parts.flatMap((part) => ('sheet' in part ? [part] : []))
    expect(pages.map(({ sheet }) => sheet).sort((a, b) => a - b)).toEqual([...sheets.keys()])
    for (const { sheet, before, after } of pages) {
      const ref = `A1:AR${101 + sheet}`
      expect(named(before + after, 'dimension')[0]?.attributes).toEqual({ ref })
      expect(named(before + after, 'autoFilter')[0]?.attributes).toEqual({ ref })
    }
  })

  it('names its sheets, quoted where they are referred to', async () => {
    const book = await text('xl/workbook.xml')
    expect(book).toMatch(/<sheet name="Don(?:'|&apos;)t &amp; &lt;go&gt;"/)
    const names = [...book.matchAll(/<definedName [^>]*>([^<]*)</g)].map(([, name]) =>
      name?.replaceAll('&apos;', "'"),
    )
    expect(names).toEqual(["'Don''t &amp; &lt;go&gt;'!$1:$1", "'Two'!$1:$1"])
  })

  it('is dated by the bank and by nothing else', async () => {
    const core = await text('docProps/core.xml')
    expect(core.match(/\d{4}-\d\d-\d\dT[\d:]+Z/g)).toEqual([
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:00:00Z',
    ])
    expect(named(core, 'dc:title')[0]?.text).toBe('Bank & <co>')
    expect(named(core, 'dc:creator')[0]?.text).toBe('Rectoverso')
    expect(JSON.stringify(await frame())).toBe(JSON.stringify(await frame()))
  })

  it('breaks lines in the columns of long text only', () => {
    const widths = lineWidths([...columns, { name: 'my notes', of: () => '' }])
    const ours: readonly Column[] = columns
    const wide = ours.map(({ name }, index) => [name, widths[index]] as const)
    expect(wide.filter(([, width]) => width)).toEqual([
      ['deck', 24],
      ['section', 20],
      ['question', 48],
      ['answer', 80],
      ['choices', 40],
      ['hint', 24],
      ['tags', 20],
    ])
    expect(widths.at(-1)).toBe(24)
  })

  it('has a letter for any column', () => {
    const letters = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letterOf)
    expect(letters).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA', 'XFD'])
  })
})

import { SaxesParser } from 'saxes'
import { describe, expect, it } from 'vitest'
import { type Column, columns } from '../../src/sheet/columns.ts'
import { frameOf, letterOf, lineWidths } from '../../src/sheet/workbook.ts'
import { newYear } from '../support/context.ts'

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

const text = async (path: string): Promise<string> => {
  const part = (await frame()).find((one) => one.path === path)
  return part && 'text' in part ? part.text : ''
}

describe('the frame of a workbook', () => {
  it('is well-formed XML, part for part', async () => {
    for (const part of await frame()) {
      const parser = new SaxesParser()
      parser.on('error', (error) => {
        throw error
      })
      parser.write('text' in part ? part.text : part.before + part.after).close()
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
    expect(core).toContain('Bank &amp; &lt;co&gt;')
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

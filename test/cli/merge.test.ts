import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deskOf } from '../merge/desk.ts'
import { rectoverso } from '../support/run.ts'

const source = '# S\n\n## What?\n\nThis.\r\n\n## Why?\n\nThat.\n'

async function edited() {
  const desk = await deskOf({ 'a.md': source })
  desk.row('What?').answer = 'These.'
  await desk.save()
  return desk
}

describe('rectoverso merge', () => {
  it('shows the diff and writes nothing', async () => {
    const desk = await edited()
    const { code, out, err } = await desk.merge()
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      `${[
        ...['--- a/bank/a.md', '+++ b/bank/a.md', '@@ -2,7 +2,7 @@', ' ', ' ## What?', ' '],
        ...['-This.', '+These.', ' ', ' ## Why?', ' '],
        'Questions: 1 edited; files: 1.',
        'Nothing was written; --apply writes it.',
      ].join('\n')}\n`,
    )
    expect(await desk.source('a.md')).toBe(source)
  })

  it('writes with --apply, and the table may then be written anew', async () => {
    const desk = await edited()
    expect(await desk.build()).toEqual(['table-edited'])
    desk.rows = []
    const { code, out } = await desk.merge(desk.table, '--apply')
    expect([code, out]).toEqual([0, expect.stringContaining('Written.')])
    expect(await desk.source('a.md')).toBe(source.replace('This.', 'These.'))
    expect(await desk.build()).toEqual([])
  })

  it('says all of it as JSON', async () => {
    const desk = await edited()
    const { out } = await desk.merge(desk.table, '--json')
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 0,
      written: false,
      counts: { edited: 1, moved: 0, added: 0, removed: 0, own: 0, files: 1 },
      diff: expect.stringContaining('+These.\r'),
      messages: [],
    })
  })

  it('is quiet where that is asked for', async () => {
    const desk = await edited()
    expect(await desk.merge(desk.table, '--quiet')).toEqual({ code: 0, out: '', err: '' })
  })

  it('is named by the build that it keeps from replacing an edited table', async () => {
    const desk = await edited()
    const { code, err } = await rectoverso(desk.root, ['build', 'bank', '--formats', 'csv'])
    expect(code).toBe(1)
    expect(err).toContain('rectoverso merge out/bank.csv bank')
  })

  it('knows a bank by its table’s name among several', async () => {
    const desk = await edited()
    await writeFile(join(desk.root, 'rectoverso.yaml'), 'banks: [bank, other]\n')
    await writeFile(join(desk.root, 'other'), '')
    const { code, out } = await rectoverso(desk.root, ['merge', 'out/bank.csv'])
    expect([code, out]).toEqual([0, expect.stringContaining('+These.')])
    await desk.save({ name: 'review.csv' })
    const unknown = await rectoverso(desk.root, ['merge', 'review.csv'])
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringContaining('Name the folder of one.'),
    ])
  })

  it.each([
    ['a file that is not there', 'none.csv', 74, 'does not exist'],
    ['a file without codes', 'words.csv', 1, 'No column of it holds codes'],
    ['a text for Anki', 'anki.txt', 1, 'Anki’s import'],
    ['an old workbook', 'old.xls', 1, 'save it as XLSX'],
    ['an archive that is none', 'zip.xlsx', 1, 'cannot be read'],
  ])('refuses %s', async (_, name, code, words) => {
    const desk = await deskOf({ 'a.md': source })
    await writeFile(join(desk.root, 'words.csv'), 'a,b\n1,2\n')
    await writeFile(join(desk.root, 'anki.txt'), '#separator:tab\n#html:true\n')
    await writeFile(join(desk.root, 'old.xls'), Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))
    await writeFile(join(desk.root, 'zip.xlsx'), Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]))
    const ran = await desk.merge(join(desk.root, name))
    expect([ran.code, ran.err]).toEqual([code, expect.stringContaining(words)])
  })

  it('needs a ledger', async () => {
    const desk = await edited()
    await writeFile(
      join(desk.root, 'bank/rectoverso.lock'),
      'rectoverso ledger 1\nbank\tid\tbank\n',
    )
    const { code, err } = await desk.merge()
    expect([code, err]).toEqual([1, expect.stringContaining('build it first')])
  })
})

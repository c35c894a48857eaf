import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { note, packageOfNotes } from '../import/packed.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const deck = await packageOfNotes([
  note('a <span style="x">b</span>', 'c'),
  note('', 'd', { guid: 'g' }),
])

describe('rectoverso import', () => {
  it('gives the account, and says what comes next', async () => {
    const cwd = await folderOf({ 'My deck.apkg': deck })
    const { code, out, err } = await rectoverso(cwd, ['import', 'My deck.apkg'])
    expect(code).toBe(0)
    expect(out).toContain('2 notes = 1 questions + 1 skipped; 0 media files')
    expect(out).toContain('Top: 1 questions in My-deck')
    expect(out).toContain('1 × style of <span>')
    expect(out).toContain('Next: rectoverso build My-deck')
    expect(err).toContain('Note g has nothing on its front.  import-note-skipped')
    const built = await rectoverso(cwd, ['build', 'My-deck', '--formats', 'csv', '--strict'])
    expect(built).toMatchObject({ code: 0, err: '' })
  })

  it('stops before it writes, where it is told to', async () => {
    const cwd = await folderOf({ 'deck.apkg': deck })
    const signal = AbortSignal.abort()
    expect((await rectoverso(cwd, ['import', 'deck.apkg'], { signal })).code).toBe(130)
    expect(readdirSync(cwd)).toEqual(['deck.apkg'])
  })

  it('replaces nothing', async () => {
    const cwd = await folderOf({ 'deck.apkg': deck, 'deck/own.md': 'mine' })
    const { code, err } = await rectoverso(cwd, ['import', 'deck.apkg'])
    expect([code, err]).toEqual([2, expect.stringContaining('new or empty')])
    expect(readdirSync(join(cwd, 'deck'))).toEqual(['own.md'])
  })

  it('says why a file cannot be read', async () => {
    const cwd = await folderOf({ 'x.apkg': 'no zip' })
    const { code, err } = await rectoverso(cwd, ['import', 'x.apkg', 'y'])
    expect(code).toBe(1)
    expect(err).toMatch(/It has no columns for questions[\s\S]*Nothing was written/)
    expect((await rectoverso(cwd, ['import', 'gone.apkg'])).code).toBe(74)
    const json = await rectoverso(cwd, ['import', 'x.apkg', 'y', '--json'])
    expect(JSON.parse(json.out)).toMatchObject({
      exitCode: 1,
      messages: [{ rule: 'import-unreadable' }],
    })
  })

  it('takes a table of ours back without a difference', async () => {
    const cwd = await folderOf({
      'ours/q.md':
        '# S\n\n## Q?\n<!-- tags: [a] -->\n\nx =1 `y`\n\n- =2\n\n## C\n\n- [x] 1/2\n\n  Why.\n\n- [ ] 007\n\n# T\n\n## R\n<!-- kind: reversed -->\n\n+1\n',
    })
    await rectoverso(cwd, ['build', 'ours', '--formats', 'csv,xlsx'])
    for (const format of ['csv', 'xlsx']) {
      const { code, err } = await rectoverso(cwd, ['import', `out/ours.${format}`, format])
      expect([code, err]).toEqual([0, ''])
      await rectoverso(cwd, ['build', format, '--formats', 'csv', '--out', `out-${format}`])
      const cells = (name: string) =>
        (parse(readFileSync(join(cwd, name)), { bom: true, columns: true }) as Row[]).map(
          ({ source, stamp, ...row }) => row,
        )
      expect(cells(`out-${format}/${format}.csv`)).toEqual(cells('out/ours.csv'))
    }
  })
})

type Row = Record<string, string>

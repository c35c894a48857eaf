import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { note, packageOfNotes } from '../import/packed.ts'
import { rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const deck = packageOfNotes([note('a <span style="x">b</span>', 'c'), note('', 'd', { guid: 'g' })])

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
    expect(err).toMatch(/It is no zip archive[\s\S]*Nothing was written/)
    expect((await rectoverso(cwd, ['import', 'gone.apkg'])).code).toBe(74)
    const json = await rectoverso(cwd, ['import', 'x.apkg', 'y', '--json'])
    expect(JSON.parse(json.out)).toMatchObject({
      exitCode: 1,
      messages: [{ rule: 'import-unreadable' }],
    })
  })
})

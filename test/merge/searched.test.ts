/** Cases that searches with random banks and edits found, each as small as it could be made. */
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { type Desk, deskOf } from './desk.ts'

const other = '\n## What is another?\n\nOther words.\n'
const asking = (answer: string) => `# Section\n\n## What is it?\n\n${answer}\n${other}`

async function merged(source: string, edit: (row: Desk['rows'][number]) => void) {
  const desk = await deskOf({ 'a.md': source })
  edit(desk.row('What is it?'))
  await desk.save()
  const { code, out, err } = await desk.merge(desk.table, '--apply')
  return { desk, code, said: out + err, text: await desk.source('a.md') }
}

describe('white space', () => {
  it('in front of an answer is an edit: it makes code of a paragraph', async () => {
    const { code, text, desk } = await merged(asking('Word'), (row) => {
      row.answer = '    Word'
    })
    expect(code).toBe(0)
    expect(text).toBe(asking('    Word'))
    expect(await desk.build()).toEqual([])
    expect(desk.row('What is it?').answer).toBe('    Word')
  })

  it('in front of an answer that a program took off is put back, and said', async () => {
    const { code, text, said } = await merged(asking('    code'), (row) => {
      row.answer = 'code'
    })
    expect(code).toBe(0)
    expect(text).toBe(asking('    code'))
    expect(said).toContain('only what a spreadsheet changes by itself')
  })

  it('in front of an answer is no edit in a table that is older than the source', async () => {
    const desk = await deskOf({ 'a.md': asking('    code') })
    await desk.save({ name: 'older.csv' })
    await writeFile(`${desk.root}/bank/a.md`, asking('    news'))
    expect(await desk.build()).toEqual([])
    const { code, err } = await desk.merge(`${desk.root}/older.csv`, '--apply')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(await desk.source('a.md')).toBe(asking('    news'))
  })

  it('behind an answer stays behind its last line', async () => {
    const { code, text } = await merged(asking('Word a  \nWord b  '), (row) => {
      row.answer = 'Word a  \nWord b\nWord c'
    })
    expect(code).toBe(0)
    expect(text).toBe(asking('Word a  \nWord b\nWord c  '))
  })
})

describe('new keys of a directive', () => {
  it('stand behind the author’s, in one order', async () => {
    const said = (more: string) =>
      asking('Word').replace('it?\n', `it?\n<!-- difficulty: easy${more} -->\n`)
    const { code, text } = await merged(said(''), (row) => {
      row.hint = 'new'
      row.tags = 'one'
    })
    expect(code).toBe(0)
    expect(text).toBe(said(', tags: [one], hint: "new"'))
  })
})

describe('letters of options', () => {
  const choice = (list: string) => asking(`${list}\n\n---\n\nBecause of B.`)
  const cases: [string, string, string][] = [
    [
      'the line between two was deleted',
      '- [ ] Word gamma\n\n  Word so\n- [x] Word x\n\n  Word fin TRUE alpha\n- [ ] Third',
      'A. Word gamma\n\n  Word so\n\n  Word fin TRUE alpha\nC. Third',
    ],
    [
      'their texts were exchanged',
      '- [ ] First of them\n- [x] Second one',
      'A. Second one\nB. First of them',
    ],
  ]
  it.each(cases)('are never exchanged silently where %s', async (_, list, cell) => {
    const { code, text, said } = await merged(choice(list), (row) => {
      row.choices = cell
    })
    expect(code).toBe(1)
    expect(said).toContain('its options would change their letters')
    expect(text).toBe(choice(list))
  })

  it('that would change keep no other edit from home', async () => {
    const list = '- [ ] First of them\n- [x] Second one'
    const desk = await deskOf({ 'a.md': choice(list) })
    desk.row('What is it?').choices = 'A. Second one\nB. First of them'
    desk.row('What is another?').answer = 'Newer words.'
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply', '--skip')
    expect(code).toBe(0)
    expect(err).toContain('its options would change their letters')
    expect(await desk.source('a.md')).toBe(choice(list).replace('Other words', 'Newer words'))
  })

  it('are no hindrance where every text was written anew', async () => {
    const { code, text, desk } = await merged(
      choice('- [ ] First of them\n- [x] Second one'),
      (row) => {
        row.choices = 'A. Quite new\nB. Something else'
      },
    )
    expect(code).toBe(0)
    expect(text).toBe(choice('- [ ] Quite new\n- [x] Something else'))
    expect(await desk.build()).toEqual([])
    expect(desk.row('What is it?').choices).toMatch(/^[A-Z]\. Quite new\n[A-Z]\. Something else$/)
  })
})

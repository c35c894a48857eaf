/** Files by others, in every dialect: words edited in their tables come home to the right lines. */
import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { corpusFile, expectedRows, haveCorpora } from '../support/corpora.ts'
import { long } from '../support/judge.ts'
import { changedLines, type Desk, deskOf } from './desk.ts'
import { temporaryFor } from './folder.ts'

const largest = long ? 300_000 : 60_000
const files = expectedRows()
  .filter(({ questions }) => Number(questions) > 2)
  .map(({ path = '' }) => path)
  .filter((path) => existsSync(corpusFile(path)))
  .filter((_, index) => long || index % 8 === 0)

/** Replaces a word in the middle of a cell; whether there was one. */
function editWord(row: Desk['rows'][number], column: string, fresh: string): boolean {
  const cell = row[column] ?? ''
  const spots = [...cell.matchAll(/(?<=[ \n])\p{L}{4,}(?=[ ,.\n])/gu)]
  const spot = spots[Math.floor(spots.length / 2)]
  if (!spot) return false
  row[column] = `${cell.slice(0, spot.index)}${fresh}${cell.slice(spot.index + spot[0].length)}`
  return true
}

describe.skipIf(!haveCorpora)('a file by others', () => {
  it.each(files)('%s', async (path) => {
    const text = await readFile(corpusFile(path), 'utf8')
    if (text.length > largest) return
    const root = await temporaryFor()
    const desk = await deskOf({ 'a.md': text }, root)
    const step = Math.max(1, Math.floor(desk.rows.length / 4))
    let edits = 0
    for (const [index, row] of desk.rows.entries()) {
      if (index % step !== 0) continue
      for (const column of ['answer', 'question', 'choices']) {
        if (editWord(row, column, `Xyzzy${index}`)) edits++
      }
    }
    const wanted = structuredClone(desk.rows)
    await desk.save()
    const { code, err } = await desk.merge(desk.table, '--apply')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const lines = changedLines(text, await desk.source('a.md'))
    expect(lines).toHaveLength(edits)
    expect(
      lines.every(([before, after]) => !before.includes('Xyzzy') && after.includes('Xyzzy')),
    ).toBe(true)
    expect(await desk.build()).toEqual([])
    const cells = (rows: Desk['rows']) =>
      rows.map(({ code, question, answer, choices, right }) => ({
        code,
        question,
        answer,
        choices,
        right,
      }))
    expect(cells(desk.rows)).toEqual(cells(wanted))
    await rm(root, { recursive: true, force: true })
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { build } from '../../src/build.ts'
import { newYear } from '../support/context.ts'
import { describeWith } from '../support/judge.ts'
import { folderOf } from '../support/tmp.ts'
import { judgeDecks } from './anki.ts'

const source = `# One

## A
<!-- tags: [x] -->

First answer.

## B

Second answer.

# Two

## C
<!-- tags: [x], kind: reversed -->

Third answer.
`

describeWith(['anki'], 'a deck of some questions, in Anki', () => {
  const deck = async (folder: string, only: string | undefined, later: number) => {
    const result = await build({
      ...{ paths: ['q'], cwd: folder, issued: newYear + later, formats: ['anki'] },
      ...(only !== undefined && { only }),
    })
    expect(result.status).toBe('ok')
    return new Uint8Array(await readFile(join(folder, 'out/q.apkg')))
  }

  it('changes nothing for who has the whole deck', async () => {
    const folder = await folderOf({ 'q/q.md': source })
    const whole = await deck(folder, undefined, 0)
    const some = await deck(folder, 'tag:x', 1000)
    const { imports, reviews_kept, notes } = judgeDecks([whole, some], { answer: 3 })
    // Studied cards have dates; those never studied keep their places.
    const { order, final_order } = judgeDecks([whole, some])
    expect(final_order).toEqual(order)
    expect(imports[1]).toMatchObject({
      found_notes: 2,
      new: 0,
      updated: 0,
      conflicting: 0,
      changed: false,
    })
    expect(reviews_kept).toBe(true)
    expect(notes).toBe(3)
  })

  it('is completed by the whole deck, each card in its place, no review lost', async () => {
    const folder = await folderOf({ 'q/q.md': source })
    const some = await deck(folder, 'tag:x', 0)
    const whole = await deck(folder, undefined, 1000)
    const { imports, reviews_kept } = judgeDecks([some, whole], { answer: 2 })
    const { order, final_order } = judgeDecks([some, whole])
    expect(imports[0]).toMatchObject({ new: 2 })
    expect(imports[1]).toMatchObject({ new: 1, updated: 0, conflicting: 0 })
    expect(reviews_kept).toBe(true)
    const due = (all: typeof order) =>
      new Map(all.map((card) => [`${card.code} ${card.ord}`, card.due]))
    for (const [card, place] of due(order)) expect(due(final_order).get(card)).toBe(place)
  })
})

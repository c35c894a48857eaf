import { describe, expect, it } from 'vitest'
import { editionNames } from '../../../src/model/editions.ts'
import { editionsOf } from '../../../src/print/editions/index.ts'
import { plainOptions } from '../../../src/print/options.ts'
import { context } from '../../support/context.ts'
import { library, shopOf } from '../library.ts'

const of = async (more: Partial<typeof plainOptions>) => {
  const given = context(library(5))
  return { editions: editionsOf(given, await shopOf(), { ...plainOptions, ...more }), given }
}

describe('editions', () => {
  it('are laid out by name, in the order they were asked for', async () => {
    const { editions } = await of({ editions: editionNames })
    expect(editions.map(({ name }) => name)).toEqual(editionNames)
    expect(editions.filter(({ sheets }) => sheets).map(({ name }) => name)).toEqual([
      'cards',
      'calibration',
    ])
    for (const { layOut, name } of editions) {
      expect((await layOut()).pages.length, name).toBeGreaterThan(1)
    }
  })

  it('are on pages of any size', async () => {
    for (const page of [
      [300, 420],
      [595.276, 841.89],
      [842, 595],
    ] as const) {
      const { editions } = await of({
        editions: ['study', 'exam', 'ink', 'fold', 'large', 'cards'],
        page,
      })
      for (const { layOut, name } of editions) {
        for (const { width, height } of (await layOut()).pages)
          expect([name, width, height]).toEqual([name, ...page])
      }
    }
  })

  it('are made on the smallest page there is, cards no smaller than can be read', async () => {
    const cards = { ...plainOptions.cards, columns: 6, rows: 10 }
    const page = [210, 284] as const
    const { editions } = await of({ editions: editionNames, page, cards })
    for (const { layOut, name } of editions) {
      const { pages } = await layOut()
      expect(pages.length, name).toBeGreaterThan(1)
      if (name !== 'cards') continue
      // Fifteen cards, one across and two down.
      expect(pages).toHaveLength(16)
    }
  })

  it('say each thing once, whichever show it', async () => {
    const { editions, given } = await of({ editions: ['study', 'exam', 'ink'] })
    for (const { layOut } of editions) await layOut()
    const said = given.messages.all.map(({ ruleId, name, reason }) => `${ruleId} ${name} ${reason}`)
    expect(new Set(said).size).toBe(said.length)
  })

  it('are the same, alone or with others', async () => {
    const both = (await of({ editions: ['study', 'exam'] })).editions
    const alone = (await of({ editions: ['exam'] })).editions
    await both[0]?.layOut()
    const [one, other] = [await both[1]?.layOut(), await alone[0]?.layOut()]
    const plain = (value: unknown): string =>
      JSON.stringify(value, (key, inner) => (key === 'tag' || key === 'run' ? undefined : inner))
    expect(plain(one)).toBe(plain(other))
  })
})

import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { mm, pageSize, plainOptions, readOptions, turnsOver } from '../../src/print/options.ts'

const read = (given: Record<string, unknown>) => {
  const messages = new Messages()
  return { options: readOptions(given, messages), said: messages.all.map(({ reason }) => reason) }
}

describe('settings of the booklet', () => {
  it('are the study edition and nothing more where none are given', () => {
    expect(read({})).toEqual({ options: plainOptions, said: [] })
  })

  it('are read, lengths as points', () => {
    const { options, said } = read({
      editions: ['all'],
      page: 'a4',
      impose: 16,
      paper: 0.2,
      progress: 3,
      recto: false,
      index: false,
      cards: { grid: '3x5', duplex: 'short', offset: [1, -0.5] },
    })
    expect(said).toEqual([])
    expect(options).toMatchObject({
      page: [595.276, 841.89],
      impose: 16,
      paper: 0.567,
      progress: 3,
      recto: false,
      index: false,
      cards: { columns: 3, rows: 5, duplex: 'short', offset: [2.835, -1.417] },
    })
    expect(options.editions).toHaveLength(7)
    expect(read({ impose: true }).options.impose).toBe(0)
    expect(read({ impose: false }).options.impose).toBeUndefined()
  })

  it.each([
    [{ editions: ['exams'] }, 'pdf.editions: there is no `exams`'],
    [{ page: 'a9' }, 'pdf.page: `a9` is no size: a3'],
    [{ impose: 6 }, 'pdf.impose: a signature has 4, 8, 12 … 128 pages'],
    [{ progress: 9 }, 'pdf.progress: is a number from 0 to 5'],
    [{ cards: { grid: '9x1' } }, 'pdf.cards.grid: is columns × rows'],
    [{ cards: { duplex: 'top' } }, 'pdf.cards.duplex: is long or short'],
    [{ cards: { offset: [1] } }, 'pdf.cards.offset: is millimetres'],
    [{ cards: { offset: [1, 50] } }, 'pdf.cards.offset: is millimetres'],
  ])('%j is refused and left as it was', (given, reason) => {
    const { options, said } = read(given)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(reason)
    expect(options).toEqual(plainOptions)
  })

  it('count a page in points', () => {
    expect(pageSize('100x200')).toEqual([283.465, 566.929])
    expect(pageSize('none')).toBeUndefined()
    expect(mm).toBeCloseTo(2.8346, 4)
  })

  it('know over which side of a sheet an edge is turned', () => {
    expect([turnsOver([2, 3], 'long'), turnsOver([2, 3], 'short')]).toEqual([false, true])
    expect([turnsOver([3, 2], 'long'), turnsOver([3, 2], 'short')]).toEqual([true, false])
  })
})

import { describe, expect, it } from 'vitest'
import { editionNames, editionsOf, pageSizeOf, pageSizes } from '../../src/model/editions.ts'

describe('names of editions', () => {
  it('stand in their own order, each once', () => {
    expect(editionsOf(['ink', 'study', 'ink'])).toEqual(['study', 'ink'])
    expect(editionsOf(['all', 'exam'])).toEqual(editionNames)
    expect(editionsOf([])).toEqual([])
  })

  it('are told from what is none', () => {
    expect(editionsOf(['study', 'exams'])).toEqual({ unknown: 'exams' })
  })
})

describe('a size of page', () => {
  it.each([
    ['a4', [210, 297]],
    ['Letter', [215.9, 279.4]],
    ['170x240', [170, 240]],
    ['170.5 × 240 mm', [170.5, 240]],
  ])('%s is %j millimetres', (text, size) => {
    expect(pageSizeOf(text)).toEqual(size)
  })

  it.each(['a9', '170', '20x20', '170x2400', 'x', '-100x200'])('%j is none', (text) => {
    expect(pageSizeOf(text)).toBeUndefined()
  })

  it('of every name is one', () => {
    for (const name of Object.keys(pageSizes)) expect(pageSizeOf(name)).toBe(pageSizes[name])
  })
})

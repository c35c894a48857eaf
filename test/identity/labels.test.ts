import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsOf, wordsOf } from '../../src/identity/labels.ts'

const options = ['- [x] a closure', '- [ ] a class', '- [ ] a module']
const before = { labels: ['A', 'B', 'C'], options }

describe('labels of options', () => {
  it('are letters in order at first', () => {
    expect(labelsOf(options, undefined)).toEqual(['A', 'B', 'C'])
    expect(labelsOf(Array.from({ length: 28 }, String), undefined).slice(25)).toEqual([
      'Z',
      'AA',
      'AB',
    ])
  })

  it('stay with their option when others move, come or go', () => {
    const [one = '', two = '', three = ''] = options
    expect(labelsOf([three, one, two], before)).toEqual(['C', 'A', 'B'])
    expect(labelsOf(['- [ ] nothing of these', one, two, three], before)).toEqual([
      'D',
      'A',
      'B',
      'C',
    ])
    expect(labelsOf([one, three], before)).toEqual(['A', 'C'])
  })

  it('stay through a correction and another answer, and leave with their option', () => {
    const now = ['- [ ] a closuer', '- [x] a class', '- [ ] prototypes, by and large']
    expect(labelsOf(now, before)).toEqual(['A', 'B', 'D'])
  })

  it('begin anew where the companion does not fit the ledger', () => {
    expect(labelsOf(['x'], { labels: ['C', 'D'], options: ['x'] })).toEqual(['A'])
  })

  it('are distinct, and any order of the same options gives each its own', () => {
    const some = fc.uniqueArray(fc.string({ minLength: 1 }).map(wordsOf), { minLength: 1 })
    fc.assert(
      fc.property(some, some, fc.nat(), (old, now, turn) => {
        const labels = labelsOf(old, undefined)
        const next = labelsOf(now, { labels, options: old })
        expect(new Set(next).size).toBe(now.length)
        const turned = [...old.slice(turn % old.length), ...old.slice(0, turn % old.length)]
        const same = labelsOf(turned, { labels, options: old })
        expect(same).toEqual(turned.map((text) => labels[old.indexOf(text)]))
      }),
    )
  })
})

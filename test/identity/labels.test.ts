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

  it('go to the most alike first, of equals to the one in its place, then to the earlier', () => {
    const labels = (now: string[], old: string[]) =>
      labelsOf(now, { labels: old.map((_, at) => 'ABCDEF'[at] ?? ''), options: old })
    expect(labels(['alpha beta x', 'alpha beta'], ['alpha beta y'])).toEqual(['A', 'B'])
    expect(labels(['alpha', 'alpha beta x'], ['alpha beta y'])).toEqual(['B', 'A'])
    expect(labels(['abcdef1', 'abcdef2'], ['abcdef3', 'abcdef4'])).toEqual(['A', 'B'])
    expect(labels(['zzz', 'abcdef1'], ['abcdef3', 'abcdef4'])).toEqual(['C', 'B'])
    expect(labels(['abcdef1', 'zzz', 'abcdef2'], ['qqq', 'abcdef4', 'rrr'])).toEqual([
      'B',
      'D',
      'E',
    ])
    // The very same before all that is alike.
    expect(labels(['abcdefg', 'abcdef'], ['abcdef'])).toEqual(['B', 'A'])
    expect(labels(['same', 'same'], ['same', 'same'])).toEqual(['A', 'B'])
  })

  it('are those of the ledger, whichever they were, and new ones the first that none had', () => {
    const before = { labels: ['C', 'A'], options: ['one and only', 'two of them'] }
    expect(labelsOf(['two of them', 'third kind', 'xyz'], before)).toEqual(['A', 'B', 'D'])
    expect(labelsOf([], before)).toEqual([])
  })

  it('name an option whatever its bullet and box', () => {
    for (const option of [
      '- [x] a  b',
      '  * [ ] a b ',
      '+ [X]   a b',
      '12) [ ]  a b',
      '1.   [x] a\nb',
      'a b',
      '- [x]a b',
    ]) {
      expect(wordsOf(option), option).toBe('a b')
    }
    for (const option of ['a - [x] b', '- a', '1 [x] a', '-[x] a', 'x. [ ] a', '- [y] a']) {
      expect(wordsOf(option), option).toBe(option)
    }
  })

  it('are given to equal options in their order', () => {
    expect(
      labelsOf(['x', 'y', 'x'], { labels: ['A', 'C', 'D'], options: ['x', 'x', 'x'] }),
    ).toEqual(['A', 'B', 'C'])
  })

  it('of eight times as many options cost about eight times as much', () => {
    const cost = (many: number): number => {
      const all = Array.from({ length: many }, () => '- [ ] a')
      const before = process.cpuUsage()
      expect(new Set(labelsOf(all, { labels: labelsOf(all, undefined), options: all })).size).toBe(
        many,
      )
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    cost(2000)
    const least = Math.min(...[1, 2, 3].map(() => cost(2000)))
    // Where cost grew with the square, it would be sixty-four.
    expect(Math.min(cost(16_000), cost(16_000)) / least).toBeLessThan(32)
  })

  it('stay with thousands of options that are all corrected at once, and cost no square of them', () => {
    const cost = (many: number): number => {
      const old = Array.from({ length: many }, (_, n) => `- [ ] number ${n} of them is so`)
      const labels = labelsOf(old, undefined)
      const now = old.map((option) => `${option}, indeed`)
      const before = process.cpuUsage()
      expect(labelsOf(now, { labels, options: old })).toEqual(labels)
      const { user, system } = process.cpuUsage(before)
      return user + system
    }
    cost(500)
    const least = Math.min(cost(500), cost(500))
    // Where cost grew with the square, it would be sixteen.
    expect(Math.min(cost(2000), cost(2000)) / least).toBeLessThan(8)
  })
})

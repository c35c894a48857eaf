import { describe, expect, it } from 'vitest'
import { digestOf } from '../../src/identity/digest.ts'
import { bank, question, section } from '../support/bank.ts'

const made = () => bank([section('A', [question('one', 1), question('two', 2)])])

describe('digestOf', () => {
  it('does not depend on places in files, nor on the order of keys', () => {
    const moved = made()
    const [first] = moved.sections[0]?.questions ?? []
    if (first) {
      first.place.line += 10
      first.slices.title.start += 100
    }
    expect(digestOf(moved)).toBe(digestOf(made()))
    const turned = Object.fromEntries(Object.entries(made()).reverse()) as ReturnType<typeof made>
    expect(digestOf(turned)).toBe(digestOf(made()))
  })

  it('depends on everything else', () => {
    const [one, two] = [question('one', 1), question('two', 2)]
    const others = [
      bank([section('B', [one, two])]),
      bank([section('A', [two, one])]),
      bank([section('A', [one]), section('A', [two])]),
      bank([section('A', [{ ...one, tags: ['t'] }, two])]),
      bank([section('A', [{ ...one, body: two.body }, two])]),
      bank([{ ...section('A', [one, two]), deck: '020 A' }]),
      bank([section('A', [one, two])], { title: 'Another' }),
      bank([section('A', [one, two])], {
        media: [{ key: 'k', form: 'raster', width: 1, height: 1, path: 'p' }],
      }),
    ]
    expect(new Set([made(), ...others].map(digestOf)).size).toBe(others.length + 1)
  })

  it('is ten characters, of pictures too by their bytes and place', () => {
    expect(digestOf(made())).toMatch(/^[\w-]{10}$/)
    const medium = (key: string, path: string) =>
      digestOf(
        bank([section('A', [question('one', 1)])], {
          media: [{ key, form: 'raster', width: 1, height: 1, path }],
        }),
      )
    expect(new Set([medium('a', 'p'), medium('b', 'p'), medium('a', 'q')]).size).toBe(3)
  })
})

import { describe, expect, it } from 'vitest'
import { PackedBox } from '../../src/print/galley.ts'
import { seal } from '../../src/print/seal.ts'
import { artifact } from '../../src/print/tags.ts'
import { glue } from '../../src/print/vertical.ts'
import { box } from './given.ts'
import { galleyOf, questions } from './packed.ts'

describe('sealing a question', () => {
  it('gives the same bytes whichever section it stands in', async () => {
    const other = await questions({ type: 'Sect', alt: 'another' })
    for (const [index, { parts, messages, faces }] of (await questions()).entries()) {
      const bytes = seal(parts, messages, faces)
      expect(bytes).toBeDefined()
      const again = other[index]
      expect(again && seal(again.parts, again.messages, again.faces)).toEqual(bytes)
    }
  })

  it('is not done to a box that names pages, or lies in no galley', async () => {
    const [first] = await questions()
    const packed = first?.parts.ask.find((item) => item instanceof PackedBox)
    const late = new PackedBox(box({ late: () => [] }), (packed as PackedBox).galley, 0, 0, 0)
    expect(first && seal({ ...first.parts, tail: [late] }, [], first.faces)).toBe(undefined)
    expect(first && seal({ ...first.parts, tail: [box()] }, [], first.faces)).toBe(undefined)
  })

  it('is not done where nothing is packed, or it lies in two galleys', async () => {
    const [one, two] = await questions()
    if (!one || !two) throw new Error('there are no two')
    const empty = { ...one.parts, ask: [glue(1)], answer: [], tail: [] }
    expect(seal(empty, [], one.faces)).toBe(undefined)
    const foreign = new PackedBox({ role: 'question', backs: [] }, galleyOf(two.parts), 0, 0, 0)
    expect(seal({ ...one.parts, tail: [foreign] }, [], one.faces)).toBe(undefined)
  })

  it('is not done to words of which nobody knows what they were shaped from', async () => {
    const [one] = await questions()
    if (!one) throw new Error('there is none')
    const galley = galleyOf(one.parts)
    const strange = { ...galley, runs: galley.runs.map((run) => ({ ...run })) }
    const ask = [new PackedBox({ role: 'question', backs: [], tag: artifact }, strange, 0, 0, 0)]
    expect(seal({ ...one.parts, ask, answer: [], tail: [] }, [], one.faces)).toBe(undefined)
  })
})

import { describe, expect, it } from 'vitest'
import type { Faces, GlyphRun } from '../../src/faces/faces.ts'
import { type Galley, PackedBox } from '../../src/print/galley.ts'
import type { Parts } from '../../src/print/question.ts'
import { seal } from '../../src/print/seal.ts'
import { artifact, type Tag } from '../../src/print/tags.ts'
import { unseal } from '../../src/print/unseal.ts'
import { isBox, type Vertical } from '../../src/print/vertical.ts'
import { galleyOf, questions, runsIn, section } from './packed.ts'

const other: Tag = { type: 'Sect' }

/** All of a list in plain data; elements as their types, from the innermost out. */
function shown(list: readonly Vertical[]): unknown[] {
  const path = (tag: Tag | undefined): unknown[] =>
    tag ? [{ ...tag, parent: undefined }, ...path(tag.parent)] : []
  return list.map((item) => {
    if (item.kind !== 'box') return item
    const { role, x, width, height, baseline, backs, code, section, parted, margin } = item
    const ops = item.ops.map((op) => ('tag' in op ? { ...op, tag: path(op.tag) } : op))
    const inner = [...(item.notes ?? []), item.repeat ?? []].map(shown)
    const own = { role, x, width, height, baseline, backs, code, section, parted, margin }
    return { ...own, ops, inner, tag: path(item.tag) }
  })
}

const all = ({ ask, answer, tail }: Parts) => [ask, answer, tail].map(shown)

const style = { family: 'serif', weight: 400, italic: false } as const

/** One of them that every word is had of. */
async function plain() {
  const set = await questions()
  const first = set.find(({ parts }) => !runsIn(galleyOf(parts)).some(({ missing }) => missing))
  if (!first) throw new Error('all miss something')
  return first
}

describe('a sealed question', () => {
  it('is the same when it is unsealed, under whichever section', async () => {
    const set = await questions()
    expect(set.length).toBeGreaterThan(3)
    for (const { parts, messages, faces } of set) {
      const bytes = seal(parts, messages, faces)
      const again = bytes && unseal(bytes, faces, other)
      expect(again?.messages).toEqual(messages)
      expect(again && all(again.parts)).toEqual(all(parts))
      expect(again?.parts.tag.parent).toBe(other)
    }
  })

  it('has one object for what was one: elements, grounds, lists that are repeated', async () => {
    for (const { parts, messages, faces } of await questions()) {
      const bytes = seal(parts, messages, faces) ?? new Uint8Array()
      const again = unseal(bytes, faces, other)?.parts
      const silent = (of: Parts | undefined) =>
        [of?.ask, of?.answer].flatMap((list) =>
          (list ?? []).filter(isBox).flatMap((one) => {
            const tags = [one.tag, ...one.ops.map((op) => ('tag' in op ? op.tag : undefined))]
            return [...tags, ...(one.repeat ?? []).map(({ tag }) => tag)].map(
              (tag) => tag === artifact,
            )
          }),
        )
      expect(silent(again)).toEqual(silent(parts))
      const boxes = (of: Parts | undefined) =>
        [...(of?.ask ?? []), ...(of?.answer ?? [])].filter(isBox)
      const count = (pick: (box: ReturnType<typeof boxes>[number]) => unknown) => [
        new Set(boxes(parts).map(pick)).size,
        new Set(boxes(again).map(pick)).size,
      ]
      for (const [before, after] of [
        count((one) => one.tag),
        count((one) => one.repeat?.[0]),
        count((one) => one.backs.at(-1)),
      ]) {
        expect(after).toBe(before)
      }
    }
  })

  it('is read wherever its bytes begin', async () => {
    const [first] = await questions()
    const bytes = (first && seal(first.parts, [], first.faces)) ?? new Uint8Array()
    for (const before of [1, 2, 3, 5]) {
      const larger = new Uint8Array(bytes.length + before)
      larger.set(bytes, before)
      const again = first && unseal(larger.subarray(before), first.faces, section)
      expect(again && all(again.parts)).toEqual(first && all(first.parts))
    }
  })

  it('is none where its bytes are not all there', async () => {
    const [first] = await questions()
    const bytes = (first && seal(first.parts, [], first.faces)) ?? new Uint8Array()
    for (const length of [0, 4, 8, 100, bytes.length - 1]) {
      expect(first && unseal(bytes.subarray(0, length), first.faces, section)).toBe(undefined)
    }
  })

  it('is painted without shaping a word of it', async () => {
    const first = await plain()
    const bytes = seal(first.parts, [], first.faces) ?? new Uint8Array()
    const shaped: string[] = []
    const shapeWord: Faces['shapeWord'] = (text, ...more) => {
      shaped.push(text)
      return first.faces.shapeWord(text, ...more)
    }
    const boxes = (faces: Faces) => unseal(bytes, faces, section)?.parts.answer.filter(isBox) ?? []
    const shapeless = boxes({ ...first.faces, shapeWord })
    const [galley] = shapeless.flatMap((one) => (one instanceof PackedBox ? [one.galley] : []))
    const before = galleyOf(first.parts)
    expect(galley?.codes).toEqual(before.codes)
    expect(galley?.told).toEqual(before.told)
    // In the margin it is no piece.
    expect(new Set(shaped)).toEqual(new Set([first.code]))
    expect(galley && runsIn(galley)).toEqual(runsIn(before))
    expect(shaped.length).toBeGreaterThan(runsIn(before).length)
  })

  it('is set anew where a face is another file, or a word that was missing is no more', async () => {
    const { parts, faces } = await plain()
    const packed = parts.answer.find((item) => item instanceof PackedBox) as PackedBox
    const sealed = (change: (galley: Galley) => Galley) => {
      const { at, from, to } = packed
      const ask = [new PackedBox(packed, change(packed.galley), at, from, to)]
      return seal({ ...parts, ask, answer: [], tail: [] }, [], faces)
    }
    const foreign = sealed((galley) => ({
      ...galley,
      faces: [...galley.faces, 'noto-sans-sc/none/None'],
    }))
    const file = { ...faces, has: () => true, bytes: () => new Uint8Array(9) }
    expect(foreign && unseal(foreign, faces, section)).toBeDefined()
    expect(foreign && unseal(foreign, file, section)).toBe(undefined)
    const [run] = faces.shapeWord('\u{10ffff}x', style, false)
    expect(run?.missing).toBe(true)
    const missing = sealed((galley) => ({
      ...galley,
      runs: galley.runs.map(() => run as GlyphRun),
    }))
    expect(missing && unseal(missing, faces, section)).toBeDefined()
    const had = faces.shapeWord('x', style, false)
    const more = { ...faces, shapeWord: () => had }
    expect(missing && unseal(missing, more, section)).toBe(undefined)
  })
})

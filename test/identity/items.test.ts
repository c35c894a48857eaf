import { describe, expect, it } from 'vitest'
import { chaptersOf } from '../../src/identity/chapters.ts'
import { itemsOf } from '../../src/identity/items.ts'
import { likeness } from '../../src/identity/sketch.ts'
import { questionsOf } from '../../src/model/bank.ts'
import { build, drafts, type Outline } from './drafts.ts'

function items(...outlines: Outline[]) {
  const bank = drafts(outlines)
  return itemsOf(bank, chaptersOf(bank.sections).of)
}

describe('the questions of a bank', () => {
  it('stand in reading order, each with the chapter it belongs to and the path of that', () => {
    const seen = items(
      { title: '', questions: ['before all'] },
      { title: 'A', questions: ['a'], sections: [{ title: 'B', questions: ['b'] }] },
    ).map((item) => item.seen)
    expect(seen.map(({ chapter, path }) => [chapter, path])).toEqual([
      [-1, '[]'],
      [0, '["A"]'],
      [1, '["A","B"]'],
    ])
  })

  it('have an id only where the author gave one', () => {
    const [one, two] = items({ title: 'A', questions: ['one', { title: 'two', id: 'second' }] })
    expect(one?.seen).not.toHaveProperty('id')
    expect(two?.seen.id).toBe('second')
  })

  it('are sketched by all their words, with the title', () => {
    const answer = 'keeps the variables of the scope that it was made in'
    const [one, other, same] = items(
      { title: 'A', questions: [{ title: 'What is a closure?', answer }] },
      { title: 'B', questions: [{ title: 'Promises resolve when, exactly?', answer }] },
      { title: 'C', questions: [{ title: 'What is a closure?', answer }] },
    ).map(({ seen }) => seen.sketch())
    expect(same).toBe(one)
    expect(likeness(one ?? '', other ?? '')).toBeLessThan(1)
  })

  it('are sketched when they are asked for it, and once', () => {
    const [item] = items({ title: 'A', questions: ['one'] })
    const slices = item?.draft.slices
    let looks = 0
    Object.defineProperty(item?.draft, 'slices', {
      get() {
        looks++
        return slices
      },
    })
    const sketch = item?.seen.sketch()
    expect(looks).toBeGreaterThan(0)
    looks = 0
    expect([item?.seen.sketch(), looks]).toEqual([sketch, 0])
  })

  it('says that an id is given twice, and where first', () => {
    const questions = [
      { title: 'one', id: 'same', line: 3 },
      { title: 'two', id: 'same', line: 9 },
      { title: 'three', id: 'same', line: 12 },
    ]
    const built = build(drafts([{ title: 'A', questions }]))
    const [error] = built.messages.errors
    expect(error?.ruleId).toBe('id-duplicate')
    expect(error?.reason).toBe('The id same is already that of “one”')
    expect([error?.line, error?.actual]).toEqual([9, 'same'])
    expect(error?.cause).toMatchObject({ reason: 'The first with this id', line: 3 })
    const reasons = built.messages.errors.map(({ reason }) => reason)
    expect(reasons).toEqual([error?.reason, error?.reason])
    expect(new Set([...questionsOf(built.bank)].map(({ question }) => question.code)).size).toBe(3)
  })
})

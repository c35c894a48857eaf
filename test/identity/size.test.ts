import { describe, expect, it } from 'vitest'
import { build, drafts } from './drafts.ts'

describe('identity of a large bank', () => {
  it('gives seven places to a bank that begins with 5,000 questions, and keeps the length', () => {
    const names = Array.from({ length: 5000 }, (_, n) => `question ${n}`)
    const large = build(drafts([{ title: 'A', questions: names }]), undefined, { write: false })
    expect(large.codes.get('question 7')).toHaveLength(7)
    const shrunk = build(drafts([{ title: 'A', questions: ['question 7', 'new'] }]), large)
    expect(shrunk.codes.get('question 7')).toBe(large.codes.get('question 7'))
    expect(shrunk.codes.get('new')).toHaveLength(7)
  })
})

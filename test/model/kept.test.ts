import { describe, expect, it } from 'vitest'
import { type Body, bodyOf, type Draft } from '../../src/model/bank.ts'
import { keptOf, mediaIn, restored } from '../../src/model/kept.ts'

const said = (value: string): Body['answer'] => [
  { type: 'paragraph', children: [{ type: 'text', value }] },
]
const body = (more: Partial<Body> = {}): Body => ({
  ...{ title: [{ type: 'text', value: 'Q' }], prompt: [], answer: said('A'), footnotes: [] },
  ...more,
})
const draft = (more: Partial<Draft> = {}, parts: Partial<Body> = {}): Draft =>
  ({
    ...{ kind: 'basic', title: 'Q', tags: [], see: [], answered: true, media: [] },
    place: { path: 'a.md', line: 1, column: 1 },
    slices: { title: { start: 0, end: 1, text: 'Q' } },
    body: JSON.stringify(body(parts)),
    ...more,
  }) as Draft
const none = () => undefined

describe('what a question does not give back', () => {
  it('is nothing where it is the same but for positions', () => {
    const position = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }
    const placed = draft({}, { answer: said('A').map((node) => ({ ...node, position })) })
    expect(keptOf(placed, draft(), none)).toBeUndefined()
  })

  it('is a text that only looks like a position', () => {
    const looks = ',"position":{"start":{"line":1},"end":{"line":1}}'
    const was = draft({}, { answer: said(`A${looks}`) })
    expect(keptOf(was, draft(), none)?.body).toEqual({ answer: said(`A${looks}`) })
    expect(keptOf(was, draft({}, { answer: said(`A${looks}`) }), none)).toBeUndefined()
  })

  it('is kept and restored: what it had, and what it had not', () => {
    const was = draft({ tags: ['one'] }, { answer: said('B') })
    const now = draft({ difficulty: 'hard' }, { hint: [{ type: 'text', value: 'h' }] })
    const kept = keptOf(was, now, none)
    expect(kept).toEqual({
      facts: { tags: ['one'], difficulty: null },
      body: { hint: null, answer: said('B') },
    })
    const again = restored(now, 'basic', kept ?? {}, none)
    expect(again).toMatchObject({ tags: ['one'] })
    expect(again.difficulty).toBeUndefined()
    expect(bodyOf(again)).toEqual(body({ answer: said('B') }))
  })

  it('is all of it where nothing was read', () => {
    const was = draft({ tags: ['one'] })
    const again = restored(undefined, 'basic', keptOf(was, undefined, none) ?? {}, none)
    expect(again).toMatchObject({ kind: 'basic', title: 'Q', tags: ['one'], answered: true })
    expect(bodyOf(again)).toEqual(bodyOf(was))
  })

  it('says where its pictures and recordings are, and takes them as they are now', () => {
    const answer: Body['answer'] = [
      {
        type: 'paragraph',
        children: [
          { type: 'picture', medium: 'old', alt: 'x' },
          { type: 'link', url: 'a.mp3', sound: 'heard', children: [] },
        ],
      },
    ]
    const kept = keptOf(draft({}, { answer }), draft(), (key) => `${key}.png`)
    expect(kept?.media).toEqual({ old: 'old.png', heard: 'heard.png' })
    const again = restored(draft(), 'basic', kept ?? {}, (key) => `new ${key}`)
    expect(again.media).toEqual(['new old'])
    expect(mediaIn(bodyOf(again).answer)).toEqual(['new old', 'new heard'])
    const gone = restored(draft(), 'basic', kept ?? {}, none)
    expect(gone.body).toContain('[picture missing: x]')
    expect(mediaIn(bodyOf(gone).answer)).toEqual([])
  })
})

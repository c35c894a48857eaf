import { describe, expect, it } from 'vitest'
import { buffersOf, serve } from '../../src/pool/serve.ts'

describe('a thread', () => {
  it('is served in a thread only', () => {
    expect(() => serve([])).toThrow('thread')
  })

  it('hands over whole buffers, its own and one level within', () => {
    const [one, two] = [new Uint8Array(10), new Uint8Array(20)]
    expect(buffersOf(one)).toEqual([one.buffer])
    expect(buffersOf({ one, two, text: 'x' })).toEqual([one.buffer, two.buffer])
    expect(buffersOf([one, one])).toEqual([one.buffer])
    expect(buffersOf(one.buffer)).toEqual([one.buffer])
  })

  it('copies parts of buffers, and what has none', () => {
    const whole = new Uint8Array(100)
    expect(buffersOf(whole.subarray(1, 3))).toEqual([])
    for (const none of ['text', 3, null, undefined, [], {}]) expect(buffersOf(none)).toEqual([])
  })
})

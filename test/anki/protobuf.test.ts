import { describe, expect, it } from 'vitest'
import { messageOf } from '../../src/anki/protobuf.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

describe('a message', () => {
  it('holds numbers, of which the last counts', () => {
    const message = messageOf(bytes(0x08, 0x96, 0x01, 0x08, 0x02))
    expect([message.number(1), message.number(2)]).toEqual([2, 0])
    expect(messageOf(bytes(0x08, 0x96, 0x01)).number(1)).toBe(150)
  })

  it('holds texts and messages', () => {
    const message = messageOf(bytes(0x12, 2, 0x68, 0x69, 0x12, 1, 0x21))
    expect(message.text(2)).toBe('!')
    expect(message.all(2).map((part) => new TextDecoder().decode(part))).toEqual(['hi', '!'])
    expect([message.text(1), message.all(1)]).toEqual(['', []])
  })

  it('passes over numbers of fixed length', () => {
    const fixed = [0x09, ...Array<number>(8).fill(7), 0x15, 1, 2, 3, 4]
    expect(messageOf(bytes(...fixed, 0x18, 5)).number(3)).toBe(5)
  })

  it('is refused where it is cut short', () => {
    for (const broken of [[0x12, 5, 0x68], [0x08], [0x08, 0x80], [0x0b], [0x15, 1]]) {
      expect(() => messageOf(bytes(...broken))).toThrow(RangeError)
    }
  })
})

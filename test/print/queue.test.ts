import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Queue } from '../../src/print/queue.ts'

async function all(bytes: AsyncGenerator<Uint8Array>): Promise<string> {
  let text = ''
  for await (const one of bytes) text += Buffer.from(one).toString('latin1')
  return text
}

describe('a queue of bytes', () => {
  it('gives them in their order, and their places when all are there', async () => {
    const piece = fc.record({
      text: fc.string({ unit: fc.constantFrom('a', 'é', '\n'), maxLength: 9 }),
      way: fc.constantFrom('text', 'bytes', 'later'),
      turns: fc.nat({ max: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const queue = new Queue()
        const places: number[] = []
        const real: number[] = []
        let whole = ''
        for (const { text, way, turns } of pieces) {
          places.push(queue.length)
          real.push(whole.length)
          whole += text
          const bytes = Buffer.from(text, 'latin1')
          if (way === 'text') queue.write(text)
          else if (way === 'bytes') queue.write(bytes)
          else {
            const late = async (): Promise<Uint8Array> => {
              for (let turn = 0; turn < turns; turn++) await null
              return bytes
            }
            queue.later(late())
          }
        }
        expect(await all(queue.take())).toBe(whole)
        expect(places.map(queue.placeOf())).toEqual(real)
        expect(queue.waiting).toBe(0)
      }),
      { numRuns: 200 },
    )
  })

  it('is taken until only so many are waited for', async () => {
    const queue = new Queue()
    queue.write('a')
    queue.later(Promise.resolve(Buffer.from('b')))
    queue.write('c')
    queue.later(new Promise(() => undefined))
    queue.write('d')
    expect(await all(queue.take(1))).toBe('abc')
    expect(queue.waiting).toBe(1)
  })

  it('says what went wrong to who takes it, and to nobody else', async () => {
    const queue = new Queue()
    queue.later(Promise.reject(new Error('no')))
    await new Promise((resolve) => setImmediate(resolve))
    await expect(all(queue.take())).rejects.toThrow('no')
  })
})

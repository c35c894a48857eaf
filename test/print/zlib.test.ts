import fc from 'fast-check'
import { unzlibSync } from 'fflate'
import { zlib } from 'libdeflate'
import { expect, it } from 'vitest'
import { deflated } from '../../src/print/zlib.ts'

it('leaves the process the listeners it had', () => {
  const listeners = () =>
    ['uncaughtException', 'unhandledRejection'].map((event) => process.rawListeners(event))
  const own = (): void => {}
  process.on('unhandledRejection', own)
  const before = listeners()
  deflated(Buffer.from('text'))
  expect(listeners()).toEqual(before)
  process.off('unhandledRejection', own)
})

it('makes of any bytes a stream that another library reads', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.integer({ min: 1, max: 20 }), (bytes, n) => {
      const stream = Buffer.concat(Array(n).fill(bytes))
      expect(Buffer.compare(unzlibSync(deflated(stream)), stream)).toBe(0)
    }),
  )
})

it('reads no more of a buffer than the stream', () => {
  const whole = Buffer.from('before, the stream, and after')
  const stream = whole.subarray(8, 18)
  expect(Buffer.from(unzlibSync(deflated(stream))).toString()).toBe('the stream')
})

it('takes more time for a picture than for a page', () => {
  const text = Array.from({ length: 9000 }, (_, n) => `${(n * n) % 997} `).join('')
  const page = Buffer.from(text.slice(0, 20_000))
  const picture = Buffer.from(text)
  expect(deflated(page)).toEqual(zlib(page, 1))
  expect(deflated(picture)).toEqual(zlib(picture, 6))
  expect(zlib(picture, 6).length).toBeLessThan(zlib(picture, 1).length)
})

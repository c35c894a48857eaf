import { expect, it } from 'vitest'
import { sumOfBytes, sumOfText } from '../../src/model/sum.ts'

it('is the SHA-256 and the length of bytes', () => {
  const sha256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sumOfBytes(Buffer.from('abc'))).toEqual({ sha256, size: 3 })
})

it('is of a text that of its bytes without a mark of byte order', () => {
  const sum = sumOfBytes(Buffer.from('abc'))
  expect(sumOfText(Buffer.from('abc'))).toEqual(sum)
  expect(sumOfText(Buffer.from('\ufeffabc'))).toEqual(sum)
  expect(sumOfText(Buffer.from('\ufeff'))).toEqual(sumOfBytes(Buffer.alloc(0)))
  expect(sumOfText(Buffer.from('a\ufeff')).size).toBe(4)
})

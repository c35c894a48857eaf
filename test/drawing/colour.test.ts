import { describe, expect, it } from 'vitest'
import { meanColour, parseColour } from '../../src/drawing/colour.ts'

const c = (r: number, g: number, b: number, a = 1) => ({ r, g, b, a })

describe('colours', () => {
  it.each([
    ['red', c(255, 0, 0)],
    [' RebeccaPurple ', c(102, 51, 153)],
    ['#abc', c(170, 187, 204)],
    ['#abcf', c(170, 187, 204)],
    ['#10203040', c(16, 32, 48, 64 / 255)],
    ['rgb(1, 2, 300)', c(1, 2, 255)],
    ['rgba(100%, 0%, 50%, .5)', c(255, 0, 128, 0.5)],
    ['rgb(1 2 3 / 25%)', c(1, 2, 3, 0.25)],
    ['hsl(120, 100%, 25%)', c(0, 128, 0)],
    ['hsl(-240deg 100% 50%)', c(0, 255, 0)],
    ['transparent', c(0, 0, 0, 0)],
  ])('%s', (text, colour) => {
    expect(parseColour(text)).toEqual(colour)
  })

  it.each(['', 'toString', '#12345', 'rgb(1,2)', 'rgb(1,2,3,4,5)', 'url(#a)', 'hsl(a,b,c)'])(
    'does not know %j',
    (text) => expect(parseColour(text)).toBeUndefined(),
  )
})

describe('the mean of a gradient', () => {
  it('is weighted by how far each colour reaches', () => {
    const stop = (offset: number, colour: ReturnType<typeof c>) => ({ offset, colour })
    expect(meanColour([stop(0, c(0, 0, 0)), stop(1, c(200, 100, 50))])).toEqual(c(100, 50, 25))
    expect(meanColour([stop(0.5, c(0, 0, 0)), stop(0.5, c(200, 0, 0))])).toEqual(c(100, 0, 0))
    expect(meanColour([stop(0, c(9, 9, 9)), stop(1, c(0, 0, 0, 0))])).toEqual(c(9, 9, 9, 0.5))
    expect(meanColour([stop(0.3, c(7, 8, 9))])).toEqual(c(7, 8, 9))
    expect(meanColour([]).a).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import type { Op } from '../../src/print/display.ts'
import { scaledAtom } from '../../src/print/look.ts'

const link: Op = { op: 'link', x: 1, y: 1, width: 1, height: 1 }
const shapes: Op = {
  op: 'shapes',
  x: 2,
  y: -8,
  width: 20,
  height: 10,
  scale: 3,
  shapes: [],
  alt: 'a',
}

describe('an atom', () => {
  it('is scaled with all that it draws', () => {
    const image: Op = { op: 'image', x: 4, y: -6, width: 8, height: 6, medium: 'k', alt: '' }
    expect(
      scaledAtom({ width: 24, ascent: 8, descent: 2, ops: [shapes, image, link] }, 0.5),
    ).toEqual({
      width: 12,
      ascent: 4,
      descent: 1,
      ops: [
        { ...shapes, x: 1, y: -4, width: 10, height: 5, scale: 1.5 },
        { ...image, x: 2, y: -3, width: 4, height: 3 },
        link,
      ],
    })
  })
})

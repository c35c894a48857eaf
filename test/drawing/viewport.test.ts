import { expect, it } from 'vitest'
import { apply } from '../../src/drawing/matrix.ts'
import { parseTree } from '../../src/drawing/tree.ts'
import { fitBox, viewBoxOf } from '../../src/drawing/viewport.ts'

const box = { x: 10, y: 10, width: 10, height: 10 }

it.each([
  ['', [50, 0, 150, 100]],
  ['xMinYMin', [0, 0, 100, 100]],
  ['xMaxYMid meet', [100, 0, 200, 100]],
  ['xMidYMin slice', [0, 0, 200, 200]],
  ['xMidYMax slice', [0, -100, 200, 100]],
  ['none', [0, 0, 200, 100]],
])('fits by %j', (ratio, corners) => {
  const matrix = fitBox(parseTree(`<svg preserveAspectRatio="${ratio}"/>`), box, 200, 100)
  expect([...apply(matrix, 10, 10), ...apply(matrix, 20, 20)]).toEqual(corners)
})

it.each([
  ['0 0 5 6', { x: 0, y: 0, width: 5, height: 6 }],
  ['0,0,5,0', undefined],
  ['0 0 5', undefined],
  ['a', undefined],
])('reads %j', (text, wanted) => {
  expect(viewBoxOf(parseTree(`<svg viewBox="${text}"/>`))).toEqual(wanted)
})

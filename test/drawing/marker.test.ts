import { expect, it } from 'vitest'
import { verticesOf } from '../../src/drawing/marker.ts'
import { parsePath } from '../../src/drawing/path.ts'

const looked = (data: string) =>
  verticesOf(parsePath(data).path).map(({ at, angle }) => `${at} ${Math.round(angle)}`)

it.each([
  ['M0 0L9 0L9 9', ['start 0', 'mid 45', 'end 90']],
  ['M0 0C0 9 9 9 9 0', ['start 90', 'end -90']],
  ['M0 0C0 0 5 5 9 9', ['start 45', 'end 45']],
  ['M0 0L9 0L0 0', ['start 0', 'mid 0', 'end 180']],
  ['M0 0', ['start 0']],
  ['M0 0L9 0M0 5L0 9', ['start 0', 'mid 0', 'mid 90', 'end 90']],
])('%s', (data, vertices) => {
  expect(looked(data)).toEqual(vertices)
})

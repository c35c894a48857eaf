import { expect, it } from 'vitest'
import { shapers } from '../../src/drawing/shapes.ts'
import { parseTree } from '../../src/drawing/tree.ts'

const lettersOf = (name: keyof typeof shapers, attributes: Record<string, number>) =>
  shapers[name]((attribute) => attributes[attribute], parseTree('<svg/>'))
    .path.map(([letter]) => letter)
    .join('')

it('draws nothing without an area', () => {
  expect(lettersOf('rect', { width: 5, height: 0 })).toBe('')
  expect(lettersOf('circle', { r: -1 })).toBe('')
  expect(lettersOf('ellipse', { rx: 5, ry: 0 })).toBe('')
})

it('closes what is closed', () => {
  expect(lettersOf('rect', { width: 5, height: 5 })).toBe('MLLLZ')
  expect(lettersOf('rect', { width: 5, height: 5, rx: 1 })).toBe('MLCLCLCLCZ')
  expect(lettersOf('circle', { r: 1 })).toBe('MCCCCZ')
  expect(lettersOf('line', {})).toBe('ML')
})

it('reads points, and says where they are not whole', () => {
  const polygon = (points: string) =>
    shapers.polygon(() => undefined, parseTree(`<svg points="${points}"/>`))
  expect(polygon('1,2 3,4').path).toEqual([['M', 1, 2], ['L', 3, 4], ['Z']])
  expect(polygon('1,2 3').whole).toBe(false)
  expect(polygon('1,x').whole).toBe(false)
})

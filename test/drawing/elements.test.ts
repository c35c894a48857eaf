import { expect, it } from 'vitest'
import { isKnown, takes, undrawn } from '../../src/drawing/elements.ts'

it('knows nothing that could run, load or hide', () => {
  for (const name of [
    'script',
    'image',
    'foreignObject',
    'style',
    'iframe',
    'animate',
    'set',
    'filter',
    'mask',
    'clipPath',
    'constructor',
  ]) {
    expect(isKnown(name)).toBe(false)
  }
  for (const name of undrawn) expect(isKnown(name)).toBe(true)
})

it('takes an attribute only where it means something', () => {
  expect(takes('rect', 'rx')).toBe(true)
  expect(takes('circle', 'rx')).toBe(false)
  expect(takes('use', 'href')).toBe(true)
  expect(takes('a', 'href')).toBe(false)
  expect(takes('g', 'onclick')).toBe(false)
  expect(takes('g', 'data-onclick')).toBe(true)
  expect(takes('toString', 'd')).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { type MathNode, shapesOf } from '../../src/print/mathshapes.ts'

const formula = (...children: MathNode[]): MathNode => ({
  kind: 'mjx-container',
  children: [{ kind: 'svg', attributes: { viewBox: '0 -800 1000 1000' }, children }],
})

describe('shapes of a formula', () => {
  it('have the size of the view box', () => {
    expect(shapesOf(formula())).toEqual({ path: '', width: 1000, ascent: 800, descent: 200 })
  })

  it('stand where nested groups put them', () => {
    const path: MathNode = { kind: 'path', attributes: { d: 'M0 0L10 0H20V5Z' } }
    const inner: MathNode = {
      kind: 'g',
      attributes: { transform: 'translate(100,50) scale(2)' },
      children: [path],
    }
    const outer: MathNode = {
      kind: 'g',
      attributes: { transform: 'scale(1,-1)' },
      children: [inner],
    }
    expect(shapesOf(formula(outer)).path).toBe('M100 750L120 750L140 750L140 740Z')
  })

  it('turn quadratic curves into cubic ones', () => {
    const path: MathNode = { kind: 'path', attributes: { d: 'M0 0Q30 30 60 0' } }
    expect(shapesOf(formula(path)).path).toBe('M0 800C20 820 40 820 60 800')
  })

  it('refuse what they cannot draw', () => {
    expect(() => shapesOf(formula({ kind: 'text' }))).toThrow('characters')
    expect(() => shapesOf({ kind: 'mjx-container' })).toThrow('no size')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted, scaledTheme } from '../../src/print/fit.ts'
import { shopOf } from './library.ts'

describe('a theme on another page', () => {
  it('has that page, lines of no more than 36 ems, and the wider margin outside', async () => {
    const { theme } = await shopOf()
    const sizes = fc.tuple(fc.integer({ min: 240, max: 1200 }), fc.integer({ min: 320, max: 1600 }))
    fc.assert(
      fc.property(sizes, ([width, height]) => {
        const { page, text } = fitted(theme, [width, height])
        expect([page.width, page.height]).toEqual([width, height])
        const measure = page.width - page.inner - page.outer
        expect(measure).toBeLessThanOrEqual(36 * text.size + 0.01)
        expect(measure).toBeGreaterThan(100)
        expect(page.outer).toBeGreaterThan(page.inner)
        expect(page.height - page.top - page.bottom).toBeGreaterThan(150)
      }),
    )
  })

  it('is as good as the same on its own page', async () => {
    const { theme } = await shopOf()
    const same = fitted(theme, [theme.page.width, theme.page.height])
    expect(same.text).toEqual(theme.text)
    expect(same.page.inner).toBeCloseTo(theme.page.inner, 2)
  })

  it('scales all type and the white about it, and no page', async () => {
    const { theme } = await shopOf()
    const double = scaledTheme(theme, 2)
    expect(double.page).toBe(theme.page)
    expect(double.text.size).toBe(theme.text.size * 2)
    expect(double.code.leading).toBe(theme.code.leading * 2)
    expect(double.question.before).toBe(theme.question.before * 2)
    expect(double.table.floor).toBe(theme.table.floor * 2)
    expect(double.chapter.questions).toBe(theme.chapter.questions)
  })
})

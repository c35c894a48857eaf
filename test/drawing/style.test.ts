import { describe, expect, it } from 'vitest'
import { initialStyle, type Style, styleOf } from '../../src/drawing/style.ts'
import { parseTree } from '../../src/drawing/tree.ts'

function styled(attributes: string, parent: Style = initialStyle) {
  const unknown: string[] = []
  const style = styleOf(parseTree(`<svg ${attributes}/>`), parent, 100, (name) =>
    unknown.push(name),
  )
  return { style, unknown }
}

describe('style', () => {
  it.each<[string, Partial<Style>]>([
    [
      'fill="none" style="fill: red"',
      { fill: { type: 'colour', colour: { r: 255, g: 0, b: 0, a: 1 } } },
    ],
    [
      'fill="url(#a) blue"',
      { fill: { type: 'reference', id: 'a', otherwise: { r: 0, g: 0, b: 255, a: 1 } } },
    ],
    ['style="stroke-width:2em; font-size:10px"', { strokeWidth: 20, fontSize: 10 }],
    ['stroke-width="10%"', { strokeWidth: 10 }],
    ['stroke-dasharray="1,2 3"', { dash: [1, 2, 3, 1, 2, 3] }],
    ['stroke-dasharray="0 0"', { dash: [] }],
    ['font-weight="bolder"', { weight: 600 }],
    ['font-weight="900" font-style="oblique 10deg"', { weight: 700, italic: true }],
    ['font-family="\'Fira Code\', Arial"', { family: 'mono' }],
    ['font-family="Helvetica, serif"', { family: 'sans' }],
    ['font-family="Times"', { family: 'serif' }],
    ['font-family="Unheard Of"', { family: 'sans' }],
    ['font-size="x-large"', { fontSize: 24 }],
    ['font-size="150%"', { fontSize: 24 }],
    ['marker="url(#m)"', { markerStart: 'm', markerMid: 'm', markerEnd: 'm' }],
    ['style="/* a; b */ opacity: 50% !important; unknown"', { opacity: 0.5 }],
    ['xml:space="preserve"', { preserve: true }],
    ['display="none"', { shown: false }],
  ])('%s', (attributes, wanted) => {
    const { style, unknown } = styled(attributes)
    expect(style).toMatchObject(wanted)
    expect(unknown).toEqual([])
  })

  it('is inherited, and opacity multiplied', () => {
    const outer = styled('opacity=".5" fill="red" stop-opacity=".1" font-size="20"').style
    const { style } = styled('opacity=".5" fill="inherit" font-size="50%"', outer)
    expect(style).toMatchObject({ opacity: 0.25, fill: outer.fill, stopOpacity: 1, fontSize: 10 })
  })

  it('says what it does not know', () => {
    const { unknown } = styled(
      'style="mix-blend-mode: multiply; fill: chartreuse-ish" text-anchor="far"',
    )
    expect(unknown.sort()).toEqual(['fill: chartreuse-ish', 'mix-blend-mode', 'text-anchor: far'])
  })

  it('is quick on a hostile attribute', () => {
    for (const text of [';'.repeat(1e6), '('.repeat(1e6), "'".repeat(1e6), '/*'.repeat(5e5)]) {
      expect(styled(`style="${text}"`).style.opacity).toBe(1)
    }
  })
})

import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { commandsOf } from '../../src/model/drawing.ts'
import { loadMath, type Mathematics } from '../../src/print/math.ts'

let math: Mathematics
beforeAll(async () => {
  const loaded = await loadMath()
  if (!loaded) throw new Error('MathJax is not installed')
  math = loaded
})

const atom = (tex: string, display = false) => {
  const formula = math(tex, display, 10, '#102030')
  if ('error' in formula) throw new Error(formula.error)
  return formula.atom
}

describe('formulas', () => {
  it('stand on the baseline, in the colour of the text', () => {
    const { ops, ascent, descent, width } = atom('x')
    expect(width).toBeGreaterThan(4)
    expect(ascent).toBeGreaterThan(4)
    expect(descent).toBeLessThan(0.5)
    const [op] = ops
    if (op?.op !== 'shapes') throw new Error('no shapes')
    expect(op.y).toBe(-ascent)
    expect(op.alt).toBe('x')
    expect(op.shapes[0]?.fill?.colour).toEqual({ r: 16, g: 32, b: 48, a: 1 })
  })

  it('reach below the baseline where they are tall', () => {
    const fraction = atom('\\frac{a+b}{c}', true)
    expect(fraction.descent).toBeGreaterThan(4)
    expect(atom('\\sqrt{\\frac{1}{2}}', true).ascent).toBeGreaterThan(fraction.ascent)
  })

  it('keep all ink within their size', () => {
    for (const tex of ['\\sum_{k=1}^n k', '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}', '\\vec{x}']) {
      const { ops, width, ascent, descent } = atom(tex, true)
      const [op] = ops
      if (op?.op !== 'shapes') throw new Error('no shapes')
      for (const command of commandsOf(op.shapes[0]?.path ?? '')) {
        if (command[0] === 'Z') continue
        const [x, y] = [command.at(-2) as number, command.at(-1) as number]
        expect(x * op.scale).toBeGreaterThan(-1)
        expect(x * op.scale).toBeLessThan(width + 1)
        expect(y * op.scale).toBeGreaterThan(-1)
        expect(y * op.scale).toBeLessThan(ascent + descent + 1)
      }
    }
  })

  it('say what is wrong with them', () => {
    expect(math('\\frac{1', false, 10, '#000000')).toEqual({ error: 'Missing close brace' })
    expect(math('\\nonsense', false, 10, '#000000')).toHaveProperty('error')
    expect(math('\\text{漢}', false, 10, '#000000')).toHaveProperty('error')
  })

  it('are set by one MathJax, however many booklets are made', async () => {
    const { mathjax } = createRequire(import.meta.url)('@mathjax/src/cjs/mathjax.js')
    for (let booklets = 0; booklets < 5; booklets++) await loadMath()
    expect([...mathjax.handlers]).toHaveLength(1)
  })

  it('do not hear of one another’s definitions', () => {
    expect(math('\\newcommand{\\mine}{x}\\mine', false, 10, '#000000')).toHaveProperty('atom')
    expect(math('\\mine', false, 10, '#000000')).toHaveProperty('error')
  })
})

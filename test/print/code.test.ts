import { describe, expect, it } from 'vitest'
import { setCode } from '../../src/print/code.ts'
import { bank, question, section } from '../support/bank.ts'
import { bodyPages, boxesOf, displayOf, glyphsOf } from './display.ts'
import { boxesIn, given, glyphsIn, wordsIn } from './given.ts'
import { block } from './rich.ts'

async function rows(value: string, lang?: string) {
  const { display, messages } = await displayOf(
    bank([section('S', [question({ title: 'T', answer: [block(value, lang)] })])]),
  )
  const boxes = bodyPages(display)
    .flatMap(boxesOf)
    .filter(({ role }) => role === 'code')
  const texts = boxes.map(({ ops }) =>
    glyphsOf(ops)
      .map(({ run }) => run.text)
      .join(''),
  )
  return { boxes, texts, rules: messages.all.map(({ ruleId }) => ruleId) }
}

describe('code', () => {
  it('keeps its lines, its indents and its blank lines', async () => {
    const { texts, rules } = await rows('if (a) {\n\n  b()\n\tc()\n}', 'js')
    expect(texts).toEqual(['if (a) {', '', '  b()', '    c()', '}'])
    expect(rules).toEqual([])
  })

  it('wraps a long line after what separates, with a mark and a hanging indent', async () => {
    const { texts, boxes, rules } = await rows(
      `  call(${Array.from({ length: 14 }, (_, n) => `argument${n}`).join(', ')})`,
      'js',
    )
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.slice(0, -1).every((text) => text.endsWith('↩'))).toBe(true)
    expect(texts.at(-1)).not.toContain('↩')
    for (const text of texts.slice(0, -1)) expect(text).toMatch(/, ?↩$/)
    const lefts = boxes.map(({ ops }) => glyphsOf(ops).find(({ run }) => run.text.trim())?.x ?? 0)
    expect(lefts[1]).toBeGreaterThan(lefts[0] ?? 0)
    expect(rules).toEqual(['code-broken'])
  })

  it('numbers its lines where the theme wants it, in the margin of the block', async () => {
    const { setting, theme, spot } = await given()
    const numbered = { ...setting, theme: { ...theme, code: { ...theme.code, numbers: true } } }
    const value = `${'a = 1\n'.repeat(11)}${'long + '.repeat(20)}`
    const boxes = boxesIn(setCode({ type: 'code', value }, numbered, spot))
    const numbers = boxes.map(({ ops }) =>
      wordsIn(glyphsIn(ops).filter(({ tag }) => tag?.type === 'Artifact')).replace('↩', ''),
    )
    expect(numbers.slice(0, 13)).toEqual([...'123456789', '10', '11', '12', ''])
    const plain = boxesIn(setCode({ type: 'code', value }, setting, spot))
    expect(glyphsIn(plain[0]?.ops ?? [])[0]?.x).toBe(theme.code.pad)
    const first = glyphsIn(boxes[0]?.ops ?? []).find(({ tag }) => !tag)
    const tenth = glyphsIn(boxes[9]?.ops ?? []).find(({ tag }) => !tag)
    expect(first?.x).toBeGreaterThan(theme.code.pad + 6)
    expect(tenth?.x).toBe(first?.x)
  })

  it('shrinks a little to keep a line whole, and no further', async () => {
    const { setting, theme, spot, said } = await given({}, 300)
    const cells = Math.floor((300 - 2 * theme.code.pad) / (0.6 * theme.code.size))
    const sizeOf = (length: number): number => {
      const boxes = boxesIn(setCode({ type: 'code', value: 'x'.repeat(length) }, setting, spot))
      expect(boxes.length).toBe(length > cells * 1.1 ? 2 : 1)
      return glyphsIn(boxes[0]?.ops ?? [])[0]?.size ?? 0
    }
    expect(sizeOf(cells)).toBe(theme.code.size)
    expect(sizeOf(cells + 4)).toBeLessThan(theme.code.size)
    expect(sizeOf(cells + 4)).toBeGreaterThan(theme.code.size * 0.88)
    expect(said).toEqual([])
    expect(sizeOf(Math.ceil(cells * 1.3))).toBe(theme.code.size)
    expect(said.map(({ rule }) => rule)).toEqual(['code-broken'])
  })

  it('says above what goes on overleaf that it is continued, outside the code', async () => {
    const long = Array.from({ length: 90 }, (_, n) => `call(${n})`).join('\n')
    const { display } = await displayOf(
      bank([section('S', [question({ title: 'T', answer: [block(long, 'js')] })])]),
    )
    const tops = bodyPages(display).map((page) => {
      const boxes = boxesOf(page).filter(({ y, ops }) => y >= page.frame.y && ops.length > 0)
      const at = boxes.findIndex(({ role }) => role === 'code')
      return { code: boxes[at], above: boxes[at - 1] }
    })
    expect(tops.length).toBeGreaterThan(1)
    const said = tops.map(({ above }) => wordsIn(above?.ops ?? []))
    expect(said[0]).not.toBe('continued')
    for (const { above, code } of tops.slice(1)) {
      expect(wordsIn(above?.ops ?? [])).toBe('continued')
      expect(above?.tag?.type).toBe('Artifact')
      expect((above?.y ?? 0) + (above?.height ?? 0)).toBeCloseTo(code?.y ?? 0, 2)
    }
  })

  it('is never parted where it has fewer than six lines', async () => {
    const { setting, spot } = await given()
    const breaks = (count: number): number =>
      setCode({ type: 'code', value: 'x\n'.repeat(count).trimEnd() }, setting, spot).filter(
        (item) => item.kind === 'penalty' && item.cost < 1000,
      ).length
    expect([3, 5, 6, 7].map(breaks)).toEqual([0, 0, 1, 2])
  })

  it('parts behind an empty line rather than within what stands together', async () => {
    const { setting, spot } = await given()
    const value = 'a\nb\nc\n\nd\ne\nf\ng'
    const costs = setCode({ type: 'code', value }, setting, spot).flatMap((item) =>
      item.kind === 'penalty' && item.cost < 1000 ? [item.cost] : [],
    )
    expect(costs).toEqual([80, 20, 80])
  })

  it('sets every character of a word longer than the line', async () => {
    const { texts } = await rows('z'.repeat(300))
    expect(texts.join('').replaceAll('↩', '')).toBe('z'.repeat(300))
  })

  it('shows words by weight and slant, not by colour alone', async () => {
    const { boxes } = await rows('const a = 1 // why', 'js')
    const faces = new Map(
      boxes.flatMap(({ ops }) => glyphsOf(ops)).map(({ run }) => [run.text.trim(), run.face]),
    )
    expect(faces.get('const')).toContain('600SemiBold')
    expect(faces.get('// why') ?? faces.get('//')).toContain('Italic')
  })
})

import { describe, expect, it } from 'vitest'
import { bank, question, section } from '../support/bank.ts'
import { bodyPages, boxesOf, displayOf, glyphsOf } from './display.ts'
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

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { halfAt, mixes, sharedMarks, whiteBetween, whiteHalves } from '../../src/print/han.ts'
import { setParagraph } from '../../src/print/paragraph.ts'
import { given, glyphsIn, look } from './given.ts'

const { setting, spot } = await given({}, 203)
const { faces } = setting
const shaped = (text: string) => faces.shapeWord(text, look.style, false)

const opening = '「『（《【“‘'
const closing = '，。、；：？！」』）》】”’'

describe('Han', () => {
  it('has marks that are white on one side, as their glyphs are', () => {
    const text = `字${opening}字${closing}字—…～·字`
    const sides = whiteHalves(text, shaped(text), faces)
    const of = (side: string) => [...text].filter((_, at) => sides?.get(at) === side).join('')
    expect(of('start')).toBe(opening)
    expect(of('end')).toBe(closing)
    // Those of a Latin face are narrow already.
    expect(whiteHalves('a“b”', shaped('a“b”'), faces)).toBeUndefined()
  })

  it('has half marks whose ink lies within their width', () => {
    for (const [mark, side] of [
      ['，', 'end'],
      ['「', 'start'],
    ] as const) {
      const run = halfAt(shaped(`字${mark}`), 1, side)
      const ink = faces
        .outline(run?.face ?? '', run?.glyphs[0] ?? 0)
        .flatMap(([, ...values]) => values.filter((_, at) => at % 2 === 0))
        .map((x) => x + (run?.offsets[0] ?? 0))
      expect(run?.text).toBe(mark)
      expect(run?.width).toBe(500)
      expect(Math.min(...ink)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...ink)).toBeLessThanOrEqual(500)
      expect(halfAt(shaped(`字${mark}`), 1, side)).toBe(halfAt(shaped(`字${mark}`), 1, side))
    }
  })

  it('keeps the marks it shares with Latin as wide as it is', () => {
    const text = '字——字…字'
    const [dash] = sharedMarks(text, shaped(text), 1, 3) ?? []
    expect(dash).toMatchObject({ text: '——', clusters: [0] })
    expect(dash?.width).toBe((shaped(text)[0]?.width ?? 0) - 4000)
    expect(sharedMarks(text, shaped(text), 0, 2)).toBeUndefined()
    const lines = setParagraph([{ kind: 'text', text: text.repeat(12), look }], setting, spot)
    const dashes = lines.boxes
      .flatMap(({ ops }) => glyphsIn(ops))
      .filter(({ run }) => run.text === '——')
    expect(dashes.length).toBeGreaterThan(10)
    for (const { run } of dashes) expect(run.face).toContain('noto-sans-sc')
  })

  it('has one white between two marks', () => {
    const pairs = [
      ['end', undefined, 0.5],
      [undefined, 'start', 0.5],
      ['end', 'start', 0.5],
      ['end', 'end', 0],
      ['start', 'start', 0],
      ['start', undefined, 0],
      [undefined, 'end', 0],
    ] as const
    for (const [before, after, white] of pairs) expect(whiteBetween(before, after)).toBe(white)
  })

  it('mixes with letters and digits, not with its own marks', () => {
    expect(mixes('用G', 1)).toBe(true)
    expect(mixes('3个', 1)).toBe(true)
    expect(mixes('，G', 1)).toBe(false)
    expect(mixes('用，', 1)).toBe(false)
  })

  it('begins no line with what closes, ends none with what opens, and fills every line', () => {
    // Quotation marks are Han's only beside Han, so they are none of a random text.
    const [opens, closes] = [opening, closing].map((marks) => marks.replace(/[“”‘’]/g, ''))
    const character = fc.constantFrom(...`数据库索引结构查询优化用户系统${opens}${closes}k8`)
    fc.assert(
      fc.property(fc.array(character, { minLength: 30, maxLength: 120 }), (characters) => {
        // Marks in long rows let no line end well; authors have two, at most three.
        const text = characters
          .join('')
          .replace(/([「『（《【“‘，。、；：？！」』）》】”’]{2})[^\p{L}\p{N}]+/gu, '$1')
        const { boxes } = setParagraph([{ kind: 'text', text, look }], setting, spot)
        const lines = boxes.map(({ ops }) => glyphsIn(ops))
        const words = lines.map((ops) => ops.map(({ run }) => run.text).join(''))
        expect(words.join('')).toBe(text)
        for (const [index, line] of words.entries()) {
          if (index > 0) expect(closing).not.toContain(line[0])
          if (index < words.length - 1) expect(opening).not.toContain(line.at(-1))
        }
        for (const ops of lines) {
          const [first, last] = [ops[0], ops.at(-1)]
          expect(first?.x).toBeGreaterThanOrEqual(0)
          const right = (last?.x ?? 0) + ((last?.run.width ?? 0) * 10) / 1000
          expect(right).toBeLessThan(203.01)
          // A mark at the end of a line takes half its width, its ink at the edge.
          if (last && closing.includes(last.run.text)) expect(last.run.width).toBe(500)
        }
      }),
    )
  })
})

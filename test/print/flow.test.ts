import { describe, expect, it } from 'vitest'
import type { Medium } from '../../src/model/bank.ts'
import type { Block, Tone } from '../../src/model/mdast.ts'
import { flow, flowNode, label } from '../../src/print/flow.ts'
import { infinite } from '../../src/print/items.ts'
import { wordsIn as wordsOf } from '../../src/wording/wording.ts'
import { paragraph, text } from '../support/bank.ts'
import { boxesIn, given, glyphsIn, outlineOf, words, wordsIn } from './given.ts'
import { block, list, row, strong } from './rich.ts'

const heading: Block = { type: 'heading', depth: 3, children: words('Heading') }
const never = `p${infinite}`

async function set(...blocks: Block[]) {
  const { setting, spot, theme, said } = await given()
  return { list: flow(blocks, setting, spot), theme, said }
}

describe('blocks', () => {
  it('have white between them, where a page may break', async () => {
    const { list: two } = await set(paragraph('a'), paragraph('b'))
    expect(outlineOf(two)).toEqual(['a', 'p0', 5, 'b'])
  })

  it('stay with the heading above them, and away from the one below', async () => {
    const { list: two } = await set(heading, paragraph('a'))
    expect(outlineOf(two)).toEqual(['Heading', never, 2.5, 'a'])
    const { list: other } = await set(paragraph('a'), heading)
    expect(outlineOf(other)).toEqual(['a', 'p-20', 10, 'Heading'])
  })

  it('stand near the words that announce them', async () => {
    const { list: announced } = await set(paragraph('Like this:'), block('code'))
    expect(outlineOf(announced)).toEqual(['Like this:', 'p200', 10.5, 'code'])
    const { list: told } = await set(paragraph('So.'), block('code'))
    expect(outlineOf(told)).toEqual(['So.', 'p0', 10.5, 'code'])
  })

  it.each([
    [[text('Output '), strong(text('(3.8):'))], 200],
    [[text('2.')], 200],
    [[strong(text('The formula'))], 200],
    [[strong(text('The formula.')), text(' It is short.')], 0],
    [[text('It is 2.')], 0],
  ])('stand near words like %j', async (children, cost) => {
    const { list: both } = await set(paragraph(...children), block('code'))
    expect(both.find(({ kind }) => kind === 'penalty')).toEqual({ kind: 'penalty', cost })
  })

  it('are dropped where they hold nothing', async () => {
    const empty: Block = { type: 'table', align: [], children: [] }
    expect(outlineOf((await set(paragraph('a'), empty, paragraph('b'))).list)).toEqual([
      'a',
      'p0',
      5,
      'b',
    ])
  })

  it.each<[Block, string, number]>([
    [paragraph('a'), 'line', 0],
    [heading, 'heading', 0],
    [block('a'), 'code', 1],
    [{ type: 'thematicBreak' }, 'rule', 0],
    [{ type: 'blockquote', children: [paragraph('a')] }, 'line', 1],
    [{ type: 'callout', tone: 'tip', children: [paragraph('a')] }, 'line', 2],
    [{ type: 'details', summary: words('s'), children: [paragraph('a')] }, 'line', 1],
    [{ type: 'table', align: [null], children: [row('a')] }, 'row', 0],
    [list(false, [paragraph('a')]), 'line', 0],
  ])('of %j are boxes', async (node, role, backs) => {
    const [first] = boxesIn((await set(node)).list)
    expect(first?.role).toBe(role)
    expect(first?.backs).toHaveLength(backs)
  })

  it('open what was folded: the summary in bold, then all of it', async () => {
    const { list: opened } = await set({
      type: 'details',
      summary: words('More'),
      children: [paragraph('inside')],
    })
    expect(outlineOf(opened)).toEqual(['More', never, 3, 'inside'])
    const [summary] = glyphsIn(boxesIn(opened)[0]?.ops ?? [])
    expect(summary?.run.face).toContain('600SemiBold')
  })

  it.each<[Tone, string, 'accent' | 'wrong']>([
    ['note', 'Note', 'accent'],
    ['tip', 'Tip', 'accent'],
    ['important', 'Important', 'accent'],
    ['warning', 'Warning', 'wrong'],
    ['caution', 'Caution', 'wrong'],
  ])('call out a %s', async (tone, name, colour) => {
    const { list: called, theme } = await set({
      type: 'callout',
      tone,
      children: [paragraph('a')],
    })
    expect(outlineOf(called)).toEqual([name, never, 'a'])
    const [first] = boxesIn(called)
    expect(first?.backs.map(({ fill }) => fill)).toEqual([
      theme.colours.code,
      theme.colours[colour],
    ])
  })

  it('have their bars where their words begin', async () => {
    const quote = (words: string): Block => ({ type: 'blockquote', children: [paragraph(words)] })
    const [left] = boxesIn((await set(quote('abc'))).list)
    const [right] = boxesIn((await set(quote('שלום'))).list)
    expect([left?.x, left?.backs[0]?.x]).toEqual([11, 0])
    expect([right?.x, right?.backs[0]?.x]).toEqual([0, 300 - 1.4])
  })

  it('set a picture alone in the middle', async () => {
    const medium: Medium = { key: 'k', form: 'raster', width: 80, height: 40, path: 'k.png' }
    const { setting, spot } = await given({ media: new Map([['k', medium]]) })
    const [box] = boxesIn(
      flow([paragraph({ type: 'picture', medium: 'k', alt: 'k' })], setting, spot),
    )
    expect(box).toMatchObject({ role: 'picture', height: 32 })
    expect(box?.ops).toMatchObject([{ op: 'image', x: 120, y: 1, width: 60 }])
  })

  it('set a formula in the middle, no wider than the measure', async () => {
    const atom = { width: 600, ascent: 20, descent: 10, ops: [] }
    const { setting, spot } = await given({ math: () => ({ atom }) })
    expect(boxesIn(flow([{ type: 'math', value: 'x' }], setting, spot))).toMatchObject([
      { role: 'math', height: 19 },
    ])
  })

  it('number a labelled formula at the end of its line', async () => {
    const atom = { width: 60, ascent: 20, descent: 10, ops: [] }
    const asked: string[] = []
    const math = (tex: string) => {
      asked.push(tex)
      return { atom }
    }
    const { setting, spot } = await given({ math, notes: new Map() })
    const [box] = boxesIn(flow([{ type: 'math', value: 'x\\label{a}' }], setting, spot))
    expect(asked).toEqual(['x'])
    expect(wordsIn(box?.ops ?? [])).toBe('(1)')
    const [number] = glyphsIn(box?.ops ?? [])
    expect((number?.x ?? 0) + ((number?.run.width ?? 0) * (number?.size ?? 0)) / 1000).toBeCloseTo(
      300,
    )
    expect(number?.y).toBe(22)
    const inline = paragraph({ type: 'inlineMath', value: 'x\\label{a}' })
    expect(boxesIn(flow([inline], setting, spot)).map(({ role }) => role)).toEqual(['math'])
  })

  it('speak the language of the bank', async () => {
    const { setting, spot } = await given({ words: wordsOf('de') })
    const callout = { type: 'callout', tone: 'tip', children: [paragraph('a')] } as const
    const set = flow([{ ...callout, children: [...callout.children] }], setting, spot)
    expect(outlineOf(set)[0]).toBe(wordsOf('de').tip)
    expect(wordsOf('de').tip).not.toBe(wordsOf('en').tip)
  })

  it('set a formula that cannot be set as code, and say so', async () => {
    const { setting, spot, said } = await given({ math: () => ({ error: 'bad' }) })
    const set = flow([{ type: 'math', value: 'x^2' }], setting, spot)
    expect(boxesIn(set).map(({ role, ops }) => [role, wordsIn(ops)])).toEqual([['code', 'x^2']])
    expect(said.map(({ rule }) => rule)).toEqual(['math-as-source'])
  })

  it('label what follows in small type that stays with it', async () => {
    const { setting, spot } = await given()
    expect(outlineOf(label('Choose', '#123456', setting, spot))).toEqual(['Choose'])
  })

  it('give the rows, cells, items and footnotes they hold, one by one', async () => {
    const { setting, spot } = await given()
    expect(outlineOf(flowNode(row('a', 'b'), setting, spot))).toEqual(['a', 'b'])
    const note = {
      type: 'footnoteDefinition',
      identifier: 'n',
      children: [paragraph('c')],
    } as const
    expect(outlineOf(flowNode({ ...note, children: [...note.children] }, setting, spot))).toEqual([
      'c',
    ])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  contents,
  cover,
  dateOf,
  type Entry,
  type Facts,
  imprint,
  ownSetting,
} from '../../src/print/front.ts'
import { heightOf, type Vertical } from '../../src/print/vertical.ts'
import type { BoxOp } from '../../src/print/words.ts'
import { wordsIn as ownWords } from '../../src/wording/wording.ts'
import { bank, paragraph, text } from '../support/bank.ts'
import { newYear } from '../support/context.ts'
import { boxesIn, given, glyphsIn, outlineOf, wordsIn } from './given.ts'
import { list } from './rich.ts'

const facts = (more: Partial<Facts['bank']> = {}, questions = 2): Facts => ({
  bank: bank([], { title: 'Closures', ...more }),
  issued: newYear,
  questions,
})
const coverLines = async (one: Facts): Promise<string[]> => {
  const { shop } = await given()
  return boxesIn(cover(one, shop, 300, 400))
    .map(({ ops }) => wordsIn(ops))
    .filter(Boolean)
}
/** Where each dot of the leaders in some ops stands. */
const dotsIn = (ops: readonly BoxOp[]): number[] =>
  glyphsIn(ops).flatMap(({ x, size, run }) => {
    if (!/^\.+$/.test(run.text)) return []
    let pen = x
    return run.advances.map((advance) => {
      const at = pen
      pen += (advance * size) / 1000
      return at
    })
  })
const entry = (title: string, more: Partial<Entry> = {}): Entry => ({
  title,
  level: 0,
  to: title,
  indent: 1,
  page: '12',
  ...more,
})

describe('the cover', () => {
  it('says title, count and date', async () => {
    expect(await coverLines(facts())).toEqual(['Closures', 'Questions: 2 · 2026-01-01'])
    expect((await coverLines(facts({ version: '1.2' }, 1)))[1]).toBe(
      'Questions: 1 · Version 1.2 · 2026-01-01',
    )
  })

  it('ends with licence and source at the foot of the frame', async () => {
    const { shop } = await given()
    const source = 'https://example.org'
    const list = cover(facts({ licence: 'CC-BY-4.0', source }), shop, 300, 400)
    expect(heightOf(list)).toBeCloseTo(400, 1)
    const last = boxesIn(list).slice(-2)
    expect(last.map(({ ops }) => wordsIn(ops))).toEqual(['Licence: CC-BY-4.0', source])
    expect(last[1]?.ops).toContainEqual(expect.objectContaining({ op: 'link', url: source }))
  })

  it('sets what the bank says of itself as Markdown', async () => {
    const answer = [
      paragraph('In ', { type: 'emphasis', children: [text('your')] }, ' *script*.'),
      list(false, [paragraph('cards')]),
    ]
    const about = JSON.stringify({ title: [], prompt: [], answer, footnotes: [] })
    const one = facts({ description: 'In *your* \\*script\\*.', about })
    expect(await coverLines(one)).toContain('In your *script*.')
    expect(await coverLines(one)).toContain('•cards')
    const { shop } = await given()
    const slanted = boxesIn(cover(one, shop, 300, 400))
      .flatMap(({ ops }) => glyphsIn(ops))
      .filter(({ run }) => run.face.includes('Italic'))
    expect(slanted.map(({ run }) => run.text)).toEqual(['your'])
  })

  it('says the bare description of a bank that nobody read', async () => {
    expect(await coverLines(facts({ description: 'So *be* it.' }))).toContain('So *be* it.')
  })

  it('is one page, however long the description', async () => {
    const { shop } = await given()
    const list = cover(facts({ description: 'word '.repeat(2000) }), shop, 300, 500)
    expect(heightOf(list)).toBeLessThanOrEqual(500)
  })

  it('dates by UTC', () => {
    expect(dateOf(0)).toBe('1970-01-01')
    expect(dateOf(newYear - 1)).toBe('2025-12-31')
  })
})

describe('the back of the cover', () => {
  it('names title, date, version, licence and source, and says how to use the edition', async () => {
    const { shop } = await given()
    const source = 'https://example.org/q'
    const one = facts({ version: '1.2', licence: 'CC BY 4.0', source })
    const boxes = boxesIn(imprint({ ...one, use: 'Cover the answers.' }, shop, 300, 400))
    const said = boxes.map(({ ops }) => wordsIn(ops)).filter(Boolean)
    expect(said.slice(0, 4)).toEqual([
      'Closures',
      'Issued: 2026-01-01, Version 1.2',
      'Licence: CC BY 4.0',
      source,
    ])
    expect(said.at(-1)).toBe('Cover the answers.')
  })

  it('speaks the language of the bank', async () => {
    const { shop } = await given()
    const words = ownWords('de')
    const own = { ...shop, words }
    const bare = (text: string) => text.replace(/\s/g, '')
    const lines = (list: readonly Vertical[]) =>
      bare(
        boxesIn(list)
          .map(({ ops }) => wordsIn(ops))
          .join(''),
      )
    const back = lines(imprint({ ...facts(), use: words.studyUse }, own, 300, 400))
    for (const said of ['Ausgegeben am: 2026-01-01', words.madeWith, words.codeUse, words.studyUse])
      expect(back).toContain(bare(said))
    expect(lines(cover(facts(), own, 300, 400))).toContain('Fragen:2')
  })

  it('explains the codes at the foot of the page', async () => {
    const { shop } = await given()
    const list = imprint(facts(), shop, 300, 400)
    expect(heightOf(list)).toBeCloseTo(400, 1)
    expect(
      boxesIn(list)
        .map(({ ops }) => wordsIn(ops))
        .join(' '),
    ).toContain('beside a question are its code')
  })
})

describe('contents', () => {
  const entries = [
    entry('Chapter', { level: 1, indent: 0, page: '3' }),
    entry('Question'),
    entry('Other', { page: '128' }),
  ]
  const set = async (list: readonly Entry[]) => {
    const { shop } = await given()
    return contents(list, shop, 300)
  }

  it('name each entry with its page, leading there', async () => {
    const boxes = boxesIn(await set(entries)).slice(1)
    expect(boxes.map(({ ops }) => wordsIn(ops).replace(/\.+/, ' '))).toEqual([
      'Chapter3',
      'Question 12',
      'Other 128',
    ])
    for (const [index, { role, ops }] of boxes.entries()) {
      expect(role).toBe('contents')
      expect(ops.at(-1)).toMatchObject({ op: 'link', to: entries[index]?.to })
    }
  })

  it('set numbers flush right, and dots in columns', async () => {
    const boxes = boxesIn(await set(entries)).slice(1)
    for (const { ops } of boxes) {
      const number = glyphsIn(ops).at(-1)
      const end = (number?.x ?? 0) + ((number?.run.width ?? 0) * (number?.size ?? 0)) / 1000
      expect(end).toBeCloseTo(300, 1)
    }
    const dots = boxes.flatMap(({ ops }) => dotsIn(ops))
    expect(dots.length).toBeGreaterThan(20)
    for (const x of dots) expect(x % 5).toBeCloseTo(0, 9)
  })

  it('are mirrored in a book written from the right, and only there', async () => {
    const { shop } = await given()
    const line = (title: string, rtl: boolean) => {
      const list = contents([entry(title)], shop, 300, rtl)
      const all = glyphsIn(boxesIn(list)[1]?.ops ?? [])
      const dots = dotsIn(all)
      return {
        title: all[0]?.x ?? 0,
        number: all.at(-1)?.x ?? 0,
        dots: [Math.min(...dots), Math.max(...dots)] as const,
      }
    }
    for (const title of ['שלום', 'abc']) {
      const rtl = line(title, true)
      expect(rtl.number).toBe(0)
      expect(rtl.title).toBeGreaterThan(rtl.dots[1])
      expect(rtl.dots[0]).toBe(25)
      const ltr = line(title, false)
      expect(ltr.title).toBe(10)
      expect(ltr.dots[0]).toBeGreaterThan(ltr.title)
      expect(ltr.dots[1]).toBe(275)
      expect(ltr.number).toBeGreaterThan(275)
    }
  })

  it('keep a chapter with its first entry', async () => {
    const list = await set([...entries, ...['x', 'y', 'z'].map((title) => entry(title))])
    const at = outlineOf(list).findIndex((one) => String(one).startsWith('Chapter'))
    expect(outlineOf(list)[at + 1]).toBe('p100000')
    expect(outlineOf(list)[at + 4]).toBe('p0')
  })

  it('end with three lines together', async () => {
    const list = await set(['v', 'w', 'x', 'y', 'z'].map((title) => entry(title)))
    const costs = outlineOf(list).filter((one) => /^p\d/.test(String(one)))
    expect(costs.slice(-4)).toEqual(['p0', 'p0', 'p100000', 'p100000'])
  })

  it('look the page up when all are known, where an entry names none', async () => {
    const { shop } = await given()
    const { page: _, ...open } = entry('Open')
    const [, line] = boxesIn(contents([open], shop, 300))
    expect(wordsIn(line?.ops ?? [])).not.toContain('41')
    expect(wordsIn(line?.late?.((to) => (to === 'Open' ? '41' : '')) ?? [])).toBe('41')
  })

  it('put the number on the last line of a long title', async () => {
    const long = 'a title of many words '.repeat(8)
    const boxes = boxesIn(await set([entry(long)])).slice(1)
    expect(boxes.length).toBeGreaterThan(1)
    expect(boxes.map(({ ops }) => wordsIn(ops).includes('12'))).toEqual(
      boxes.map((_, index) => index === boxes.length - 1),
    )
  })

  it('hold every title in order, for any titles', async () => {
    const { shop } = await given()
    const titles = fc.array(fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,3}$/), { maxLength: 12 })
    fc.assert(
      fc.property(titles, (all) => {
        const list = contents(
          all.map((title) => entry(title)),
          shop,
          300,
        )
        const said = boxesIn(list)
          .slice(1)
          .map(({ ops }) => wordsIn(ops).replace(/\.*12$/, ''))
        expect(said).toEqual(all)
      }),
    )
  })
})

describe('a setting of our own', () => {
  it('holds no notes and says nothing', async () => {
    const { shop } = await given()
    const setting = ownSetting(shop)
    expect([setting.notes.size, setting.feet.size, setting.drawings.size]).toEqual([0, 0, 0])
    expect(setting.report('picture-shrunk', 'x')).toBeUndefined()
  })
})

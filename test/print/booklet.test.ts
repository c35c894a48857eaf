import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyOf, questionsOf } from '../../src/model/bank.ts'
import { type Block, type Inline, type Node, visit } from '../../src/model/mdast.ts'
import { chaptersOf, roman } from '../../src/print/booklet.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'
import { long } from '../support/judge.ts'
import { bodyPages, boxesOf, displayOf, faultsOf, glyphsOf, squash, textOf } from './display.ts'
import { block, code, drawing, emphasis, list, rich, row, strong } from './rich.ts'

const pictures = { drawings: { ['d'.repeat(32)]: drawing } }

/** The texts of a body's leaves, in order: paragraphs, headings, cells, code. */
function leaves(nodes: readonly Node[]): string[] {
  const out: string[] = []
  visit(nodes, (node) => {
    if (node.type === 'code') out.push(node.value)
    if (!['paragraph', 'heading', 'tableCell'].includes(node.type)) return
    let words = ''
    visit('children' in node ? node.children : [], (inner) => {
      if (inner.type === 'text' || inner.type === 'inlineCode') words += inner.value
      if (inner.type === 'footnoteReference') words += '1'
    })
    out.push(words)
  })
  return out
}

/** Finds each text after the one before; what is not found. */
function lost(texts: readonly string[], whole: string): string[] {
  let from = 0
  return texts.filter((one) => {
    const words = squash(one)
    const at = whole.indexOf(words, from)
    if (at < 0) return true
    from = at + words.length
    return false
  })
}

describe('pages', () => {
  const rendered = displayOf(rich(20), pictures)

  it('hold every box in the frame, none over another, no heading last', async () => {
    const { display } = await rendered
    expect(display.pages.length).toBeGreaterThan(15)
    expect(display.pages.flatMap(faultsOf)).toEqual([])
  })

  it('hold all text of every question, in order', async () => {
    const { display } = await rendered
    const boxes = bodyPages(display).flatMap(boxesOf)
    const whole = textOf(boxes.filter(({ role }) => role !== 'artifact' && role !== 'note'))
    const rtl = /[\u0590-\u08ff]/
    for (const { question } of questionsOf(rich(20))) {
      if (question.kind === 'cloze' || rtl.test(question.title)) continue
      const { prompt, answer } = bodyOf(question)
      const texts = [question.title, ...leaves(prompt), ...leaves(answer)]
      expect(lost(texts, whole)).toEqual([])
    }
    const notes = textOf(boxes.filter(({ role }) => role === 'note'))
    expect(notes).toContain(squash('A footnote with code and some more words'))
  })

  it('hold no glyph 0, and mark what no face has', async () => {
    const { display } = await rendered
    const glyphs = display.pages.flatMap(({ ops }) => glyphsOf(ops))
    expect(glyphs.flatMap(({ run }) => run.glyphs)).not.toContain(0)
    const missing = glyphs.filter(({ run }) => run.missing)
    expect(missing.map(({ run }) => run.text)).toEqual(['\u{10ffff}'])
  })

  it('stand in turn: contents and outline name the page that has the question', async () => {
    const { display } = await rendered
    const labels = new Map<string, string>()
    for (const page of display.pages) {
      for (const op of page.ops) if (op.op === 'destination') labels.set(op.name, page.label)
    }
    const entries = display.pages
      .slice(0, display.front)
      .flatMap(boxesOf)
      .filter(({ role }) => role === 'contents')
    const numbered = entries.filter((box) => /\d$/.test(glyphsOf(box.ops).at(-1)?.run.text ?? ''))
    expect(numbered.length).toBeGreaterThanOrEqual(32)
    for (const box of numbered) {
      const link = box.ops.find((op) => op.op === 'link')
      expect(link?.op === 'link' && link.to && labels.get(link.to)).toBe(
        glyphsOf(box.ops).at(-1)?.run.text,
      )
    }
    for (const { to } of display.outline) expect(labels.has(to)).toBe(true)
    const links = display.pages.flatMap(({ ops }) => ops.filter((op) => op.op === 'link'))
    for (const link of links) {
      if (link.op === 'link' && link.to !== undefined) expect(labels.has(link.to)).toBe(true)
    }
  })

  it('set mixed styles on one baseline', async () => {
    const mixed = [
      text('plain '),
      strong(text('strong ')),
      emphasis(text('slanted ')),
      code('code'),
    ]
    const { display } = await displayOf(
      bank([section('S', [question({ title: 'T', answer: [paragraph(...mixed)] })])]),
    )
    const line = bodyPages(display)
      .flatMap(boxesOf)
      .find(({ role }) => role === 'line')
    const glyphs = glyphsOf(line?.ops ?? [])
    expect(new Set(glyphs.map(({ run }) => run.face)).size).toBe(4)
    expect(new Set(glyphs.map(({ y }) => y)).size).toBe(1)
  })

  it('stretch no space between words of code', async () => {
    const words = Array.from({ length: 30 }, (_, n) => `{first: "name${n}", last}`).join(' ')
    const { display } = await displayOf(
      bank([section('S', [question({ title: 'T', answer: [paragraph('D: ', code(words))] })])]),
    )
    const spaces = bodyPages(display)
      .flatMap(boxesOf)
      .filter(({ role }) => role === 'line')
      .flatMap(({ ops }) => glyphsOf(ops))
      .flatMap(({ space, run }) => (space !== undefined && run.text !== 'D:' ? [space] : []))
    expect(spaces.length).toBeGreaterThan(20)
    expect(new Set(spaces).size).toBe(1)
  })

  it('mirror their margins, number their front in roman and begin with a recto', async () => {
    const { display, theme } = await rendered
    expect(display.front % 2).toBe(0)
    expect(display.pages.slice(0, 4).map(({ label }) => label)).toEqual(['i', 'ii', 'iii', 'iv'])
    for (const [index, page] of display.pages.entries()) {
      expect(page.frame.x).toBe(index % 2 === 0 ? theme.page.inner : theme.page.outer)
    }
    expect([1, 4, 9, 14, 40, 90, 1994].map(roman)).toEqual([
      'i',
      'iv',
      'ix',
      'xiv',
      'xl',
      'xc',
      'mcmxciv',
    ])
  })

  it('carry the code of each question in the outer margin', async () => {
    const { display } = await rendered
    const margins = bodyPages(display).flatMap((page) =>
      boxesOf(page)
        .filter(({ role, width }) => role === 'artifact' && width < page.width)
        .map((box) => ({
          code: textOf([box]),
          outside:
            Number(page.label) % 2 === 1
              ? box.x >= page.frame.x + page.frame.width
              : box.x + box.width <= page.frame.x,
        })),
    )
    expect(margins.map((margin) => margin.code)).toEqual(
      [...questionsOf(rich(20))].map(({ question }) => question.code),
    )
    expect(margins.every(({ outside }) => outside)).toBe(true)
  })

  it('repeat the header of a table that goes on', async () => {
    const { display } = await rendered
    const heads = display.pages.filter((page) => textOf(boxesOf(page)).includes('MethodCostStable'))
    expect(heads.length).toBeGreaterThanOrEqual(2)
  })

  it('show the gaps of a cloze empty in the question and filled in the answer', async () => {
    const { display } = await rendered
    const whole = textOf(bodyPages(display).flatMap(boxesOf))
    expect(whole).toContain(squash('The 1 runs to its end before any 2 kind of task is taken'))
    expect(whole).toContain(squash('The call stack runs to its end before any microtask is taken'))
    expect(whole).toContain('Noanswerhasbeenwrittenyet.')
    expect(whole).toContain('AnswerB,C')
    expect(whole).toContain('Answertypeofnull')
  })

  it('are plain data', async () => {
    const { display } = await rendered
    expect(JSON.parse(JSON.stringify(display))).toEqual(display)
  })

  it('make few loose lines of prose', async () => {
    const { display } = await rendered
    let loose = 0
    let lines = 0
    for (const page of bodyPages(display)) {
      for (const box of boxesOf(page)) {
        if (box.role !== 'line') continue
        const spaces = glyphsOf(box.ops).flatMap(({ space, size }) => (space ? space / size : []))
        if (spaces.length < 4) continue
        lines++
        // A space of the text face is 0.2 em; it may stretch by 0.6 of that.
        if (Math.max(...spaces) > 0.2 * 2.2) loose++
      }
    }
    expect(lines).toBeGreaterThan(100)
    expect(loose / lines).toBeLessThan(0.03)
  })
})

describe('chapters', () => {
  const of = (title: string, count: number) =>
    section(
      title,
      Array.from({ length: count }, (_, n) => question(`${title} ${n}`, n)),
    )
  const titles = (chapters: { title: string }[][]) =>
    chapters.map((chapter) => chapter.map(({ title }) => title).join(''))

  it('of few questions go on below the one before', () => {
    const sections = [of('a', 1), of('b', 2), of('c', 3), of('d', 1), of('e', 4)]
    expect(titles(chaptersOf(sections, 3))).toEqual(['ab', 'cd', 'e'])
    expect(titles(chaptersOf(sections, 0))).toEqual(['a', 'b', 'c', 'd', 'e'])
    const deep = section('f', [], [of('g', 2), of('h', 1)])
    expect(titles(chaptersOf([of('a', 3), deep], 3))).toEqual(['a', 'f'])
  })

  it('fill pages however small they are', async () => {
    const codes = Array.from({ length: 12 }, (_, n) =>
      section(`Chapter ${n}`, [question(`Title ${n}`, n)]),
    )
    const { display } = await displayOf(bank(codes))
    const pages = bodyPages(display)
    expect(pages.length).toBeLessThan(5)
    expect(pages.flatMap(faultsOf)).toEqual([])
    expect(display.outline.filter(({ level }) => level === 1)).toHaveLength(12)
  })
})

describe('what cannot be set', () => {
  it('is said once for each place, however often that is set', async () => {
    const wide = (line: number): Block => {
      const start = { line, column: 1 }
      const value = 'x = '.repeat(60)
      return { type: 'code', value, position: { start, end: start } }
    }
    const gap: Inline = { type: 'cloze', number: 1, children: [text('gap')] }
    const prompt = [paragraph('A ', gap), wide(3), wide(9)]
    const { messages } = await displayOf(
      bank([section('S', [question({ title: 'T', kind: 'cloze', gaps: [1], prompt })])]),
    )
    expect(messages.all.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['code-broken', 3],
      ['code-broken', 9],
    ])
  })

  it('is a formula’s source, with a message, where MathJax is missing or refuses it', async () => {
    const answer: Block[] = [
      paragraph('Here ', { type: 'inlineMath', value: '\\frac{1' }),
      { type: 'math', value: 'a^2' },
    ]
    const one = bank([section('S', [question({ title: 'T', answer })])])
    const without = await displayOf(one, {}, { math: undefined })
    expect(textOf(bodyPages(without.display).flatMap(boxesOf))).toContain('Here\\frac{1a^2')
    expect(without.messages.all.map(({ ruleId }) => ruleId)).toEqual(['math-as-source'])
    expect(without.messages.all[0]?.note).toContain('npm install @mathjax/src')
    const refused = await displayOf(one)
    expect(refused.messages.all[0]?.reason).toContain('Missing close brace')
  })

  it('names the package of a script once a question', async () => {
    const answer = [paragraph('ไทย และ ไทย')]
    const { messages } = await displayOf(
      bank([section('S', [question({ title: 'T', answer }), question({ title: 'U', answer }, 1)])]),
    )
    expect(messages.all.map(({ note }) => note)).toEqual(
      Array(2).fill('npm install @expo-google-fonts/noto-sans-thai'),
    )
  })
})

// Words of letters, some too long for any line, some of one letter.
const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{70,160}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{3,9}\/[a-z._]{3,40}$/) },
)
const words = fc.array(word, { minLength: 1, maxLength: 40 }).map((all) => all.join(' '))
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: words.map(text) },
  { weight: 1, arbitrary: words.map((one) => strong(text(one))) },
  { weight: 1, arbitrary: words.map((one) => emphasis(text(one))) },
  { weight: 1, arbitrary: words.map(code) },
)
const leaf: fc.Arbitrary<Block> = fc.oneof(
  fc.array(inline, { minLength: 1, maxLength: 4 }).map((all) => paragraph(...all)),
  fc.array(words, { minLength: 1, maxLength: 25 }).map((all) => block(all.join('\n'))),
  words.map((one): Block => ({ type: 'heading', depth: 3, children: [text(one.slice(0, 300))] })),
  fc.array(fc.tuple(words, words, words), { minLength: 1, maxLength: 12 }).map(
    (rows): Block => ({
      type: 'table',
      align: ['left', 'right', 'center'],
      children: rows.map((cells) => row(...cells)),
    }),
  ),
)
const tree: fc.Arbitrary<Block> = fc.letrec<{ tree: Block }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(
        fc.boolean(),
        fc.array(fc.array(tie('tree'), { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
      )
      .map(([ordered, items]) => list(ordered, ...items)),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map((children): Block => ({ type: 'blockquote', children })),
    fc
      .array(tie('tree'), { minLength: 1, maxLength: 3 })
      .map((children): Block => ({ type: 'callout', tone: 'tip', children })),
  ),
})).tree

describe('any body', () => {
  it('is set whole, in order, inside the frame', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 6 }), async (answer) => {
        const { display } = await displayOf(
          bank([section('', [question({ title: 'Any', answer })])]),
        )
        const faults = display.pages.flatMap(faultsOf)
        // A heading that closes a body has nothing to stay with.
        expect(faults.filter((fault) => !fault.includes('ends with'))).toEqual([])
        const boxes = bodyPages(display).flatMap(boxesOf)
        const whole = textOf(boxes.filter(({ role }) => role !== 'artifact' && role !== 'row'))
        const texts: string[] = []
        visit(answer, (node) => {
          if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'code') {
            texts.push(...leaves([node]))
          }
        })
        expect(lost(texts, whole)).toEqual([])
      }),
      { numRuns: long ? 300 : 20, endOnFailure: true },
    )
  })
})

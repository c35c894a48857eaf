import { describe, expect, it } from 'vitest'
import { printIssued } from '../../src/identity/companion.ts'
import { fingerprintOf } from '../../src/identity/fingerprint.ts'
import { hash } from '../../src/identity/hash.ts'
import { isLike, mostAlike, nearMatches, shareOf } from '../../src/identity/near.ts'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'
import type { Seen } from '../../src/identity/seen.ts'
import { sketchOf } from '../../src/identity/sketch.ts'
import { type Asked, type Before, ledgerOf, mixed, prose, seenOf } from './matching.ts'

type Pair = { title: string; answer: string }

/** Compares questions with lines that follow each other, none matched before. */
function near(now: Pair[], before: Pair[], withTexts = true) {
  const ledger = newLedger()
  const lines = before.map(({ title, answer }, n): QuestionLine => {
    const code = `B${n + 2}B2B`
    const { title: titled, content } = fingerprintOf(title, { title, answer })
    if (withTexts) ledger.texts.set(code, printIssued({ title, answer }))
    return {
      ...{
        code,
        guid: 'g',
        kind: 'basic',
        state: 'active',
        mod: 1,
        fields: '',
        birth: hash([code]),
      },
      ...{ title: titled, content, sketch: sketchOf(`${title}\n${answer}`), section: 's' },
      ...{ after: n ? `B${n + 1}B2B` : '', id: '', marks: [] },
    }
  })
  for (const line of lines) ledger.questions.set(line.code, line)
  const seen = now.map(
    ({ title, answer }): Seen => ({
      ...{ name: title, kind: 'basic', path: '', chapter: 0 },
      print: fingerprintOf(title, { title, answer }),
      issued: { title, answer },
      sketch: () => sketchOf(`${title}\n${answer}`),
      place: { path: 'q.md', line: 1, column: 1 },
    }),
  )
  const found = nearMatches(
    { seen, lines: seen.map(() => undefined), left: [...seen.keys()], keys: seen.map(() => 's') },
    { ledger, lines },
    () => true,
  )
  return { pairs: found.pairs.map(([index, line]) => [index, line.code]), unclear: found.unclear }
}

describe('likeness', () => {
  const before = [1, 2, 3].map((seed) => ({
    title: `Tell of ${prose(seed, 3)}`,
    answer: prose(seed),
  }))
  const reworded = before.map(({ answer }, n) => ({
    title: `Now what is ${n}?`,
    answer: answer.replace(/^\w+ \w+/, 'two others'),
  }))

  it('finds each reworded question again, in any order', () => {
    const expected = [
      [0, 'B4B2B'],
      [1, 'B2B2B'],
      [2, 'B3B2B'],
    ]
    const turned = [reworded[2], reworded[0], reworded[1]] as Pair[]
    expect(near(turned, before)).toEqual({ pairs: expected, unclear: [] })
  })

  it('does with sketches where the companion has no text', () => {
    const now = before.map(({ title, answer }) => ({
      title: `${title} again`,
      answer: `${answer} more`,
    }))
    expect(near(now, before, false).pairs).toHaveLength(3)
  })

  it('takes nothing for the continuation of what it has little in common with', () => {
    const others = [7, 8, 9].map((seed) => ({
      title: `Tell of ${prose(seed, 3)}`,
      answer: prose(seed),
    }))
    expect(near(others, before)).toEqual({ pairs: [], unclear: [] })
  })

  it('takes few equal words for no evidence, even in place', () => {
    const yes = (name: string) => [{ title: `Is ${name} true?`, answer: 'Yes.' }]
    expect(near(yes('this'), yes('that'))).toEqual({ pairs: [], unclear: [] })
  })

  it('takes an equal title in place for no evidence where the content is another', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const asked = (name: string): Pair[] => {
        const words = Array.from({ length: 12 }, (_, n) => `${name}${seed}x${n}`)
        return [{ title: 'What is the output of this?', answer: words.join(' ') }]
      }
      const [one, other] = [asked('a'), asked('b')]
      expect(near(one, other)).toEqual({ pairs: [], unclear: [] })
    }
  })

  it('leaves open which of two copies continues', () => {
    const [one] = before as [Pair]
    const copies = ['first', 'second'].map((word) => ({ ...one, answer: `${one.answer} ${word}` }))
    const { pairs, unclear } = near(
      copies.map((copy, n) => ({ ...copy, title: `Part ${n}` })),
      [one],
    )
    expect(pairs).toEqual([])
    expect(unclear).toEqual([
      { seen: 0, codes: ['B2B2B'] },
      { seen: 1, codes: ['B2B2B'] },
    ])
  })

  it('tells equal ones by their places, and by their order where those are alike', () => {
    const [one, other, third] = before as [Pair, Pair, Pair]
    const edited = (word: string) => ({ ...one, answer: `${one.answer} ${word}` })
    const { pairs, unclear } = near([edited('first')], [one, other, one])
    expect({ pairs, unclear }).toEqual({ pairs: [[0, 'B2B2B']], unclear: [] })
    const last = near([third, edited('first')], [one, third, one])
    expect(last.unclear).toEqual([])
    expect(last.pairs.find(([index]) => index === 1)).toEqual([1, 'B4B2B'])
    const both = near([edited('first'), edited('second')], [one, one])
    expect(both.unclear).toEqual([])
    expect(new Map(both.pairs as [number, string][])).toEqual(
      new Map([
        [0, 'B2B2B'],
        [1, 'B3B2B'],
      ]),
    )
  })

  it('leaves open whether title or content is right where they say two that are alike', () => {
    const [one, other] = before as [Pair, Pair]
    const words = one.answer.split(' ')
    const whole = { ...other, answer: [...words.slice(20), ...words.slice(0, 20)].join(' ') }
    const part = { ...one, answer: words.slice(0, 26).join(' ') }
    const { pairs, unclear } = near([one], [whole, part])
    expect(pairs).toEqual([])
    expect(unclear).toEqual([{ seen: 0, codes: ['B2B2B', 'B3B2B'] }])
  })

  it('leaves open which of three copies of two equal ones is new', () => {
    const [one] = before as [Pair]
    const copies = ['a', 'b', 'c'].map((word) => ({ ...one, answer: `${one.answer} ${word}` }))
    const { pairs, unclear } = near(copies, [one, one])
    expect(pairs).toEqual([])
    expect(unclear.map(({ seen }) => seen)).toEqual([0, 1, 2])
  })
})

/** Over questions and lines with sections and neighbours. */
describe('evidence beside likeness', () => {
  const found = (
    now: readonly (Asked & { at?: string })[],
    before: readonly Before[],
    matchedNow: readonly (string | undefined)[] = [],
  ) => {
    const ledger = ledgerOf(before)
    const sections = [...new Set(now.map(({ section = 'A' }) => section))]
    const seen = now.map((asked) => seenOf(asked, sections.indexOf(asked.section ?? 'A')))
    const lines = now.map((_, index) => ledger.questions.get(matchedNow[index] ?? ''))
    const keys = now.map(({ section = 'A' }) =>
      ledger.sections.has(section) ? section : undefined,
    )
    const left = [...now.keys()].filter((index) => !lines[index])
    const free = [...ledger.questions.values()].filter((line) => {
      return line.state === 'active' && !lines.includes(line)
    })
    const { pairs, unclear } = nearMatches(
      { seen, lines, left, keys },
      { ledger, lines: free },
      () => true,
    )
    return {
      pairs: pairs.map(([index, { code }]) => [index, code]),
      unclear: unclear.map(({ seen, codes }) => [seen, codes.toSorted()]),
    }
  }
  const pairsOf = (...given: Parameters<typeof found>) => {
    const { pairs, unclear } = found(...given)
    expect(unclear).toEqual([])
    return pairs
  }
  const before: Before[] = [
    { code: 'b', title: 'before' },
    { code: 'x', title: 'Tell of it', answer: prose(1) },
    { code: 'e', title: 'behind' },
  ]
  const between = (asked: Asked) => [{ title: 'before' }, asked, { title: 'behind' }]
  const around = ['b', undefined, 'e']

  it('makes less suffice with the same title, or between the same two', () => {
    const asked = (kept: number, title = 'Other words for that') => ({
      title,
      answer: mixed(1, kept, 9),
    })
    expect(pairsOf([asked(36)], before)).toEqual([[0, 'x']])
    expect(pairsOf([asked(29)], before)).toEqual([])
    expect(pairsOf([asked(29, 'Tell of it')], before)).toEqual([[0, 'x']])
    expect(pairsOf(between(asked(29)), before, around)).toEqual([[1, 'x']])
    expect(pairsOf(between(asked(20)), before, around)).toEqual([])
    // With both, a fifth is enough; with one neighbour, or none, it is not.
    const titled = (kept: number) => asked(kept, 'Tell of it')
    expect(pairsOf(between(titled(20)), before, around)).toEqual([[1, 'x']])
    expect(pairsOf(between(titled(8)), before, around)).toEqual([])
    expect(
      pairsOf(between(titled(20)), before, ['b', undefined, undefined]).filter(([at]) => at === 1),
    ).toEqual([])
    expect(pairsOf([titled(20)], before)).toEqual([])
  })

  it('takes the edge of a section for a neighbour, and another section for none', () => {
    const only: Before[] = [{ code: 'x', title: 'Tell of it', answer: prose(1) }]
    const asked = { title: 'Other words for that', answer: mixed(1, 29, 9) }
    expect(pairsOf([asked], only)).toEqual([[0, 'x']])
    expect(pairsOf([{ ...asked, section: 'B' }], only)).toEqual([])
    const elsewhere: Before[] = [...only, { code: 'y', title: 'Here', section: 'B' }]
    expect(pairsOf([{ ...asked, section: 'B' }], elsewhere)).toEqual([])
    // A retired question is nobody's neighbour, and what is before another section's is none.
    const retired: Before[] = [...only, { code: 'r', title: 'gone', state: 'retired', after: 'x' }]
    expect(pairsOf([asked], retired)).toEqual([[0, 'x']])
    const sections = [{ title: 'other', section: 'B' }, asked]
    expect(pairsOf(sections, only)).toEqual([[1, 'x']])
  })

  it('needs some words in common, be the share as large as can be', () => {
    const few = (title: string) => ({ title, answer: 'a b c d e' })
    expect(pairsOf([few('Other')], [{ code: 'x', ...few('One') }])).toEqual([])
    expect(pairsOf([few('One')], [{ code: 'x', title: 'One', answer: 'a b c d e f' }])).toEqual([
      [0, 'x'],
    ])
    const more = (title: string) => ({ title, answer: 'a b c d e f g' })
    expect(pairsOf([more('Other')], [{ code: 'x', ...more('One') }])).toEqual([[0, 'x']])
  })

  it('compares the whole where the title is what is alike, the content where it is not', () => {
    const long = (name: string) => `${prose(5, 30)} ${name}`
    const whole = [{ title: long('a'), answer: 'yes it does' }]
    expect(pairsOf(whole, [{ code: 'x', title: long('b'), answer: 'it does' }])).toEqual([[0, 'x']])
    const content = [{ title: prose(6, 30), answer: prose(1) }]
    expect(pairsOf(content, [{ code: 'x', title: prose(7, 30), answer: mixed(1, 38, 3) }])).toEqual(
      [[0, 'x']],
    )
    // Two words of content that are the same say nothing against titles that are not.
    const short = [{ title: prose(6, 30), answer: 'yes it does' }]
    expect(pairsOf(short, [{ code: 'x', title: prose(7, 30), answer: 'yes it does' }])).toEqual([])
  })

  it('takes the clearly better one of two, and none of two that are near each other', () => {
    const lines = (kept: number): Before[] => [
      { code: 'x', title: 'Tell of x', answer: mixed(1, 38, 3), section: 'B' },
      { code: 'y', title: 'Tell of y', answer: mixed(1, kept, 4), section: 'B' },
    ]
    const asked = [{ title: 'Reworded', answer: prose(1) }]
    expect(pairsOf(asked, lines(30))).toEqual([[0, 'x']])
    expect(found(asked, lines(37))).toEqual({ pairs: [], unclear: [[0, ['x', 'y']]] })
    // Of one line the clearly better question.
    const one: Before[] = [{ code: 'x', title: 'Tell of x', answer: prose(1), section: 'B' }]
    const two = (kept: number) => [
      { title: 'First words', answer: mixed(1, 39, 3) },
      { title: 'Second words', answer: mixed(1, kept, 4) },
    ]
    expect(pairsOf(two(34), one)).toEqual([[0, 'x']])
    expect(pairsOf(two(34).toReversed(), one)).toEqual([[1, 'x']])
    expect(found(two(38), one).unclear).toEqual([
      [0, ['x']],
      [1, ['x']],
    ])
    // A neighbour more makes the difference that the texts do not.
    const placed = found([two(38)[0] as Asked, { ...(two(38)[1] as Asked), section: 'B' }], one)
    expect(placed).toEqual({ pairs: [[1, 'x']], unclear: [] })
  })

  it('leaves open what the title says otherwise, though it is less alike', () => {
    const lines: Before[] = [
      { code: 'x', title: 'Tell of x', answer: mixed(1, 30, 3), section: 'B' },
      { code: 'y', title: 'Tell of y', answer: prose(1), section: 'B' },
    ]
    const asked = [{ title: 'Tell of x', answer: prose(1) }]
    expect(found(asked, lines)).toEqual({ pairs: [], unclear: [[0, ['x', 'y']]] })
    // Another question's title says nothing of this one.
    const other = [
      { title: 'Quite new', answer: prose(1) },
      { title: 'Tell of x', answer: mixed(1, 30, 3) },
    ]
    expect(pairsOf(other, lines).sort()).toEqual([
      [0, 'y'],
      [1, 'x'],
    ])
  })

  it('gives equal lines by place before order', () => {
    const equal = (code: string, section: string): Before => ({
      code,
      title: 'Tell',
      answer: prose(1),
      section,
    })
    const asked = { title: 'Tell', answer: mixed(1, 38, 2), section: 'B' }
    const filler = (section: string, n: number): Before => ({
      code: `${section}${n}`,
      title: `${section} ${n}`,
      section,
    })
    const lines = [
      filler('A', 1),
      equal('x', 'A'),
      filler('A', 2),
      filler('B', 1),
      equal('y', 'B'),
      filler('B', 2),
    ]
    expect(pairsOf([asked], lines)).toEqual([[0, 'y']])
    expect(pairsOf([{ ...asked, section: 'A' }], lines)).toEqual([[0, 'x']])
    expect(pairsOf([{ ...asked, section: 'C' }], lines)).toEqual([[0, 'x']])
  })

  it('finds what has only its title in common with a sketch, and nothing that many have', () => {
    const half = { title: 'The very same title', answer: mixed(1, 29, 9) }
    const one: Before = { code: 'x', title: 'The very same title', answer: prose(1), section: 'B' }
    expect(pairsOf([half], [one])).toEqual([[0, 'x']])
    const crowd = (count: number) => [
      one,
      ...Array.from({ length: count - 1 }, (_, n): Before => {
        return { code: `c${n}`, title: 'The very same title', answer: prose(n + 20), section: 'B' }
      }),
    ]
    expect(pairsOf([half], crowd(40))).toEqual([[0, 'x']])
  })
})

describe('what is most alike', () => {
  const best = (asked: Asked, before: readonly Before[], more = 0) => {
    const ledger = ledgerOf(before)
    const fill = Array.from({ length: more }, () => seenOf({ title: 'fill', answer: 'fill' }))
    const seen = [seenOf(asked), ...fill]
    const now = {
      seen,
      lines: seen.map(() => undefined),
      left: [...seen.keys()],
      keys: seen.map(() => 'A'),
    }
    return mostAlike(now, { ledger, lines: [...ledger.questions.values()] })(0)?.code
  }
  const lines: Before[] = [
    { code: 'y', title: 'y', answer: mixed(1, 24, 3) },
    { code: 'x', title: 'x', answer: mixed(1, 34, 4) },
    { code: 'z', title: 'z', answer: mixed(1, 28, 5) },
  ]

  it('is the one with the largest share, of its kind, with a text', () => {
    for (const more of [0, 20_001]) {
      expect(best({ title: 'new', answer: prose(1) }, lines, more), String(more)).toBe('x')
      expect(best({ title: 'new', answer: prose(8) }, lines, more), String(more)).toBeUndefined()
    }
    expect(best({ title: 'new', answer: prose(1), kind: 'typed' }, lines)).toBeUndefined()
    const bare = lines.map((line) => (line.code === 'x' ? { ...line, text: false as const } : line))
    expect(best({ title: 'new', answer: prose(1) }, bare)).toBe('z')
  })

  it('has more than a fifth in common, and some words', () => {
    const asked = (kept: number) => ({ title: 'new', answer: mixed(1, kept, 9) })
    const one: Before[] = [{ code: 'x', title: 'x', answer: prose(1) }]
    expect([best(asked(10), one), best(asked(16), one)]).toEqual([undefined, 'x'])
    expect(
      best({ title: 'new', answer: 'a b c d e' }, [{ code: 'x', title: 'x', answer: 'a b c d e' }]),
    ).toBeUndefined()
    expect(
      best({ title: 'new', answer: 'a b c d e f' }, [
        { code: 'x', title: 'x', answer: 'a b c d e f' },
      ]),
    ).toBe('x')
    // Of two that are equally alike the first.
    const twice: Before[] = [...one, { code: 'y', title: 'y', answer: prose(1) }]
    expect(best(asked(30), twice)).toBe('x')
  })

  it('is known by its share, and by how much of it is still there', () => {
    const ledger = ledgerOf([{ code: 'x', title: 'x', answer: 'a b' }])
    const issued = (answer: string) => ({ title: 'new', answer })
    expect(shareOf(issued('a b'), ledger, 'x')).toEqual({ share: 1, kept: 1 })
    expect(shareOf(issued('a b c d'), ledger, 'x')).toEqual({ share: 0.5, kept: 1 })
    expect(shareOf(issued('a c'), ledger, 'x')).toEqual({ share: 2 / 6, kept: 0.5 })
    expect(shareOf(issued('a'), ledger, 'gone')).toBeUndefined()
    const empty = ledgerOf([{ code: 'x', title: 'x', answer: '' }])
    expect(shareOf(issued('a'), empty, 'x')).toEqual({ share: 0, kept: 0 })
    expect([
      isLike(issued('a b c d'), issued('a b')),
      isLike(issued('a b c d e'), issued('a b')),
    ]).toEqual([true, false])
  })
})

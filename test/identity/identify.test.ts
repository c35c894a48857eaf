import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { issuedText } from '../../src/identity/companion.ts'
import { identify } from '../../src/identity/identify.ts'
import { newLedger } from '../../src/identity/record.ts'
import { Messages } from '../../src/messages/messages.ts'
import { type Bank, type Draft, questionsOf } from '../../src/model/bank.ts'
import type { Kept } from '../../src/model/kept.ts'
import { long } from '../support/judge.ts'
import { type Built, build, drafts, known, type Outline, type Wanted } from './drafts.ts'

const rules = (built: Built) => built.messages.all.map(({ ruleId }) => ruleId)
const long1 = 'The function keeps the variables of the scope that it was made in.'

/** Codes of the texts that are to be tried, sorted. */
const untried = (built: Built) => {
  const found = built.untried()
  const codes = [...built.codes.values()].filter((code) => found.get(code) !== undefined)
  expect(found.size).toBe(codes.length)
  return codes.sort()
}

/** Codes of those that are in any case, sorted. */
const sureUntried = (built: Built) =>
  [...built.codes.values()].filter((code) => built.sureUntried(code)).sort()

describe('identify', () => {
  it('gives every question a code and a guid, and keeps them in a rebuild', () => {
    const bank = drafts([{ title: 'A', questions: ['one', 'two'] }])
    const first = build(bank)
    const second = build(bank, first, { date: 1_999_999_999 })
    expect([...first.codes.values()].every((code) => /^\w{5}$/.test(code))).toBe(true)
    expect(new Set(first.codes.values()).size).toBe(2)
    expect(second.ledger).toBe(first.ledger)
    expect(second.companion).toBe(first.companion)
    expect(second.clock.issued).toBe(first.clock.issued)
    expect(second.bank).toEqual(first.bank)
    expect(second.messages.all).toEqual([])
  })

  it('derives codes from what is there, not from chance or order', () => {
    const one = build(drafts([{ title: 'A', questions: ['one', 'two'] }]))
    const other = build(drafts([{ title: 'B', questions: ['zero', 'two', 'one'] }]))
    expect(other.codes.get('one')).toBe(one.codes.get('one'))
    const elsewhere = build(drafts([{ title: 'A', questions: ['one'] }], { id: 'another' }))
    expect(elsewhere.codes.get('one')).not.toBe(one.codes.get('one'))
  })

  it('says what vanished with a search that finds it, once, and restores what returns', () => {
    const both = drafts([{ title: 'A', questions: ['one', 'two'] }])
    const first = build(both)
    const without = drafts([{ title: 'A', questions: ['one'] }])
    const second = build(without, first)
    const code = first.codes.get('two')
    expect(rules(second)).toEqual(['question-vanished'])
    expect(second.messages.all[0]?.reason).toContain(`Code:${code}`)
    expect(second.messages.all[0]?.reason).toContain('(two)')
    expect(second.ledger).toContain('\tretired:3\t')
    expect(second.companion).toContain(`${code}\t`)
    const third = build(without, second)
    expect(rules(third)).toEqual([])
    const fourth = build(both, third)
    expect(fourth.codes.get('two')).toBe(code)
    expect(fourth.ledger).toBe(
      first.ledger.replace(/issued\t\d+/, `issued\t${fourth.clock.issued}`),
    )
  })

  it('never gives a retired code to another question', () => {
    let built = build(drafts([{ title: 'A', questions: [{ title: 'x', answer: long1 }] }]))
    const seen = new Set([built.codes.get('x')])
    for (let round = 0; round < 5; round++) {
      const questions = [{ title: `unlike ${round}`, answer: `${round} `.repeat(20) }]
      built = build(drafts([{ title: 'A', questions }]), built)
      const code = built.codes.get(`unlike ${round}`)
      expect(seen.has(code)).toBe(false)
      seen.add(code)
    }
  })

  it('raises the date of issue only with what the bank says, and always up', () => {
    const first = build(drafts([{ title: 'A', questions: ['one'] }]), undefined, { date: 1000 })
    const moved = drafts([{ title: 'A', questions: ['one'] }])
    const [place] = moved.sections[0]?.questions ?? []
    if (place) place.place = { ...place.place, line: 77 }
    expect(build(moved, first, { date: 2000 }).clock.issued).toBe(1000)
    const more = drafts([{ title: 'A', questions: ['one', 'two'] }])
    expect(build(more, first, { date: 2000 }).clock.issued).toBe(2000)
    expect(build(more, first, { date: 500 }).clock.issued).toBe(1001)
  })

  it('keeps the marks of notes through builds without a deck', () => {
    const bank = drafts([{ title: 'A', questions: ['one'] }])
    const first = build(bank, undefined, { date: 1000 })
    const second = build(bank, first, { date: 2000, write: false })
    expect(second.ledger).toBe(first.ledger)
    const edited = drafts([{ title: 'A', questions: [{ title: 'one', answer: 'otherwise' }] }])
    const third = build(edited, second, { date: 3000, write: false })
    const fourth = build(edited, third, { date: 4000 })
    const code = first.codes.get('one') ?? ''
    expect(first.mods.get(code)).toBe(1000)
    expect(fourth.mods.get(code)).toBe(4000)
  })

  it('says that a heading was renamed, and keeps the deck', () => {
    const before = [{ title: 'Scope', questions: ['a', 'b', 'c'] }]
    const first = build(drafts(before))
    const after = [{ title: 'Scopes and closures', questions: ['a', 'b', 'd'] }]
    const second = build(drafts(after), first)
    expect(second.bank.sections[0]?.deck).toBe('010 Scope')
    expect(rules(second)).toContain('section-renamed')
    expect(rules(build(drafts(after), second))).toEqual([])
  })

  it('keeps what a translation translates, of retired questions too, and of no other', () => {
    const bank = drafts([{ title: 'A', questions: ['one', 'two', 'three'] }])
    const asked: ReadonlyMap<string, string>[] = []
    const plain = build(bank)
    const [one = '', two = '', three = ''] = ['one', 'two', 'three'].map((t) => plain.codes.get(t))
    const of = new Map([
      [one, 'B2B2B'],
      [two, 'C2B2B'],
      ['Z9Z9Z', 'D2B2B'],
    ])
    const first = build(bank, undefined, {
      translate: (named, known) => {
        asked.push(known)
        expect([...questionsOf(named)].map(({ question }) => question.code)).toEqual([
          one,
          two,
          three,
        ])
        return of
      },
    })
    expect(asked).toEqual([new Map()])
    const ofs = (built: Built) => [...questionsOf(built.bank)].map(({ question }) => question.of)
    expect(ofs(first)).toEqual(['B2B2B', 'C2B2B', undefined])
    expect(ofs(plain)).toEqual([undefined, undefined, undefined])
    expect([...questionsOf(plain.bank)][0]?.question).not.toHaveProperty('of')
    const rows = (built: Built) => built.ledger.split('\n').filter((row) => row.startsWith('of\t'))
    const said = [`of\t${one}\tB2B2B`, `of\t${two}\tC2B2B`].sort()
    expect(rows(first)).toEqual(said)
    expect(ofs(build(bank, first))).toEqual(['B2B2B', 'C2B2B', undefined])
    const gone = build(drafts([{ title: 'A', questions: ['one', 'three'] }]), first, {
      translate: () => new Map([[one, 'B2B2B']]),
    })
    expect(rows(gone)).toEqual(said)
    expect(gone.retiring.map((note) => note.of)).toEqual(['C2B2B'])
  })

  it('asks what a text does not give back until it is known, and again where it became another', () => {
    const bank = drafts([{ title: 'A', questions: ['one', 'two'] }])
    const kept = { title: [{ type: 'text', value: 'kept' }] } as unknown as Kept
    const first = build(bank)
    const code = first.codes.get('one') ?? ''
    expect(untried(first)).toEqual([...first.codes.values()].sort())
    expect(sureUntried(first)).toEqual(untried(first))
    expect(first.untried().get(code)).toEqual({ title: 'one', answer: 'The answer to one' })
    const texts = first.next(undefined, new Map([[code, kept]]))
    const keptIn = (companion: string) => issuedText(known(texts.ledger, companion), code)?.kept
    expect(keptIn(texts.companion)).toEqual(kept)
    // Nothing changed: nothing to ask, and it is kept; with or without notes.
    for (const write of [true, false]) {
      const again = build(bank, texts, { write })
      expect([...untried(again), ...sureUntried(again)]).toEqual([])
      expect(again.companion).toBe(texts.companion)
      expect(again.accepted().companion).toBe(texts.companion)
    }
    // Its note became another while its text is the same, or its text did.
    const [, ...rest] = bank.sections[0]?.questions ?? []
    const [question] = structuredClone(bank.sections[0]?.questions ?? [])
    if (!question || !bank.sections[0]) throw new Error('no question')
    const drawn = {
      ...bank,
      sections: [{ ...bank.sections[0], questions: [{ ...question, body: '{}' }, ...rest] }],
    }
    for (const write of [true, false]) {
      const other = build(drawn, texts, { write })
      expect(untried(other)).toEqual(write ? [code] : [...first.codes.values()].sort())
      expect(sureUntried(other)).toEqual([])
      expect(keptIn(other.companion)).toBeUndefined()
    }
    const edited = build(
      drafts([{ title: 'A', questions: [{ title: 'one', answer: 'x' }, 'two'] }]),
      texts,
    )
    expect([untried(edited), sureUntried(edited)]).toEqual([[code], [code]])
    expect(edited.sureUntried(code)).toEqual({ title: 'one', answer: 'x' })
    expect(keptIn(edited.companion)).toBeUndefined()
  })

  it('keeps the dates of note types that no writer asked for', () => {
    const bank = drafts([{ title: 'A', questions: ['one'] }])
    const messages = new Messages()
    const done = identify(bank, newLedger(), { date: 5, named: false, messages })
    done.clock.noteType('basic', 'style')
    const { ledger, companion } = done.next()
    expect(ledger).toContain('\nnote\tbasic\t5\t')
    expect(build(bank, { ledger, companion }).ledger).toContain('\nnote\tbasic\t5\t')
  })

  it('is dated by the first build, whatever its date is', () => {
    const empty = build(drafts([]), undefined, { date: 7 })
    expect(empty.clock.issued).toBe(7)
    expect(build(drafts([]), undefined, { date: 0 }).clock.issued).toBe(1)
  })

  it('keeps the deck’s name from the first build, and says once that the title is another', () => {
    const of = (title: string) => drafts([{ title: 'A', questions: ['one'] }], { title })
    const first = build(of('Old'))
    expect([first.deck, first.messages.all]).toEqual(['Old', []])
    const words = { accept: (flags: string) => `say ${flags}`, at: () => '' }
    const second = build(of('New'), first, { words })
    expect([second.deck, second.bank.title]).toEqual(['Old', 'New'])
    expect(second.messages.all.map(({ ruleId }) => ruleId)).toEqual(['deck-renamed'])
    expect(second.messages.all[0]?.note).toContain('say --rename-deck')
    expect(build(of('New'), second).messages.all).toEqual([])
  })

  it('leaves what it was given as it was', () => {
    const bank = drafts([{ title: 'A', questions: ['one'] }])
    const copy = structuredClone(bank)
    build(bank)
    expect(bank).toEqual(copy)
  })
})

/** A learner's view of a bank under random edits: what must hold after every build. */
describe('identity through edits', () => {
  type Item = { key: number; title: string; words: string[]; section: number }
  const vocabulary = Array.from({ length: 400 }, (_, n) => `w${(n * 7919) % 997}`)
  const wordsOf = (seed: number, count = 30) =>
    Array.from(
      { length: count },
      (_, n) => vocabulary[(seed * 31 + n * n * 17 + n * seed) % 400] ?? '',
    )
  const bankOf = (items: readonly Item[]): Bank<Draft> => {
    const outlines: Outline[] = [0, 1, 2].map((at) => ({
      title: `Section ${at}`,
      questions: items
        .filter(({ section }) => section === at)
        .map(({ title, words }): Wanted => ({ title, answer: words.join(' ') })),
    }))
    return drafts(outlines.filter(({ questions }) => questions?.length))
  }
  const operation = fc.record({
    kind: fc.constantFrom('body', 'title', 'swap', 'insert', 'delete', 'return', 'move', 'none'),
    at: fc.nat(1000),
    to: fc.nat(1000),
    // Whether a build follows, or more edits come first.
    built: fc.boolean(),
  })

  it('keeps every guid, gives no code twice, and moves mod with the fields alone', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 20 }), (operations) => {
        let next = 100
        const fresh = (section: number): Item => {
          const key = next++
          return {
            key,
            title: `What about ${vocabulary[key % 400]} ${key}?`,
            words: wordsOf(key),
            section,
          }
        }
        const items: Item[] = Array.from({ length: 9 }, (_, n) => fresh(n % 3))
        const gone: Item[] = []
        let date = 1000
        let waiting = 0
        let before = build(bankOf(items), undefined, { date })
        const codes = new Map<number, string>()
        const guids = new Map<string, string>()
        const check = (built: Built, earlier: Built | undefined) => {
          expect(built.messages.errors).toEqual([])
          const questions = [...questionsOf(built.bank)].map(({ question }) => question)
          expect(new Set(questions.map(({ code }) => code)).size).toBe(questions.length)
          for (const { code, guid, title } of questions) {
            expect(guids.get(code) ?? guid).toBe(guid)
            guids.set(code, guid)
            const item = items.find((one) => one.title === title)
            expect(codes.get(item?.key ?? -1) ?? code).toBe(code)
            codes.set(item?.key ?? -1, code)
          }
          expect(new Set(guids.values()).size).toBe(guids.size)
          const old = earlier && [...questionsOf(earlier.bank)].map(({ question }) => question)
          for (const { code, title, body } of questions) {
            const was = old?.find((one) => one.code === code)
            if (!was) continue
            const [mod = 0, past = 0] = [built.mods.get(code), earlier?.mods.get(code)]
            if (was.title === title && was.body === body) expect(mod).toBe(past)
            else expect(mod).toBeGreaterThan(past)
          }
        }
        check(before, undefined)
        for (const { kind, at, to, built: builds } of operations) {
          const item = items[at % Math.max(items.length, 1)]
          if (kind === 'body' && item) item.words[to % 30] = `changed${to}`
          if (kind === 'title' && item)
            item.title = `Tell of ${vocabulary[to % 400]} ${item.key}, please`
          if (kind === 'swap' && item)
            items.splice(to % items.length, 0, ...items.splice(items.indexOf(item), 1))
          if (kind === 'insert') items.splice(to % (items.length + 1), 0, fresh(at % 3))
          if (kind === 'delete' && item) gone.push(...items.splice(items.indexOf(item), 1))
          if (kind === 'return' && gone.length)
            items.splice(to % (items.length + 1), 0, ...gone.splice(at % gone.length, 1))
          if (kind === 'move' && item) item.section = to % 3
          if (!builds && ++waiting < 3) continue
          waiting = 0
          date += (to % 3) - 1
          const built = build(bankOf(items), before, { date })
          check(built, before)
          const again = build(bankOf(items), built, { date: date + 100 })
          expect(again.ledger).toBe(built.ledger)
          expect(again.companion).toBe(built.companion)
          before = built
        }
      }),
      { numRuns: long ? 1000 : 60 },
    )
  })
})

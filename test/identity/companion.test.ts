import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  companionPieces,
  isSameText,
  issuedText,
  parseCompanion,
  printCompanion,
  printIssued,
} from '../../src/identity/companion.ts'
import { fingerprintOf, type Issued } from '../../src/identity/fingerprint.ts'
import { newLedger, type QuestionLine } from '../../src/identity/record.ts'
import { Messages } from '../../src/messages/messages.ts'
import { Spill } from '../../src/spill.ts'
import { codeOf } from '../support/bank.ts'

function parsed(text: string, ledger = newLedger()) {
  const messages = new Messages()
  parseCompanion(text, 'rectoverso.issued', ledger, messages)
  return { ledger, messages }
}

const text = fc.string({ unit: 'binary' })
const issued: fc.Arbitrary<Issued> = fc.record(
  { title: text, directive: text, prompt: text, answer: text, choices: fc.array(text) },
  { requiredKeys: ['title'] },
)

describe('the companion', () => {
  it('gives back every text, one line a question', () => {
    fc.assert(
      fc.property(issued, issued, (one, other) => {
        const texts = new Map([
          ['K7M2Q', printIssued(one)],
          ['B2B2B', printIssued(other)],
        ])
        const printed = printCompanion(texts)
        expect(printed.split('\n')).toHaveLength(5)
        expect(printed.indexOf('B2B2B')).toBeLessThan(printed.indexOf('K7M2Q'))
        const { ledger, messages } = parsed(printed.replaceAll('\n', '\r\n'))
        expect(messages.all).toEqual([])
        expect(issuedText(ledger, 'K7M2Q')).toEqual(one)
        expect(printCompanion(ledger.texts)).toBe(printed)
        const store = new Spill({ page: 16, memory: 16 })
        const stored = newLedger()
        parseCompanion(printed, 'issued', stored, new Messages(), store)
        expect(typeof stored.texts.get('B2B2B')).not.toBe('string')
        expect(issuedText(stored, 'K7M2Q')).toEqual(one)
        expect(printCompanion(stored.texts)).toBe(printed)
        store.close()
      }),
    )
  })

  it('is had in pieces of 65,536 characters, to the end of a line', () => {
    const texts = fc.uniqueArray(
      fc.tuple(
        fc.nat(511_999).map(codeOf),
        fc.nat(80_000).map((length) => 'x'.repeat(length)),
      ),
      { selector: ([code]) => code, maxLength: 30 },
    )
    fc.assert(
      fc.property(texts, (all) => {
        const printed = [...companionPieces(new Map(all))]
        const rows = all.map(([code, text]) => `${code}\t${text}\n`).sort()
        expect(printed.join('') === `rectoverso issued 1\n${rows.join('')}end\n`).toBe(true)
        const sizes = printed.map((piece) => piece.replace(/^(?:\w+\t|rec.*\n)/gm, '').length)
        const last = sizes.pop()
        for (const size of sizes) expect(size).toBeGreaterThanOrEqual(65_536)
        for (const size of sizes) expect(size).toBeLessThan(65_536 + 80_000 + 1000)
        expect(last).toBeLessThan(65_536 + 1000)
      }),
      { numRuns: 50 },
    )
  })

  it('says where it was cut off, if its ledger knows of an end', () => {
    const printed = printCompanion(new Map([['K7M2Q', printIssued({ title: 't' })]]))
    const cut = printed.replace(/end\n$/, '')
    expect(parsed(cut).messages.all).toEqual([])
    const { messages } = parsed(cut, { ...newLedger(), ends: true })
    expect(messages.all.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['ledger-malformed', 2],
    ])
    expect(messages.all[0]?.reason).toBe('The companion breaks off after line 2')
    expect(parsed(printed, { ...newLedger(), ends: true }).messages.all).toEqual([])
  })

  it('keeps, of two texts after a merge, the one its line was made of', () => {
    const [one, other] = [
      { title: 't', answer: 'a' },
      { title: 't', answer: 'z' },
    ]
    for (const kept of [one, other]) {
      for (const order of [
        [one, other],
        [other, one],
      ]) {
        const ledger = newLedger()
        const line = { code: 'K7M2Q', content: fingerprintOf('t', kept).content } as QuestionLine
        ledger.questions.set('K7M2Q', line)
        const rows = order.map((each) => `K7M2Q\t${printIssued(each)}\n`).join('')
        parsed(`rectoverso issued 1\n${rows}`, ledger)
        expect(issuedText(ledger, 'K7M2Q')).toEqual(kept)
      }
    }
  })

  it('keeps the first by code unit where its line was made of neither, or of both', () => {
    const [one, other] = [
      { title: 'a', answer: 'same' },
      { title: 'z', answer: 'same' },
    ]
    for (const content of ['neither', fingerprintOf('', one).content]) {
      for (const order of [
        [one, other],
        [other, one],
      ]) {
        const ledger = newLedger()
        ledger.questions.set('K7M2Q', { code: 'K7M2Q', content } as QuestionLine)
        const rows = order.map((each) => `K7M2Q\t${printIssued(each)}\n`).join('')
        parsed(`rectoverso issued 1\n${rows}`, ledger)
        expect(issuedText(ledger, 'K7M2Q')).toEqual(one)
      }
    }
  })

  it('knows a text again, whatever is kept beside it', () => {
    const text = { title: 't', answer: 'a' }
    const kept = { ...text, kept: { title: [] } } as unknown as Issued
    const same = (known: Issued, now: Issued) => isSameText(printIssued(known), printIssued(now))
    expect([same(text, text), same(kept, text)]).toEqual([true, true])
    expect([same({ ...text, answer: 'ab' }, text), same(kept, { title: 't' })]).toEqual([
      false,
      false,
    ])
    expect(same({ ...text, path: 'q.md' }, text)).toBe(false)
  })

  it('reads a text whatever its parts are, each of its own form', () => {
    const read = (json: string) => parsed(`rectoverso issued 1\nK7M2Q\t${json}\n`).ledger.texts.size
    for (const json of [
      '{"title":"t","choices":["a"],"gaps":["1 x"],"right":"1","path":"q.md","kept":{}}',
      '{"title":"t","choices":[],"gaps":[]}',
    ]) {
      expect(read(json), json).toBe(1)
    }
    for (const json of [
      ...['null', '1', '"t"', '{}', '{"answer":"t"}', '{"title":"t","answer":["a"]}'],
      ...['{"title":"t","choices":"a"}', '{"title":"t","choices":["a",1]}'],
      ...['{"title":"t","gaps":"a"}', '{"title":"t","gaps":[1,"a"]}', '{"title":"t","gaps":{}}'],
      ...['{"title":"t","kept":"x"}', '{"title":"t","kept":null}'],
    ]) {
      expect(read(json), json).toBe(0)
    }
  })

  it('refuses damage, conflict markers and newer formats by their lines', () => {
    const rulesOf = (source: string) =>
      parsed(source).messages.all.map(({ ruleId, line }) => [ruleId, line])
    const good = 'rectoverso issued 1\nK7M2Q\t{"title":"t"}\n'
    for (const bad of [
      'K7M2Q\t{"title":',
      'K7M2Q',
      'x\t{"title":"t"}',
      'K7M2Q\t["t"]',
      'K7M2Q\t{"title":1}',
    ]) {
      expect(rulesOf(`${good}${bad}\n`), bad).toEqual([['ledger-malformed', 3]])
    }
    const reasons = parsed(`${good}x\n`).messages.all.map(({ reason }) => reason)
    expect(reasons).toEqual(['Line 3 of the companion is not a code and its text'])
    expect(rulesOf(`${good}=======\n`)).toEqual([['source-conflict-marker', 3]])
    expect(rulesOf('rectoverso issued 9\n?\n')).toEqual([['ledger-newer', 1]])
    expect(rulesOf('')).toEqual([['ledger-malformed', 1]])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codeAt } from '../../src/identity/code.ts'
import { hash } from '../../src/identity/hash.ts'
import { type Ledger, newLedger, type QuestionLine } from '../../src/identity/record.ts'
import { parseLedger, printLedger } from '../../src/identity/text.ts'
import { Messages } from '../../src/messages/messages.ts'

const path = 'rectoverso.lock'
const hashes = fc.nat().map((n) => hash([String(n)]))
const code = fc.nat(511_999).map((n) => codeAt(n, 5))
const text = fc.string({ unit: 'grapheme' })
const named = fc.string({ unit: 'grapheme', minLength: 1 })
const line: fc.Arbitrary<QuestionLine> = fc.record({
  code,
  guid: fc.constant('gAbCdEf01234'),
  kind: fc.constantFrom('basic', 'reversed', 'cloze', 'choice', 'typed'),
  state: fc.constantFrom('active', 'retired', 'moved:K7M2Q'),
  mod: fc.nat(2 ** 31 - 1),
  fields: fc.oneof(hashes, fc.constant('')),
  birth: hashes,
  title: hashes,
  content: hashes,
  sketch: fc.constant('AbCdEfGhIjKl-_..'),
  section: fc.oneof(fc.constant(''), fc.constant('-'), text),
  after: fc.oneof(code, fc.constant('')),
  id: fc.oneof(fc.constant('-'), text),
  marks: fc.array(named),
})
const byKey = <V>(values: V[], key: (value: V) => string) =>
  new Map(values.map((value) => [key(value), value]))
const ledger: fc.Arbitrary<Ledger> = fc
  .record({
    id: text,
    length: fc.constantFrom(5 as const, 7 as const),
    issued: fc.integer({ min: 1, max: 2 ** 31 }),
    digest: fc.oneof(hashes, fc.constant('')),
    questions: fc.array(line),
    sections: fc.array(fc.record({ key: named, deck: named, path: fc.array(text) })),
    types: fc.array(fc.record({ name: named, mod: fc.nat(), content: hashes })),
    translated: fc.array(fc.tuple(code, code)),
  })
  .map(({ questions, sections, types, translated, ...head }) => ({
    ...newLedger(),
    ...head,
    questions: byKey(questions, (one) => one.code),
    sections: byKey(sections, (one) => one.key),
    noteTypes: byKey(types, (one) => one.name),
    of: new Map(translated),
  }))

function parsed(source: string) {
  const messages = new Messages()
  return { ledger: parseLedger(source, path, messages), messages }
}

const one: QuestionLine = {
  ...{ code: 'K7M2Q', guid: 'gAbCdEf01234', kind: 'basic', state: 'active', mod: 10 },
  ...{ fields: hash(['f']), birth: hash(['b']), title: hash(['t']), content: hash(['c']) },
  ...{ sketch: 'AbCdEfGhIjKl-_..', section: 's', after: '', id: '', marks: [] },
}
const rowOf = (given: QuestionLine) =>
  printLedger({ ...newLedger(), questions: new Map([[given.code, given]]) })
    .split('\n')
    .at(-3) ?? ''
const head = 'rectoverso ledger 1\nbank\tid\tb\nbank\tissued\t5\t-\nbank\tlength\t5\n'
const settled = (...lines: QuestionLine[]) => {
  const read = parsed(`${head}${lines.map(rowOf).join('\n')}\n`)
  expect(read.messages.all).toEqual([])
  return read.ledger.questions.get('K7M2Q')
}

describe('the text of a ledger', () => {
  it('reads back as it was printed, whatever it holds', () => {
    fc.assert(
      fc.property(ledger, (made) => {
        const printed = printLedger(made)
        const { ledger: read, messages } = parsed(printed)
        expect(messages.all).toEqual([])
        expect(read).toEqual({ ...made, ends: true })
        expect(printLedger(read)).toBe(printed)
      }),
    )
  })

  it('reads the same with Windows line ends, a byte order mark and lines in any order', () => {
    fc.assert(
      fc.property(ledger, (made) => {
        const printed = printLedger(made)
        const [first = '', ...rest] = printed.slice(0, -1).split('\n')
        const messy = `\ufeff${[first, ...rest.reverse()].join('\r\n')}`
        expect(parsed(messy).ledger).toEqual(parsed(printed).ledger)
      }),
    )
  })

  it('is sorted by code unit, a line feed after every line, small', () => {
    const questions = ['K7M2Q', 'B2B2B', 'K7M2B'].map((code) => ({ ...one, code }))
    const printed = printLedger({
      ...newLedger(),
      questions: byKey(questions, (each) => each.code),
    })
    const codes = printed.split('\n').filter((row) => /^[A-Z]/.test(row))
    expect(codes).toEqual(codes.toSorted())
    expect(printed.endsWith('\n')).toBe(true)
    expect(rowOf(one).length).toBeLessThan(140)
  })

  it('refuses a newer format, an empty file and another file, with a place', () => {
    expect(parsed('rectoverso ledger 2\nwhat\n').messages.all.map((each) => each.ruleId)).toEqual([
      'ledger-newer',
    ])
    for (const source of ['', '\n', 'something\n', '{"lockfileVersion":3}']) {
      const [message, ...more] = parsed(source).messages.errors
      expect(more).toEqual([])
      expect([message?.ruleId, message?.line]).toEqual(['ledger-malformed', 1])
    }
  })

  it('says where it was cut off between two lines', () => {
    fc.assert(
      fc.property(ledger, fc.nat(), (made, at) => {
        const rows = printLedger(made).split('\n')
        const head = rows.indexOf('bank\tends\tend')
        const cut = head + 1 + (at % (rows.length - head - 2))
        const { messages } = parsed(`${rows.slice(0, cut).join('\n')}\n`)
        expect(messages.errors.map(({ ruleId, line }) => [ruleId, line])).toEqual([
          ['ledger-malformed', cut],
        ])
      }),
    )
  })

  it('reads a ledger of an older version, which has no last line', () => {
    const { ledger: read, messages } = parsed(`${head}${rowOf(one)}\n`)
    expect(messages.all).toEqual([])
    expect(read.questions.size).toBe(1)
  })

  it('names the line that is damaged', () => {
    const row = rowOf(one)
    const damaged = [
      row.replace('basic', 'basics'),
      row.replace('active', 'gone'),
      row.replace('\t10\t', '\t1e3\t'),
      row.split('\t').slice(0, -1).join('\t'),
      row.slice(0, 40),
      row.replace('gAbCdEf01234', '-'),
      row.replace(one.title, one.title.slice(1)),
      `Q${row}`,
      'section\tk\td\t["open"',
      'note\tbasic\tnever\t-',
      'bank\tlength\t6',
      '',
    ]
    for (const broken of damaged) {
      const { messages } = parsed(`${head}${row}\n${broken}\n`)
      expect(
        messages.errors.map(({ ruleId, line }) => [ruleId, line]),
        broken,
      ).toEqual([['ledger-malformed', 6]])
    }
  })

  it('stops at the markers of a merge conflict, each by its line', () => {
    const source = `${head}<<<<<<< HEAD\n${rowOf(one)}\n=======\n${rowOf({ ...one, mod: 11 })}\n>>>>>>> other\n`
    const { errors } = parsed(source).messages
    expect(errors.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['source-conflict-marker', 5],
      ['source-conflict-marker', 7],
      ['source-conflict-marker', 9],
    ])
  })
})

describe('what a union merge leaves', () => {
  it('settles on the higher mod, whichever side came first', () => {
    const later = { ...one, mod: 20, content: hash(['later']) }
    expect(settled(one, later)).toEqual(later)
    expect(settled(later, one)).toEqual(later)
  })

  it('forgets the fields where learners may hold either', () => {
    const other = { ...one, fields: hash(['other']), content: hash(['other']) }
    expect(settled(one, other)).toEqual(settled(other, one))
    expect(settled(one, other)?.fields).toBe('')
    const third = { ...one, fields: hash(['third']) }
    expect(settled(third, one, other)).toEqual(settled(other, third, one))
  })

  it('keeps a question active that only one side retired', () => {
    expect(settled({ ...one, state: 'retired' }, { ...one, after: 'B2B2B' })?.state).toBe('active')
  })

  it('keeps the lost line for matching, and nothing of two equal ones', () => {
    const later = { ...one, mod: 20 }
    expect(parsed(`${head}${rowOf(one)}\n${rowOf(later)}\n`).ledger.merged).toEqual([one])
    expect(parsed(`${head}${rowOf(one)}\n${rowOf(one)}\n`).ledger.merged).toEqual([])
  })

  it('takes two different questions under one code for an error that names both', () => {
    for (const other of [
      { ...one, birth: hash(['another']), id: 'second' },
      { ...one, guid: 'hAbCdEf01234', id: 'second' },
    ]) {
      const source = `${head}${rowOf({ ...one, id: 'first' })}\n${rowOf(other)}\n`
      const [error, ...more] = parsed(source).messages.errors
      expect(more).toEqual([])
      expect([error?.ruleId, error?.line]).toEqual(['ledger-code-conflict', 6])
      expect(error?.reason).toContain('line 5 (first')
      expect(error?.reason).toContain('line 6 (second')
      expect(error?.cause).toMatchObject({ line: 5 })
    }
  })

  it('settles the head, note types and sections alike in both orders', () => {
    const rows = [
      ...['bank\tissued\t7\tdigest7', 'bank\tissued\t9\tdigest9', 'bank\tlength\t7'],
      ...[
        'note\tbasic\t3\tcontent',
        'note\tbasic\t4\tother',
        'note\tcloze\t3\ta',
        'note\tcloze\t3\tb',
      ],
      ...['section\tk\t010 A\t["A"]', 'section\tk\t010 A\t["B"]', 'rectoverso ledger 1'],
      ...['of\tK7M2Q\tP3X4N', 'of\tK7M2Q\tB2C3D'],
    ]
    for (const order of [rows, rows.toReversed()]) {
      const { ledger: read, messages } = parsed(`${head}${order.join('\n')}\n`)
      expect(messages.all).toEqual([])
      expect([read.issued, read.digest, read.length]).toEqual([9, 'digest9', 7])
      expect(read.noteTypes.get('basic')).toEqual({ name: 'basic', mod: 4, content: 'other' })
      expect(read.noteTypes.get('cloze')?.content).toBe('')
      expect(read.sections.get('k')?.path).toEqual(['A'])
      expect([...read.of]).toEqual([['K7M2Q', 'B2C3D']])
    }
    const tie = parsed(`${head}bank\tissued\t9\ta\nbank\tissued\t9\tb\n`).ledger
    expect([tie.issued, tie.digest]).toEqual([9, ''])
  })
})

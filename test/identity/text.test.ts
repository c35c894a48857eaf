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

/** The line that a row gives. */
const settledRows = (row: string) => {
  const { ledger: read, messages } = parsed(`${head}${row}\n`)
  expect(messages.all).toEqual([])
  return read.questions.get('K7M2Q') ?? one
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

  it('is, row by row, what this format was from the first', () => {
    const made: Ledger = {
      ...newLedger(),
      ...{ id: 'b', deck: 'Deck', title: 'Title', length: 7, issued: 5, digest: 'dig' },
      questions: new Map([[one.code, one]]),
      sections: new Map([['k', { key: 'k', deck: '010 A', path: ['A', 'B'] }]]),
      of: new Map([['K7M2Q', 'B2B2B']]),
      noteTypes: new Map([['basic', { name: 'basic', mod: 3, content: 'c' }]]),
    }
    const { fields, birth, title, content, sketch } = one
    const question = ['K7M2Q', one.guid, 'basic', 'active', '10', fields, birth, title, content]
    const rows = (given: Ledger) => printLedger(given).split('\n')
    expect(rows(made)).toEqual([
      'rectoverso ledger 1',
      ...['bank\tdeck\tDeck', 'bank\tends\tend', 'bank\tid\tb', 'bank\tissued\t5\tdig'],
      ...['bank\tlength\t7', 'bank\ttitle\tTitle', 'note\tbasic\t3\tc'],
      ...['section\tk\t010 A\t["A","B"]', 'of\tK7M2Q\tB2B2B'],
      [...question, sketch, 's', '-', '-', '-'].join('\t'),
      ...['end', ''],
    ])
    // What is not settled yet has no row, nor has a title that the deck bears.
    expect(rows(newLedger())).toEqual([
      ...['rectoverso ledger 1', 'bank\tends\tend', 'bank\tid\t-', 'bank\tissued\t0\t-'],
      ...['end', ''],
    ])
    expect(rows({ ...made, title: 'Deck' }).join()).not.toContain('title')
    expect(parsed(printLedger(made)).ledger).toEqual({ ...made, ends: true })
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
    const [newer, ...none] = parsed('rectoverso ledger 2\nwhat\n').messages.all
    expect(none).toEqual([])
    expect([newer?.ruleId, newer?.line]).toEqual(['ledger-newer', 1])
    expect(newer?.reason).toBe('The file has format 2; this program reads formats up to 1')
    // Of two heads after a merge the newer counts, wherever it stands.
    for (const source of [
      'rectoverso ledger 1\nrectoverso ledger 12\n',
      `${head}rectoverso ledger 2\n`,
    ]) {
      expect(parsed(source).messages.all.map((each) => each.ruleId)).toEqual(['ledger-newer'])
    }
    for (const source of [
      ...['', '\n', 'something\n', '{"lockfileVersion":3}', 'rectoverso ledger\n'],
      ...['rectoverso ledger x\n', 'rectoverso ledger 0\n', 'my rectoverso ledger 1\n'],
    ]) {
      const [message, ...more] = parsed(source).messages.errors
      expect(more).toEqual([])
      expect([message?.ruleId, message?.line]).toEqual(['ledger-malformed', 1])
      expect(message?.reason).toBe('The file does not begin with "rectoverso ledger 1"')
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
        expect(messages.errors[0]?.reason).toBe(`The ledger breaks off after line ${cut}`)
      }),
    )
  })

  it('reads a ledger of an older version, which has no last line', () => {
    const { ledger: read, messages } = parsed(`${head}${rowOf(one)}\n`)
    expect(messages.all).toEqual([])
    expect(read.questions.size).toBe(1)
  })

  it('names the line that is damaged, and what is wrong there', () => {
    const row = rowOf(one)
    const columns = (at: number, text: string) => row.split('\t').with(at, text).join('\t')
    const damaged: [string, string][] = [
      [row.split('\t').slice(0, -1).join('\t'), 'has 13 columns; a question has 14'],
      [`${row}\tx`, 'has 15 columns; a question has 14'],
      [row.slice(0, 40), 'has 6 columns; a question has 14'],
      [columns(1, '-'), 'has no guid in column 2'],
      [columns(1, 'a%0Ab'), 'has no guid in column 2'],
      [columns(1, 'a'.repeat(201)), 'has no guid in column 2'],
      [columns(2, 'basics'), 'has no kind in column 3'],
      [columns(3, 'gone'), 'has no state in column 4'],
      [columns(3, 'unretired:3'), 'has no state in column 4'],
      [columns(3, 'retired:0'), 'has no state in column 4'],
      [columns(3, 'retired:123'), 'has no state in column 4'],
      [columns(3, 'moved:nowhere'), 'has no state in column 4'],
      [columns(3, 'gone to K7M2Q'), 'has no state in column 4'],
      [columns(4, '1e3'), 'has no seconds in column 5'],
      [columns(4, '-1'), 'has no seconds in column 5'],
      [columns(4, '1234567890123'), 'has no seconds in column 5'],
      [columns(5, 'short'), 'has no hash in column 6'],
      [columns(5, `${one.fields}x`), 'has no hash in column 6'],
      [columns(6, '-'), 'has no hash in columns 7 to 9'],
      [columns(7, one.title.slice(1)), 'has no hash in columns 7 to 9'],
      [columns(8, `x${one.content}`), 'has no hash in columns 7 to 9'],
      [columns(9, 'short'), 'has no sketch in column 10'],
      [columns(11, 'nocode'), 'has no code in column 12'],
      [`Q${row}`, 'begins with "QK7M2Q"'],
      ['', 'begins with ""'],
      ['something that goes on for long', 'begins with "something that goes "'],
      ['ends', 'begins with "ends"'],
      ['section\tk\td\t["open"', 'is not that of a section'],
      ['section\tk\td\t["open"]\tx', 'is not that of a section'],
      ['section\tk\td\t"open"', 'is not that of a section'],
      ['section\tk\td\t["open",1]', 'is not that of a section'],
      ['section\tk\td', 'is not that of a section'],
      ['section\t-\td\t[]', 'is not that of a section'],
      ['section\tk\t-\t[]', 'is not that of a section'],
      ['note\tbasic\tnever\t-', 'is not that of a note type'],
      ['note\t-\t3\tc', 'is not that of a note type'],
      ['note\tbasic\t3', 'is not that of a note type'],
      ['note\tbasic\t3\tc\tx', 'is not that of a note type'],
      ['of\tK7M2Q', 'is not that of a translation'],
      ['of\tK7M2Q\tnocode', 'is not that of a translation'],
      ['of\tnocode\tK7M2Q', 'is not that of a translation'],
      ['of\tK7M2Q\tK7M2Q\tx', 'is not that of a translation'],
      ...[
        ...['bank', 'bank\tid', 'bank\tid\tb\tx', 'bank\tdeck\t-', 'bank\tdeck\td\tx'],
        ...['bank\ttitle\t-', 'bank\ttitle\td\tx', 'bank\tends\ten', 'bank\tends\tend\tx'],
        ...['bank\tlength\t6', 'bank\tlength\t5\tx', 'bank\tissued\t5', 'bank\tissued\tx\t-'],
        ...['bank\tissued\t5\t-\tx', 'bank\tauthor\tme', 'bank\tauthor\t5\t-', 'bank\tauthor\tend'],
        'bank\tauthor\t5',
      ].map((text): [string, string] => [text, 'is not a fact of a bank that is known']),
    ]
    for (const [broken, what] of damaged) {
      const { messages, ledger: read } = parsed(`${head}${row}\n${broken}\n`)
      expect(
        messages.errors.map(({ ruleId, line, reason }) => [ruleId, line, reason]),
        broken,
      ).toEqual([['ledger-malformed', 6, `Line 6 of the ledger ${what}`]])
      expect(read, broken).toEqual(parsed(`${head}${row}\n`).ledger)
    }
  })

  it('takes a column that cannot be decoded for damage, and one of marks for none', () => {
    const row = rowOf({ ...one, marks: ['A', 'B'] })
    const columns = (at: number, text: string) => row.split('\t').with(at, text).join('\t')
    expect(parsed(`${head}${columns(6, '%zz')}\n`).messages.errors).toHaveLength(1)
    expect(settledRows(columns(13, 'A,%2C,-')).marks).toEqual(['A', ',', ''])
    expect(settledRows(columns(13, '-')).marks).toEqual([])
    // What Anki or an add-on made of a guid goes through.
    expect(settledRows(columns(1, 'q)%25 é~')).guid).toBe('q)% é~')
    for (const state of ['active', 'retired', 'retired:1', 'retired:12', 'moved:K7M2Q'] as const) {
      expect(settledRows(columns(3, state)).state).toBe(state)
    }
  })

  it('encodes what would end a column, a list or a line, and nothing else', () => {
    const marks = ['a,b', 'c\td', '100%', 'ä-', '-']
    const row = rowOf({ ...one, id: 'x\ny\u007f', marks })
    expect(row.split('\t').slice(12)).toEqual(['x%0Ay%7F', 'a%2Cb,c%09d,100%25,ä-,%2D'])
    expect(settledRows(row)).toMatchObject({ id: 'x\ny\u007f', marks })
  })

  it('stops at the markers of a merge conflict, each by its line', () => {
    const source = `${head}<<<<<<< HEAD\n${rowOf(one)}\n=======\n${rowOf({ ...one, mod: 11 })}\n>>>>>>> other\n`
    const { errors } = parsed(source).messages
    expect(errors.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['source-conflict-marker', 5],
      ['source-conflict-marker', 7],
      ['source-conflict-marker', 9],
    ])
    expect(errors.map(({ reason }) => reason)).toEqual(
      ['<<<<<<< HEAD', '=======', '>>>>>>> other'].map(
        (row) => `A line "${row}" of a merge conflict was left in the ledger`,
      ),
    )
    expect(errors[0]?.note).toContain('Delete the marker lines')
    const long = parsed(`${head}||||||| ${'x'.repeat(99)}\n`).messages.errors[0]
    expect(long?.reason).toContain(`"||||||| ${'x'.repeat(32)}"`)
    // Only a whole marker is one: eight signs, or seven with something behind them, are another line.
    for (const row of ['========', ' =======', '=======x', '<<<<<<']) {
      expect(parsed(`${head}${row}\n`).messages.errors[0]?.ruleId, row).toBe('ledger-malformed')
    }
  })

  it('stops at markers where the head itself is between them', () => {
    const { messages } = parsed(`<<<<<<< HEAD\n${head.replace('rectoverso ledger 1\n', '')}`)
    expect(messages.errors.map(({ ruleId }) => ruleId)).toEqual(['source-conflict-marker'])
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

  it('keeps a question that moved over one retired, and the fields where both have the same', () => {
    const states = (...given: QuestionLine['state'][]) =>
      settled(...given.map((state) => ({ ...one, state })))
    for (const [state, other] of [
      ['active', 'moved:B2B2B'],
      ['active', 'retired'],
      ['moved:B2B2B', 'retired'],
      ['moved:B2B2B', 'retired:3'],
    ] as const) {
      expect(states(state, other)?.state).toBe(state)
      expect(states(other, state)?.state).toBe(state)
      expect(states(state, other)?.fields).toBe(one.fields)
    }
  })

  it('asks for the state before all else', () => {
    const lines: QuestionLine[] = [
      { ...one, kind: 'typed', state: 'active' },
      { ...one, kind: 'reversed', state: 'moved:B2B2B' },
      { ...one, kind: 'basic', state: 'retired:2' },
    ]
    for (const [first, second] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const [kept = one, other = one] = [lines[first], lines[second]]
      expect(settled(kept, other)).toEqual(kept)
      expect(settled(other, kept)).toEqual(kept)
    }
  })

  it('takes lines that differ in what a merge forgets for one', () => {
    const other = { ...one, fields: hash(['other']) }
    expect(parsed(`${head}${rowOf(one)}\n${rowOf(other)}\n`).ledger.merged).toEqual([])
  })

  it('settles a bank named anew on both sides alike in both orders', () => {
    const rows = ['id', 'deck', 'title'].flatMap((key) => [`bank\t${key}\tY`, `bank\t${key}\tX`])
    for (const order of [rows, rows.toReversed()]) {
      const { ledger: read, messages } = parsed(`rectoverso ledger 1\n${order.join('\n')}\n`)
      expect(messages.all).toEqual([])
      expect([read.id, read.deck, read.title]).toEqual(['X', 'X', 'X'])
    }
    for (const lengths of ['57', '75', '55']) {
      const order = [...lengths].map((length) => `bank\tlength\t${length}`)
      const { length } = parsed(`rectoverso ledger 1\n${order.join('\n')}\n`).ledger
      expect(length).toBe(lengths.includes('7') ? 7 : 5)
    }
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
      expect(error?.reason).toContain('line 5 (first, basic)')
      expect(error?.reason).toContain('line 6 (second, basic)')
      expect(error?.cause).toMatchObject({ line: 5, reason: 'The other question of code K7M2Q' })
      expect(error?.reason).toContain('Code K7M2Q stands for two questions')
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
    const same = parsed(
      `${head}bank\tissued\t5\t-\nbank\tissued\t9\ta\nbank\tissued\t9\ta\n`,
    ).ledger
    expect([same.issued, same.digest]).toEqual([9, 'a'])
    const types = parsed(`${head}note\tbasic\t3\tc\nnote\tbasic\t2\td\nnote\tbasic\t3\tc\n`).ledger
    expect(types.noteTypes.get('basic')).toEqual({ name: 'basic', mod: 3, content: 'c' })
    const tie = parsed(`${head}bank\tissued\t9\ta\nbank\tissued\t9\tb\n`).ledger
    expect([tie.issued, tie.digest]).toEqual([9, ''])
  })
})

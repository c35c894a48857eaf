import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseOwnColumns, printOwnColumns } from '../../src/identity/own-columns.ts'
import { Messages } from '../../src/messages/messages.ts'

function parsed(text: string) {
  const messages = new Messages()
  const columns = parseOwnColumns(text, 'rectoverso.columns', messages)
  return { ...columns, said: messages.errors.map(({ ruleId, line }) => `${ruleId} ${line}`) }
}

describe('columns of users', () => {
  it('print sorted, a line a cell, and read back the same', () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 4 })
    const codes = fc.uniqueArray(fc.constantFrom('B7R3N', 'K7M2Q', 'Z9Z9Z'))
    const cell = fc.string({ minLength: 1 })
    fc.assert(
      fc.property(names, codes, fc.infiniteStream(cell), (names, codes, values) => {
        const cells = new Map(
          codes.map((code) => [
            code,
            new Map(names.map((name) => [name, values.next().value ?? ''])),
          ]),
        )
        const text = printOwnColumns({ names, cells })
        const read = parsed(text)
        expect(read.said).toEqual([])
        expect(read.names).toEqual(names)
        for (const code of names.length > 0 ? codes : []) {
          expect(read.cells.get(code)).toEqual(cells.get(code))
        }
        const rows = text.trimEnd().split('\n').slice(1)
        expect(rows).toEqual([...rows].sort())
      }),
    )
  })

  it('merge by union alike whichever side comes first', () => {
    const rows = ['*\t"a"\t"0001"', '*\t"b"\t"0001"', 'K7M2Q\t"a"\t"x"', 'K7M2Q\t"a"\t"y"']
    const one = parsed(`rectoverso columns 1\n${rows.join('\n')}\n`)
    const other = parsed(`rectoverso columns 1\n${rows.toReversed().join('\n')}\n`)
    expect(one.names).toEqual(['a', 'b'])
    expect(one.cells.get('K7M2Q')?.get('a')).toBe('y')
    expect([other.names, other.cells]).toEqual([one.names, one.cells])
  })

  it('that cannot be trusted are an error', () => {
    expect(parsed('').said).toEqual(['ledger-malformed 1'])
    expect(parsed('rectoverso columns 2\n').said).toEqual(['ledger-newer 1'])
    const bad = ['<<<<<<< a', 'K7M2Q\t"a"', 'K7M2Q\ta\t"b"', 'nocode\t"a"\t"b"', 'K7M2Q\t"a"\t1']
    expect(parsed(`rectoverso columns 1\n${bad.join('\n')}\n`).said).toEqual([
      'source-conflict-marker 2',
      'ledger-malformed 3',
      'ledger-malformed 4',
      'ledger-malformed 5',
      'ledger-malformed 6',
    ])
  })

  it('without a line of their order stand behind the others', () => {
    const { names } = parsed('rectoverso columns 1\n*\t"z"\t"0001"\nK7M2Q\t"a"\t"b"\n')
    expect(names).toEqual(['z', 'a'])
  })

  it('are, row by row, what this format was from the first', () => {
    const cells = new Map([
      [
        'K7M2Q',
        new Map([
          ['b', 'x\ty'],
          ['a', ''],
        ]),
      ],
    ])
    const text = 'rectoverso columns 1\n*\t"a"\t"0002"\n*\t"b"\t"0001"\nK7M2Q\t"b"\t"x\\ty"\n'
    expect(printOwnColumns({ names: ['b', 'a'], cells })).toBe(text)
    expect(printOwnColumns({ names: [], cells: new Map() })).toBe('rectoverso columns 1\n')
  })

  it('stand where the side that put them first has them', () => {
    const rows = ['*\t"a"\t"0003"', '*\t"b"\t"0002"', '*\t"a"\t"0001"']
    for (const order of [rows, rows.toReversed()]) {
      expect(parsed(`rectoverso columns 1\n${order.join('\n')}\n`).names).toEqual(['a', 'b'])
    }
  })

  it('say which line is none of theirs', () => {
    const messages = new Messages()
    parseOwnColumns('rectoverso columns 1\nK7M2Q\n', 'rectoverso.columns', messages)
    expect(messages.all.map(({ reason }) => reason)).toEqual([
      'Line 2 of the users’ columns is not a code, a name and a text',
    ])
    for (const bad of ['K7M2Q\t1\t"b"', 'K7M2Q\t"a"\t"b"\t"c"', 'K7M2Q\t"a"\t"b"\t{', 'x', '']) {
      expect(parsed(`rectoverso columns 1\n${bad}\n`).said, bad).toEqual(['ledger-malformed 2'])
    }
  })
})

import { describe, expect, it } from 'vitest'
import {
  byCodeUnit,
  isRetired,
  newLedger,
  type State,
  shipsFor,
} from '../../src/identity/record.ts'

describe('a line of the ledger', () => {
  it('says whether its question is retired, and with how many issues its note ships', () => {
    const states: [State, boolean, number][] = [
      ['active', false, 0],
      ['retired', true, 0],
      ['retired:3', true, 3],
      ['retired:12', true, 12],
      ['moved:K7M2Q', false, 0],
    ]
    for (const [state, retired, ships] of states) {
      expect([isRetired(state), shipsFor(state)], state).toEqual([retired, ships])
    }
  })

  it('sorts by code unit, and a new ledger is empty', () => {
    expect(['b', 'a', 'B', 'é'].sort(byCodeUnit)).toEqual(['B', 'a', 'b', 'é'])
    expect(newLedger().questions.size).toBe(0)
    expect(newLedger().questions).not.toBe(newLedger().questions)
  })
})

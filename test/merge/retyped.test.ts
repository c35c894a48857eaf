import { describe, expect, it } from 'vitest'
import { retypes } from '../../src/merge/retyped.ts'

describe('a cell that a spreadsheet retyped', () => {
  it.each([
    ['007', '7'],
    ['1e5', '100000'],
    ['1e5', '1.00E+05'],
    ['12345678901234567890', '1.23456789012346E+19'],
    ['1,000', '1000'],
    ['1.000,5', '1000.5'],
    ['(5)', '-5'],
    ['50%', '0.5'],
    ['$5', '5'],
    ['5.0', '5'],
    ['true', 'TRUE'],
    ['Wahr', 'WAHR'],
    ['1/2', '2-Jan'],
    ['1/2', '1-Feb'],
    ['1/2', '01/02/26'],
    ['1/2', '2026-02-01'],
    ['1/2', '0.5'],
    ['1/2', '46024'],
    ['3/4/2026', '2026-04-03'],
    ['Mar 1', '2026-03-01'],
    ['3 May 2026', '05/03/2026'],
    ['12:30', '12:30:00'],
    ['12:30', '0.520833333333333'],
    ['1-2', '2026-01-02'],
  ])('%s as %s is known', (issued, theirs) => {
    expect(retypes(issued, theirs)).toBe(true)
  })

  it.each([
    ['007', '8'],
    ['1e5', '100001'],
    ['1/2', '1/3'],
    ['12:30', '12:45'],
    ['true', 'FALSE'],
    ['yes', 'YES'],
    ['word', ''],
    ['A 1', '1'],
    ['1.234', '1.23'],
    ['3 May 2026', '2026-05-04'],
    ['Mar 1', '2026-04-01'],
    ['version 2', 'version 3'],
  ])('%s edited to %s is none', (issued, theirs) => {
    expect(retypes(issued, theirs)).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { createAccount } from '../../src/import/losses.ts'

describe('an account', () => {
  it('gives each medium one safe name', () => {
    const account = createAccount()
    const names = ['a b.png', 'A-b.png', 'a b.png', '../x.png', 'con.png']
    expect(names.map((name) => account.path(name))).toEqual([
      'media/a-b.png',
      'media/A-b-2.png',
      'media/a-b.png',
      'media/x.png',
      'media/bank-con.png',
    ])
    expect(account.files.get('A-b.png')).toBe('A-b-2.png')
  })

  it('counts what is lost, the most frequent first', () => {
    const account = createAccount()
    for (const what of ['b', 'a', 'c', 'a']) account.lost(what)
    expect(account.counts()).toEqual([
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ])
  })
})

import { describe, expect, it } from 'vitest'
import { type Chapter, chaptersOf } from '../../src/identity/chapters.ts'
import { newLedger } from '../../src/identity/record.ts'
import { renamed, renameSubdecks } from '../../src/identity/rename.ts'
import { drafts } from './drafts.ts'

const chapters = (): Chapter[] =>
  chaptersOf(
    drafts([{ title: 'Scopes', sections: [{ title: 'Blocks' }] }, { title: 'Types' }]).sections,
  ).chapters

describe('subdecks renamed on purpose', () => {
  it('keep their number, and those below move along', () => {
    const decks = ['010 Scope', '010 Scope::010 Blocks', '020 Types']
    expect(renameSubdecks(chapters(), decks, new Set([0]), newLedger())).toEqual([
      '010 Scopes',
      '010 Scopes::010 Blocks',
      '020 Types',
    ])
    expect(renameSubdecks(chapters(), decks, new Set(), newLedger())).toEqual(decks)
    expect(renameSubdecks(chapters(), decks, new Set([1, 2]), newLedger())).toEqual(decks)
  })

  it('take no name that another deck has or had', () => {
    const known = newLedger()
    known.sections.set('old', { key: 'old', deck: '010 scopes', path: ['x'] })
    const decks = ['010 Scope', '010 Scope::010 Blocks', '020 Types']
    expect(renameSubdecks(chapters(), decks, new Set([0]), known)[0]).toBe('010 Scopes 2')
  })

  it('are only such as differ from their heading', () => {
    expect(renamed('010 A::015.5 Scope', 'Scope')).toBe(false)
    expect(renamed('010 Scope 2', 'Scope')).toBe(false)
    expect(renamed('010 Scope', 'Scopes')).toBe(true)
    expect(renamed('010 A: B', 'A:: B')).toBe(false)
  })

  it('know a number and a copy’s number from a title’s', () => {
    for (const [deck, title, other] of [
      ['010.125 Scope', 'Scope', false],
      ['010 Scope 12', 'Scope', false],
      ['010 Scope 2x', 'Scope', true],
      ['010 Scope x2', 'Scope', true],
      ['010 Scopes 2', 'Scope', true],
      ['010 2', 'Scope', true],
      ['010 Scope of 010 Types', 'Scope of Types', true],
      ['Scope', 'Scope', false],
      ['01 Scope', 'Scope', true],
      ['::010 Scope', 'Scope', false],
    ] as const) {
      expect(renamed(deck, title), deck).toBe(other)
    }
  })

  it('count on where copies have their name, and keep a name without number so', () => {
    const known = newLedger()
    for (const deck of ['010 SCOPES', '010 scopes 2']) {
      known.sections.set(deck, { key: deck, deck, path: ['x'] })
    }
    const decks = ['010 Scope', 'other', 'Kinds']
    expect(renameSubdecks(chapters(), decks, new Set([0, 2]), known)).toEqual([
      ...['010 Scopes 3', 'other', 'Types'],
    ])
  })

  it('move along only what stands below, and not what begins alike', () => {
    const decks = ['010 Scope', '010 Scopes old::010 Blocks', '020 Types']
    expect(renameSubdecks(chapters(), decks, new Set([0]), newLedger())[1]).toBe(decks[1])
    const both = ['010 Scope', '010 Scope::010 Block', '020 Types']
    expect(renameSubdecks(chapters(), both, new Set([0, 1]), newLedger())).toEqual([
      ...['010 Scopes', '010 Scopes::010 Blocks', '020 Types'],
    ])
  })
})

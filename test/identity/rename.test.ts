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
})

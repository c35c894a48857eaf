import { describe, expect, it } from 'vitest'
import { labelled, referenceIn } from '../../src/print/formulas.ts'
import { given } from './given.ts'

describe('numbers of formulas', () => {
  it('count what is labelled, within one question', async () => {
    const { setting } = await given()
    expect(labelled('a^2', setting)).toEqual({ tex: 'a^2' })
    expect(labelled('a \\label{first} = b', setting)).toEqual({ tex: 'a  = b', number: '1' })
    expect(labelled('c\\label{second}', setting)).toEqual({ tex: 'c', number: '2' })
    expect(labelled('a\\label{first}', setting).number).toBe('1')
    const other = { ...setting, notes: new Map() }
    expect(labelled('c\\label{second}', other).number).toBe('1')
  })

  it('are the author’s where a tag is given', async () => {
    const { setting } = await given({ notes: new Map() })
    expect(labelled('a\\tag{*}\\label{x}', setting)).toEqual({ tex: 'a', number: '*' })
    expect(referenceIn('\\ref{x}', setting)).toBe('(*)')
  })

  it('are read where they are referred to, before or after', async () => {
    const { setting } = await given({ notes: new Map() })
    expect(referenceIn(' \\eqref{later} ', setting)).toBe('(1)')
    expect(labelled('a\\label{later}', setting).number).toBe('1')
    expect(referenceIn('x', setting)).toBeUndefined()
  })
})

import { describe, expect, it } from 'vitest'
import { suggest } from '../../src/messages/suggest.ts'

describe('suggest', () => {
  it.each([
    ['titel', ['id', 'title', 'tags'], 'title'],
    ['Language', ['level', 'language'], 'language'],
    ['formatss', ['formats', 'out'], 'formats'],
    ['pfd', ['anki', 'pdf'], 'pdf'],
    ['idd', ['id', 'kind'], 'id'],
  ])('%s → %s', (written, known, meant) => {
    expect(suggest(written, known)).toBe(meant)
  })

  it('keeps silent where nothing is near', () => {
    expect(suggest('colour', ['id', 'title', 'tags'])).toBeUndefined()
    expect(suggest('x', ['id'])).toBeUndefined()
  })
})

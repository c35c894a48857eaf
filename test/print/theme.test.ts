import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { readTheme } from '../../src/print/theme.ts'

const ours = await readFile(new URL('../../templates/print/theme.yaml', import.meta.url), 'utf8')

function reasons(source: string): string[] {
  const messages = new Messages()
  expect(readTheme(source, messages)).toBeUndefined()
  expect(messages.all.every(({ ruleId }) => ruleId === 'theme-invalid')).toBe(true)
  return messages.all.map(({ reason }) => reason)
}

describe('the theme', () => {
  it('that comes with the program is sound', () => {
    const messages = new Messages()
    expect(readTheme(ours, messages)?.page.width).toBe(419.528)
    expect(messages.all).toEqual([])
  })

  it.each([
    ['size: 10\n', 'size: big\n', 'text.size is "big"; expected a number from 4 to 72'],
    ['family: serif', 'family: fraktur', 'text.family is "fraktur"; expected serif, sans, mono'],
    ["text: '#1a1a1a'", 'text: black', 'colours.text is "black"; expected #rrggbb'],
    ['  justify: true', '  justfy: true', 'text.justfy means nothing here'],
    ['  inner: 46', '  inner: 300', 'the margins leave less than 100 × 150 pt for text'],
  ])('refuses %j as %j', (from, to, reason) => {
    expect(ours).toContain(from)
    expect(reasons(ours.replace(from, to)).join()).toContain(reason)
  })

  it('refuses what is no YAML, and aliases', () => {
    expect(reasons('page: [')).toHaveLength(1)
    expect(reasons('a: &a 1\nb: *a').length).toBeGreaterThan(0)
  })
})

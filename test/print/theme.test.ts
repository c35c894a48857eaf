import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { Messages } from '../../src/messages/messages.ts'
import { loadTheme, readTheme } from '../../src/print/theme.ts'

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

  it('is the one the settings name', async () => {
    const sober = await readFile(
      new URL('../../templates/print/sober.yaml', import.meta.url),
      'utf8',
    )
    const asked: string[] = []
    const load = (options: Record<string, unknown>) => {
      const messages = new Messages()
      const text = async (name: string) => {
        asked.push(name)
        if (name === 'print/theme.yaml') return ours
        if (name === 'print/sober.yaml') return sober
        throw new Error('none')
      }
      return loadTheme({
        options,
        templates: { text, pathOf: async (name) => `mine/${name}` },
        messages,
      }).then((theme) => ({
        theme,
        reasons: messages.all.map(({ reason }) => reason),
      }))
    }
    expect((await load({})).theme?.links).toBe('text')
    const { theme, reasons } = await load({ theme: 'sober' })
    expect(reasons).toEqual([])
    expect(theme?.links).toBe('notes')
    const tints = [
      ...Object.values(theme?.colours ?? {}),
      ...Object.values(theme?.syntax ?? {}).map(({ colour }) => colour),
    ]
    expect(tints.filter((tint) => !/^#(..)\1\1$/.test(tint))).toEqual([])
    expect((await load({ theme: 'gone' })).reasons).toEqual([
      'There is no theme "gone": no file templates/print/gone.yaml.',
    ])
    expect((await load({ theme: '../x' })).theme).toBeUndefined()
    expect(asked).not.toContain('print/../x.yaml')
  })

  it('is refused with the places of what is wrong, those of its author', async () => {
    const messages = new Messages()
    const text = async () => 'page:\n  width: wide\n  tall: 3\ncolours: none\n'
    const templates = { text, pathOf: async (name: string) => `mine/${name}` }
    expect(await loadTheme({ options: {}, templates, messages })).toBeUndefined()
    const said = messages.all.map(({ name, reason }) => `${name} ${reason}`)
    expect(said).toContain(
      'mine/print/theme.yaml:2:10 page.width is "wide"; expected a number from 180 to 3000',
    )
    expect(said).toContain('mine/print/theme.yaml:3:9 page.tall means nothing here')
    expect(said).toContain('mine/print/theme.yaml:4:10 colours is "none"; expected a group')
    expect(said).toContain('mine/print/theme.yaml:1:1 text is missing; expected a group')
    const broken = new Messages()
    readTheme('page: 1\nrules: [\n', broken, 'mine/a.yaml')
    expect(broken.all.map(({ name }) => name)).toEqual(['mine/a.yaml:3:1'])
  })

  it('refuses what is no YAML, and aliases', () => {
    expect(reasons('page: [')).toHaveLength(1)
    expect(reasons('a: &a 1\nb: *a').length).toBeGreaterThan(0)
  })
})

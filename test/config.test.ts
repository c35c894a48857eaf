import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formats } from '../src/config/settings.ts'
import { loadConfig } from '../src/config.ts'
import { Messages } from '../src/messages/messages.ts'
import { rules } from '../src/messages/rules.ts'
import { temporary } from './support/tmp.ts'

async function load(text: string | Uint8Array) {
  const folder = await temporary()
  const path = join(folder, 'rectoverso.yaml')
  await mkdir(folder, { recursive: true })
  await writeFile(path, text)
  const messages = new Messages()
  const config = await loadConfig(path, messages)
  const said = messages.all.map((message) => {
    const place = message.place as { start: { line: number; column: number } } | undefined
    return `${place?.start?.line ?? 1}:${place?.start?.column ?? 1} ${message.ruleId} ${message.reason}`
  })
  return { settings: config?.settings, said, messages, config }
}

it('has a published schema that names the formats there are', async () => {
  const schema = JSON.parse(
    await readFile(new URL('../src/config/config.schema.json', import.meta.url), 'utf8'),
  )
  expect(schema.properties.formats.items.enum).toEqual([...formats])
  for (const [key, { description }] of Object.entries<{ description?: string }>(
    schema.properties,
  )) {
    expect(description, key).toMatch(/\.$/)
  }
  const kept: string[] = schema.properties.keep.items.enum
  expect(kept).toEqual(Object.keys(rules).filter((rule) => rule.startsWith('cleaned-')))
})

describe('settings', () => {
  it('are taken as written, numbers only where a number belongs', async () => {
    const { settings, said } = await load(`
title: "Interviews: 2026"
id: 007
version: 1.10
level: 3
retire: 0
keep: [cleaned-badges]
formats: [anki, json]
csv:
  separator: semicolon
`)
    expect(said).toEqual([])
    expect(settings).toEqual({
      title: 'Interviews: 2026',
      id: '007',
      version: '1.10',
      level: 3,
      retire: 0,
      keep: ['cleaned-badges'],
      formats: ['anki', 'json'],
      csv: { separator: 'semicolon' },
    })
  })

  it('of the booklet are names, sizes and lengths', async () => {
    const { settings, said } = await load(`
only: 'tag:a section:"Event loop"'
pdf:
  editions: [study, exam]
  page: a4
  impose: 16
  paper: 0.12
  progress: 3
  recto: false
  cards: { grid: 3x4, duplex: short, offset: [1.5, -0.5] }
`)
    expect(said).toEqual([])
    expect(settings).toEqual({
      only: 'tag:a section:"Event loop"',
      pdf: {
        editions: ['study', 'exam'],
        page: 'a4',
        impose: 16,
        paper: 0.12,
        progress: 3,
        recto: false,
        cards: { grid: '3x4', duplex: 'short', offset: [1.5, -0.5] },
      },
    })
    expect((await load('pdf: { impose: true }\n')).settings).toEqual({ pdf: { impose: true } })
  })

  it('may be absent', async () => {
    expect((await load('')).settings).toEqual({})
    expect((await load('# nothing yet\n')).settings).toEqual({})
    expect((await load('\ufefftitle: A\r\nid: a\r\n')).settings).toEqual({ title: 'A', id: 'a' })
  })
})

describe('faults', () => {
  it.each([
    ['titel: A\n', '1:1 config-unknown-key The key `titel` means nothing. Did you mean `title`?'],
    [
      'csv:\n  seperator: tab\n',
      '2:3 config-unknown-key The key `seperator` in `csv` means nothing. Did you mean `separator`?',
    ],
    ['zzzzzzzz: 1\n', '1:1 config-unknown-key The key `zzzzzzzz` means nothing.'],
    ['__proto__: {a: b}\n', '1:1 config-unknown-key The key `__proto__` means nothing.'],
    ['level: 7\n', '1:8 config-malformed `level` must be from 1 to 6.'],
    ['level: two\n', '1:8 config-malformed `level` must be a whole number.'],
    ['level: 1e0\n', '1:8 config-malformed `level` must be a whole number.'],
    ['title:\n', '1:7 config-malformed `title` is empty.'],
    ['title: [a]\n', '1:8 config-malformed `title` must be text.'],
    ['formats: pdf\n', '1:10 config-malformed `formats` must be a list.'],
    ['formats: [anki, pfd]\n', '1:17 config-malformed `formats.1` is `pfd`; did you mean `pdf`?'],
    [
      'pdf:\n  editions: [exams]\n',
      '2:14 config-malformed `pdf.editions.0` is `exams`; did you mean `exam`?',
    ],
    ['pdf: { cards: { grid: 9x9 } }\n', /`pdf.cards.grid` has a form it cannot have/],
    ['pdf: { impose: 2 }\n', /`pdf.impose` must be from 4 to 128/],
    ['formats: [anki, anki]\n', '1:10 config-malformed `formats` names something twice.'],
    ['- a\n- b\n', '1:1 config-malformed The file must be a mapping of keys to values.'],
    ['id: a b\n', /^1:5 config-malformed `id` has a form it cannot have/],
    ['title: a\ntitle: b\n', '2:1 config-malformed Map keys must be unique.'],
    ['title: &a x\nid: *a\n', '1:11 config-malformed Anchors are not supported.'],
    ['<<: {title: a}\n', '1:1 config-unknown-key The key `<<` means nothing.'],
    ['level: !!int 3\n', /^1:8 config-malformed Unresolved tag/],
    ['title: "a\n', /^2:1 config-malformed Missing closing/],
    ['a: 1\n---\nb: 2\n', /config-malformed .*multiple documents/],
    ['? [a]\n: b\n', '1:3 config-malformed A key must be a plain word.'],
    [`title: ${'x'.repeat(17000)}\n`, '1:1 config-malformed It is larger than 16 KiB.'],
    [`title: ${'['.repeat(9000)}\n`, /config-malformed/],
  ])('%j', async (text, expected) => {
    const { settings, said } = await load(text)
    expect(settings).toBeUndefined()
    if (typeof expected === 'string') expect(said[0]).toBe(expected)
    else expect(said[0]).toMatch(expected)
  })

  it('are all said, each once, with the words that are allowed', async () => {
    const { said, messages } = await load('titel: A\nlevel: 9\ncsv: {separator: pipe}\n')
    expect(said).toHaveLength(3)
    expect(messages.all.find((one) => one.actual === 'pipe')).toMatchObject({
      expected: ['comma', 'semicolon', 'tab'],
      note: 'It can be comma, semicolon, tab.',
    })
  })

  it('name bytes that are no UTF-8', async () => {
    expect((await load(Buffer.from([0x74, 0x3a, 0x20, 0xff]))).said).toEqual([
      '1:1 config-malformed The file is not valid UTF-8.',
    ])
  })
})

it('knows the place of a value', async () => {
  const { config } = await load('title: a\nbanks:\n  - one\n  - two\n')
  expect(config?.placeOf('banks', 1)).toMatchObject({ line: 4, column: 5 })
})

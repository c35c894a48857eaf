import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { type Bank, bodyOf, questionsOf } from '../../src/model/bank.ts'
import { dump, schemaId } from '../../src/model/dump.ts'
import type { Block, Inline } from '../../src/model/mdast.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'

const source = (name: string) =>
  readFile(new URL(`../../src/model/${name}`, import.meta.url), 'utf8')

const schema = JSON.parse(await source('bank.schema.json'))
const validate = new Ajv({ discriminator: true, allowUnionTypes: true, strict: false }).compile(
  schema,
)

const position = {
  start: { line: 1, column: 1, offset: 0 },
  end: { line: 1, column: 2, offset: 1 },
}
const key = '0123456789abcdef0123456789abcdef'

/** One of every node. */
const inlines: Inline[] = [
  text('a'),
  ...(
    ['emphasis', 'strong', 'delete', 'underline', 'highlight', 'subscript', 'superscript'] as const
  ).map((type): Inline => ({ type, children: [text('b')] })),
  { type: 'keyboard', children: [text('k')] },
  { type: 'inlineCode', value: 'x', position },
  { type: 'inlineMath', value: 'x^2' },
  { type: 'break' },
  { type: 'link', url: 'https://example.org', title: 't', children: [text('l')] },
  { type: 'cloze', number: 1, hint: [text('h')], children: [text('gap')] },
  { type: 'picture', medium: key, alt: 'alt' },
  { type: 'footnoteReference', identifier: 'n' },
]
const blocks: Block[] = [
  { type: 'paragraph', children: inlines, position },
  { type: 'heading', depth: 4, children: [text('h')] },
  { type: 'thematicBreak' },
  { type: 'blockquote', children: [paragraph('q')] },
  {
    type: 'list',
    ordered: true,
    start: 0,
    spread: false,
    children: [{ type: 'listItem', spread: false, checked: null, children: [paragraph('i')] }],
  },
  { type: 'code', lang: 'js', meta: 'm', value: 'x' },
  { type: 'math', value: 'x' },
  {
    type: 'table',
    align: ['left', null],
    children: [
      {
        type: 'tableRow',
        children: [
          { type: 'tableCell', children: [text('c')] },
          { type: 'tableCell', children: [] },
        ],
      },
    ],
  },
  { type: 'details', summary: [text('s')], children: [paragraph('d')] },
  { type: 'callout', tone: 'tip', children: [paragraph('t')] },
]

function full(): Bank {
  const footnotes = [
    { type: 'footnoteDefinition' as const, identifier: 'n', children: [paragraph('note')] },
  ]
  return bank(
    [
      section(
        'One',
        [
          question({ title: 'Basic', answer: blocks, footnotes, media: [key] }, 1),
          question({ title: 'Gap', kind: 'cloze', gaps: [1], hint: [text('hint')] }, 2),
          question(
            {
              title: 'Which?',
              kind: 'choice',
              marks: [
                { label: 'A', right: true },
                { label: 'B', right: false },
              ],
              choices: [
                { body: [paragraph('yes')], why: [paragraph('because')] },
                { body: [paragraph('no')], why: [] },
              ],
            },
            3,
          ),
          question({ title: 'Type', kind: 'typed', expected: 'x', difficulty: 'hard', id: 'i' }, 4),
          question({ title: 'Both ways', kind: 'reversed' }, 5),
        ],
        [section('Inner', [question('Deep', 6)])],
      ),
      section('Empty', []),
    ],
    {
      version: '1.0',
      about: JSON.stringify(about),
      media: [{ key, form: 'raster', width: 10, height: 20, path: 'a.png' }],
    },
  )
}

const about = {
  title: [],
  prompt: [],
  answer: [{ type: 'paragraph', children: [{ type: 'text', value: 'So.' }] }],
  footnotes: [],
}

const parsed = (wanted: Bank) => JSON.parse([...dump(wanted)].join(''))

describe('dump', () => {
  it('follows its published schema', () => {
    validate(parsed(full()))
    expect(validate.errors).toBeNull()
    expect(parsed(full()).$schema).toBe(schemaId)
    expect(parsed(full()).about).toEqual(about)
    expect(schema.$id).toBe(schemaId)
    expect(validate(parsed(bank([])))).toBe(true)
  })

  it('gives every question with its body as a tree', () => {
    const wanted = full()
    const dumped = parsed(wanted)
    const questions = [...questionsOf<Record<string, unknown>>(dumped)].map((each) => each.question)
    expect(questions).toEqual(
      [...questionsOf(wanted)].map(({ question }) => ({ ...question, body: bodyOf(question) })),
    )
    expect(dumped.media).toEqual(wanted.media)
    expect(dumped.sections[0].sections[0].title).toBe('Inner')
  })

  it('writes a question on one line', () => {
    const lines = [...dump(full())].join('').split('\n')
    expect(lines.filter((line) => line.includes('"guid"'))).toHaveLength(6)
    expect(lines.find((line) => line.includes('"Deep"'))).toMatch(/^ +\{.*\}$/)
  })
})

describe('the schema', () => {
  it('knows every node type of the model, and no other', async () => {
    const types = [...(await source('mdast.ts')).matchAll(/type: '(\w+)'/g)].map(
      (match) => match[1],
    )
    const known = Object.values<{ properties?: { type?: { const?: string } } }>(schema.definitions)
      .map((definition) => definition.properties?.type?.const)
      .filter((type) => type !== undefined)
    expect(known.sort()).toEqual([...new Set(types)].sort())
  })

  it.each([
    ['an unknown node', { answer: [{ type: 'html', value: '<b>' } as unknown as Block] }],
    ['a block in a line', { answer: [paragraph(blocks[2] as unknown as Inline)] }],
    ['a gap numbered 0', { answer: [paragraph({ type: 'cloze', number: 0, children: [] })] }],
  ])('refuses %s', (_, more) => {
    const { answer } = more
    expect(validate(parsed(bank([section('', [question({ title: 'Q', answer })])])))).toBe(false)
  })

  it('refuses a choice without choices, and choices on another kind', () => {
    const one = question('Q')
    for (const wrong of [
      { ...one, kind: 'choice' },
      { ...one, choices: [] },
      { ...one, surplus: 1 },
    ]) {
      expect(validate(parsed(bank([section('', [wrong as typeof one])])))).toBe(false)
    }
  })
})

/** A bank with every kind of question and every kind of node, for tests of the deck. */
import type { Bank, Question } from '../../src/model/bank.ts'
import type { Block, Cloze, Inline } from '../../src/model/mdast.ts'
import { bank, paragraph, question, section, text } from '../support/bank.ts'

const gap = (number: number, words: string, hint?: string): Cloze => ({
  type: 'cloze',
  number,
  children: [text(words)],
  ...(hint && { hint: [text(hint)] }),
})

export const picture = 'ab'.repeat(16)

/** One block of every type, holding one inline of every type. */
export const everything: Block[] = [
  { type: 'heading', depth: 3, children: [text('A heading')] },
  paragraph(
    'Text, ',
    { type: 'emphasis', children: [text('emphasis')] },
    ', ',
    { type: 'strong', children: [text('strong')] },
    ', ',
    { type: 'delete', children: [text('deleted')] },
    ', ',
    { type: 'underline', children: [text('underlined')] },
    ', ',
    { type: 'highlight', children: [text('marked')] },
    ', H',
    { type: 'subscript', children: [text('2')] },
    'O, x',
    { type: 'superscript', children: [text('2')] },
    ', ',
    { type: 'keyboard', children: [text('Ctrl')] },
    ', ',
    { type: 'inlineCode', value: 'a[[0]] = {{}}' },
    ', ',
    { type: 'inlineMath', value: 'x < \\frac{1}{y^{2}}' },
    ',',
    { type: 'break' },
    { type: 'link', url: 'https://example.org/a?b=[c]', children: [text('a link')] },
    ', a gap: ',
    gap(1, 'shown'),
    { type: 'footnoteReference', identifier: 'n' },
  ),
  paragraph({ type: 'picture', medium: picture, alt: 'A square [sound:x.mp3]' }),
  { type: 'thematicBreak' },
  { type: 'blockquote', children: [paragraph('A quotation.')] },
  {
    type: 'list',
    ordered: true,
    start: 3,
    spread: false,
    children: [
      { type: 'listItem', spread: false, checked: null, children: [paragraph('Three')] },
      { type: 'listItem', spread: false, checked: true, children: [paragraph('Done')] },
      { type: 'listItem', spread: false, checked: false, children: [paragraph('Open')] },
    ],
  },
  { type: 'code', lang: 'js', value: 'const a = "[sound:b.mp3]" // {{c1::x}} \\(y\\)' },
  { type: 'math', value: '\\sum_{i=1}^{n} i % all\n= \\frac{n(n+1)}{2}' },
  {
    type: 'table',
    align: ['left', 'right'],
    children: [
      {
        type: 'tableRow',
        children: [
          { type: 'tableCell', children: [text('Head')] },
          { type: 'tableCell', children: [text('Count')] },
        ],
      },
      {
        type: 'tableRow',
        children: [
          { type: 'tableCell', children: [text('Cell')] },
          { type: 'tableCell', children: [text('12')] },
        ],
      },
    ],
  },
  { type: 'details', summary: [text('More')], children: [paragraph('Hidden at first.')] },
  { type: 'callout', tone: 'warning', children: [paragraph('Mind the gap.')] },
]

const notes = [
  { type: 'footnoteDefinition' as const, identifier: 'n', children: [paragraph('A note.')] },
]

export const questions: Question[] = [
  question({ title: 'What is a closure?', difficulty: 'hard', tags: ['js', 'scope'] }, 0),
  question(
    { title: 'Everything at once', answer: everything, footnotes: notes, media: [picture] },
    1,
  ),
  question({ title: 'bonjour', kind: 'reversed', answer: [paragraph('good day')] }, 2),
  question({ title: 'à demain', kind: 'reversed', answer: [] }, 3),
  question(
    {
      title: 'Gaps',
      kind: 'cloze',
      gaps: [1, 2, 3],
      prompt: [
        paragraph(
          'See ',
          {
            type: 'cloze',
            number: 1,
            children: [{ type: 'link', url: 'http://a.b/c', children: [text('http://a.b/c')] }],
          },
          ', ',
          {
            type: 'cloze',
            number: 2,
            children: [{ type: 'inlineMath', value: '\\frac{a}{b^{2}}' }],
          },
          ' and ',
          {
            type: 'cloze',
            number: 3,
            children: [text('std::'), gap(1, 'inner'), text(' end}}:')],
            hint: [text('a::hint')] as Inline[],
          },
          '.',
        ),
      ],
      answer: [paragraph('Further words.')],
    },
    4,
  ),
  question(
    {
      title: 'Which are prime?',
      kind: 'choice',
      hint: [text('two of them')],
      marks: [
        { label: 'A', right: true },
        { label: 'B', right: false },
        { label: 'C', right: true },
      ],
      choices: [
        { body: [paragraph('2')], why: [paragraph('Only itself and one.')] },
        { body: [paragraph('4')], why: [paragraph('Two times two.')] },
        { body: [paragraph('5')], why: [] },
      ],
    },
    5,
  ),
  question(
    { title: 'Type the capital of France', kind: 'typed', expected: 'Paris & [sound:x]' },
    6,
  ),
  question({ title: 'No answer yet', answer: [] }, 7),
]

/** All of them in two sections; one subdeck lies in another. */
export function everyKind(more: Partial<Bank> = {}): Bank {
  return bank(
    [
      section('Closures', questions.slice(0, 4), [
        {
          ...section('Scope', questions.slice(4, 6)),
          deck: '010 Closures::010 Scope',
          path: ['Closures', 'Scope'],
        },
      ]),
      { ...section('Late', questions.slice(6)), deck: '020 Late' },
    ],
    {
      description: 'A bank for *tests*.',
      version: '1.2',
      licence: 'MIT',
      source: 'https://github.com/owner/repo',
      media: [{ key: picture, form: 'raster', width: 2, height: 1, path: 'square.png' }],
      ...more,
    },
  )
}

/** Two grey pixels. */
export const png: Uint8Array = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mNgaAAAAIMAgbRwl4IAAAAASUVORK5CYII=',
  'base64',
)
export const pictures = { rasters: { [picture]: { type: 'png' as const, bytes: png } } }

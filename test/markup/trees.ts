/** Random bodies of every node type, holding random and hostile text. */
import fc from 'fast-check'
import type { Block, FootnoteDefinition, Inline } from '../../src/model/mdast.ts'
import { payloads } from './payloads.ts'

export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...payloads) },
      fc.string({ maxLength: 6 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''))

const url = fc.oneof(
  hostile,
  hostile.map((text) => `https://example.org/${text}`),
  fc.constantFrom('http://[::1]/x', '#there', '../file.md', 'mailto:a@b.c', '//evil.example/x'),
)

type Kinds = { inline: Inline; inlines: Inline[]; block: Block; blocks: Block[] }

const { inline, blocks } = fc.letrec<Kinds>((tie) => {
  const inlines = fc.array(tie('inline'), { maxLength: 3 })
  const wrap = (
    type:
      | 'emphasis'
      | 'strong'
      | 'delete'
      | 'underline'
      | 'highlight'
      | 'subscript'
      | 'superscript'
      | 'keyboard',
  ) => inlines.map((children): Inline => ({ type, children }))
  const some = fc.array(tie('block'), { maxLength: 2 })
  const cell = inlines.map((children) => ({ type: 'tableCell' as const, children }))
  const row = fc.tuple(cell, cell).map((children) => ({ type: 'tableRow' as const, children }))
  const listItem = fc.record({
    type: fc.constant('listItem' as const),
    spread: fc.boolean(),
    checked: fc.constantFrom(null, true, false),
    children: some,
  })
  return {
    inlines,
    blocks: some,
    inline: fc.oneof(
      { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
      hostile.map((value): Inline => ({ type: 'text', value })),
      hostile.map((value): Inline => ({ type: 'inlineCode', value })),
      hostile.map((value): Inline => ({ type: 'inlineMath', value })),
      fc.constant<Inline>({ type: 'break' }),
      fc.constant<Inline>({ type: 'footnoteReference', identifier: 'n' }),
      fc.record({
        type: fc.constant('picture' as const),
        medium: fc.constantFrom('k', 'none'),
        alt: hostile,
      }),
      fc.record({ type: fc.constant('link' as const), url, title: hostile, children: inlines }),
      fc.record({
        type: fc.constant('link' as const),
        url,
        sound: fc.oneof(fc.constant('e'.repeat(32)), hostile),
        children: inlines,
      }),
      fc.record(
        {
          type: fc.constant('cloze' as const),
          number: fc.integer({ min: 0, max: 501 }),
          hint: inlines,
          children: inlines,
        },
        { requiredKeys: ['type', 'number', 'children'] },
      ) as fc.Arbitrary<Inline>,
      ...(
        [
          'emphasis',
          'strong',
          'delete',
          'underline',
          'highlight',
          'subscript',
          'superscript',
          'keyboard',
        ] as const
      ).map(wrap),
    ),
    block: fc.oneof(
      { depthSize: 'small', maxDepth: 4, withCrossShrink: true },
      inlines.map((children): Block => ({ type: 'paragraph', children })),
      fc.record({
        type: fc.constant('code' as const),
        lang: fc.oneof(hostile, fc.constantFrom('js', 'html')),
        value: hostile,
      }),
      hostile.map((value): Block => ({ type: 'math', value })),
      fc.constant<Block>({ type: 'thematicBreak' }),
      fc.record({
        type: fc.constant('heading' as const),
        depth: fc.constantFrom(1, 2, 3, 4, 5, 6),
        children: inlines,
      }),
      some.map((children): Block => ({ type: 'blockquote', children })),
      fc.record({
        type: fc.constant('list' as const),
        ordered: fc.boolean(),
        start: fc.nat(999),
        spread: fc.boolean(),
        children: fc.array(listItem, { maxLength: 2 }),
      }),
      fc
        .array(row, { minLength: 1, maxLength: 2 })
        .map((children): Block => ({ type: 'table', align: ['left', null], children })),
      fc.record({ type: fc.constant('details' as const), summary: inlines, children: some }),
      fc.record({
        type: fc.constant('callout' as const),
        tone: fc.constantFrom('note', 'caution'),
        children: some,
      }),
    ),
  }
})

export const body: fc.Arbitrary<{ content: (Block | Inline)[]; footnotes: FootnoteDefinition[] }> =
  fc.record({
    content: fc.oneof(fc.array(inline, { maxLength: 4 }), blocks) as fc.Arbitrary<
      (Block | Inline)[]
    >,
    footnotes: blocks.map((children): FootnoteDefinition[] => [
      { type: 'footnoteDefinition', identifier: 'n', children },
    ]),
  })

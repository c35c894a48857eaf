/**
 * That every single rule of the filter is held by a test: a copy of the filter is
 * made with one rule changed, and what the payloads do then has to be seen.
 */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { markup as Markup, MarkupOptions } from '../../src/markup/markup.ts'
import type { Block, Inline, Node } from '../../src/model/mdast.ts'
import { paragraph, text } from '../support/bank.ts'
import { temporary } from '../support/tmp.ts'
import { ankiTextPass, inspect } from './anki-text.ts'
import { payloads } from './payloads.ts'

const home = resolve(import.meta.dirname, '../..')

/** Module of `markup`, what stands in it, what is to stand there. */
type Change = readonly [rule: string, module: string, from: string, to: string]

const never = '(?!)'
const changes: readonly Change[] = [
  ['[sound:', 'guard', '(?:sound|anki', '(?:anki'],
  ['[anki:', 'guard', 'sound|anki|', 'sound|'],
  ['[latex]', 'guard', 'latex|', ''],
  ['[$]', 'guard', '|\\$)', ')'],
  ['[[type:', 'guard', 'type|\\$)|\\[)', '\\$))'],
  ['\\(', 'guard', '(?=[([]|begin', '(?=[[]|begin'],
  ['\\[', 'guard', '(?=[([]|begin', '(?=[(]|begin'],
  ['\\begin', 'guard', '|begin|', '|'],
  ['\\ref', 'guard', '|(?:eq)?ref', ''],
  ['{{', 'guard', '/\\{(?=\\{|$)/g', `/${never}/g`],
  ['{{ across an element', 'guard', '(?=\\{|$)', '(?=\\{)'],
  ['}} in a gap', 'guard', '.replace(/\\}(?=\\}|$)/g', `.replace(/${never}/g`],
  ['}} across an element', 'guard', '/\\}(?=\\}|$)/g', '/\\}(?=\\})/g'],
  [':: in a gap', 'guard', '.replace(/:(?=:|$)/g', `.replace(/${never}/g`],
  [':: across an element', 'guard', '/:(?=:|$)/g', '/:(?=:)/g'],
  ['a mark that joins a bracket', 'guard', "if (text.startsWith('\\u0338'))", 'if (false)'],
  ['controls', 'guard', '.replace(controls', `.replace(/${never}/g`],
  ['halves of characters', 'guard', '/\\p{Surrogate}/gu', `/${never}/g`],
  [
    '< in words',
    'guard',
    "return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')\n}",
    'return text\n}',
  ],
  ['directives in attributes', 'guard', ".replace(directives, '&#91;')", ''],
  ['{{ in attributes', 'guard', ".replace(/\\{(?=\\{)/g, '&#123;')", ''],
  ['}} in attributes of a gap', 'guard', ".replace(/\\}(?=\\})/g, '&#125;')", ''],
  [':: in attributes of a gap', 'guard', ".replace(/:(?=:)/g, '&#58;')", ''],
  [
    'where links lead',
    'schema',
    "href: ['http', 'https', 'mailto']",
    "href: ['http', 'https', 'mailto', 'javascript', 'data']",
  ],
  ['names of pictures', 'schema', "['src', /^rv-[0-9a-f]{32}\\.(?:png|jpg)$/]", "'src'"],
  ['bare addresses', 'plain', '/^https?:\\/\\/[A-Za-z', '/^|[A-Za-z'],
  ['commands of TeX', 'tex', 'refused.test(source) || ', ''],
  ['delimiters in TeX', 'tex', ' || delimiter.test(source)', ''],
  ['braces in TeX', 'tex', 'if (!balanced(source))', 'if (false)'],
  ['comments in TeX', 'tex', ".replace(/(?<!\\\\)%.*$/gm, '')", ''],
  ['{{ in TeX', 'tex', ".replace(/\\{(?=\\{)/g, '{ ')", ''],
  ['}} in TeX of a gap', 'tex', "tex.replace(/\\}(?=\\})/g, '} ')", 'tex'],
  [':: in TeX of a gap', 'tex', ".replace(/:(?=:)/g, ': ')", ''],
  ['directives in TeX', 'tex', ' || directive.test(tex)', ''],
  ['< in TeX', 'tex', 'escapeText(tex)', 'tex'],
  ['names of recordings', 'slots', 'soundName.test(slot.name)', 'true'],
]

/** What a learner's webview must never be given; of a field that is one gap, also what stands beside it. */
function does(field: string, gap: boolean): string[] {
  const pass = ankiTextPass(field, gap)
  const found = inspect(pass.html)
  return [
    ...found.strange,
    ...found.math,
    ...pass.taken,
    ...(gap ? parted(field, 0) : []),
    ...(!gap && /\{\{/.test(field) ? ['{{'] : []),
    ...(/[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u.test(field) ? ['controls'] : []),
  ]
}

/** Whether a paragraph that is one gap is still that: all of it inside, with so many hints. */
function parted(field: string, hints: number): string[] {
  const pass = ankiTextPass(field, true)
  const whole = /^<p(?: lang="[a-z]+")?><span class="cloze">[\s\S]*<\/span><\/p>$/.test(pass.html)
  const one = pass.gaps.length === 1 && pass.hints.length === hints && !/\{{3}|\}{3}/.test(field)
  return whole && one && !pass.hints.includes(':h') ? [] : [`parted: ${field}`]
}

const options = (link: (url: string) => string, sound = 'x'): MarkupOptions => ({
  ...{ scope: 's', gaps: true, footnotes: [] },
  picture: () => ({ name: 'a.png" onerror="x', width: 1, height: 1 }),
  sound: () => sound,
  link,
})

/** Every payload in every place; what any of them does. */
function seen(markup: typeof Markup): string[] {
  const found: string[] = []
  const look = (nodes: Node[], more: MarkupOptions, gap = false) => {
    found.push(...does(markup(nodes, more).html, gap))
  }
  for (const payload of payloads) {
    const bare = options((url) => `https://example.org/${url}`)
    const wild = options((url) => url, `${payload}.mp3`)
    look([paragraph(payload, { type: 'strong', children: [text(payload)] })], bare)
    look([paragraph(payload, { type: 'strong', children: [text(payload)] })], {
      ...bare,
      gaps: false,
    })
    look([paragraph({ type: 'link', url: payload, children: [text('x')] })], bare)
    look([paragraph({ type: 'picture', medium: 'k', alt: payload })], bare)
    // Addresses nobody tamed: those that stay in the place of the card are what `links` is for.
    if (/^[a-z]+:/i.test(payload)) {
      look([paragraph({ type: 'link', url: payload, children: [text('x')] })], wild)
    }
    look([paragraph({ type: 'link', url: 'a', sound: 'k', children: [text('x')] })], wild)
    const words = text(payload)
    const strong: Inline = { type: 'strong', children: [words] }
    const link: Inline = { type: 'link', url: payload, children: [text('x')] }
    for (const inside of [[words], [words, strong], [link]]) look([gap(inside)], bare, true)
  }
  return [...found, ...edges(markup)]
}

/** Marks that would meet those of a gap. */
function edges(markup: typeof Markup): string[] {
  const bare = options((url) => url)
  const html = (node: Block) => markup([node], bare).html
  const around = html(paragraph('{', { type: 'cloze', number: 1, children: [text('x')] }))
  return [
    ...(/\{{3}/.test(around) ? ['a brace before a gap'] : []),
    ...parted(html(gap([text('a}')])), 0),
    ...parted(html(gap([text('a:')], [text('h')])), 1),
    ...parted(html(gap([{ type: 'link', url: 'https://a.b/}}c', children: [text('x')] }])), 0),
  ]
}

const gap = (children: Inline[], hint?: Inline[]): Block =>
  paragraph({ type: 'cloze', number: 1, children, ...(hint && { hint }) })

/** Formulas by themselves, and in a gap: all of them must leave what surrounds them alone. */
const formulas = [
  ...['\\href{javascript:x}{y}', '\\require{x}', 'a\\)b\\(', 'a\\]b\\[', 'a}b', 'a{b'],
  ...[
    'x % y\nz',
    '{{c1::x}}',
    '\\frac{{a}}{b}',
    'a::b',
    '[sound:x]',
    '[latex]x',
    '<img src=x onerror=y>',
  ],
]

function typesets(markup: typeof Markup): string[] {
  const bare = options((url) => url)
  return formulas.flatMap((value) => {
    const formula: Inline = { type: 'inlineMath', value }
    const alone = markup([paragraph(formula)], { ...bare, gaps: false }).html
    const inGap = markup([gap([formula])], bare).html
    return [
      ...parted(inGap, 0),
      ...[alone, inGap].flatMap((field, at) => formulaDoes(field, at > 0)),
    ]
  })
}

function formulaDoes(field: string, inGap: boolean): string[] {
  const pass = ankiTextPass(field, inGap)
  const { strange, math } = inspect(pass.html)
  const [tex = ''] = math
  const level = tex.split('{').length === tex.split('}').length
  return [
    ...strange,
    ...pass.taken,
    ...(math.length > 1 || /\\[)\]].*\\[)\]]/s.test(tex) ? ['parted'] : []),
    ...(!level || /\\(?:href|require)|%/.test(tex) ? [`typesets ${tex}`] : []),
    ...(!inGap && /\{\{/.test(field) ? ['{{'] : []),
  ]
}

describe('every rule of the filter', () => {
  async function changed(change?: Change): Promise<typeof Markup> {
    const copy = await temporary()
    symlinkSync(join(home, 'node_modules'), join(copy, 'node_modules'))
    for (const part of ['markup', 'model', 'highlight.ts']) {
      cpSync(join(home, 'src', part), join(copy, part), { recursive: true })
    }
    if (change) {
      const [, module, from, to] = change
      const file = join(copy, 'markup', `${module}.ts`)
      const source = readFileSync(file, 'utf8')
      expect(source.split(from), `${from} stands once in ${module}.ts`).toHaveLength(2)
      writeFileSync(
        file,
        source.replace(from, () => to),
      )
    }
    return (await import(join(copy, 'markup/markup.ts'))).markup
  }

  it('stands: nothing is seen', async () => {
    const markup = await changed()
    expect([...new Set(seen(markup))]).toEqual([])
    expect([...new Set(typesets(markup))]).toEqual([])
  })

  it.each(changes.map((change) => [change[0], change] as const))(
    'is missed where it is gone: %s',
    async (_, change) => {
      const markup = await changed(change)
      expect(seen(markup).length + typesets(markup).length).toBeGreaterThan(0)
    },
  )
})

/**
 * That the tests of the filter can fail: each of its rules is taken away in
 * turn, and what the payloads do then has to be seen.
 */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Node } from '../../src/model/mdast.ts'
import { paragraph, text } from '../support/bank.ts'
import { ankiTextPass, inspect } from './anki-text.ts'
import { payloads } from './payloads.ts'

const guard = '../../src/markup/guard.ts'
const schema = '../../src/markup/schema.ts'
const tex = '../../src/markup/tex.ts'

afterEach(() => {
  vi.doUnmock(guard)
  vi.doUnmock(schema)
  vi.doUnmock(tex)
  vi.resetModules()
})

/** The payloads that do something, with a module of the filter replaced in part. */
async function seen(module: string, weakened: Record<string, unknown>): Promise<string[]> {
  vi.resetModules()
  vi.doMock(module, async (original) => ({ ...(await original<object>()), ...weakened }))
  const { markup } = await import('../../src/markup/markup.ts')
  const html = (nodes: Node[], gaps: boolean) =>
    markup(nodes, {
      scope: 's',
      gaps,
      footnotes: [],
      picture: () => ({ name: 'photo.png" onerror="x', width: 1, height: 1 }),
      // Addresses that nobody tamed: what stands behind has to hold alone.
      link: (url) => `https://example.org/${url}`,
    }).html
  return payloads.filter((payload) => {
    const words = paragraph(payload, { type: 'strong', children: [text(payload)] })
    const nodes: Node[] = [
      words,
      paragraph({ type: 'link', url: payload, children: [text('x')] }),
      paragraph({ type: 'picture', medium: 'k', alt: payload }),
      paragraph({ type: 'inlineMath', value: payload }),
    ]
    const gap: Node = { type: 'cloze', number: 1, children: [text(payload)] }
    const fields = [html(nodes, false), html([paragraph(gap)], true), html([words], false)]
    return fields.some((field, index) => {
      const pass = ankiTextPass(field, index === 1)
      const found = inspect(pass.html)
      const opened = index !== 1 && /\{\{/.test(field)
      const extra = index === 1 && (pass.gaps.length !== 1 || pass.hints.length > 0)
      const odd = /[\u0000-\u0008\u000b-\u001f\u007f]|\p{Surrogate}/u.test(field)
      const typeset = index === 2 && found.math.length > 0
      return pass.taken.length > 0 || found.strange.length > 0 || opened || extra || odd || typeset
    })
  })
}

const same = (value: string) => value

describe('the tests of the filter', () => {
  it('see nothing while all of its rules stand', async () => {
    expect(await seen(guard, {})).toEqual([])
  })

  it.each<[string, string, Record<string, unknown>]>([
    ['the guard of words', guard, { guardText: same }],
    ['the guard of tags', guard, { guardTag: same }],
    ['the removal of controls', guard, { tidy: same }],
    ['the escaping of words', guard, { escapeWords: same }],
    [
      'the list of attributes',
      schema,
      { schema: { attributes: { '*': ['href', 'src', 'alt', 'width', 'height', 'onError'] } } },
    ],
    ['the refusal of TeX', tex, { mathjax: (value: string) => `\\(${value}\\)` }],
  ])('see that %s is gone', async (_, module, weakened) => {
    expect((await seen(module, weakened)).length).toBeGreaterThan(0)
  })
})

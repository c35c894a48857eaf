import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { lookOf } from '../../src/anki/templates.ts'
import { bank } from '../support/bank.ts'
import { context } from '../support/context.ts'

const { templates } = context(bank([]))

describe('lookOf', () => {
  it('puts in head, foot, language and direction', async () => {
    const { cards, css } = await lookOf(templates, { language: 'ar-EG' }, 'basic')
    const [card] = cards
    expect(card?.front.html).toContain('<div class="rv" lang="ar-EG" dir="rtl">')
    expect(card?.front.html).toContain('{{Section}}')
    expect(card?.back.html).toContain('{{Code}}')
    expect(card?.back.html + css.html).not.toMatch(/%(?:head|foot|language|direction)%/)
  })
  it('speaks the language of the bank, in the style too', async () => {
    const { cards, css } = await lookOf(templates, { language: 'de-CH' }, 'basic')
    expect(cards[0]?.front.html).toContain('<summary class="tappable">Hinweis</summary>')
    expect(cards[0]?.back.html).toContain('Eine Antwort fehlt noch.')
    expect(css.html).toContain('.rv-hard::before { content: "schwer"; }')
    const english = await lookOf(templates, { language: 'sw' }, 'choice')
    expect(english.css.html).toContain('content: "Choose all that apply"')
    for (const kind of ['basic', 'reversed', 'cloze', 'choice', 'typed'] as const) {
      const look = await lookOf(templates, { language: 'ar' }, kind)
      const all = [look.css, ...look.cards.flatMap(({ front, back }) => [front, back])]
      expect(all.map(({ html }) => html).join('')).not.toMatch(/%[A-Za-z]+%/)
    }
  })
  it('leaves what an author’s style says in percent', async () => {
    const text = async (name: string) =>
      (await templates.text(name)) + (name === 'anki/card.css' ? '.x{width:50%;top:9%}%own%' : '')
    const { css } = await lookOf({ ...templates, text }, { language: 'en' }, 'basic')
    expect(css.html).toContain('.x{width:50%;top:9%}%own%')
  })
  it('knows the file, line and column of all it is made of', async () => {
    const { cards } = await lookOf(templates, { language: 'en' }, 'basic')
    const [{ front } = { front: { html: '', placeAt: () => undefined } }] = cards
    const head = await templates.text('anki/head.html')
    const line = head.split('\n').findIndex((one) => one.includes('{{')) + 1
    expect(front.placeAt(front.html.indexOf('{{'))).toMatchObject({
      path: 'templates/anki/head.html',
      line,
    })
    const own = await templates.text('anki/basic/front.html')
    const at = own.slice(0, own.indexOf('{{Question}}')).split('\n')
    expect(front.placeAt(front.html.indexOf('{{Question}}'))).toEqual({
      path: 'templates/anki/basic/front.html',
      line: at.length,
      column: (at.at(-1)?.length ?? 0) + 1,
    })
  })
  it('takes no language that is not one', async () => {
    const { cards } = await lookOf(templates, { language: '"><script>' }, 'basic')
    expect(cards[0]?.front.html).toContain('lang="und" dir="ltr"')
  })
  it('has a hash that moves with every file', async () => {
    const before = (await lookOf(templates, bank([]), 'basic')).hash
    for (const changed of [
      'anki/card.css',
      'anki/head.html',
      'anki/foot.html',
      'anki/basic/front.html',
      'anki/basic/back.html',
    ]) {
      const text = async (name: string) =>
        (await templates.text(name)) + (name === changed ? ' x' : '')
      expect((await lookOf({ ...templates, text }, bank([]), 'basic')).hash).not.toBe(before)
    }
    const same = await lookOf(
      { ...templates, text: async (name) => `${await templates.text(name)}\n` },
      bank([]),
      'basic',
    )
    expect(same.hash).toBe(before)
  })
})

describe('card.css', () => {
  const css = readFileSync(new URL('../../templates/anki/card.css', import.meta.url), 'utf8')
  const palettes = [...css.matchAll(/\{([^}]*--paper[^}]*)\}/g)].map(([, rules]) =>
    Object.fromEntries(
      [...(rules ?? '').matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name, colour]) => [
        name,
        colour ?? '',
      ]),
    ),
  )
  const luminance = (colour: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (light + 0.05) / (dark + 0.05)
  }
  const code =
    'keyword literal string number comment name type property variable tag meta added removed'.split(
      ' ',
    )
  const pairs = [
    ...['ink', 'quiet', 'link', 'gap', 'right', 'wrong'].map((name) => [name, 'paper']),
    ...[...code, 'ink', 'quiet', 'link'].map((name) => [name, 'shade']),
    ...['ink', 'quiet', 'link', 'wrong'].map((name) => [name, 'warn-shade']),
    ...['ink', 'right'].map((name) => [name, 'right-shade']),
    ['ink', 'mark'],
    // The shade at the side of a table that goes on.
    ['ink', 'line'],
  ]
  it.each([
    ['day', palettes[0] ?? {}],
    ['night', palettes[1] ?? {}],
  ])('has a contrast of 7 by %s', (_, palette) => {
    const weak = pairs.flatMap(([front = '', back = '']) => {
      const ratio = contrast(palette[front] ?? '', palette[back] ?? '')
      return ratio >= 7 ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`]
    })
    expect(weak).toEqual([])
  })
  it('sets every kind of word that highlighting knows', () => {
    for (const kind of [...code, 'strong', 'emphasis']) expect(css).toContain(`.hl-${kind} {`)
  })
})

import { describe, expect, it } from 'vitest'
import { expand } from '../../src/anki/expand.ts'
import { type NoteType, noteTypes } from '../../src/anki/note-types.ts'
import { type Look, lookOf } from '../../src/anki/templates.ts'
import { checkLook, fronts } from '../../src/anki/templates-check.ts'
import { Messages } from '../../src/messages/messages.ts'
import type { Kind } from '../../src/model/bank.ts'
import { bank } from '../support/bank.ts'
import { context } from '../support/context.ts'

const kinds = Object.keys(noteTypes) as Kind[]
const { templates } = context(bank([]))

function look(front: string, back = '{{Answer}}', css = ''): Look {
  const side = (file: string, text: string) => expand({ path: `templates/anki/${file}`, text }, {})
  return {
    cards: [{ front: side('front.html', front), back: side('back.html', back) }],
    css: side('card.css', css),
    hash: '',
  }
}

function reasons(given: Look, type: NoteType = noteTypes.basic): string[] {
  const messages = new Messages()
  checkLook(type, given, messages)
  return messages.all.map(({ reason, name }) => `${name} ${reason}`)
}

describe('templates-check', () => {
  it.each(kinds)('passes our own for %s', async (kind) => {
    const own = await lookOf(templates, bank([]), kind)
    expect(reasons(own, noteTypes[kind])).toEqual([])
  })
  it.each([
    ['a\n {{Nope}}', '', 'templates/anki/front.html:2:2 there is no field “Nope”'],
    ['{{Question', '', 'templates/anki/front.html:1:1 {{ is never closed'],
    ['{{#Hint}}{{Question}}', '', 'templates/anki/front.html:1:1 {{#Hint}} is never closed'],
    [
      '{{#Hint}}{{Question}}{{/Code}}',
      '',
      'templates/anki/front.html:1:22 {{/Code}} closes nothing that is open',
    ],
    [
      '{{#Nope}}{{Question}}{{/Nope}}',
      '',
      'templates/anki/front.html:1:1 there is no field “Nope”',
    ],
    ['{{}}', '', 'templates/anki/front.html:1:1 {{}} names no field'],
    ['words {{Tags}}', '', 'templates/anki/front.html:1:1 the front shows no field'],
    ['{{shout:Question}}', '', 'templates/anki/front.html:1:1 there is no filter “shout”'],
    ['{{cloze:Question}}', '', 'templates/anki/front.html:1:1 {{cloze:…}} is for cloze cards'],
    [
      '{{type:Question}}{{type:Answer}}',
      '',
      'templates/anki/front.html:1:18 only one field of a card can be typed',
    ],
    [
      '{{Question}}<script>x</script>',
      '',
      'templates/anki/front.html:1:13 <script is not allowed on a card',
    ],
    [
      '{{Question}}<p onclick=x>',
      '',
      'templates/anki/front.html:1:15 onclick= is not allowed on a card',
    ],
    [
      '{{Question}}<img src="https://a.b">',
      '',
      'templates/anki/front.html:1:18 src="https: is not allowed on a card',
    ],
    [
      '{{Question}}',
      '@import "a"',
      'templates/anki/card.css:1:1 @import would load something from elsewhere',
    ],
    [
      '{{Question}}',
      'a{b:url(//c)}',
      'templates/anki/card.css:1:5 url(// would load something from elsewhere',
    ],
  ])('refuses %s %s', (front, css, reason) => {
    expect(reasons(look(front, '{{Answer}}', css))).toEqual([reason])
  })
  it('wants gaps on both sides of a cloze, and fronts that differ', () => {
    expect(reasons(look('{{cloze:Text}}', '{{Text}}'), noteTypes.cloze)).toHaveLength(1)
    const [card] = look('{{Question}}').cards
    if (!card) throw new Error()
    expect(reasons({ ...look(''), cards: [card, card] }, noteTypes.reversed)).toHaveLength(1)
  })
  it('knows comments', () => {
    expect(reasons(look('{{Question}}<!-- {{Nope}} -->'))).toEqual([])
  })
})

describe('fronts', () => {
  it('says whether a front shows anything', () => {
    const shows = fronts(look('{{#Answer}}{{Section}}{{^Hint}}{{Code}}{{/Hint}}{{/Answer}}'))
    expect(shows(0, new Set(['Section', 'Code']))).toBe(false)
    expect(shows(0, new Set(['Answer', 'Code']))).toBe(true)
    expect(shows(0, new Set(['Answer', 'Code', 'Hint']))).toBe(false)
  })
})

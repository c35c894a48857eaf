/**
 * What may stand in a field: every element, attribute and class by name.
 *
 * All keys of the sanitiser's schema are stated, because it fills what is left
 * out from a default that allows more. An empty list of protocols would allow
 * every protocol, hence `x-none`.
 */
import type { Schema } from 'hast-util-sanitize'
import { languageMarks } from './language.ts'
import { slotName } from './slots.ts'

const classes = /^(?:rv|hl)-[a-z]+$/

export const schema: Schema = {
  tagNames: [
    ...['a', 'br', 'code', 'del', 'em', 'img', 'kbd', 'mark', 'span', 'strong', 'sub', 'sup', 'u'],
    ...['p', 'h3', 'h4', 'h5', 'h6', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'div'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'details', 'summary', slotName],
  ],
  attributes: {
    '*': [
      ['className', classes],
      ['dir', 'auto'],
      ['lang', ...languageMarks],
    ],
    a: ['href'],
    img: [
      ['src', /^rv-[0-9a-f]{32}\.(?:png|jpg)$/],
      'alt',
      ['width', /^\d{1,5}$/],
      ['height', /^\d{1,5}$/],
    ],
    li: [
      ['id', /^rv-[A-Za-z0-9-]+$/],
      ['value', /^\d{1,9}$/],
    ],
    ol: [['start', /^\d{1,9}$/]],
    summary: [['className', 'tappable']],
    [slotName]: [['dataSlot', /^\d+$/]],
  },
  protocols: { href: ['http', 'https', 'mailto'], src: ['x-none'] },
  ancestors: {
    li: ['ol', 'ul'],
    thead: ['table'],
    tbody: ['table'],
    tr: ['table'],
    th: ['table'],
    td: ['table'],
    summary: ['details'],
  },
  strip: ['script', 'style', 'iframe', 'object', 'embed', 'svg', 'math', 'template', 'noscript'],
  required: {},
  clobber: [],
  clobberPrefix: '',
  allowComments: false,
  allowDoctypes: false,
}

import { describe, expect, it } from 'vitest'
import {
  conditions,
  parseTemplate,
  replacements,
  TemplateError,
} from '../../src/anki/template-syntax.ts'

describe('parseTemplate', () => {
  it('nests conditions and reads filters', () => {
    expect(parseTemplate('a{{#B}}{{ cloze:type:C }}{{/B}}{{^D}}x{{/D}}')).toEqual([
      {
        kind: 'when',
        field: 'B',
        filled: true,
        at: 1,
        parts: [{ kind: 'field', field: 'C', filters: ['cloze', 'type'], at: 7 }],
      },
      { kind: 'when', field: 'D', filled: false, at: 31, parts: [] },
    ])
  })
  it('finds all that is in it', () => {
    const parts = parseTemplate('{{A}}{{#B}}{{^C}}{{D}}{{/C}}{{/B}}')
    expect(replacements(parts).map(({ field }) => field)).toEqual(['A', 'D'])
    expect(conditions(parts).map(({ field }) => field)).toEqual(['B', 'C'])
  })
  it('refuses what does not close', () => {
    for (const html of ['{{', '{{#A}}', '{{/A}}', '{{#A}}{{#B}}{{/A}}{{/B}}', '{{}}']) {
      expect(() => parseTemplate(html)).toThrow(TemplateError)
    }
  })
})

import { describe, expect, it } from 'vitest'
import { fill, type Slot, slot, slotName } from '../../src/markup/slots.ts'

describe('fill', () => {
  it('puts each slot where its element stands, once and in order', () => {
    const slots: Slot[] = []
    const element = slot(slots, { kind: 'math', html: '\\(x\\)' })
    expect(element.properties).toEqual({ dataSlot: '0' })
    slot(slots, { kind: 'open', number: 7 })
    slot(slots, { kind: 'hint' })
    slot(slots, { kind: 'close' })
    const at = (index: number) => `<${slotName} data-slot="${index}"></${slotName}>`
    expect(fill(`a ${at(1)}b${at(0)}${at(2)}h${at(3)}}}`, slots)).toBe('a {{c7::b\\(x\\)::h}}}}')
  })
  it('takes no slot from words or attributes', () => {
    const slots: Slot[] = [{ kind: 'math', html: 'MATH' }]
    expect(fill(`&lt;${slotName} data-slot="0">`, slots)).not.toContain('MATH')
    expect(fill(`<img alt="<${slotName} data-slot=&quot;0&quot;>">`, slots)).not.toContain('MATH')
    expect(fill(`<${slotName} data-slot="9"></${slotName}>`, slots)).not.toContain('MATH')
  })
  it('reads a tag whole', () => {
    expect(fill('<img alt="a > [sound:b]">[sound:c]', [])).toBe(
      '<img alt="a > &#91;sound:b]"><span>[</span>sound:c]',
    )
  })
})

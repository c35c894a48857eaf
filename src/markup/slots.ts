/**
 * Slots: where our own math and clozes enter the finished string.
 *
 * A handler leaves an element in the tree and its contents here. The element
 * is found by its tag in the serialised HTML; text cannot forge one, because
 * its `<` is escaped, nor can an attribute, because a tag is read whole.
 */
import type { Element } from 'hast'
import { guardTag, guardText, tidy } from './guard.ts'

export type Slot =
  | { kind: 'open'; number: number }
  | { kind: 'hint' }
  | { kind: 'close' }
  | { kind: 'math'; html: string }
  /** A recording's file, by a name of ours. */
  | { kind: 'sound'; name: string }

export const slotName = 'rv-slot'

/** Keeps a slot and gives the element that stands for it. */
export function slot(slots: Slot[], content: Slot): Element {
  const index = slots.push(content) - 1
  return {
    type: 'element',
    tagName: slotName,
    properties: { dataSlot: String(index) },
    children: [],
  }
}

/** A tag, read whole however many `>` its quoted values hold; or the text before the next. */
const segment = /<(?:"[^"]*"|[^">])*>|[^<]+/g
const opening = new RegExp(`^<${slotName} data-slot="(\\d+)">$`)

/** Guards every piece of serialised HTML and puts the slots in, in one pass. */
export function fill(html: string, slots: readonly Slot[]): string {
  let depth = 0
  let result = ''
  for (const [part] of tidy(html).matchAll(segment)) {
    if (!part.startsWith('<')) {
      result += guardText(part, depth > 0)
      continue
    }
    const found = slots[Number(opening.exec(part)?.[1] ?? -1)]
    if (found) {
      if (found.kind === 'open') depth++
      if (found.kind === 'close') depth--
      result += markOf(found)
    } else if (part !== `</${slotName}>`) {
      result += guardTag(part, depth > 0)
    }
  }
  return result
}

function markOf(slot: Slot): string {
  if (slot.kind === 'open') return `{{c${slot.number}::`
  if (slot.kind === 'hint') return '::'
  if (slot.kind === 'close') return '}}'
  if (slot.kind === 'sound') return soundName.test(slot.name) ? `[sound:${slot.name}]` : ''
  return slot.html
}

/** The only names that Anki is asked to play. */
const soundName = /^rv-[0-9a-f]{32}\.(?:mp3|ogg|opus|m4a|wav|flac)$/

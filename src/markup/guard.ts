/**
 * The guard between sanitised HTML and Anki.
 *
 * Anki works on a field's string after the HTML is made: it plays `[sound:…]`,
 * runs `[anki:…]`, `[latex]`, `[$]`, replaces `[[type:…]]`, cuts clozes at
 * `{{`, `::` and `}}`, typesets `\(…\)`, and normalises to NFC, which would
 * merge `>` and U+0338 into one character. A stranger's text must do none of
 * it. Marks are broken with an element, because an entity is undone when the
 * learner edits the note; attributes, which have no other way, get entities.
 */

/** A bracket that Anki would take for one of its directives. */
export const directive = /\[(?=\/?(?:sound|anki|latex|type|\$)|\[)/i

const directives = new RegExp(directive, 'gi')
const texMarks = /\\(?=[([]|begin|(?:eq)?ref)/g
const openBraces = /\{(?=\{|$)/g

/** Control characters but tab and line feed: Anki strips them, which would join what they part. */
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]/g

/** Anything that `tidy` could change. */
const untidy = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ud800-\udfff\ufeff\ufffe\uffff]/

/** What no field may hold, taken out: controls, halves of surrogate pairs. */
export function tidy(text: string): string {
  if (!untidy.test(text)) return text
  return text.replace(controls, '').replace(/\p{Surrogate}/gu, '\ufffd')
}

/** Text as HTML, in no element. */
export function escapeText(text: string): string {
  if (!/[<>&]/.test(text)) return text
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/** Anything that the guard of text outside a gap could change: below U+0300 nothing composes. */
const guarded = /[[\\{]|[^\u0000-\u02ff]/

/** The words between two tags, as the serialiser of the tree writes them: `>` stays. */
export function escapeWords(text: string): string {
  if (!/[<&]/.test(text)) return text
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/** Breaks every mark of Anki's in the text between two tags; `html` has its `<` and `&` escaped. */
export function guardText(html: string, inCloze: boolean): string {
  if (!inCloze && !guarded.test(html)) return html
  let text = html.normalize('NFC')
  if (text.startsWith('\u0338')) text = `\u25cc${text}`
  text = text
    .replace(directives, '<span>[</span>')
    .replace(texMarks, '<span>\\</span>')
    .replace(openBraces, '<span>{</span>')
  if (!inCloze) return text
  return text.replace(/\}(?=\}|$)/g, '<span>}</span>').replace(/:(?=:|$)/g, '<span>:</span>')
}

/** The same for one tag. */
export function guardTag(tag: string, inCloze: boolean): string {
  const safe = tag
    .normalize('NFC')
    .replace(directives, '&#91;')
    .replace(texMarks, '&#92;')
    .replace(/\{(?=\{)/g, '&#123;')
  return inCloze ? safe.replace(/\}(?=\})/g, '&#125;').replace(/:(?=:)/g, '&#58;') : safe
}

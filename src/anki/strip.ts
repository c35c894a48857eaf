/**
 * The plain text Anki makes of a field, for its sort column and its checksum.
 * Anki computes both again on import; other readers rely on ours.
 */
import { hash } from 'node:crypto'

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
}

/** Pictures become their file's name, tags go, our few entities are decoded. */
export function strip(html: string): string {
  if (!/[<&\u00a0]/.test(html)) return html
  return html
    .replace(/<img\b(?:"[^"]*"|[^">])*?\bsrc="([^"]*)"(?:"[^"]*"|[^">])*>/g, ' $1 ')
    .replace(/<(?:"[^"]*"|[^">])*>/g, '')
    .replace(/&(?:lt|gt|amp|quot|nbsp|#39);/g, (entity) => entities[entity] ?? entity)
    .replace(/&#(x[0-9A-Fa-f]+|\d+);/g, (_, code: string) =>
      String.fromCodePoint(
        code.startsWith('x') ? Number.parseInt(code.slice(1), 16) : Number(code),
      ),
    )
    .replaceAll('\u00a0', ' ')
}

/** First 32 bits of the SHA-1 of a field's plain text. */
export function checksum(html: string): number {
  return Number.parseInt(hash('sha1', strip(html)).slice(0, 8), 16)
}

/** The dialect that an author's settings name for a file. */
import type { DialectName } from '../model/dialects.ts'

/** One for all files, or by patterns of their paths: the first that fits counts. */
export type Dialects = DialectName | Readonly<Record<string, DialectName>>

/** `path`: relative to the root, with `/`. A pattern without `/` is of names in any folder. */
export function dialectFor(path: string, dialects: Dialects | undefined): DialectName | undefined {
  if (dialects === undefined || typeof dialects === 'string') return dialects
  return Object.entries(dialects).find(([pattern]) => fits(path, pattern))?.[1]
}

/** Whether a path is of a pattern: `*` and `?` stay within a folder's name, `**` does not. */
export function fits(path: string, pattern: string): boolean {
  const own = pattern.replace(/^\.?\//, '')
  const source = own.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?'
    if (part === '**') return '.*'
    if (part === '*') return '[^/]*'
    return part === '?' ? '[^/]' : `\\${part}`
  })
  const name = own.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1)
  return new RegExp(`^${source}$`, 'u').test(name)
}

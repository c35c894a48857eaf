/**
 * What the address of a picture says, before any file is looked at.
 *
 * The order matters: everything is judged after decoding, and decoding happens
 * once, so that `%2e%2e/` and `%252e%252e/` both stay inside.
 */
import path from 'node:path'

/** Why a picture is not in the bank. */
export type Why = 'missing' | 'outside' | 'remote' | 'unreadable'

export type Address =
  /** Absolute, not yet followed. */
  | { type: 'path'; path: string }
  | {
      type: 'refused'
      why: Why
      reason: string
      /** Where it lies if it counts from the root, as on sites that show a repository. */
      fromRoot?: string
    }

const refused = (why: Why, reason: string) => ({ type: 'refused', why, reason }) as const

/**
 * Finds where a picture's address leads.
 *
 * @param url as it stands in the Markdown: `figures/a.png?raw=true` and the like.
 * @param from absolute path of the file that shows it.
 * @param root absolute path of the bank's folder.
 */
export function addressOf(url: string, from: string, root: string): Address {
  const written = url.trim().replace(/[?#].*$/s, '')
  if (written === '') return refused('missing', 'A picture has no address.')
  let decoded: string
  try {
    decoded = decodeURIComponent(written)
  } catch {
    return refused('missing', `The % signs of an address decode to nothing: ${quote(url)}`)
  }
  if (/[\u0000-\u001f\u007f]/.test(decoded)) {
    return refused('missing', `An address holds a control character: ${quote(url)}`)
  }
  // An author on Windows means a folder by a backslash; from here on it is one.
  const slashed = decoded.replaceAll('\\', '/')
  if (/^[a-z]:/i.test(slashed)) return refused('outside', `A picture is on a drive: ${quote(url)}`)
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(slashed)?.[1]?.toLowerCase()
  if (scheme === 'file') return refused('outside', `A picture is outside the bank: ${quote(url)}`)
  if (scheme === 'data') return refused('unreadable', 'A picture is written into the text (data:).')
  if (scheme !== undefined) return refused('remote', `A picture is on the network: ${quote(url)}`)
  if (slashed.startsWith('//')) {
    const host = decoded.startsWith('/')
    return host
      ? refused('remote', `A picture is on the network: ${quote(url)}`)
      : refused('outside', `A picture is on a network drive: ${quote(url)}`)
  }
  if (slashed.startsWith('~'))
    return refused('outside', `An absolute path leads to nothing in the bank: ${quote(url)}`)
  if (slashed.startsWith('/')) {
    const fromRoot = path.normalize(slashed.slice(1).normalize('NFC'))
    const refusal = refused(
      'outside',
      `An absolute path leads to nothing in the bank: ${quote(url)}`,
    )
    return isInside(path.join(root, fromRoot), root) ? { ...refusal, fromRoot } : refusal
  }
  // On Windows a colon opens a hidden stream of another file.
  if (path.sep === '\\' && slashed.includes(':')) {
    return refused('missing', `An address holds a colon: ${quote(url)}`)
  }
  const resolved = path.resolve(path.dirname(from), slashed.normalize('NFC'))
  if (!isInside(resolved, root)) {
    return refused('outside', `A picture is outside the bank: ${quote(url)}`)
  }
  return { type: 'path', path: resolved }
}

/** Whether a path lies below a folder; a folder whose name merely begins alike does not count. */
export function isInside(candidate: string, folder: string): boolean {
  const way = path.relative(folder, candidate)
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way)
}

/** An address for a message, of at most 120 characters. */
export function quote(url: string): string {
  const characters = [...url]
  return JSON.stringify(characters.length > 120 ? `${characters.slice(0, 119).join('')}…` : url)
}

/** Where links lead from a card: absolute addresses stay, the rest is found beside the source file. */
import type { Bank, Place } from '../model/bank.ts'

/** How a forge shows a file: what follows the repository's own address. */
const forges: Readonly<Record<string, string>> = {
  'github.com': 'blob/HEAD',
  'gitlab.com': '-/blob/HEAD',
  'bitbucket.org': 'src/HEAD',
  'codeberg.org': 'src',
}

/** Addresses found before, by source and path: questions of one file ask for the same. */
const found = new Map<string, string | undefined>()
const mostFound = 10_000

/**
 * The address of a source file: below a repository on a known forge, or below
 * an address that ends in `/`; otherwise the bank's own. Undefined where the
 * bank names no http(s) source. No line number: another question's edit would change it.
 */
export function sourceUrl(
  bank: Pick<Bank, 'source'>,
  place: Pick<Place, 'path'>,
): string | undefined {
  const key = `${bank.source ?? ''}\u0000${place.path}`
  if (!found.has(key)) {
    if (found.size === mostFound) found.clear()
    found.set(key, findSource(bank.source ?? '', place.path))
  }
  return found.get(key)
}

function findSource(source: string, file: string): string | undefined {
  const base = parse(source)
  if (!base || !/^https?:$/.test(base.protocol)) return undefined
  base.search = ''
  base.hash = ''
  const parts = file.split(/[\\/]/).filter((part) => part !== '' && part !== '.')
  const inside = !/^(?:[\\/]|[A-Za-z]:)/.test(file) && !parts.includes('..')
  if (!inside) return tame(base.href)
  const path = parts.map(encodeURIComponent).join('/')
  const forge = forges[base.hostname]
  const own = base.pathname.split('/').filter(Boolean)
  if (forge && own.length === 2) {
    const repository = own.join('/').replace(/\.git$/, '')
    return tame(`${base.origin}/${repository}/${forge}/${path}`)
  }
  if (base.hostname === 'github.com' && own[2] === 'tree') {
    return tame(`${base.origin}/${[...own.slice(0, 2), 'blob', ...own.slice(3)].join('/')}/${path}`)
  }
  return tame(base.pathname.endsWith('/') ? `${base.href}${path}` : base.href)
}

/** What a link in a source file leads to; undefined for nowhere. */
export function linkFrom(file: string | undefined, url: string): string | undefined {
  const bare = url.replace(/[\u0000-\u0020\u007f-\u009f]/g, '')
  if (/^(?:https?:|mailto:)/i.test(bare)) return tame(bare)
  if (file === undefined || bare === '' || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(bare)) return undefined
  const there = parse(bare, file)
  return there && /^https?:$/.test(there.protocol) ? tame(there.href) : undefined
}

function parse(url: string, base?: string): URL | undefined {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}

/** Without the characters that mean something to Anki or to HTML; the brackets of an IPv6 host stay. */
function tame(url: string): string {
  const host = /^https?:\/\/\[[0-9a-f:.]+\](?=[:/?#]|$)/i.exec(url)?.[0] ?? ''
  const rest = url.slice(host.length).replace(/[[\]{}\\^`|"<>]/g, encodeURIComponent)
  return host + rest
}

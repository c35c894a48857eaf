/**
 * Pictures on the network, as reading sees them: it opens no connection itself.
 *
 * Their bytes are given to it, those kept from an earlier build or those that
 * somebody was allowed to fetch; without either such a picture is a link.
 */

export interface Remote {
  /**
   * The bytes at an address; undefined where none are kept and none are to be fetched.
   *
   * @param href from `hrefOf`.
   * @throws PictureError saying why there are none.
   */
  bytes(href: string): Promise<Uint8Array | undefined>
  /** Told of bytes that turned out to be a picture. */
  decoded(href: string, bytes: Uint8Array): void
}

/**
 * The one address of a picture on the network: https, without a fragment, as
 * browsers would spell it. Undefined where it is none that could be asked for.
 *
 * @param url as it stands in the Markdown.
 */
export function hrefOf(url: string): string | undefined {
  const written = url.trim()
  const whole = written.startsWith('//') ? `https:${written}` : written
  if (!/^https?:/i.test(whole) || !URL.canParse(whole)) return undefined
  const found = new URL(whole)
  found.protocol = 'https:'
  found.hash = ''
  if (found.username !== '' || found.password !== '' || found.href.length > 2000) return undefined
  return found.href
}

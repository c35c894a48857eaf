/** Which addresses a link may lead to. */

const schemes = new Set(['http', 'https', 'mailto'])

/** Whether a link to it is kept: an http, https or mailto address, or one without a scheme. */
export function isLinkable(url: string): boolean {
  // White space and controls inside a scheme are ignored by browsers, so they are here.
  const bare = url.replace(/[\u0000-\u0020\u007f-\u009f]/g, '')
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(bare)?.[1]
  return scheme === undefined || schemes.has(scheme.toLowerCase())
}

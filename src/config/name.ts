/** Names of output files that every system takes. */

/** Windows keeps these for devices, whatever stands after a dot. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\.|$)/i

/**
 * A file stem from any name: letters and digits of ASCII, `.`, `-` and `_`, at
 * most 64, beginning with a letter or digit. A name with nothing of that
 * becomes `bank`.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 64)
    .replace(/[.-]+$/, '')
  if (plain === '') return 'bank'
  return devices.test(plain) ? `bank-${plain}`.slice(0, 64) : plain
}

/** This program's version, from the package it came in. */
import { createRequire } from 'node:module'

/** Read when asked for; the package stands two folders up from `src/cli` and `dist/cli` alike. */
export function version(): string {
  const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }
  return version
}

/** Whether files are those that the last build wrote. */
import { join } from 'node:path'
import { type Manifest, readManifest } from '../publish/manifest.ts'
import type { Account } from './account.ts'
import { type Built, sumOf } from './files.ts'

/** The sums that the builds of a bank left; empty where there is no list that can be read. */
export function manifestOf(out: string, name: string): Promise<Manifest> {
  return readManifest(join(out, `${name}.manifest.json`))
}

/** Compares a file with its line of the manifest. */
export function judgeSums({ name, bytes }: Built, manifest: Manifest, account: Account): void {
  if (manifest.size === 0) return
  const wanted = manifest.get(name)
  if (!wanted) {
    account.say('verify-checksum', 'the last build did not write it.')
    return
  }
  const { sha256, size } = sumOf(bytes)
  if (sha256 === wanted.sha256 && size === wanted.size) return
  const reason = `it has ${size} bytes and the sum ${sha256.slice(0, 12)}…, and was written with ${wanted.size} bytes and ${wanted.sha256.slice(0, 12)}….`
  account.say('verify-checksum', reason, undefined, { actual: sha256, expected: wanted.sha256 })
}

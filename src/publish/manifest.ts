/** The manifest: what a build wrote, so that a later one sees what was edited since. */
import { readFile } from 'node:fs/promises'
import type { Sum } from '../model/sum.ts'
import { attempt, unless } from './error.ts'

/** By file name. */
export type Manifest = Map<string, Sum>

const format = 1

/** The manifest's text: keys sorted, nothing that changes without its files. */
export function printManifest(manifest: Manifest): string {
  const files = Object.fromEntries(
    [...manifest]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { sha256, size }]) => [name, { sha256, size }]),
  )
  return `${JSON.stringify({ format, files }, null, 2)}\n`
}

/** Reads a manifest; empty where there is none, or none that can be read. */
export async function readManifest(file: string): Promise<Manifest> {
  const text = await unless(
    'ENOENT',
    attempt('read', file, () => readFile(file, 'utf8')),
  )
  if (text === undefined) return new Map()
  const manifest: Manifest = new Map()
  try {
    const { files } = JSON.parse(text) as { files?: Record<string, Partial<Sum>> }
    for (const [name, { sha256, size }] of Object.entries(files ?? {})) {
      if (typeof sha256 === 'string' && typeof size === 'number')
        manifest.set(name, { sha256, size })
    }
  } catch {
    return new Map()
  }
  return manifest
}

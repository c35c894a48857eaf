/** How the bundle's doors go in: `bundle.mjs` puts this where they load what is behind them. */
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { isMainThread } from 'node:worker_threads'
import { runKept } from '../cache/code.ts'
import { cacheFolder } from './cache-folder.ts'
import { flagsFor } from './engine.ts'

/** Runs `chunks/<name>.cjs`; only the program itself, no thread of it, keeps its code. */
export function start(name: string): void {
  // First: kept code is of one choice of flags.
  for (const flag of flagsFor(process.versions.v8)) setFlagsFromString(flag)
  const { argv, env } = process
  const options = argv.includes('--no-cache') ? { cache: false as const } : {}
  const folder = cacheFolder({ env, cwd: process.cwd() }, options)
  const entry = fileURLToPath(new URL(`../chunks/${name}.cjs`, import.meta.url))
  runKept(entry, isMainThread ? folder : undefined)
}

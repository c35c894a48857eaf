/** How the bundle's doors go in: `bundle.mjs` puts this where they load what is behind them. */
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { isMainThread } from 'node:worker_threads'
import { runKept } from '../cache/code.ts'
import { cacheFolder } from './cache-folder.ts'

/**
 * How much of a function runs before the engine optimises it, as V8 counts (67,584 left alone). A
 * build runs much code a little: optimised so soon, most of it is given up again or never paid back.
 */
const patience = 600_000

/** Runs `chunks/<name>.cjs`; only the program itself, no thread of it, keeps its code. */
export function start(name: string): void {
  // First: kept code is of one choice of flags.
  setFlagsFromString(`--interrupt-budget=${patience}`)
  const { argv, env } = process
  const options = argv.includes('--no-cache') ? { cache: false as const } : {}
  const folder = cacheFolder({ env, cwd: process.cwd() }, options)
  const entry = fileURLToPath(new URL(`../chunks/${name}.cjs`, import.meta.url))
  runKept(entry, isMainThread ? folder : undefined)
}

/** Where builds keep what they worked out: one folder a user, and a bank has its shelf in it. */
import { isAbsolute, join, resolve } from 'node:path'
import type { Io } from './io.ts'
import type { CommonOptions } from './options.ts'

/**
 * RECTOVERSO_CACHE, empty for none; else `rectoverso` in XDG_CACHE_HOME, in LOCALAPPDATA on
 * Windows, or in ~/.cache. Undefined under --no-cache and where there is no home.
 */
export function cacheFolder(
  { env, cwd }: Pick<Io, 'env' | 'cwd'>,
  options: Pick<CommonOptions, 'cache'>,
): string | undefined {
  if (options.cache === false) return undefined
  const own = env.RECTOVERSO_CACHE
  if (own !== undefined) return own === '' ? undefined : resolve(cwd, own)
  const { XDG_CACHE_HOME: xdg = '', LOCALAPPDATA: local = '', HOME: home = '' } = env
  // A relative path there counts as none, says the XDG specification.
  const [base] = [xdg, local, home === '' ? '' : join(home, '.cache')].filter(isAbsolute)
  return base === undefined ? undefined : join(base, 'rectoverso')
}

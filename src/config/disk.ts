/** What stands at a path. */
import { lstat, realpath, stat } from 'node:fs/promises'
import { isAbsolute, relative, sep } from 'node:path'

/** Whether a path is below another, or the same, once links are followed. */
export async function isInside(path: string, base: string): Promise<boolean> {
  const way = relative(await realpath(base), await realpath(path))
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

/** Follows links; throws the system's error where there is nothing. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory()
}

/** Whether anything is there, a broken link included. */
export async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return false
    throw error
  }
}

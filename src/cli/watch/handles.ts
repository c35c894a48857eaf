/**
 * Handles of the system on folders: each rings a bell when anything happens in
 * its folder, and that is all that is asked of it.
 *
 * By `node:fs` itself. Its recursive mode, and chokidar 5, lose a folder that is
 * deleted and made again at once: their handles stay with the one that is gone.
 * Here every look says which folders there are, and a handle whose folder is
 * another one now is replaced.
 */
import { type FSWatcher, watch } from 'node:fs'
import { basename, join } from 'node:path'

export type Handles = {
  /**
   * Watches these folders, by path and identity, and no others.
   *
   * @returns whether one was opened: what happened in it before then was not heard.
   */
  hold(folders: ReadonlyMap<string, string>): boolean
  close(): void
}

type Handle = { is: string; watcher: FSWatcher }

/**
 * @param ring called with the path of what something happened to, or of its folder.
 * @param lost called once when the system gives no more handles: its code.
 */
export function openHandles(
  ring: (path: string) => void,
  lost: (code: string) => void,
  open: typeof watch = watch,
): Handles {
  const handles = new Map<string, Handle>()
  const close = (folder: string) => {
    handles.get(folder)?.watcher.close()
    handles.delete(folder)
  }
  let told = false
  const failed = (error: unknown) => {
    const { code = '' } = error as NodeJS.ErrnoException
    // A folder that went away meanwhile is no loss: the next look sees it.
    if (told || !['ENOSPC', 'EMFILE', 'ENFILE', 'ENOSYS'].includes(code)) return
    told = true
    lost(code)
  }
  const hold = (folder: string, is: string): boolean => {
    if (handles.get(folder)?.is === is) return false
    close(folder)
    try {
      const watcher = open(folder, { persistent: true }, (_, name) => {
        const held = handles.get(folder)
        // So the system also says that the folder itself is gone, or is elsewhere.
        if (held && name === basename(folder)) held.is = ''
        ring(name === null ? folder : join(folder, name))
      })
      watcher.on('error', (error) => {
        close(folder)
        failed(error)
        ring(folder)
      })
      handles.set(folder, { is, watcher })
      return true
    } catch (error) {
      failed(error)
      return false
    }
  }
  return {
    hold(folders) {
      for (const folder of handles.keys()) if (!folders.has(folder)) close(folder)
      return [...folders].map(([folder, is]) => hold(folder, is)).includes(true)
    },
    close() {
      for (const folder of handles.keys()) close(folder)
    },
  }
}

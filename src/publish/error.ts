/** What can go wrong while results are written. Old files are whole whenever one of these is thrown. */

/** The system refused. `code` is its own, such as ENOSPC or EACCES; `path` is the file meant. */
export class PublishError extends Error {
  override name = 'PublishError'
  readonly code: string
  readonly syscall: string
  readonly path: string

  constructor(code: string, syscall: string, path: string, cause?: unknown) {
    super(`${code}: ${syscall} '${path}'`, { cause })
    this.code = code
    this.syscall = syscall
    this.path = path
  }
}

/** Another build is at work in the same folder, or has been since this one began. */
export class LockedError extends Error {
  override name = 'LockedError'
}

/** Runs a step on a file and gives what the system says a type of ours. */
export async function attempt<T>(
  syscall: string,
  path: string,
  step: () => Promise<T>,
): Promise<T> {
  try {
    return await step()
  } catch (error) {
    const code = codeOf(error)
    throw code === undefined ? error : new PublishError(code, syscall, path, error)
  }
}

/** Waits for a step that may be refused with one code: it gives undefined then. */
export async function unless<T>(code: string, step: Promise<T>): Promise<T | undefined> {
  try {
    return await step
  } catch (error) {
    if (codeOf(error) !== code) throw error
    return undefined
  }
}

/** The system's code of an error, such as ENOENT; undefined for Node's own and for faults of ours. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
  return /^E[A-Z0-9]+$/.exec(String(code))?.[0]
}

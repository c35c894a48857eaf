/** Exit codes, and which fault has which. */

export const exit = {
  ok: 0,
  /** The bank has errors; nothing was written. */
  content: 1,
  /** The command line or the configuration is wrong. */
  usage: 2,
  /** Warnings under --strict; everything was written all the same. */
  strict: 3,
  /** A fault of this program. */
  bug: 70,
  /** The system refused to read or write. */
  system: 74,
  /** Another build is at work here. */
  locked: 75,
  interrupted: 130,
} as const

export type ExitCode = (typeof exit)[keyof typeof exit]

/** A request that cannot be meant; its message is for the user. */
export class UsageError extends Error {}

/** The code for something thrown, and what to tell the user. */
export function faultOf(error: unknown): { code: ExitCode; text: string } {
  if (error instanceof UsageError) return { code: exit.usage, text: error.message }
  if (!(error instanceof Error)) return { code: exit.bug, text: String(error) }
  if (error.name === 'AbortError') return { code: exit.interrupted, text: 'Interrupted.' }
  if (error.name === 'LockedError') return { code: exit.locked, text: error.message }
  if (isSystemError(error)) return { code: exit.system, text: sentence(error) }
  return { code: exit.bug, text: error.stack ?? error.message }
}

type SystemError = Error & { code: string; syscall: string; path?: string }

/** Of the file system, not one of Node's own complaints about arguments. */
function isSystemError(error: Error): error is SystemError {
  const { code, syscall } = error as Partial<SystemError>
  return typeof code === 'string' && typeof syscall === 'string' && /^E[A-Z0-9]+$/.test(code)
}

const meanings: Readonly<Record<string, string>> = {
  EACCES: 'you may not open it',
  EBUSY: 'another program holds it',
  EEXIST: 'something stands in its place',
  EISDIR: 'it is a folder',
  EMFILE: 'too many files are open',
  ENOENT: 'it does not exist',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is a file',
  EPERM: 'the system does not permit it',
  EROFS: 'the disk is read-only',
}

function sentence({ code, path, message }: SystemError): string {
  const meaning = meanings[code]
  return meaning ? `${path ?? 'A file'}: ${meaning} (${code}).` : message
}

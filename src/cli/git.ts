/** What git has of a file at a revision: the program's only use of another program. */
import { execFile } from 'node:child_process'
import { basename, dirname } from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from './exit.ts'

const run = promisify(execFile)

/** Bytes of the largest ledger or companion that is read. */
const most = 1 << 30

/**
 * The text of a file, an absolute path, as committed at a revision; undefined
 * where it was not there.
 *
 * @throws UsageError where git, the repository or the revision is missing.
 */
export async function showAt(revision: string, path: string): Promise<string | undefined> {
  const cwd = dirname(path)
  const git = async (...args: string[]) => {
    return (await run('git', args, { cwd, maxBuffer: most, encoding: 'utf8' })).stdout
  }
  let commit: string
  try {
    commit = (
      await git('rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`)
    ).trim()
  } catch (error) {
    throw new UsageError(
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? '--against needs git, and it could not be started.'
        : `--against ${revision}: git knows no such revision in ${cwd}.`,
    )
  }
  try {
    return await git('show', `${commit}:./${basename(path)}`)
  } catch {
    return undefined
  }
}

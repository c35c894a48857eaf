/** Whether everything that a command started has ended: told by a pipe that all of it holds open. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** A shell and its child hold the pipe. */
export const holding = 'mkfifo f; exec 3<>f; sleep 600 & mkdir held; wait'

/** Waits until it is held, in a folder; gives what comes to an end when nothing holds it any more. */
export async function heldIn(folder: string): Promise<{ ended: Promise<void> }> {
  while (!existsSync(join(folder, 'held'))) await new Promise((resolve) => setImmediate(resolve))
  const reader = spawn('sh', ['-c', 'exec < f; echo open; exec cat'], { cwd: folder })
  const ended = new Promise<void>((resolve) => reader.once('close', () => resolve()))
  await new Promise((resolve) => reader.stdout.once('data', resolve))
  reader.stdout.resume()
  return { ended }
}

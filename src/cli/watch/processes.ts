/** Commands of the user's own, run by the system's shell. */
import { spawn } from 'node:child_process'

export type Ended = { code: number } | { signal: string } | { failed: string }

export type Running = {
  ended: Promise<Ended>
  /** Sends a signal to the command and to all that it started. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void
}

export type Start = (command: string, env: Readonly<Record<string, string>>) => Running

/** `aside`: what the command prints goes to standard error, so that standard output stays ours. */
export function startIn(
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
  aside: boolean,
): Start {
  return (command, env) => {
    const windows = process.platform === 'win32'
    const child = spawn(command, {
      cwd,
      shell: true,
      // A group of its own, so that all of it can be ended.
      detached: !windows,
      stdio: ['ignore', aside ? 2 : 'inherit', 'inherit'],
      env: { ...environment, ...env },
      windowsHide: true,
    })
    const ended = new Promise<Ended>((resolve) => {
      child.once('error', (error) => resolve({ failed: error.message }))
      child.once('exit', (code, signal) => {
        resolve(code === null ? { signal: signal ?? 'a signal' } : { code })
      })
    })
    return {
      ended,
      kill(signal) {
        const { pid } = child
        if (pid === undefined) return
        if (windows) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
        else {
          try {
            process.kill(-pid, signal)
          } catch {
            // It has ended meanwhile.
          }
        }
      },
    }
  }
}

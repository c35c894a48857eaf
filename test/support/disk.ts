/**
 * A disk that refuses what a test says, or lets something happen first; the real one underneath.
 * Only absolute paths are seen.
 *
 *   vi.mock('node:fs/promises', async (load) => (await import('./support/disk.ts')).trapped(load))
 */
import type * as promises from 'node:fs/promises'
import { basename, isAbsolute } from 'node:path'
import { onTestFinished, vi } from 'vitest'

type Disk = typeof promises
type Run = (...args: unknown[]) => Promise<unknown>

const ofFiles = [
  ...(['access', 'chmod', 'link', 'lstat', 'mkdir', 'mkdtemp', 'open', 'readFile'] as const),
  ...(['realpath', 'rename', 'rm', 'stat'] as const),
]
const ofHandles = ['close', 'sync', 'writeFile'] as const

type Call = (typeof ofFiles)[number] | (typeof ofHandles)[number]
type Trap = { call: Call; file: string | RegExp; step: (real: () => Promise<unknown>) => unknown }

const traps = new Set<Trap>()
const logs = new Set<string[]>()

/** The module of the disk, with traps where tests set them. */
export async function trapped(load: <T>() => Promise<T>): Promise<Disk> {
  const real = await load<Disk>()
  const runs = real as unknown as Record<string, Run>
  const wrapped = ofFiles.map((call) => {
    const run = runs[call] as Run
    return [call, (...args: unknown[]) => meet(call, args, () => run(...args))] as const
  })
  const { open, ...others } = Object.fromEntries(wrapped)
  const opened: Run = async (...args) => {
    const handle = (await open?.(...args)) as Record<Call, Run>
    for (const call of ofHandles) {
      const run = handle[call].bind(handle)
      handle[call] = (...given) => meet(call, [args[0]], () => run(...given))
    }
    return handle
  }
  return { ...real, ...others, open: opened } as unknown as Disk
}

async function meet(call: Call, args: unknown[], real: () => Promise<unknown>): Promise<unknown> {
  const files = args.filter((arg) => typeof arg === 'string').filter(isAbsolute)
  for (const log of logs) log.push([call, ...files.map((file) => basename(file))].join(' '))
  for (const trap of traps) {
    const fits = (file: string) =>
      typeof trap.file === 'string' ? trap.file === file : trap.file.test(file)
    if (trap.call === call && files.some(fits)) return trap.step(real)
  }
  return real()
}

function set(trap: Trap): void {
  traps.add(trap)
  onTestFinished(() => {
    traps.delete(trap)
  })
}

/** The system refuses a call on a file, always or some times; gives how often it did. */
export function refuse(call: Call, file: string | RegExp, code: string, times = Infinity) {
  const count = { refused: 0 }
  const step = async (real: () => Promise<unknown>) => {
    if (count.refused === times) return real()
    count.refused++
    throw Object.assign(new Error(`${code}: told to`), { code })
  }
  set({ call, file, step })
  return count
}

/** Something happens just before the next of these calls is done. */
export function ahead(call: Call, file: string | RegExp, action: () => unknown): void {
  const trap: Trap = {
    call,
    file,
    async step(real) {
      traps.delete(trap)
      await action()
      return real()
    },
  }
  set(trap)
}

/** Notes the calls from here on: their name, and the last names of the paths they are given. */
export function watch(): string[] {
  const log: string[] = []
  logs.add(log)
  onTestFinished(() => {
    logs.delete(log)
  })
  return log
}

/** Lets every wait be over at once; gives their milliseconds. */
export function hurry(meanwhile: (waits: number) => void = () => {}): number[] {
  const waits: number[] = []
  const spy = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((
    done: () => void,
    milliseconds: number,
  ) => {
    meanwhile(waits.push(milliseconds))
    setImmediate(done)
  }) as typeof setTimeout)
  onTestFinished(() => spy.mockRestore())
  return waits
}

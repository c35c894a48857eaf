import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { LockedError, PublishError } from '../../src/publish/error.ts'
import { lock, lockName } from '../../src/publish/lock.ts'
import { ahead, hurry, refuse, watch } from '../support/disk.ts'
import { temporary } from '../support/tmp.ts'

vi.mock('node:fs/promises', async (load) => (await import('../support/disk.ts')).trapped(load))

/** The number of a process that has ended. */
const gone = spawnSync(process.execPath, ['-e', '']).pid

it('is held by one, and let go', async () => {
  const folder = await temporary()
  const unlock = await lock(folder)
  await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
  await expect(lock(folder)).rejects.toThrow(`(process ${process.pid} on ${hostname()})`)
  await unlock()
  expect(await readdir(folder)).toEqual([])
  await (await lock(folder))()
})

it('is let go also where someone deleted it, as its message says', async () => {
  const folder = await temporary()
  const unlock = await lock(folder)
  await rm(join(folder, lockName))
  await unlock()
  await (await lock(folder))()
  expect(await readdir(folder)).toEqual([])
})

it('is let go without taking another’s, where someone deleted it and a build began', async () => {
  const folder = await temporary()
  const unlock = await lock(folder)
  const others = JSON.stringify({ pid: process.ppid, host: hostname() })
  await writeFile(join(folder, lockName), others)
  await unlock()
  expect(await readFile(join(folder, lockName), 'utf8')).toBe(others)
  await expect(lock(folder)).rejects.toThrow(`process ${process.ppid}`)
})

it.each([
  ['a process that is gone', () => JSON.stringify({ pid: gone, host: hostname() })],
  [
    'an earlier process of our number',
    () => JSON.stringify({ pid: process.pid, host: hostname() }),
  ],
  ['nobody: torn', () => '{"pi'],
  ['nobody: empty', () => ''],
  ['nobody: null', () => 'null'],
  // To the system 0 and negative numbers are groups of processes, and such live always.
  ['nobody: 0', () => JSON.stringify({ pid: 0, host: hostname() })],
  ['nobody: a negative number', () => JSON.stringify({ pid: -1, host: hostname() })],
  ['nobody: a text', () => JSON.stringify({ pid: String(process.ppid), host: hostname() })],
  ['nobody: no host', () => JSON.stringify({ pid: process.ppid })],
])('is taken over from %s', async (_, content) => {
  const folder = await temporary()
  await writeFile(join(folder, lockName), content())
  hurry()
  const unlock = await lock(folder)
  expect(JSON.parse(await readFile(join(folder, lockName), 'utf8'))).toMatchObject({
    pid: process.pid,
  })
  await unlock()
  expect(await readdir(folder)).toEqual([])
})

it.runIf(process.platform === 'linux')(
  'is taken over from a process whose number is another’s now',
  async () => {
    const folder = await temporary()
    const file = join(folder, lockName)
    const unlock = await lock(folder)
    const own = JSON.parse(await readFile(file, 'utf8'))
    await unlock()
    // The number of one that lives, which began at another time than this one.
    await writeFile(file, JSON.stringify({ ...own, pid: process.ppid }))
    await (await lock(folder))()
    expect(await readdir(folder)).toEqual([])
    // One that lives and holds it: a child of ours that waits.
    const holding = spawn(process.execPath, ['-e', 'process.stdin.resume()'])
    const began = await new Promise<string>((resolve) => {
      holding.once('spawn', () => {
        const status = readFileSync(`/proc/${holding.pid}/stat`, 'utf8').split(' ')
        resolve(`${own.began.split(' ')[0]} ${status[21]}`)
      })
    })
    await writeFile(file, JSON.stringify({ ...own, pid: holding.pid, began }))
    await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
    holding.kill()
  },
)

it.each([
  ['a process that lives', () => ({ pid: process.ppid, host: hostname() })],
  ['another machine', () => ({ pid: gone, host: 'elsewhere.example' })],
])('is left to %s', async (_, holder) => {
  const folder = await temporary()
  await writeFile(join(folder, lockName), JSON.stringify(holder()))
  await expect(lock(folder)).rejects.toThrow(/Another build.*delete/)
  expect(await readdir(folder)).toEqual([lockName])
})

/** A lock that its holder, alive, keeps. */
const others = JSON.stringify({ pid: process.ppid, host: hostname() })

it('is left to another’s process, which this user may not ask after', async () => {
  const folder = await temporary()
  await writeFile(join(folder, lockName), JSON.stringify({ pid: gone, host: hostname() }))
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not yours'), { code: 'EPERM' })
  })
  await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
  kill.mockRestore()
})

it('is left to a process that lives, where the system does not say since when', async () => {
  const folder = await temporary()
  const holder = { pid: process.ppid, host: hostname(), began: 'once' }
  await writeFile(join(folder, lockName), JSON.stringify(holder))
  refuse('readFile', `/proc/${process.ppid}/stat`, 'EACCES')
  await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
})

it.runIf(process.platform === 'linux')('says of which start and since when', async () => {
  const folder = await temporary()
  const unlock = await lock(folder)
  const holder = JSON.parse(await readFile(join(folder, lockName), 'utf8'))
  const status = readFileSync('/proc/self/stat', 'utf8').split(' ')
  expect(holder).toMatchObject({ pid: process.pid, host: hostname() })
  expect(holder.began).toMatch(/^[0-9a-f-]{36} \d+$/)
  expect(holder.began.split(' ')[1]).toBe(status[21])
  await unlock()
})

describe('lock, while others take it and let it go', () => {
  it('waits for one that is not written yet, and leaves it to its holder', async () => {
    const folder = await temporary()
    const file = join(folder, lockName)
    await writeFile(file, '')
    const waits = hurry((wait) => {
      if (wait === 3) writeFileSync(file, others)
    })
    await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
    expect(waits).toEqual([20, 20, 20])
    expect(await readFile(file, 'utf8')).toBe(others)
  })

  it('takes one that stays unwritten after ten waits', async () => {
    const folder = await temporary()
    await writeFile(join(folder, lockName), '')
    const waits = hurry()
    await (await lock(folder))()
    expect(waits).toHaveLength(10)
  })

  it('takes one at once that was let go while it looked', async () => {
    const folder = await temporary()
    const file = join(folder, lockName)
    await writeFile(file, others)
    ahead('readFile', file, () => rm(file))
    const waits = hurry()
    await (await lock(folder))()
    expect(waits).toEqual([])
  })

  it('takes a stale one that another put away first', async () => {
    const folder = await temporary()
    const file = join(folder, lockName)
    await writeFile(file, JSON.stringify({ pid: gone, host: hostname() }))
    ahead('rename', file, () => rm(file))
    await (await lock(folder))()
    expect(await readdir(folder)).toEqual([])
  })

  it('gives a stale one back that another took over first', async () => {
    const folder = await temporary()
    const file = join(folder, lockName)
    await writeFile(file, JSON.stringify({ pid: gone, host: hostname() }))
    ahead('rename', file, () => writeFile(file, others))
    await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
    expect(await readFile(file, 'utf8')).toBe(others)
    expect(await readdir(folder)).toEqual([lockName])
  })

  it('gives up where others take it again and again', async () => {
    const folder = await temporary()
    const file = join(folder, lockName)
    const taken = refuse('open', file, 'EEXIST')
    await expect(lock(folder)).rejects.toThrow(`Other builds keep taking ${file}.`)
    await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
    expect(taken.refused).toBe(40)
  })
})

describe('lock, refused by the system', () => {
  const stale = () => JSON.stringify({ pid: gone, host: hostname() })

  it.each([
    ['open', 'EROFS', 'open', undefined],
    ['writeFile', 'ENOSPC', 'write', undefined],
    ['readFile', 'EACCES', 'open', '{}'],
    ['rename', 'EACCES', 'rename', stale],
  ] as const)('%s: says so, and may be tried again', async (call, code, syscall, found) => {
    const folder = await temporary()
    const file = join(folder, lockName)
    if (found) await writeFile(file, typeof found === 'string' ? found : found())
    hurry()
    refuse(call, file, code, 1)
    const locking = lock(folder)
    await expect(locking).rejects.toBeInstanceOf(PublishError)
    await expect(locking).rejects.toMatchObject({ code, syscall, path: file })
    await (await lock(folder))()
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves no lock of nobody behind on a full disk, and none open', async () => {
    const folder = await temporary()
    refuse('writeFile', join(folder, lockName), 'ENOSPC')
    const log = watch()
    await expect(lock(folder)).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(log.at(-1)).toBe(`close ${lockName}`)
    expect(await readdir(folder)).toEqual([])
  })
})

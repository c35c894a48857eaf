import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { LockedError } from '../../src/publish/error.ts'
import { lock, lockName } from '../../src/publish/lock.ts'
import { temporary } from '../support/tmp.ts'

/** The number of a process that has ended. */
const dead = () => spawnSync(process.execPath, ['-e', '']).pid

it('is held by one, and let go', async () => {
  const folder = await temporary()
  const unlock = await lock(folder)
  await expect(lock(folder)).rejects.toBeInstanceOf(LockedError)
  await unlock()
  expect(await readdir(folder)).toEqual([])
  await (await lock(folder))()
})

it.each([
  ['a process that is gone', () => JSON.stringify({ pid: dead(), host: hostname() })],
  [
    'an earlier process of our number',
    () => JSON.stringify({ pid: process.pid, host: hostname() }),
  ],
  ['nobody: torn', () => '{"pi'],
  ['nobody: empty', () => ''],
])('is taken over from %s', async (_, content) => {
  const folder = await temporary()
  await writeFile(join(folder, lockName), content())
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
  ['another machine', () => ({ pid: dead(), host: 'elsewhere.example' })],
])('is left to %s', async (_, holder) => {
  const folder = await temporary()
  await writeFile(join(folder, lockName), JSON.stringify(holder()))
  await expect(lock(folder)).rejects.toThrow(/Another build.*delete/)
  expect(await readdir(folder)).toEqual([lockName])
})

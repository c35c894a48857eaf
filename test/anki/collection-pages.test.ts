import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { PageFile } from '../../src/anki/collection-pages.ts'
import { pageSize } from '../../src/anki/collection-tree.ts'
import { openIn } from '../support/tmp.ts'

const pageOf = (number: number) => Buffer.alloc(pageSize, number % 251)

/** A temporary folder that nobody else writes to. */
const own = mkdtempSync(join(tmpdir(), 'rectoverso-test-'))
for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, own)
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(own, { recursive: true })
})
const folders = () => readdirSync(own)

it.each([3, 511, 512, 513, 1500])('%i pages are read as they were put, and replaced', (count) => {
  const file = new PageFile()
  const expected: Buffer[] = []
  for (let number = 1; number <= count; number++) {
    expect(file.next).toBe(number)
    expect(file.append(pageOf(number))).toBe(number)
    expected.push(pageOf(number))
  }
  for (const number of [1, 2, count]) {
    file.replace(number, pageOf(number + 100))
    expected[number - 1] = pageOf(number + 100)
  }
  const whole = Buffer.concat(expected)
  expect(file.size).toBe(whole.length)
  for (const [start, end] of [
    [0, whole.length],
    [pageSize - 5, pageSize * 2 + 5],
    [whole.length - 7, whole.length + 100],
    [whole.length, whole.length + 1],
  ]) {
    expect(Buffer.compare(file.read(start ?? 0, end ?? 0), whole.subarray(start, end))).toBe(0)
    const room = new Uint8Array(whole.length + 200)
    const read = file.read(start ?? 0, end ?? 0, room)
    expect([read.buffer, Buffer.compare(read, whole.subarray(start, end))]).toEqual([
      room.buffer,
      0,
    ])
  }
  if (process.platform !== 'win32') expect(folders()).toEqual([])
  // Small decks touch no disk.
  const isTold = process.platform === 'linux'
  if (isTold) expect(openIn(own)).toHaveLength(count < 512 ? 0 : 1)
  file.discard()
  file.discard()
  if (isTold) expect(openIn(own)).toEqual([])
  expect(folders()).toEqual([])
})

import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { Scratch } from '../src/scratch.ts'
import { temporary } from './support/tmp.ts'

const bytes = (text: string) => Buffer.from(text)

it('gives back what was written, in any order and over what was there', async () => {
  const file = new Scratch(await temporary())
  file.write(bytes('world'), 6)
  file.write(bytes('hello '), 0)
  file.write(bytes('W'), 6)
  const into = Buffer.alloc(11)
  expect(file.read(into, 0)).toBe(11)
  expect(String(into)).toBe('hello World')
  expect(file.read(into, 8)).toBe(3)
  expect(String(into.subarray(0, 3))).toBe('rld')
  expect(file.read(into, 11)).toBe(0)
  file.close()
})

it.skipIf(process.platform === 'win32')('has no name while it is open', async () => {
  const folder = await temporary()
  const file = new Scratch(folder)
  file.write(bytes('something'), 0)
  expect(readdirSync(folder)).toEqual([])
  file.close()
})

it('leaves nothing where it was let go, nor where its process was killed', async () => {
  const folder = await temporary()
  new Scratch(folder).close()
  expect(readdirSync(folder)).toEqual([])
  const door = new URL('../dist/scratch.js', import.meta.url).href
  const script = `const { Scratch } = await import('${door}')
    const file = new Scratch(process.argv[1])
    file.write(Buffer.alloc(1000), 0)
    process.kill(process.pid, 'SIGKILL')`
  const run = () =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script, folder], { stdio: 'pipe' })
  expect(run).toThrow('SIGKILL')
  if (process.platform !== 'win32') expect(readdirSync(folder)).toEqual([])
})

it('says where no file is to be had', async () => {
  const folder = `${await temporary()}/none`
  expect(() => new Scratch(folder)).toThrow('ENOENT')
})

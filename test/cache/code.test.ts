import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { folderOf } from '../support/tmp.ts'

/** A program of its own, run as the bundle is. */
const door = new URL('../../dist/cache/code.js', import.meta.url).href

function run(folder: string, entry = 'main.cjs', flags: string[] = []) {
  const script = `import { runKept } from '${door}'
    runKept(process.argv[1], process.argv[2])`
  const paths = [join(folder, 'code', entry), join(folder, 'cache')]
  const args = [...flags, '--input-type=module', '-e', script, ...paths]
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' })
  return { out: ran.stdout, err: ran.stderr, status: ran.status }
}

const files = {
  'code/main.cjs': `const { word } = require('./word.cjs')
exports.own = 'main'
console.log(word(), require('node:path').basename(__filename), __dirname.length > 0)
imported('node:os').then(({ EOL }) => console.log(EOL.length))`,
  'code/word.cjs': `const main = require('./main.cjs')
exports.word = () => 'hello ' + main.own`,
  'code/other.cjs': `console.log('other')`,
}
const said = 'hello main main.cjs true\n1\n'

const packs = (folder: string) =>
  readdirSync(join(folder, 'cache/code')).map((name) => join(folder, 'cache/code', name))

it('runs files as Node would, and keeps their code for the next run', async () => {
  const folder = await folderOf(files)
  expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
  const [pack = ''] = packs(folder)
  const before = statSync(pack).mtimeMs
  expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
  expect(packs(folder)).toEqual([pack])
  expect(statSync(pack).mtimeMs).toBe(before)
})

it('takes a pack that lies beside the files, and keeps nothing of its own then', async () => {
  const folder = await folderOf(files)
  run(folder)
  const [pack = ''] = packs(folder)
  copyFileSync(pack, join(folder, 'code', basename(pack).replace(/^[^-]+-/, '')))
  rmSync(join(folder, 'cache'), { recursive: true })
  expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
  expect(existsSync(join(folder, 'cache'))).toBe(false)
  // But of what it has not.
  writeFileSync(join(folder, 'code/word.cjs'), files['code/word.cjs'].replace('hello', 'sorry'))
  expect(run(folder).out).toBe(said.replace('hello', 'sorry'))
  expect(packs(folder)).toHaveLength(1)
})

it('sees a text that changed, of whatever length', async () => {
  const folder = await folderOf(files)
  run(folder)
  const [pack = ''] = packs(folder)
  const before = readFileSync(pack)
  writeFileSync(join(folder, 'code/word.cjs'), files['code/word.cjs'].replace('hello', 'sorry'))
  expect(run(folder).out).toBe(said.replace('hello', 'sorry'))
  expect(readFileSync(pack).equals(before)).toBe(false)
  expect(run(folder).out).toBe(said.replace('hello', 'sorry'))
})

it('keeps the code of files that this run did not need, and of none that is gone', async () => {
  const folder = await folderOf(files)
  const names = () => /"files":(\[.*?\])/.exec(readFileSync(packs(folder)[0] ?? '', 'latin1'))?.[1]
  const kept = () => JSON.parse(names() ?? '').map(({ name }: { name: string }) => name)
  run(folder)
  expect(kept()).toEqual(['main.cjs', 'word.cjs'])
  run(folder, 'other.cjs')
  expect(kept()).toEqual(['main.cjs', 'other.cjs', 'word.cjs'])
  rmSync(join(folder, 'code/other.cjs'))
  writeFileSync(join(folder, 'code/main.cjs'), `${files['code/main.cjs']}\n`)
  run(folder)
  expect(kept()).toEqual(['main.cjs', 'word.cjs'])
})

it('trusts no pack that is damaged, and makes it anew', async () => {
  const folder = await folderOf(files)
  run(folder)
  const [pack = ''] = packs(folder)
  const whole = readFileSync(pack)
  const damages: ((bytes: Buffer) => Buffer)[] = [
    () => Buffer.alloc(0),
    () => Buffer.from('no JSON\n'),
    () => Buffer.from('null\n'),
    (bytes) => bytes.subarray(0, bytes.length / 2),
    ...[0.3, 0.5, 0.99].map((at) => (bytes: Buffer) => {
      bytes.writeUInt8(
        bytes.readUInt8(Math.floor(bytes.length * at)) ^ 255,
        Math.floor(bytes.length * at),
      )
      return bytes
    }),
    // Whole, but of files that are others: hashes are right and V8 refuses it.
    (bytes) => Buffer.from(bytes.toString('latin1').replace('main.cjs', 'word.cjs'), 'latin1'),
  ]
  for (const damage of damages) {
    writeFileSync(pack, damage(Buffer.from(whole)))
    expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
    expect(readFileSync(pack).length).toBeGreaterThan(whole.length * 0.9)
  }
})

it.skipIf(process.platform === 'win32')('trusts no pack that others may write', async () => {
  const folder = await folderOf(files)
  run(folder)
  const [pack = ''] = packs(folder)
  expect(statSync(pack).mode & 0o777).toBe(0o600)
  for (const mode of [0o620, 0o602]) {
    chmodSync(pack, mode)
    expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
    expect(statSync(pack).mode & 0o777).toBe(0o600)
  }
})

it('makes anew what is whole, but no code that V8 takes', async () => {
  const folder = await folderOf(files)
  run(folder)
  const [pack = ''] = packs(folder)
  const bytes = readFileSync(pack)
  const body = bytes.indexOf('\n') + 1
  // The first bytes of a code tell the version of V8.
  bytes.fill(0, body, body + 8)
  const head = {
    ...JSON.parse(bytes.toString('latin1', 0, body)),
    crc: crc32(bytes.subarray(body)),
  }
  writeFileSync(
    pack,
    Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), bytes.subarray(body)]),
  )
  expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
  const after = readFileSync(pack)
  expect(after.readUInt32LE(after.indexOf('\n') + 1)).toBeGreaterThan(0)
})

it('keeps the code of each engine, and of each choice of its flags, by itself', async () => {
  const folder = await folderOf(files)
  run(folder)
  expect(basename(packs(folder)[0] ?? '')).toContain(`-${process.version}-${process.arch}-`)
  expect(run(folder, 'main.cjs', ['--no-opt'])).toEqual({ out: said, err: '', status: 0 })
  expect(packs(folder)).toHaveLength(2)
})

it.skipIf(process.getuid?.() !== 0)('trusts no pack that is another user’s', async () => {
  const folder = await folderOf(files)
  run(folder)
  const [pack = ''] = packs(folder)
  chownSync(pack, 65_534, 65_534)
  expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
  expect(statSync(pack).uid).toBe(0)
})

it('runs without a place to keep anything', async () => {
  const folder = await folderOf({ ...files, cache: 'a file' })
  expect(run(folder)).toEqual({ out: said, err: '', status: 0 })
})

it('keeps few packs of other places and engines', async () => {
  const folder = await folderOf(files)
  mkdirSync(join(folder, 'cache/code'), { recursive: true })
  for (let at = 0; at < 9; at++) writeFileSync(join(folder, `cache/code/${at}.pack`), 'old')
  run(folder)
  expect(packs(folder)).toHaveLength(4)
  expect(packs(folder).some((path) => statSync(path).size > 100)).toBe(true)
})

it('says of a fault where it stands', async () => {
  const folder = await folderOf({ 'code/main.cjs': `\n\nthrow new Error('here')` })
  for (const _ of [0, 1]) {
    const { err, status } = run(folder)
    expect(status).toBe(1)
    expect(err).toContain(`main.cjs:3`)
  }
})

import { chmod, readdir, readFile, stat, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import {
  checkTarget,
  copySynced,
  replace,
  sumOf,
  syncFolder,
  writeSynced,
} from '../../src/publish/disk.ts'
import { PublishError } from '../../src/publish/error.ts'
import { hurry, refuse, watch } from '../support/disk.ts'
import { folderOf, temporary } from '../support/tmp.ts'

vi.mock('node:fs/promises', async (load) => (await import('../support/disk.ts')).trapped(load))

const windows = process.platform === 'win32'

it('sums what it writes as it stands on disk', async () => {
  const file = join(await temporary(), 'a')
  async function* pieces() {
    yield Buffer.from('grü')
    yield Buffer.from('ße')
  }
  const written = await writeSynced(file, pieces())
  expect(await readFile(file, 'utf8')).toBe('grüße')
  expect(written).toEqual(await sumOf(file))
  expect(written.size).toBe(7)
  const taken = { code: 'EEXIST', syscall: 'open', path: file }
  await expect(writeSynced(file, 'again')).rejects.toMatchObject(taken)
  expect(await sumOf(`${file}.none`)).toBeUndefined()
})

it('writes a long text as it is, pairs of surrogates whole', async () => {
  const folder = await temporary()
  for (const before of [0, 1, 2]) {
    const text = `${'a'.repeat((1 << 20) - before)}😀é${'b'.repeat(1 << 20)}😀`
    const file = join(folder, String(before))
    await writeSynced(file, text)
    expect((await readFile(file)).equals(Buffer.from(text)), `${before}`).toBe(true)
  }
  const empty = join(folder, 'empty')
  expect(await writeSynced(empty, '')).toEqual(await sumOf(empty))
  expect(await readFile(empty, 'utf8')).toBe('')
})

it('pulls a stream only as fast as it writes', async () => {
  const file = join(await temporary(), 'a')
  const large = 1 << 20
  let ahead = 0
  async function* pieces() {
    for (let n = 0; n < 5; n++) {
      ahead++
      yield Buffer.alloc(large)
      // The piece is on disk before the next is asked for.
      expect((await readFile(file)).length).toBe(ahead * large)
    }
  }
  expect((await writeSynced(file, pieces())).size).toBe(5 * large)
})

it.each([
  ['writeFile', 'write', 'ENOSPC'],
  ['sync', 'fsync', 'EIO'],
] as const)('closes a file whose %s is refused, and says so', async (call, syscall, code) => {
  const file = join(await temporary(), 'a')
  refuse(call, file, code)
  const log = watch()
  await expect(writeSynced(file, 'text')).rejects.toMatchObject({ code, syscall, path: file })
  expect(log.at(-1)).toBe('close a')
})

it('writes small pieces together, in their order', async () => {
  const file = join(await temporary(), 'a')
  const log = watch()
  const pieces = Array.from({ length: 100 }, (_, n) => Buffer.alloc(n * 500, n))
  const sum = await writeSynced(
    file,
    (async function* () {
      yield* pieces
    })(),
  )
  expect(Buffer.compare(await readFile(file), Buffer.concat(pieces))).toBe(0)
  expect(sum).toEqual(await sumOf(file))
  expect(log.filter((call) => call === 'writeFile a')).toHaveLength(3)
})

it('syncs what it wrote before it closes it', async () => {
  const file = join(await temporary(), 'a')
  const log = watch()
  await writeSynced(file, 'text')
  expect(log).toEqual(['open a', 'writeFile a', 'sync a', 'close a'])
})

it('says what it cannot sum', async () => {
  const folder = await temporary()
  const said = { code: 'EISDIR', syscall: 'read', path: folder }
  await expect(sumOf(folder)).rejects.toMatchObject(said)
  await expect(sumOf(folder)).rejects.toBeInstanceOf(PublishError)
})

it('takes files and nothing for targets, and no folder', async () => {
  const folder = await folderOf({ 'folder/full/a': 'a' })
  await checkTarget(join(folder, 'folder/full/a'))
  await checkTarget(join(folder, 'none'))
  const said = { code: 'EISDIR', syscall: 'open', path: join(folder, 'folder') }
  await expect(checkTarget(said.path)).rejects.toMatchObject(said)
  await expect(checkTarget(said.path)).rejects.toBeInstanceOf(PublishError)
})

describe('syncFolder', () => {
  it.skipIf(windows)('opens a folder, syncs and closes it', async () => {
    const folder = await folderOf({ 'here/a': 'a' })
    const log = watch()
    await syncFolder(join(folder, 'here'))
    expect(log).toEqual(['open here', 'sync here', 'close here'])
  })

  it.skipIf(windows)('closes one that cannot be synced, and lets it be', async () => {
    const folder = join(await folderOf({ 'here/a': 'a' }), 'here')
    refuse('sync', folder, 'EINVAL')
    const log = watch()
    await syncFolder(folder)
    expect(log.at(-1)).toBe('close here')
  })

  it('lets one be that cannot be opened', async () => {
    const folder = await temporary()
    const count = refuse('open', folder, 'EISDIR')
    await expect(syncFolder(folder)).resolves.toBeUndefined()
    expect(count.refused).toBe(1)
  })
})

describe('replace', () => {
  const two = async () => {
    const folder = await folderOf({ 'there/to': 'old', 'here/from': 'new' })
    return {
      folder,
      from: join(folder, 'here/from'),
      to: join(folder, 'there/to'),
      state: async () => [
        ...(await readdir(join(folder, 'here'))),
        ...(await readdir(join(folder, 'there'))),
        await readFile(join(folder, 'there/to'), 'utf8'),
      ],
    }
  }

  it('puts a file in the place of another', async () => {
    const { from, to, state } = await two()
    await replace(from, to)
    expect(await state()).toEqual(['to', 'new'])
  })

  it.each(['EPERM', 'EBUSY', 'EACCES'])('waits while a file is busy (%s)', async (code) => {
    const { from, to, state } = await two()
    const waits = hurry()
    const count = refuse('rename', to, code, 2)
    await replace(from, to)
    expect(await state()).toEqual(['to', 'new'])
    expect(count.refused).toBe(2)
    expect(waits).toEqual([50, 50])
  })

  it('gives up on one that stays busy', async () => {
    const { from, to, state } = await two()
    const waits = hurry()
    const count = refuse('rename', to, 'EBUSY')
    const said = { code: 'EBUSY', syscall: 'rename', path: to }
    await expect(replace(from, to)).rejects.toMatchObject(said)
    expect(count.refused).toBe(6)
    expect(waits).toHaveLength(5)
    expect(await state()).toEqual(['from', 'to', 'old'])
  })

  it.each(['EIO', 'ENOSPC', 'ERR_OURS'])(
    'does not wait for what will not pass (%s)',
    async (code) => {
      const { from, to, state } = await two()
      const waits = hurry()
      const count = refuse('rename', to, code)
      await expect(replace(from, to)).rejects.toMatchObject({ code })
      expect([count.refused, waits]).toEqual([1, []])
      expect(await state()).toEqual(['from', 'to', 'old'])
    },
  )

  it('says what stands in the way', async () => {
    const folder = await folderOf({ from: 'new', 'folder/full/a': 'a' })
    const to = join(folder, 'folder')
    const replacing = replace(join(folder, 'from'), to)
    await expect(replacing).rejects.toBeInstanceOf(PublishError)
    await expect(replacing).rejects.toMatchObject({ syscall: 'rename', path: to })
  })
})

describe('replace, from one disk to another', () => {
  const disks = async () => {
    const folder = await folderOf({ 'there/to': 'old', 'here/from': 'new' })
    const [from, to] = [join(folder, 'here/from'), join(folder, 'there/to')]
    refuse('rename', from, 'EXDEV')
    return {
      from,
      to,
      beside: join(folder, 'there/.to.rectoverso-stage'),
      state: async () => [
        ...(await readdir(join(folder, 'here'))),
        ...(await readdir(join(folder, 'there'))),
        await readFile(to, 'utf8'),
      ],
    }
  }

  it('copies beside the target, syncs the copy, and renames that', async () => {
    const { from, to, state } = await disks()
    const log = watch()
    await replace(from, to)
    expect(await state()).toEqual(['to', 'new'])
    const copy = '.to.rectoverso-stage'
    const steps = log.filter((call) => /^(?:sync|close|rename)/.test(call))
    expect(steps).toEqual(['rename from to', `sync ${copy}`, `close ${copy}`, `rename ${copy} to`])
  })

  it.skipIf(windows)('keeps the mode', async () => {
    const { from, to } = await disks()
    await chmod(from, 0o640)
    await replace(from, to)
    expect((await stat(to)).mode & 0o777).toBe(0o640)
  })

  it('leaves the old file whole, and no half copy, where the other disk is full', async () => {
    const { from, to, beside, state } = await disks()
    refuse('writeFile', beside, 'ENOSPC')
    const said = { code: 'ENOSPC', syscall: 'copyfile', path: to }
    await expect(replace(from, to)).rejects.toMatchObject(said)
    expect(await state()).toEqual(['from', 'to', 'old'])
  })

  it('leaves them so where the copy may not take its place', async () => {
    const { from, to, beside, state } = await disks()
    refuse('rename', beside, 'EIO')
    const said = { code: 'EIO', syscall: 'rename', path: to }
    await expect(replace(from, to)).rejects.toMatchObject(said)
    expect(await state()).toEqual(['from', 'to', 'old'])
  })

  it.skipIf(windows)('writes through no link that lies where the copy goes', async () => {
    const { from, to, beside, state } = await disks()
    const victim = join(await folderOf({ victim: 'whole' }), 'victim')
    await symlink(victim, beside)
    await replace(from, to)
    expect(await state()).toEqual(['to', 'new'])
    expect(await readFile(victim, 'utf8')).toBe('whole')
  })
})

describe('copySynced', () => {
  it('writes over nothing', async () => {
    const folder = await folderOf({ from: 'new', to: 'old' })
    const copying = copySynced(join(folder, 'from'), join(folder, 'to'))
    await expect(copying).rejects.toMatchObject({ code: 'EEXIST' })
    expect(await readFile(join(folder, 'to'), 'utf8')).toBe('old')
  })

  it('does without the mode where a share keeps none, and says other refusals', async () => {
    const folder = await folderOf({ from: 'new' })
    refuse('chmod', join(folder, 'a'), 'EPERM')
    refuse('chmod', join(folder, 'b'), 'EIO')
    await copySynced(join(folder, 'from'), join(folder, 'a'))
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('new')
    const copying = copySynced(join(folder, 'from'), join(folder, 'b'))
    await expect(copying).rejects.toMatchObject({ code: 'EIO' })
  })
})

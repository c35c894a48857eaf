import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { commit, dropStage, openStage, rollForward } from '../../src/publish/commit.ts'
import { ahead, refuse, watch } from '../support/disk.ts'
import { folderOf, temporary } from '../support/tmp.ts'

vi.mock('node:fs/promises', async (load) => (await import('../support/disk.ts')).trapped(load))

const windows = process.platform === 'win32'

it('moves everything once it has decided', async () => {
  const out = await temporary()
  await writeFile(join(out, 'b.pdf'), 'old')
  const stage = await openStage(out)
  await writeFile(join(stage, '0'), 'a')
  await writeFile(join(stage, '1'), 'b')
  await commit(stage, [
    { from: '0', to: 'a.pdf' },
    { from: '1', to: 'b.pdf' },
  ])
  await dropStage(stage)
  expect(await readdir(out)).toEqual(['a.pdf', 'b.pdf'])
  expect(await readFile(join(out, 'b.pdf'), 'utf8')).toBe('b')
})

it('takes everything back when a move fails, and nothing is left to roll forward', async () => {
  const out = await temporary()
  await writeFile(join(out, 'a.pdf'), 'old a')
  await mkdir(join(out, 'c.pdf/full'), { recursive: true })
  const stage = await openStage(out)
  for (const name of ['0', '1', '2']) await writeFile(join(stage, name), `new ${name}`)
  const moves = ['a.pdf', 'b.pdf', 'c.pdf'].map((to, n) => ({ from: String(n), to }))
  await expect(commit(stage, moves)).rejects.toMatchObject({ name: 'PublishError' })
  expect(await readFile(join(out, 'a.pdf'), 'utf8')).toBe('old a')
  expect(await rollForward(out, [], [])).toBe(false)
  await rm(join(out, 'c.pdf'), { recursive: true })
  expect(await readdir(out)).toEqual(['a.pdf'])
})

it.each([0, 1, 2, 3])('rolls forward from a crash after %i moves', async (moved) => {
  const out = await temporary()
  const stage = await openStage(out)
  const moves = [0, 1, 2].map((n) => ({ from: String(n), to: `${n}.pdf` }))
  for (const { from, to } of moves) {
    await writeFile(Number(from) < moved ? join(out, to) : join(stage, from), 'new')
    if (Number(from) >= moved) await writeFile(join(out, to), 'old')
  }
  await writeFile(join(stage, 'COMMIT'), JSON.stringify(moves))
  expect(await rollForward(out, [], [])).toBe(true)
  expect(await readdir(out)).toEqual(['0.pdf', '1.pdf', '2.pdf'])
  for (const { to } of moves) expect(await readFile(join(out, to), 'utf8')).toBe('new')
})

it('finishes an interrupted merge: the Markdown of a bank, and nothing else outside', async () => {
  const top = await temporary()
  const [out, bank] = [join(top, 'out'), join(top, 'bank')]
  await mkdir(out)
  await mkdir(bank)
  const stop = async (to: string) => {
    const stage = await openStage(out)
    await writeFile(join(stage, '0'), 'new')
    await writeFile(join(stage, 'COMMIT'), JSON.stringify([{ from: '0', to }]))
  }
  for (const [to, within, finished] of [
    ['../bank/a.md', [bank], true],
    ['../bank/rectoverso.columns', [], true],
    ['../bank/a.md', [], false],
    ['../bank/a.sh', [bank], false],
    ['../bank/../other.md', [bank], false],
  ] as const) {
    await stop(to)
    expect([to, await rollForward(out, [], within)]).toEqual([to, finished])
    expect(await readdir(out)).toEqual([])
  }
  expect(await readFile(join(bank, 'a.md'), 'utf8')).toBe('new')
  expect(await readdir(bank)).toEqual(['a.md', 'rectoverso.columns'])
  expect(await readdir(top)).toEqual(['bank', 'out'])
})

/** A folder with a stage in it, the files it holds, and what it decides. */
async function staged(files: Record<string, string>, moves: unknown, out?: string) {
  const folder = out ?? (await temporary())
  await mkdir(folder, { recursive: true })
  const stage = await openStage(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(stage, name), text)
  const text = typeof moves === 'string' ? moves : JSON.stringify(moves)
  await writeFile(join(stage, 'COMMIT'), text)
  return folder
}

describe('commit', () => {
  const prepared = async () => {
    const out = await folderOf({ 'a.pdf': 'old a', 'b.pdf': 'old b' })
    const stage = await openStage(out)
    await writeFile(join(stage, '0'), 'new a')
    await writeFile(join(stage, '1'), 'new b')
    const moves = [
      { from: '0', to: 'a.pdf' },
      { from: '1', to: 'b.pdf' },
    ]
    const state = async () => [
      await readFile(join(out, 'a.pdf'), 'utf8'),
      await readFile(join(out, 'b.pdf'), 'utf8'),
    ]
    return { out, stage, moves, state, at: (name: string) => join(out, name) }
  }

  it('decides once all is on disk, moves then, and makes the moves durable', async () => {
    const { out, stage, moves, at } = await prepared()
    const decided: string[] = []
    ahead('rename', at('a.pdf'), async () => {
      decided.push(await readFile(join(stage, 'COMMIT'), 'utf8'))
    })
    const log = watch()
    await commit(stage, moves)
    expect(decided.map((text) => JSON.parse(text))).toEqual([moves])
    const folders = [out, stage].map((folder) => `sync ${basename(folder)}`)
    const steps = log.filter((call) => /^(?:sync|rename)/.test(call))
    // Windows syncs no folders.
    const wanted = [
      'sync COMMIT.draft',
      `sync ${basename(stage)}`,
      'rename COMMIT.draft COMMIT',
      `sync ${basename(stage)}`,
      'rename 0 a.pdf',
      'rename 1 b.pdf',
      `sync ${basename(out)}`,
    ]
    expect(steps).toEqual(windows ? wanted.filter((step) => !folders.includes(step)) : wanted)
    // The decision is carried out: nobody finishes it again.
    expect(await readdir(stage)).not.toContain('COMMIT')
  })

  it('moves nothing where the decision cannot be written', async () => {
    const { stage, moves, state } = await prepared()
    const draft = join(stage, 'COMMIT.draft')
    refuse('rename', draft, 'EIO')
    const said = { code: 'EIO', syscall: 'rename', path: draft }
    await expect(commit(stage, moves)).rejects.toMatchObject(said)
    expect(await state()).toEqual(['old a', 'old b'])
    await dropStage(stage)
  })

  it.each(['EXDEV', 'EPERM', 'EMLINK'])(
    'takes back also where the file system gives no second names (%s)',
    async (code) => {
      const { out, stage, moves, state, at } = await prepared()
      refuse('link', /./, code)
      refuse('rename', join(stage, '1'), 'EIO')
      const said = { code: 'EIO', syscall: 'rename', path: at('b.pdf') }
      await expect(commit(stage, moves)).rejects.toMatchObject(said)
      expect(await state()).toEqual(['old a', 'old b'])
      await dropStage(stage)
      expect(await readdir(out)).toEqual(['a.pdf', 'b.pdf'])
    },
  )

  it('replaces nothing of which it can keep no copy', async () => {
    const { stage, moves, state, at } = await prepared()
    refuse('link', at('b.pdf'), 'EPERM')
    refuse('writeFile', join(stage, '1.old'), 'ENOSPC')
    const said = { code: 'ENOSPC', syscall: 'copyfile', path: at('b.pdf') }
    await expect(commit(stage, moves)).rejects.toMatchObject(said)
    expect(await state()).toEqual(['old a', 'old b'])
  })

  it('replaces nothing after a fault of ours', async () => {
    const { stage, moves, state, at } = await prepared()
    refuse('link', at('b.pdf'), 'ERR_OURS')
    await expect(commit(stage, moves)).rejects.toMatchObject({ code: 'ERR_OURS' })
    expect(await state()).toEqual(['old a', 'old b'])
  })

  it('leaves the stage to the next start where even taking back is refused', async () => {
    const { out, stage, moves, state, at } = await prepared()
    refuse('rename', join(stage, '1'), 'ENOSPC', 1)
    refuse('rename', join(stage, '0.old'), 'EIO')
    const said = { code: 'ENOSPC', syscall: 'rename', path: at('b.pdf') }
    await expect(commit(stage, moves)).rejects.toMatchObject(said)
    await dropStage(stage)
    expect(await readdir(stage)).toContain('COMMIT')
    expect(await rollForward(out, [], [])).toBe(true)
    expect(await state()).toEqual(['new a', 'new b'])
    expect(await readdir(out)).toEqual(['a.pdf', 'b.pdf'])
  })

  it('has moved all, also where its decision cannot be removed', async () => {
    const { out, stage, moves, state } = await prepared()
    refuse('rm', join(stage, 'COMMIT'), 'EBUSY')
    await commit(stage, moves)
    await rollForward(out, [], [])
    expect(await state()).toEqual(['new a', 'new b'])
    expect(await readdir(out)).toEqual(['a.pdf', 'b.pdf'])
  })
})

it('says where no stage can be made', async () => {
  const out = join(await temporary(), 'none')
  const said = { code: 'ENOENT', syscall: 'mkdir', path: out }
  await expect(openStage(out)).rejects.toMatchObject(said)
})

it('drops a stage that is gone already', async () => {
  const out = await temporary()
  const stage = await openStage(out)
  await dropStage(stage)
  await dropStage(stage)
  expect(await readdir(out)).toEqual([])
})

it('leaves a stage whose decision cannot be looked for', async () => {
  const out = await temporary()
  const stage = await openStage(out)
  refuse('lstat', join(stage, 'COMMIT'), 'EIO', 1)
  await dropStage(stage)
  expect(await readdir(out)).toEqual([basename(stage)])
})

describe('rollForward', () => {
  it.each(['lstat', 'readFile'] as const)(
    'keeps a stage whose decision cannot be read (%s), and finishes it later',
    async (call) => {
      const out = await temporary()
      const stage = await openStage(out)
      await writeFile(join(stage, '0'), 'new')
      const decision = join(stage, 'COMMIT')
      await writeFile(decision, JSON.stringify([{ from: '0', to: 'bank.pdf' }]))
      refuse(call, decision, 'EIO', 1)
      const said = { name: 'PublishError', code: 'EIO', path: decision }
      await expect(rollForward(out, [], [])).rejects.toMatchObject(said)
      expect(await rollForward(out, [], [])).toBe(true)
      expect(await readdir(out)).toEqual(['bank.pdf'])
    },
  )

  it('removes a stage whose decision is a folder or a link: it is not ours', async () => {
    const out = await temporary()
    const [first, second] = [await openStage(out), await openStage(out)]
    await mkdir(join(first, 'COMMIT'))
    await writeFile(join(second, '0'), 'new')
    await writeFile(join(second, 'moves'), JSON.stringify([{ from: '0', to: 'bank.pdf' }]))
    await symlink(join(second, 'moves'), join(second, 'COMMIT'))
    expect(await rollForward(out, [], [])).toBe(false)
    expect(await readdir(out)).toEqual([])
  })

  const hex = '0123456789abcdef0123456789abcdef'

  it.each<[string, unknown]>([
    ['is torn', '[{"from":"0","to":"bank.pdf"'],
    ['is no list', { from: '0', to: 'bank.pdf' }],
    ['lists more than moves', [{ from: '0', to: 'bank.pdf' }, { from: '1' }]],
    ['has a number for a name', [{ from: 0, to: 'bank.pdf' }]],
    ['has a number for a target', [{ from: '0', to: 5 }]],
    ['takes from outside the stage', [{ from: '../0', to: 'bank.pdf' }]],
    ['takes from outside by a way round', [{ from: '0/../../0', to: 'bank.pdf' }]],
    [
      'names a way out beside a right name',
      [
        { from: '0', to: 'bank.pdf' },
        { from: '1', to: '../x' },
      ],
    ],
    [
      'names a right name beside a way out',
      [
        { from: '1', to: '../x' },
        { from: '0', to: 'bank.pdf' },
      ],
    ],
    ['names almost a ledger', [{ from: '0', to: '../myrectoverso.lock' }]],
    ['names more than a ledger', [{ from: '0', to: '../rectoverso.lock.sh' }]],
    ['names a picture in no folder of ours', [{ from: '0', to: `../${hex}.png` }]],
  ])('does nothing that a COMMIT says which %s', async (_, moves) => {
    const top = await temporary()
    const out = await staged({ 0: 'evil', 1: 'evil' }, moves, join(top, 'out'))
    await writeFile(join(out, '0'), 'evil')
    expect(await rollForward(out, [], [])).toBe(false)
    expect(await readdir(out)).toEqual(['0'])
    expect(await readdir(top)).toEqual(['out'])
  })

  it.each([
    ['../bank.rectoverso.lock', true],
    ['../rectoverso.issued', true],
    ['../pictures/index', true],
    [`../pictures/${hex}.png`, true],
    ['../pictures/index.sh', false],
    ['../pictures/my-index', false],
    [`../pictures/${hex}.png.sh`, false],
    [`../pictures/x${hex}.png`, false],
    ['../pictures/a.png', false],
    [`../pictures/${hex.replaceAll(/[0-9a-f]/g, 'z')}.png`, false],
  ] as const)('moves to %s: %j', async (to, may) => {
    const top = await folderOf({ 'pictures/there': '' })
    const out = await staged({ 10: 'new' }, [{ from: '10', to }], join(top, 'out'))
    expect(await rollForward(out, [join(top, 'pictures')], [])).toBe(may)
    const found = await readFile(join(out, to), 'utf8').catch(() => undefined)
    expect(found).toBe(may ? 'new' : undefined)
    expect(await readdir(out)).toEqual([])
  })

  it.each([
    ['a folder', 'bank', '../bank/deep/a.md', true],
    ['a folder, whose file begins with points', 'bank', '../bank/..a.md', true],
    ['a file', 'bank/a.md', '../bank/a.md', true],
    ['another file', 'bank/a.md', '../bank/b.md', false],
    ['a script', 'bank', '../bank/a.md.sh', false],
  ] as const)('finishes a merge into %s', async (_, bank, to, may) => {
    const top = await folderOf({ 'bank/a.md': 'old', 'bank/deep/a.md': 'old' })
    const out = await staged({ 0: 'new' }, [{ from: '0', to }], join(top, 'out'))
    expect(await rollForward(out, [], [join(top, bank)])).toBe(may)
    const found = await readFile(join(out, to), 'utf8').catch(() => undefined)
    expect(found === 'new').toBe(may)
  })

  it.skipIf(windows)('finishes a merge into a bank that is a link', async () => {
    const top = await folderOf({ 'real/a.md': 'old' })
    await symlink('real', join(top, 'bank'))
    const out = await staged({ 0: 'new' }, [{ from: '0', to: '../real/a.md' }], join(top, 'out'))
    expect(await rollForward(out, [], [join(top, 'bank')])).toBe(true)
    expect(await readFile(join(top, 'real/a.md'), 'utf8')).toBe('new')
  })

  it('knows of a bank that is gone only its name', async () => {
    const top = await temporary()
    const moves = [{ from: '0', to: '../bank.md' }]
    const out = await staged({ 0: 'new' }, moves, join(top, 'out'))
    expect(await rollForward(out, [], [join(top, 'bank.md')])).toBe(true)
    expect(await readFile(join(top, 'bank.md'), 'utf8')).toBe('new')
  })

  it.skipIf(windows)('puts no picture where a link to a folder leads', async () => {
    const top = await folderOf({ 'victim/index': 'whole' })
    await symlink('victim', join(top, 'pictures'))
    const moves = [{ from: '0', to: '../pictures/index' }]
    const out = await staged({ 0: 'evil' }, moves, join(top, 'out'))
    expect(await rollForward(out, [join(top, 'pictures')], [])).toBe(false)
    expect(await readFile(join(top, 'victim/index'), 'utf8')).toBe('whole')
  })

  it.skipIf(windows).each([
    ['to a file', 'real.ledger'],
    ['to nothing', 'none'],
  ])('replaces a ledger of another name that is a link %s', async (_, target) => {
    const top = await folderOf({ 'real.ledger': 'old' })
    const ledger = join(top, 'my.ledger')
    await symlink(target, ledger)
    const out = await staged({ 0: 'new' }, [{ from: '0', to: '../my.ledger' }], join(top, 'out'))
    expect(await rollForward(out, [ledger], [])).toBe(true)
    expect(await readFile(ledger, 'utf8')).toBe('new')
  })
})

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Messages } from '../src/messages/messages.ts'
import { LockedError, type Plan, PublishError, publish, recover } from '../src/publish.ts'
import { ahead, refuse, watch } from './support/disk.ts'
import { folderOf, temporary } from './support/tmp.ts'

vi.mock('node:fs/promises', async (load) => (await import('./support/disk.ts')).trapped(load))

const windows = process.platform === 'win32'

const sha = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const asRoot = process.getuid?.() === 0

function plan(files: Record<string, string | Uint8Array>, more: Partial<Plan> = {}): Plan {
  return {
    name: 'bank',
    files: Object.entries(files).map(([name, content]) => ({ name, content })),
    beside: [],
    messages: new Messages(),
    ...more,
  }
}

const listed = (folder: string) => readdirSync(folder).sort()
const held = (folder: string) =>
  Object.fromEntries(listed(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

describe('publish', () => {
  it('writes outputs, ledger and manifest, and leaves nothing else', async () => {
    const top = await temporary()
    const out = join(top, 'new/out')
    const ledger = join(top, 'rectoverso.lock')
    const streamed = (async function* () {
      for (const part of ['one ', 'two ', 'three']) yield Buffer.from(part)
    })()
    const beside = [{ path: ledger, content: 'ledger' }]
    const made = plan({ 'bank.pdf': new Uint8Array([1, 2, 3]), 'bank.csv': 'a,b' }, { beside })
    const files = [...made.files, { name: 'bank.apkg', content: streamed }]
    const published = await publish(out, [{ ...made, files }])
    expect(published?.[0]?.map(({ path, bytes, changed }) => [path, bytes, changed])).toEqual([
      [join(out, 'bank.pdf'), 3, true],
      [join(out, 'bank.csv'), 3, true],
      [join(out, 'bank.apkg'), 13, true],
    ])
    expect(listed(out)).toEqual(['bank.apkg', 'bank.csv', 'bank.manifest.json', 'bank.pdf'])
    expect(readFileSync(ledger, 'utf8')).toBe('ledger')
    const manifest = JSON.parse(readFileSync(join(out, 'bank.manifest.json'), 'utf8'))
    expect(Object.keys(manifest.files)).toEqual(['bank.apkg', 'bank.csv', 'bank.pdf'])
    expect(manifest.files['bank.apkg']).toEqual({ sha256: sha('one two three'), size: 13 })
  })

  it('does not touch a file whose bytes are the same', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'same', 'bank.csv': 'old' })])
    const before = statSync(join(out, 'bank.pdf'))
    const published = await publish(out, [plan({ 'bank.pdf': 'same', 'bank.csv': 'new' })])
    expect(published?.[0]?.map(({ changed }) => changed)).toEqual([false, true])
    const after = statSync(join(out, 'bank.pdf'))
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
    expect(readFileSync(join(out, 'bank.csv'), 'utf8')).toBe('new')
  })

  it('leaves no folder behind that nothing came into', async () => {
    const home = await temporary()
    const beside = [{ path: join(home, 'rectoverso.lock'), content: 'L' }]
    await publish(join(home, 'a/b/out'), [plan({}, { beside })])
    expect(listed(home)).toEqual(['rectoverso.lock'])
    await publish(home, [plan({}, { beside })])
    expect(listed(home)).toEqual(['rectoverso.lock'])
  })

  it('keeps what the manifest knows of files that this build did not make', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'p', 'bank.csv': 'c', 'bank.apkg': 'a' })])
    await rm(join(out, 'bank.apkg'))
    await publish(out, [plan({ 'bank.pdf': 'q' })])
    const manifest = JSON.parse(readFileSync(join(out, 'bank.manifest.json'), 'utf8'))
    expect(Object.keys(manifest.files)).toEqual(['bank.csv', 'bank.pdf'])
  })

  it('keeps in the manifest what was deleted and made anew', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'p', 'bank.csv': 'c' })])
    await rm(join(out, 'bank.pdf'))
    await publish(out, [plan({ 'bank.pdf': 'p', 'bank.csv': 'c' })])
    const manifest = JSON.parse(readFileSync(join(out, 'bank.manifest.json'), 'utf8'))
    expect(Object.keys(manifest.files)).toEqual(['bank.csv', 'bank.pdf'])
  })

  it('empties the manifest of outputs that are all gone, and begins none without outputs', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'p' })])
    await rm(join(out, 'bank.pdf'))
    await publish(out, [plan({}), plan({}, { name: 'other' })])
    expect(listed(out)).toEqual(['bank.manifest.json'])
    const manifest = JSON.parse(readFileSync(join(out, 'bank.manifest.json'), 'utf8'))
    expect(manifest.files).toEqual({})
  })

  it('decides and moves nothing where nothing is new', async () => {
    const out = await temporary()
    const beside = [{ path: join(out, 'rectoverso.lock'), content: 'ledger' }]
    await publish(out, [plan({ 'bank.pdf': 'same' }, { beside })])
    const log = watch()
    await publish(out, [plan({ 'bank.pdf': 'same' }, { beside })])
    expect(
      log.filter(
        (call) =>
          call.startsWith('rename') || (!call.startsWith('lstat') && call.includes('COMMIT')),
      ),
    ).toEqual([])
    expect(listed(out)).toEqual(['bank.manifest.json', 'bank.pdf', 'rectoverso.lock'])
  })

  it('refuses a name that is a path', async () => {
    const out = await temporary()
    for (const name of ['../x.csv', 'a/b.csv', 'a\\b', '.hidden', 'C:x', '']) {
      await expect(publish(out, [plan({ [name]: 'x' })])).rejects.toThrow('plain file name')
    }
    expect(listed(out)).toEqual([])
  })

  it('follows a ledger that is a link', async () => {
    const top = await temporary()
    await writeFile(join(top, 'real.lock'), 'old')
    await symlink('real.lock', join(top, 'rectoverso.lock'))
    const beside = [{ path: join(top, 'rectoverso.lock'), content: 'new' }]
    await publish(join(top, 'out'), [plan({}, { beside })])
    expect(readFileSync(join(top, 'real.lock'), 'utf8')).toBe('new')
  })

  it.skipIf(windows)('follows a bank that is a link to its ledger', async () => {
    const top = await folderOf({ 'real/rectoverso.lock': 'old' })
    await symlink('real', join(top, 'bank'))
    const beside = [{ path: join(top, 'bank/rectoverso.lock'), content: 'new' }]
    await publish(join(top, 'out'), [plan({}, { beside })])
    expect(readFileSync(join(top, 'real/rectoverso.lock'), 'utf8')).toBe('new')
  })
})

describe('publish: folders of pictures', () => {
  const pictures = (folder: string, text = 'picture') => [
    { path: join(folder, 'index'), content: text, folder: true as const },
    { path: join(folder, 'a.png'), content: text, folder: true as const },
  ]

  it('are made, and written into', async () => {
    const top = await folderOf({ 'bank/a.md': 'text' })
    const next = plan({}, { beside: pictures(join(top, 'bank/pictures')) })
    await publish(join(top, 'out'), [next])
    await publish(join(top, 'out'), [
      plan({}, { beside: pictures(join(top, 'bank/pictures'), 'n') }),
    ])
    expect(held(join(top, 'bank/pictures'))).toEqual({ 'a.png': 'n', index: 'n' })
    expect(next.messages.all).toEqual([])
  })

  it('are gone again where nothing came into them', async () => {
    const top = await folderOf({ 'bank/a.md': 'text', 'out/bank.csv': 'edited' })
    const next = plan({ 'bank.csv': 'new' }, { beside: pictures(join(top, 'bank/pictures')) })
    expect(await publish(join(top, 'out'), [next])).toBeUndefined()
    expect(listed(join(top, 'bank'))).toEqual(['a.md'])
  })

  it('are not made below what is not there', async () => {
    const top = await temporary()
    const next = plan({ 'bank.pdf': 'p' }, { beside: pictures(join(top, 'none/pictures')) })
    expect(await publish(join(top, 'out'), [next])).toBeDefined()
    expect(listed(top)).toEqual(['out'])
    expect(next.messages.all.map(({ reason }) => reason)).toEqual([
      `${join(top, 'none/pictures/index')} could not be written`,
      `${join(top, 'none/pictures/a.png')} could not be written`,
    ])
  })

  it.skipIf(windows)('are never where a link leads', async () => {
    const top = await folderOf({ 'bank/a.md': 'text', 'victim/index': 'whole' })
    const folder = join(top, 'bank/pictures')
    await symlink('../victim', folder)
    const next = plan({ 'bank.pdf': 'p' }, { beside: pictures(folder) })
    expect(await publish(join(top, 'out'), [next])).toBeDefined()
    expect(held(join(top, 'victim'))).toEqual({ index: 'whole' })
    const said = ['ledger-not-kept', `${folder} is a link; nothing goes there`]
    expect(next.messages.all.map(({ ruleId, reason }) => [ruleId, reason])).toEqual([said, said])
  })
})

describe('publish: sources and the table they were merged from', () => {
  it('keeps the mode of a source, and from now on takes the edited table for written', async () => {
    const top = await temporary()
    const [out, source] = [join(top, 'out'), join(top, 'a.md')]
    await writeFile(source, 'old')
    await chmod(source, 0o640)
    await publish(out, [plan({ 'bank.csv': 'one' })])
    await writeFile(join(out, 'bank.csv'), 'edited')
    const settled = new Map([['bank.csv', { sha256: sha('edited'), size: 6 }]])
    const beside = [
      { path: source, content: 'new', before: { text: 'old' }, source: true as const },
    ]
    await publish(out, [plan({}, { beside, settled })])
    expect(readFileSync(source, 'utf8')).toBe('new')
    expect(statSync(source).mode & 0o777).toBe(0o640)
    expect(readFileSync(join(out, 'bank.csv'), 'utf8')).toBe('edited')
    const next = plan({ 'bank.csv': 'two' })
    expect(await publish(out, [next])).toBeDefined()
    expect(next.messages.all).toEqual([])
  })

  it('writes nothing where a source was changed meanwhile, or is gone', async () => {
    const top = await temporary()
    const [out, one, other] = [join(top, 'out'), join(top, 'a.md'), join(top, 'b.md')]
    await writeFile(one, 'a')
    const source = true as const
    const both = [
      { path: one, content: 'new a', before: { text: 'a' }, source },
      { path: other, content: 'new b', before: { text: 'b' }, source },
    ]
    await expect(publish(out, [plan({}, { beside: both })])).rejects.toThrow(LockedError)
    const gone = both.map(({ before: _, ...rest }) => rest)
    await expect(publish(out, [plan({}, { beside: gone })])).rejects.toThrow(PublishError)
    await writeFile(other, 'b, changed')
    await expect(publish(out, [plan({}, { beside: both })])).rejects.toThrow(LockedError)
    expect(readFileSync(one, 'utf8')).toBe('a')
  })

  it('lets a source be that says already what it should', async () => {
    const top = await folderOf({ 'a.md': 'same' })
    const path = join(top, 'a.md')
    const before = statSync(path)
    await publish(join(top, 'out'), [
      plan({}, { beside: [{ path, content: 'same', source: true }] }),
    ])
    expect(statSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs })
  })

  it.each([
    ['access', 'open', 'EACCES'],
    ['stat', 'stat', 'EIO'],
    ['chmod', 'chmod', 'EPERM'],
  ] as const)('writes nothing where of a source %s is refused', async (call, syscall, code) => {
    const top = await folderOf({ 'a.md': 'old' })
    const path = join(top, 'a.md')
    const beside = [{ path, content: 'new', source: true as const }]
    // What gets its mode lies in the stage yet. A target is looked at once before it is written.
    if (call === 'stat') ahead(call, path, () => refuse(call, path, code))
    else refuse(call, call === 'chmod' ? /rectoverso-stage-[^/\\]*.\d+$/ : path, code)
    const publishing = publish(join(top, 'out'), [plan({ 'bank.pdf': 'p' }, { beside })])
    await expect(publishing).rejects.toBeInstanceOf(PublishError)
    await expect(publishing).rejects.toMatchObject({ code, syscall, path })
    expect(held(top)).toEqual({ 'a.md': 'old' })
  })

  it('names the command that takes an edited table home, of a workbook too', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.xlsx': 'one' })])
    await writeFile(join(out, 'bank.xlsx'), 'edited')
    const next = plan({ 'bank.xlsx': 'two' }, { mergeCommand: (table) => `merge ${table}` })
    expect(await publish(out, [next])).toBeUndefined()
    expect(next.messages.all[0]?.note).toBe(`Take the edits home: merge ${join(out, 'bank.xlsx')}`)
  })
})

describe('publish: an edited table', () => {
  it('stops everything, whoever else wrote', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'one', 'bank.csv': 'table' })])
    await writeFile(join(out, 'bank.csv'), 'table with notes')
    const before = held(out)
    const next = plan({ 'bank.pdf': 'two', 'bank.csv': 'table two' })
    expect(await publish(out, [next])).toBeUndefined()
    const path = join(out, 'bank.csv')
    expect(next.messages.all).toHaveLength(1)
    expect(next.messages.all[0]).toMatchObject({
      ruleId: 'table-edited',
      reason: `${path} was edited since it was written`,
      file: path,
      line: 1,
      column: 1,
    })
    expect(held(out)).toEqual(before)
  })

  it('is none by a name that only holds one', async () => {
    const out = await folderOf({ 'bank.csv.pdf': 'a stranger' })
    expect(await publish(out, [plan({ 'bank.csv.pdf': 'ours' })])).toBeDefined()
    expect(readFileSync(join(out, 'bank.csv.pdf'), 'utf8')).toBe('ours')
  })

  it('is one that no manifest knows, too', async () => {
    const out = await temporary()
    await writeFile(join(out, 'bank.csv'), 'a stranger')
    const next = plan({ 'bank.csv': 'ours' })
    expect(await publish(out, [next])).toBeUndefined()
    expect(readFileSync(join(out, 'bank.csv'), 'utf8')).toBe('a stranger')
  })

  it('is replaced once it is what was written, or what would be written', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.csv': 'one' })])
    expect(await publish(out, [plan({ 'bank.csv': 'two' })])).toBeDefined()
    await writeFile(join(out, 'bank.csv'), 'three')
    expect(await publish(out, [plan({ 'bank.csv': 'three' })])).toBeDefined()
    expect(await publish(out, [plan({ 'bank.csv': 'four' })])).toBeDefined()
  })
})

/** A disk of 1 MiB; undefined where this user may not mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-disk-'))
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
  const mounted = mount.status === 0
  afterAll(() => {
    if (mounted) spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return mounted ? folder : undefined
}

describe('publish: what the system refuses', () => {
  /** What is refused, and with which call and path; `at` is below `out`. */
  const refused = async (
    out: string,
    code: string,
    syscall: string,
    at: string | RegExp,
    plans = [plan({ 'bank.pdf': 'new' })],
  ) => {
    const error = await publish(out, plans).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PublishError)
    const path = typeof at === 'string' ? join(out, at) : expect.stringMatching(at)
    expect(error).toMatchObject({ code, syscall, path })
  }

  it('a folder in place of a file', async () => {
    const out = await temporary()
    await writeFile(join(out, 'a.pdf'), 'old')
    await mkdir(join(out, 'bank.pdf'))
    const log = watch()
    await refused(out, 'EISDIR', 'open', 'bank.pdf', [plan({ 'a.pdf': 'new', 'bank.pdf': 'new' })])
    expect(log.filter((call) => call.startsWith('mkdtemp'))).toEqual([])
    expect(listed(out)).toEqual(['a.pdf', 'bank.pdf'])
    expect(readFileSync(join(out, 'a.pdf'), 'utf8')).toBe('old')
  })

  it('a folder in place of a manifest, or of a ledger', async () => {
    const out = await folderOf({ 'bank.manifest.json/a': '', 'rectoverso.lock/a': '' })
    await refused(out, 'EISDIR', 'open', 'bank.manifest.json')
    const beside = [{ path: join(out, 'rectoverso.lock'), content: 'ledger' }]
    await refused(out, 'EISDIR', 'open', 'rectoverso.lock', [plan({}, { name: 'other', beside })])
    expect(listed(out)).toEqual(['bank.manifest.json', 'rectoverso.lock'])
  })

  it('a ledger that cannot be read', async () => {
    const out = await folderOf({ 'rectoverso.lock': 'ledger' })
    const path = join(out, 'rectoverso.lock')
    refuse('readFile', path, 'EIO')
    const beside = [{ path, content: 'new', before: { text: undefined } }]
    await refused(out, 'EIO', 'read', 'rectoverso.lock', [plan({}, { beside })])
    expect(readFileSync(path, 'utf8')).toBe('ledger')
  })

  it('a file in place of a folder', async () => {
    const top = await temporary()
    await writeFile(join(top, 'out'), 'a file')
    await refused(join(top, 'out'), 'EEXIST', 'mkdir', '')
    await refused(join(top, 'out/below'), windows ? 'ENOENT' : 'ENOTDIR', 'mkdir', '')
    expect(readFileSync(join(top, 'out'), 'utf8')).toBe('a file')
  })

  it.skipIf(asRoot)(
    'a folder that is read-only [skipped for root, who may write all]',
    async () => {
      const out = await temporary()
      await publish(out, [plan({ 'bank.pdf': 'old' })])
      await chmod(out, 0o500)
      await refused(out, 'EACCES', 'open', /./)
      await chmod(out, 0o700)
      expect(readFileSync(join(out, 'bank.pdf'), 'utf8')).toBe('old')
    },
  )

  const small = smallDisk()
  it.skipIf(small === undefined)(
    'a full disk [skipped where no small disk may be mounted]',
    async () => {
      const out = small ?? ''
      const old = 'old '.repeat(50_000)
      await publish(out, [plan({ 'a.pdf': old, 'b.pdf': old })])
      const before = held(out)
      await refused(out, 'ENOSPC', 'write', /./, [
        plan({ 'a.pdf': 'new', 'b.pdf': 'new '.repeat(500_000) }),
      ])
      expect(held(out)).toEqual(before)
    },
  )

  it.skipIf(small === undefined)(
    'a later move: a ledger on another disk is as it was [skipped where none may be mounted]',
    async () => {
      const out = await temporary()
      const ledger = join(small ?? '', 'rectoverso.lock')
      await writeFile(ledger, 'old ledger')
      onTestFinished(() => rm(ledger))
      const beside = [{ path: ledger, content: 'new ledger' }]
      refuse('rename', join(out, 'bank.manifest.json'), 'EIO', 1)
      const next = [plan({ 'bank.pdf': 'new' }, { beside })]
      await refused(out, 'EIO', 'rename', 'bank.manifest.json', next)
      expect(readFileSync(ledger, 'utf8')).toBe('old ledger')
      expect(listed(out)).toEqual([])
      await publish(out, next)
      expect(readFileSync(ledger, 'utf8')).toBe('new ledger')
      expect(listed(small ?? '').filter((name) => name.startsWith('.'))).toEqual([])
    },
  )

  it('a ledger that cannot be written is a warning, the outputs are kept', async () => {
    const out = await temporary()
    const beside = [{ path: join(out, 'nowhere/rectoverso.lock'), content: 'x' }]
    const next = plan({ 'bank.pdf': 'new' }, { beside })
    expect(await publish(out, [next])).toBeDefined()
    expect(next.messages.all).toMatchObject([
      { ruleId: 'ledger-not-kept', reason: `${beside[0]?.path} could not be written` },
    ])
  })

  it.each(['its folder', 'itself'])('so is one that is protected, %s', async (what) => {
    const out = await folderOf({ 'bank/rectoverso.lock': 'old' })
    const path = join(out, 'bank/rectoverso.lock')
    refuse('access', what === 'itself' ? path : join(out, 'bank'), 'EACCES')
    const next = plan({ 'bank.pdf': 'new' }, { beside: [{ path, content: 'new' }] })
    expect(await publish(out, [next])).toBeDefined()
    expect(next.messages.all.map(({ ruleId }) => ruleId)).toEqual(['ledger-not-kept'])
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readFileSync(join(out, 'bank.pdf'), 'utf8')).toBe('new')
  })

  it('a move and its taking back: the next start finishes, and the ledger is never gone', async () => {
    const out = await folderOf({ 'rectoverso.lock': 'old ledger' })
    const ledger = join(out, 'rectoverso.lock')
    const beside = [{ path: ledger, content: 'new ledger' }]
    await publish(out, [plan({ 'bank.pdf': 'old' })])
    refuse('rename', join(out, 'bank.manifest.json'), 'ENOSPC', 1)
    refuse('rename', /\.old$/, 'EIO')
    await refused(out, 'ENOSPC', 'rename', 'bank.manifest.json', [
      plan({ 'bank.pdf': 'new' }, { beside }),
    ])
    await recover(out)
    expect(held(out)).toMatchObject({ 'bank.pdf': 'new', 'rectoverso.lock': 'new ledger' })
    expect(listed(out)).toEqual(['bank.manifest.json', 'bank.pdf', 'rectoverso.lock'])
  })

  it('a writer that fails midway', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'old', 'bank.csv': 'old' })])
    const before = held(out)
    const failing = (async function* () {
      yield Buffer.from('half')
      throw new Error('no more')
    })()
    const next = plan({ 'bank.csv': 'new' })
    const files = [...next.files, { name: 'bank.pdf', content: failing }]
    await expect(publish(out, [{ ...next, files }])).rejects.toThrow('no more')
    expect(held(out)).toEqual(before)
  })

  it('takes back what was moved when a later move is refused', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'a.pdf': 'old a', 'b.pdf': 'old b' })])
    const before = held(out)
    // The target turns into a folder between check and move: while its own bytes are staged.
    const late = (async function* () {
      yield Buffer.from('new c')
      await mkdir(join(out, 'c.pdf/full'), { recursive: true })
    })()
    const next = plan({ 'a.pdf': 'new a', 'b.pdf': 'new b' })
    const files = [...next.files, { name: 'c.pdf', content: late }]
    await expect(publish(out, [{ ...next, files }])).rejects.toBeInstanceOf(PublishError)
    await rm(join(out, 'c.pdf'), { recursive: true })
    expect(held(out)).toEqual(before)
  })
})

describe('publish: interruption', () => {
  it('is all old or all new after the next start, at whichever move it came', async () => {
    const top = await folderOf({ 'rectoverso.lock': 'old' })
    const out = join(top, 'out')
    const ledger = join(top, 'rectoverso.lock')
    const generation = (text: string) => [
      plan(
        { 'a.pdf': text, 'b.pdf': text, 'c.pdf': text },
        { beside: [{ path: ledger, content: text }] },
      ),
    ]
    const texts = (folder: string) =>
      ['out/a.pdf', 'out/b.pdf', 'out/c.pdf', 'rectoverso.lock'].map((name) =>
        readFileSync(join(folder, name), 'utf8'),
      )
    await publish(out, generation('old'))
    const copies: string[] = []
    const copy = async () => {
      const to = await temporary()
      await cp(top, to, { recursive: true })
      copies.push(to)
    }
    // The decision, three outputs, the ledger and the manifest.
    for (let moves = 0; moves < 6; moves++) ahead('rename', /./, copy)
    await publish(out, generation('new'))
    expect(copies).toHaveLength(6)
    for (const [moves, folder] of copies.entries()) {
      await recover(join(folder, 'out'))
      const text = moves === 0 ? 'old' : 'new'
      expect([moves, texts(folder)]).toEqual([moves, [text, text, text, text]])
      expect(listed(join(folder, 'out'))).toEqual(listed(out))
      const next = plan({ 'bank.csv': 'table' })
      expect(await publish(join(folder, 'out'), [next])).toBeDefined()
    }
  })

  it('of another build is finished before anything is compared', async () => {
    const top = await folderOf({
      'my.ledger': 'old',
      'bank/a.md': 'old',
      'out/.rectoverso-stage-abc/0': 'decided',
      'out/.rectoverso-stage-abc/1': 'decided',
      'out/.rectoverso-stage-abc/COMMIT': JSON.stringify([
        { from: '0', to: '../my.ledger' },
        { from: '1', to: '../bank/a.md' },
      ]),
    })
    const path = join(top, 'my.ledger')
    const beside = [{ path, content: 'mine', before: { text: 'old' } }]
    const within = join(top, 'bank')
    const other = plan({}, { name: 'other' })
    const publishing = publish(join(top, 'out'), [other, plan({}, { beside, within })])
    await expect(publishing).rejects.toThrow(`${path} was changed by another build. Build again.`)
    expect(readFileSync(path, 'utf8')).toBe('decided')
    expect(readFileSync(join(top, 'bank/a.md'), 'utf8')).toBe('decided')
    expect(listed(join(top, 'out'))).toEqual([])
  })

  it('leaves nothing behind before the decision', async () => {
    const out = await temporary()
    await publish(out, [plan({ 'bank.pdf': 'old' })])
    const before = held(out)
    const stop = new AbortController()
    const stopping = (async function* () {
      yield Buffer.from('half')
      stop.abort()
      yield Buffer.from('whole')
    })()
    const next = { ...plan({}), files: [{ name: 'bank.pdf', content: stopping }] }
    await expect(publish(out, [next], { signal: stop.signal })).rejects.toThrow('abort')
    expect(held(out)).toEqual(before)
  })
})

describe('publish: two at once', () => {
  it('one wins, also within one process', async () => {
    const out = await temporary()
    const results = await Promise.allSettled(
      ['one', 'two', 'three'].map((text) => publish(out, [plan({ 'bank.pdf': text.repeat(1e5) })])),
    )
    const won = results.filter(({ status }) => status === 'fulfilled')
    const lost = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(won).toHaveLength(1)
    expect(lost).toEqual([expect.any(LockedError), expect.any(LockedError)])
    expect(listed(out)).toEqual(['bank.manifest.json', 'bank.pdf'])
  })

  it('does not undo a ledger that another build has written since', async () => {
    const out = await temporary()
    const ledger = join(out, 'rectoverso.lock')
    await writeFile(ledger, 'newer')
    const beside = [{ path: ledger, content: 'mine', before: { text: 'older' } }]
    await expect(publish(out, [plan({}, { beside })])).rejects.toBeInstanceOf(LockedError)
    const again = [{ path: ledger, content: 'mine', before: { text: 'newer' } }]
    await publish(out, [plan({}, { beside: again })])
    expect(await readFile(ledger, 'utf8')).toBe('mine')
  })

  it.each([
    ['there is none yet', undefined, undefined, true],
    ['another began it', 'theirs', undefined, false],
    ['another removed it', undefined, 'read', false],
    ['an editor put a mark before it', '\uFEFFread', 'read', true],
    ['an editor took the mark from it', 'read', '\uFEFFread', true],
    ['a mark came into the midst of it', 're\uFEFFad', 'read', false],
  ] as const)('compares the ledger with what was read: %s', async (_, now, read, may) => {
    const out = await folderOf(now === undefined ? {} : { 'rectoverso.lock': now })
    const path = join(out, 'rectoverso.lock')
    const beside = [{ path, content: 'mine', before: { text: read } }]
    const said = await publish(out, [plan({}, { beside })]).catch((error: unknown) => error)
    if (may) expect(said).toEqual([[]])
    else
      expect(String(said)).toBe(`LockedError: ${path} was changed by another build. Build again.`)
    const found = existsSync(path) ? readFileSync(path, 'utf8') : undefined
    expect(found).toBe(may ? 'mine' : now)
  })
})

describe('recover', () => {
  const stageIn = async (out: string, moves: unknown, files: Record<string, string>) => {
    const stage = join(out, '.rectoverso-stage-abc')
    await mkdir(stage, { recursive: true })
    for (const [name, text] of Object.entries(files)) await writeFile(join(stage, name), text)
    if (moves !== undefined) await writeFile(join(stage, 'COMMIT'), JSON.stringify(moves))
  }

  it('finishes what was decided and removes what was not', async () => {
    const top = await temporary()
    const out = join(top, 'out')
    const moves = [
      { from: '0', to: 'bank.pdf' },
      { from: '1', to: '../rectoverso.lock' },
      { from: '2', to: 'gone-already.pdf' },
    ]
    await stageIn(out, moves, { 0: 'pdf', 1: 'ledger' })
    await recover(out)
    expect(held(out)).toEqual({ 'bank.pdf': 'pdf' })
    expect(readFileSync(join(top, 'rectoverso.lock'), 'utf8')).toBe('ledger')
    await stageIn(out, undefined, { 0: 'undecided' })
    await recover(out)
    expect(held(out)).toEqual({ 'bank.pdf': 'pdf' })
  })

  it('moves a ledger of another name only where the caller names it', async () => {
    const top = await temporary()
    const out = join(top, 'out')
    const moves = [{ from: '0', to: '../my.ledger' }]
    await stageIn(out, moves, { 0: 'ledger' })
    await recover(out)
    expect(existsSync(join(top, 'my.ledger'))).toBe(false)
    await stageIn(out, moves, { 0: 'ledger' })
    await recover(out, [join(top, 'my.ledger')])
    expect(readFileSync(join(top, 'my.ledger'), 'utf8')).toBe('ledger')
  })

  it('obeys no stage that a stranger made', async () => {
    const top = await temporary()
    const out = join(top, 'out')
    const hostile: unknown[] = [
      [{ from: '0', to: '../victim' }],
      [{ from: '0', to: join(top, 'victim') }],
      [{ from: '../../victim', to: 'bank.pdf' }],
      [{ from: '0', to: '.hidden' }],
      [{ from: '0', to: 'C:victim' }],
      [{ from: '0' }, null, 3],
      'text',
    ]
    for (const moves of hostile) {
      await writeFile(join(top, 'victim'), 'whole')
      await stageIn(out, moves, { 0: 'evil' })
      await recover(out)
      expect(listed(out)).toEqual([])
      expect(readFileSync(join(top, 'victim'), 'utf8')).toBe('whole')
    }
  })

  it.each(['EROFS', 'EACCES', 'EPERM'])(
    'leaves a folder as it is that may not be written (%s)',
    async (code) => {
      const out = await temporary()
      await stageIn(out, [{ from: '0', to: 'bank.pdf' }], { 0: 'pdf' })
      refuse('open', join(out, '.rectoverso.lock'), code)
      await recover(out)
      expect(listed(out)).toEqual(['.rectoverso-stage-abc'])
    },
  )

  it('says what else keeps it from looking', async () => {
    const out = await temporary()
    await stageIn(out, [{ from: '0', to: 'bank.pdf' }], { 0: 'pdf' })
    const path = join(out, '.rectoverso.lock')
    refuse('open', path, 'EIO')
    await expect(recover(out)).rejects.toMatchObject({ code: 'EIO', syscall: 'open', path })
    expect(listed(out)).toEqual(['.rectoverso-stage-abc'])
  })

  it('does nothing where there is no folder', async () => {
    const top = await temporary()
    await recover(join(top, 'none'))
    expect(listed(top)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { Inputs } from '../../../src/build.ts'
import { Bell } from '../../../src/cli/watch/bell.ts'
import type { Look } from '../../../src/cli/watch/look.ts'
import { type Built, type Change, pause, watching } from '../../../src/cli/watch/loop.ts'
import { handTimers } from './timers.ts'

const inputs: Inputs = {
  folders: ['bank'],
  templates: [],
  files: ['bank/fig.png'],
  kept: ['bank/rectoverso.lock'],
  out: 'out',
}

/** A bank in memory: files by path, each with a number that is its place on disk. */
function desk(start: Record<string, string>, build: (changes: readonly Change[]) => unknown) {
  const files = new Map(
    Object.entries(start).map(([path, text], node) => [
      path,
      { text, node: String(node), saved: 0, at: 0 },
    ]),
  )
  const { timers, pass, now } = handTimers()
  const bell = new Bell(timers)
  const stop = new AbortController()
  const builds: (readonly Change[])[] = []
  let saves = 0
  let held = ''
  const look = async (wanted: Inputs): Promise<Look> => {
    const found = [...files.keys()].filter((path) => path.endsWith('.md'))
    const stamped = (path: string) => {
      const file = files.get(path)
      if (!file) return [path, undefined] as const
      return [
        path,
        { is: `${file.node} ${file.saved}`, node: file.node, touched: file.at },
      ] as const
    }
    return {
      files: new Map([...found, ...wanted.files, ...wanted.kept].map(stamped)),
      folders: new Map([['bank', '1']]),
      searched: new Set(['bank']),
      found: new Map(found.map((path) => [path, 'bank'])),
      kept: wanted.kept,
    }
  }
  const ended = watching(
    {
      build: async (changes) => {
        builds.push(changes)
        return (build(changes) ?? {}) as Built
      },
      ready: () => {},
      now,
      look,
      hold: ({ folders }) => {
        const now = JSON.stringify([...folders])
        const more = now !== held
        held = now
        return more
      },
      digest: async (path) => files.get(path)?.text,
      ...{ bell, timers, signal: stop.signal },
    },
    inputs,
  )
  const save = (path: string, text: string, node = files.get(path)?.node ?? `new ${++saves}`) => {
    files.set(path, { text, node, saved: ++saves, at: now() })
    bell.ring(path)
  }
  return {
    builds,
    save,
    pass,
    files,
    bell,
    /** Lets what was saved be noticed. */
    async settle(): Promise<void> {
      for (let turn = 0; turn < 5; turn++) await pass(100)
    },
    remove(path: string) {
      files.delete(path)
      bell.ring(path)
    },
    rename(from: string, to: string) {
      const file = files.get(from)
      if (!file) throw new Error(from)
      files.delete(from)
      files.set(to, file)
      bell.ring(from)
      bell.ring(to)
    },
    async end(): Promise<void> {
      stop.abort()
      await ended
    },
  }
}

const start = { 'bank/a.md': 'a', 'bank/rectoverso.lock': 'l' }

describe('watching', () => {
  it('builds once, and then when something was saved', async () => {
    const { builds, save, settle, end } = desk(start, () => {})
    await settle()
    expect(builds).toEqual([[]])
    save('bank/a.md', 'b')
    await settle()
    save('bank/b.md', 'new')
    await settle()
    await end()
    expect(builds.slice(1)).toEqual([
      [{ change: 'changed', path: 'bank/a.md' }],
      [{ change: 'added', path: 'bank/b.md' }],
    ])
  })

  it('makes one build of many saves', async () => {
    const { builds, save, settle, pass, end } = desk(start, () => {})
    await settle()
    for (let turn = 0; turn < 5; turn++) {
      save('bank/a.md', `${turn}`)
      await pass(50)
    }
    await settle()
    await end()
    expect(builds).toHaveLength(2)
  })

  it('builds for nothing that a build writes itself', async () => {
    let wrote = 0
    const { builds, save, settle, end } = desk(start, () => {
      wrote++
      save('bank/rectoverso.lock', `ledger ${wrote}`)
      save('out/bank.apkg', `${wrote}`)
    })
    await settle()
    await settle()
    expect(builds).toEqual([[]])
    save('bank/a.md', 'b')
    await settle()
    await settle()
    expect(builds).toHaveLength(2)
    // From elsewhere: a checkout, or `accept` in another terminal.
    save('bank/rectoverso.lock', 'of another')
    await settle()
    await end()
    expect(builds[2]).toEqual([{ change: 'changed', path: 'bank/rectoverso.lock' }])
    expect(builds).toHaveLength(3)
  })

  it('builds for no save that changes nothing, once it knows the text', async () => {
    const { builds, save, settle, end } = desk(start, () => {})
    await settle()
    save('bank/a.md', 'b')
    await settle()
    save('bank/a.md', 'b')
    await settle()
    save('bank/.a.md.swp', 'x')
    await settle()
    await end()
    expect(builds).toHaveLength(2)
  })

  it('notices what was saved while it built', async () => {
    let saved = false
    const { builds, save, settle, end } = desk(start, (changes) => {
      if (changes.length === 0 || saved) return
      saved = true
      save('bank/a.md', 'during')
    })
    await settle()
    save('bank/a.md', 'first')
    await settle()
    await settle()
    await end()
    expect(builds).toHaveLength(3)
  })

  it('notices a save whose time and size are those before it, by its event', async () => {
    const { builds, files, bell, save, settle, end } = desk(start, () => {})
    await settle()
    save('bank/a.md', 'one')
    await settle()
    const file = files.get('bank/a.md')
    if (file) file.text = 'two'
    bell.ring('bank/a.md')
    await settle()
    await end()
    expect(builds).toHaveLength(3)
  })

  it('tells a rename while it built', async () => {
    const { builds, save, rename, settle, end } = desk(start, (changes) => {
      if (changes.length === 1 && changes[0]?.change === 'changed') rename('bank/a.md', 'bank/b.md')
    })
    await settle()
    save('bank/a.md', 'other')
    await settle()
    await end()
    expect(builds[2]).toEqual([{ change: 'renamed', path: 'bank/b.md', from: 'bank/a.md' }])
  })

  it('tells a rename from one that went and another that came', async () => {
    const { builds, save, remove, rename, settle, end } = desk(start, () => {})
    await settle()
    rename('bank/a.md', 'bank/b.md')
    await settle()
    remove('bank/b.md')
    save('bank/c.md', 'a')
    await settle()
    await end()
    expect(builds.slice(1)).toEqual([
      [{ change: 'renamed', path: 'bank/b.md', from: 'bank/a.md' }],
      [
        { change: 'removed', path: 'bank/b.md' },
        { change: 'added', path: 'bank/c.md' },
      ],
    ])
  })

  it('waits for pictures that a build asked for, and takes those that are there for known', async () => {
    const more: Inputs = { ...inputs, files: [...inputs.files, 'img/x.png', 'img/none.png'] }
    const files = { ...start, 'img/x.png': 'x', 'bank/fig.png': 'f' }
    const { builds, save, settle, end } = desk(files, () => ({ inputs: more }))
    await settle()
    expect(builds).toHaveLength(1)
    save('img/none.png', 'here')
    await settle()
    save('img/x.png', 'y')
    await settle()
    await end()
    expect(builds.slice(1)).toEqual([
      [{ change: 'added', path: 'img/none.png' }],
      [{ change: 'changed', path: 'img/x.png' }],
    ])
  })

  it('notices a picture that came between the build that asked for it and the look after that', async () => {
    const more: Inputs = { ...inputs, files: [...inputs.files, 'img/x.png', 'img/y.png'] }
    const { builds, save, settle, end } = desk({ ...start, 'img/y.png': 'y' }, (changes) => {
      if (changes.length === 0) save('img/x.png', 'here')
      return { inputs: more }
    })
    await settle()
    await end()
    expect(
      builds
        .slice(1)
        .flat()
        .map(({ path }) => path),
    ).toEqual(['img/x.png'])
  })

  it('tries again where another build was at work', async () => {
    let turns = 0
    const { builds, pass, settle, end } = desk(start, () => ({ again: ++turns < 3 }))
    await settle()
    expect(builds).toHaveLength(1)
    await pass(pause)
    await settle()
    expect(builds).toHaveLength(2)
    await pass(pause)
    await settle()
    await pass(pause)
    await settle()
    await end()
    expect(builds).toHaveLength(3)
  })

  it('ends in the midst of waiting', async () => {
    const { end, settle } = desk(start, () => {})
    await settle()
    await end()
  })
})

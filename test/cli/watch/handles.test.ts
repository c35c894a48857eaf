import { EventEmitter } from 'node:events'
import type { watch } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openHandles } from '../../../src/cli/watch/handles.ts'
import { look } from '../../../src/cli/watch/look.ts'
import { folderOf } from '../../support/tmp.ts'

/** Real handles on a real bank; `rung` waits for an event, and never for a time. */
async function watched() {
  const bank = await folderOf({ 'a.md': 'a', 'deep/b.md': 'b' })
  const inputs = { folders: [bank], templates: [], files: [], kept: [], out: undefined }
  let rings: string[] = []
  let heard: (() => void) | undefined
  const handles = openHandles(
    (path) => {
      rings.push(path)
      heard?.()
    },
    (code) => {
      throw new Error(code)
    },
  )
  const hold = async () => handles.hold((await look(inputs)).folders)
  return {
    bank,
    handles,
    hold,
    async rung(path: string): Promise<void> {
      while (!rings.includes(join(bank, path))) {
        await new Promise<void>((resolve) => {
          heard = resolve
        })
      }
      rings = []
    },
  }
}

describe('handles', () => {
  it('tell of a save in place, of one by another file, of what comes and goes', async () => {
    const { bank, handles, hold, rung } = await watched()
    expect(await hold()).toBe(true)
    expect(await hold()).toBe(false)
    await writeFile(join(bank, 'a.md'), 'other')
    await rung('a.md')
    await writeFile(join(bank, 'deep/b.md.tmp'), 'other')
    await rename(join(bank, 'deep/b.md.tmp'), join(bank, 'deep/b.md'))
    await rung('deep/b.md')
    await rm(join(bank, 'a.md'))
    await rung('a.md')
    handles.close()
  })

  it('stay with a folder that is deleted and made again at once, or put in its place', async () => {
    const { bank, handles, hold, rung } = await watched()
    const deep = join(bank, 'deep')
    await hold()
    for (let turn = 0; turn < 3; turn++) {
      await rm(deep, { recursive: true })
      await mkdir(deep)
      await rung('deep')
      expect(await hold()).toBe(true)
      await writeFile(join(deep, 'b.md'), `${turn}`)
      await rung('deep/b.md')
    }
    await mkdir(join(bank, 'other'))
    await rung('other')
    await rename(deep, join(bank, 'away'))
    await rename(join(bank, 'other'), deep)
    await rung('deep')
    await hold()
    await writeFile(join(deep, 'c.md'), 'c')
    await rung('deep/c.md')
    handles.close()
  })

  it('are let go with their folders', async () => {
    const { bank, handles, hold } = await watched()
    await hold()
    await rm(join(bank, 'deep'), { recursive: true })
    expect(await hold()).toBe(false)
    handles.close()
  })

  it('say once when the system has no more of them, and nothing of a folder that is gone', () => {
    const lost: string[] = []
    const codes = ['ENOENT', 'EPERM', 'ENOSPC', 'EMFILE']
    const open = (() => {
      throw Object.assign(new Error('refused'), { code: codes.shift() })
    }) as unknown as typeof watch
    const handles = openHandles(
      () => {},
      (code) => lost.push(code),
      open,
    )
    const folders = ['a', 'b', 'c', 'd'].map((path) => [path, '1'] as const)
    expect(handles.hold(new Map(folders))).toBe(false)
    expect(lost).toEqual(['ENOSPC'])
  })

  it('are opened anew when the system speaks of the folder itself, which may be gone', () => {
    const calls: ((type: string, name: string | null) => void)[] = []
    const open = ((_: string, __: object, call: (typeof calls)[number]) => {
      calls.push(call)
      return Object.assign(new EventEmitter(), { close() {} })
    }) as unknown as typeof watch
    const rings: string[] = []
    const handles = openHandles(
      (path) => rings.push(path),
      () => {},
      open,
    )
    const folders = new Map([['bank/deep', '1']])
    handles.hold(folders)
    calls[0]?.('change', 'a.md')
    calls[0]?.('change', null)
    expect(handles.hold(folders)).toBe(false)
    calls[0]?.('rename', 'deep')
    expect(handles.hold(folders)).toBe(true)
    expect(rings).toEqual([join('bank/deep', 'a.md'), 'bank/deep', join('bank/deep', 'deep')])
  })

  it('that break ring once more and are opened anew', () => {
    const made: EventEmitter[] = []
    const open = (() => {
      const emitter = Object.assign(new EventEmitter(), { close() {} })
      made.push(emitter)
      return emitter
    }) as unknown as typeof watch
    const rings: string[] = []
    const handles = openHandles(
      (path) => rings.push(path),
      () => {},
      open,
    )
    const folders = new Map([['a', '1']])
    expect(handles.hold(folders)).toBe(true)
    made[0]?.emit('error', Object.assign(new Error('EPERM'), { code: 'EPERM' }))
    expect(rings).toEqual(['a'])
    expect(handles.hold(folders)).toBe(true)
    expect(made).toHaveLength(2)
  })
})

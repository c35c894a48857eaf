/** The program in a process of its own, on a real disk; it is waited for lines, never for a time. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { main } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'
import { heldIn, holding } from './watch/pipe.ts'

const first = '# Closures\n\n## What is a closure?\n\nA function with its scope.\n'
const drawing = (side: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="9"><rect width="9" height="9"/></svg>`

const started: ChildProcess[] = []
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** Starts `watch`, and gives its lines as they come. */
function watch(folder: string, args: string[] = []) {
  const child = spawn(process.execPath, [main, 'watch', '--formats', 'csv', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, RECTOVERSO_CACHE: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  const read: string[] = []
  let rest = ''
  let heard: (() => void) | undefined
  let errors = ''
  child.stderr.on('data', (data: Buffer) => {
    errors += data
  })
  child.stdout.on('data', (data: Buffer) => {
    const parts = `${rest}${data}`.split('\n')
    rest = parts.pop() ?? ''
    read.push(...parts)
    heard?.()
  })
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      resolve(code)
      heard?.()
    })
  })
  return {
    errors: () => errors,
    /** The next line, and what it says without how long it took. */
    async line(): Promise<string> {
      while (read.length === 0) {
        if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${errors}`)
        await new Promise<void>((resolve) => {
          heard = resolve
        })
      }
      return (read.shift() ?? '').replace(/ after [\d.]+ s/, '')
    },
    /** Waits until it waits for changes; gives what it said before. */
    async ready(): Promise<string[]> {
      const said: string[] = []
      for (;;) {
        const line = await this.line()
        if (/^Watching |"type":"watching"/.test(line)) return said
        said.push(line)
      }
    },
    async end(): Promise<number | null> {
      child.kill('SIGINT')
      return ended
    },
  }
}

const csv = (folder: string, name: string) => readFileSync(join(folder, `out/${name}.csv`), 'utf8')

/** The bank stands below the folder, so that results and ledger of the one are not in the other. */
async function bank(more: Record<string, string> = {}, args: string[] = []) {
  const folder = await folderOf({ 'js/a.md': first, ...more })
  const at = (path: string) => join(folder, 'js', path)
  const watched = watch(folder, ['js', ...args])
  const said = await watched.ready()
  return { folder, at, said, ...watched }
}

describe('rectoverso watch', () => {
  it('builds at once, again at each save, and ends with 130 and nothing left', async () => {
    const { folder, at, line, end } = await bank()
    expect(csv(folder, 'js')).toContain('with its scope')
    await writeFile(at('a.md'), first.replace('its', 'its whole'))
    expect(await line()).toBe('js/a.md changed: out/js.csv written')
    expect(csv(folder, 'js')).toContain('its whole scope')
    expect(await end()).toBe(130)
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['js.csv', 'js.manifest.json'])
    expect(readdirSync(at('')).sort()).toEqual(['a.md', 'rectoverso.issued', 'rectoverso.lock'])
  })

  it('takes the saves of editors as one change of one file', async () => {
    const { at, line, end } = await bank()
    const save = async (text: string, how: (text: string) => Promise<void>) => {
      await how(text)
      expect(await line()).toBe('js/a.md changed: out/js.csv written')
    }
    // vim: a swap file, a probe, the old one kept aside and then removed.
    await save(first.replace('its', 'vim'), async (text) => {
      await writeFile(at('.a.md.swp'), 'x')
      await writeFile(at('4913'), '')
      await rm(at('4913'))
      await rename(at('a.md'), at('a.md~'))
      await writeFile(at('a.md'), text)
      await rm(at('a.md~'))
      await rm(at('.a.md.swp'))
    })
    // VS Code and many others: a new file is put in its place.
    await save(first.replace('its', 'code'), async (text) => {
      await writeFile(at('a.md.tmp.42'), text)
      await rename(at('a.md.tmp.42'), at('a.md'))
    })
    // Emacs: a lock that is a link to nowhere, a copy saved now and then.
    await save(first.replace('its', 'emacs'), async (text) => {
      await symlink('me@here.1:2', at('.#a.md'))
      await writeFile(at('#a.md#'), text)
      await writeFile(at('a.md'), text)
      await rm(at('#a.md#'))
      await rm(at('.#a.md'))
    })
    // JetBrains: written beside, both renamed.
    await save(first.replace('its', 'idea'), async (text) => {
      await writeFile(at('a.md___jb_tmp___'), text)
      await rename(at('a.md'), at('a.md___jb_old___'))
      await rename(at('a.md___jb_tmp___'), at('a.md'))
      await rm(at('a.md___jb_old___'))
    })
    expect(await end()).toBe(130)
  })

  it('keeps the last good results while there are errors', async () => {
    const { folder, at, line, end, errors } = await bank()
    const before = csv(folder, 'js')
    await writeFile(at('b.md'), '## New?\n\n<<<<<<< a\n=======\n>>>>>>> b\n')
    expect(await line()).toBe('js/b.md added: 1 error; the last good results stay')
    expect(errors()).toContain('js/b.md:3:1  error')
    expect(csv(folder, 'js')).toBe(before)
    await writeFile(at('b.md'), '## New?\n\nYes.\n')
    expect(await line()).toBe('js/b.md changed: out/js.csv written')
    await rename(at('b.md'), at('c.md'))
    expect(await line()).toBe('js/b.md renamed js/c.md: out/js.csv written')
    await rm(at('c.md'))
    expect(await line()).toMatch(/^js\/c\.md removed: out\/js\.csv written/)
    expect(await end()).toBe(130)
  })

  it('notices pictures, settings, files linked to, and templates', async () => {
    const { folder, at, line, end } = await bank(
      {
        'js/b.md': '## What is drawn?\n\nThis one: ![p](../img/fig.svg)\n',
        'img/other.svg': drawing(1),
        'look/anki/card.css': '.card { color: red }',
        'rectoverso.yaml': 'formats: [csv, anki]\ntemplates: look\n',
      },
      ['--formats', 'csv,anki'],
    )
    await writeFile(join(folder, 'img/fig.svg'), drawing(20))
    expect(await line()).toBe('img/fig.svg added: out/js.apkg written')
    await writeFile(join(folder, 'img/fig.svg'), drawing(30))
    expect(await line()).toBe('img/fig.svg changed: out/js.apkg written')
    await writeFile(join(folder, 'look/anki/card.css'), '.card { color: blue }')
    expect(await line()).toMatch(/^look\/anki\/card\.css changed: /)
    await writeFile(at('rectoverso.yaml'), 'title: Mine\n')
    expect(await line()).toMatch(/^js\/rectoverso\.yaml added: /)
    await writeFile(at('a.md'), '## What is a closure?\n\n[Answer](answers.txt.md)\n')
    expect(await line()).toMatch(/^js\/a\.md changed: /)
    expect(await end()).toBe(130)
  })

  it('stays with folders that are deleted and made again', async () => {
    const { at, line, end } = await bank()
    await mkdir(at('deep'))
    await writeFile(at('deep/b.md'), '## New?\n\nYes.\n')
    expect(await line()).toBe('js/deep/b.md added: out/js.csv written')
    await rm(at('deep'), { recursive: true })
    await mkdir(at('deep'))
    await writeFile(at('deep/b.md'), '## New?\n\nYes, again.\n')
    expect(await line()).toBe('js/deep/b.md changed: out/js.csv written')
    await writeFile(at('deep/b.md'), '## New?\n\nYes, a third time.\n')
    expect(await line()).toBe('js/deep/b.md changed: out/js.csv written')
    await rename(at(''), at('../away'))
    expect(await line()).toMatch(/removed.*: 1 error; the last good results stay$/)
    await rename(at('../away'), at(''))
    expect(await line()).toMatch(/added.*: nothing differs$/)
    await writeFile(at('deep/b.md'), '## New?\n\nYes, a fourth time.\n')
    expect(await line()).toBe('js/deep/b.md changed: out/js.csv written')
    expect(await end()).toBe(130)
  })

  it('runs a command after each good build, and survives its failures', async () => {
    const say =
      'printf "%s <- %s in %s\\n" "$RECTOVERSO_CHANGED" "$RECTOVERSO_SOURCES" "$(basename "$RECTOVERSO_OUT")"; exit 3'
    const { at, said, line, end, errors } = await bank({}, ['--on-change', say])
    // It may be quicker than the line that says what is watched.
    if (!said.includes('out/js.csv <-  in out')) {
      expect(await line()).toBe('out/js.csv <-  in out')
    }
    await writeFile(at('a.md'), first.replace('its', 'all'))
    const both = [await line(), await line()]
    expect(both.sort()).toEqual([
      'js/a.md changed: out/js.csv written',
      'out/js.csv <- js/a.md in out',
    ])
    await writeFile(at('a.md'), '<<<<<<< a\n=======\n>>>>>>> b\n')
    expect(await line()).toMatch(/1 error; the last good results stay$/)
    await writeFile(at('a.md'), first)
    const last = [await line(), await line()]
    expect(last.sort()[1]).toBe('out/js.csv <- js/a.md in out')
    expect(await end()).toBe(130)
    expect(errors()).toContain('ended with 3')
  })

  it('ends a command that still runs, with all that it started', async () => {
    const { folder, end } = await bank({}, ['--on-change', holding])
    const { ended } = await heldIn(folder)
    expect(await end()).toBe(130)
    await ended
  })

  it('speaks in objects under --json', async () => {
    const { at, line, end } = await bank({}, ['--json'])
    await writeFile(at('a.md'), first.replace('its', 'its whole'))
    expect(JSON.parse(await line())).toMatchObject({
      ...{ type: 'built', status: 'ok', exitCode: 0, written: true },
      changes: [{ change: 'changed', path: 'js/a.md' }],
      banks: [{ name: 'js', outputs: [{ path: 'out/js.csv', changed: true }] }],
    })
    expect(await end()).toBe(130)
  })

  it('looks once a second where it is told to', async () => {
    const { at, line, end } = await bank({}, ['--poll'])
    await writeFile(at('a.md'), first.replace('its', 'its whole'))
    expect(await line()).toBe('js/a.md changed: out/js.csv written')
    expect(await end()).toBe(130)
  })

  it('does not begin where there is nothing to watch', async () => {
    const folder = await folderOf({ 'a.md': first })
    const { line, errors } = watch(folder, ['nowhere'])
    const all = async () => {
      for (;;) await line()
    }
    await expect(all()).rejects.toThrow('ended with 2')
    expect(errors()).toContain('nowhere')
  })

  it('notices that settings which could not be read now can', async () => {
    const folder = await folderOf({ 'a.md': first, 'rectoverso.yaml': 'titel: x\nformats: 3\n' })
    const { line, end } = watch(folder)
    expect(await line()).toMatch(/^Messages|^ /)
    while (!(await line()).startsWith('Watching'));
    await writeFile(join(folder, 'rectoverso.yaml'), 'title: x\n')
    expect(await line()).toMatch(/^rectoverso\.yaml changed: out\/.*\.csv written$/)
    await writeFile(join(folder, 'a.md'), first.replace('its', 'all'))
    expect(await line()).toMatch(/^a\.md changed: out\/.*\.csv written$/)
    expect(await end()).toBe(130)
  })
})

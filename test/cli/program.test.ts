/** The built program as its users start it: `npm run build` makes it. */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { main, program } from '../support/run.ts'
import { folderOf, temporary } from '../support/tmp.ts'

const home = fileURLToPath(new URL('../..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
const windows = process.platform === 'win32'

describe('the program', () => {
  it('prints its version, without a word beside it', async () => {
    const { status, stdout, stderr } = program(await temporary(), ['--version'])
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `${manifest.version}\n`,
      stderr: '',
    })
  })

  it('loads nothing heavy for it', async () => {
    const { stderr } = program(await temporary(), ['--version'], { NODE_DEBUG: 'esm' })
    const loaded = [...stderr.matchAll(/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)/g)].map(
      (match) => match[1],
    )
    const heavy = ['pdfkit', 'sharp', 'unified', 'yaml', 'ajv', 'harfbuzzjs', 'node-sqlite3-wasm']
    expect(stderr).toContain('main.js')
    expect(loaded.filter((name) => heavy.includes(name ?? ''))).toEqual([])
  })

  it('builds a file, with neither colours nor progress in a pipe', async () => {
    const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n\n## Why?\n' })
    const { status, stdout, stderr } = program(folder, ['build', 'q.md', '--formats', 'csv,json'])
    expect(status).toBe(0)
    expect(stdout).toContain('out/q.csv')
    expect(stdout + stderr).not.toContain('\x1b')
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['q.csv', 'q.json', 'q.manifest.json'])
  })

  it('colours where it is told to, and not against NO_COLOR', async () => {
    const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n\n## Why?\n' })
    const coloured = program(folder, ['check', 'q.md'], { FORCE_COLOR: '1' })
    expect(coloured.stderr).toContain('\x1b[33mwarning\x1b[39m')
    const plain = program(folder, ['check', 'q.md'], { FORCE_COLOR: '1', NO_COLOR: '1' })
    expect(plain.stderr).not.toContain('\x1b')
  })

  it('gives the same bytes in every time zone and locale', async () => {
    const sums: string[] = []
    for (const [TZ, LC_ALL] of [
      ['UTC', 'C'],
      ['America/New_York', 'en_US.UTF-8'],
      ['Asia/Tokyo', 'tr_TR.UTF-8'],
    ] as const) {
      const folder = await folderOf({ 'q.md': '# Part\n\n## What?\n\nThat.\n\n## Iı?\n\nİi.\n' })
      const { status } = program(folder, ['build', 'q.md', '--formats', 'anki,pdf,csv,json'], {
        TZ,
        LC_ALL,
      })
      expect(status).toBe(0)
      const sum = createHash('sha256')
      for (const name of readdirSync(join(folder, 'out')).sort()) {
        sum.update(name).update(readFileSync(join(folder, 'out', name)))
      }
      sums.push(sum.digest('hex'))
    }
    expect(new Set(sums).size).toBe(1)
  })

  it('does not mind a reader that has seen enough', async () => {
    if (windows) return
    const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n' })
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        `"${process.execPath}" "${main}" build --help | true; "${process.execPath}" "${main}" check q.md --json | head -c 1`,
      ],
      { cwd: folder, encoding: 'utf8' },
    )
    expect(stderr.replace(/^\{"type":"progress".*\n/gm, '')).toBe('')
    expect(status).toBe(0)
  })

  it('exits 130 on an interruption and leaves nothing behind', async () => {
    if (windows) return
    const folder = await folderOf({ 'q.md': '## What?\n\nThat.\n' })
    // It waits for its settings until we write them: by then it listens for signals.
    spawnSync('mkfifo', [join(folder, 'settings.yaml')])
    const child = spawn(process.execPath, [main, 'build', '--config', 'settings.yaml', 'q.md'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let told = ''
    child.stderr.on('data', (data) => {
      told += data
    })
    const ended = new Promise((resolve) => child.on('exit', resolve))
    const settings = await open(join(folder, 'settings.yaml'), 'w')
    child.kill('SIGINT')
    await new Promise((resolve) => setTimeout(resolve, 300))
    await settings.write('title: T\n')
    await settings.close()
    expect(await ended).toBe(130)
    expect(told).toContain('Interrupted.')
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'out')
        .sort(),
    ).toEqual(['q.md', 'settings.yaml'])
  })
})

describe('the package', () => {
  it('works from its tarball', async () => {
    const folder = await temporary()
    const npm = windows ? 'npm.cmd' : 'npm'
    const packed = spawnSync(
      npm,
      ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
      { cwd: home, encoding: 'utf8', shell: windows },
    )
    const [{ filename, files }] = JSON.parse(packed.stdout)
    const names: string[] = files.map(({ path }: { path: string }) => path)
    expect(names).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'dist/cli/main.js',
        'dist/index.d.ts',
        'dist/model/bank.schema.json',
        'dist/config/config.schema.json',
        'templates/starter/questions.md',
      ]),
    )
    expect(names.filter((name) => /^(src|test|content|out|\.ci)\//.test(name))).toEqual([])

    // As npm would lay it out, with the dependencies that are here: no network is needed.
    const modules = join(folder, 'node_modules')
    mkdirSync(modules)
    for (const name of readdirSync(join(home, 'node_modules'))) {
      if (!name.startsWith('.')) symlinkSync(join(home, 'node_modules', name), join(modules, name))
    }
    spawnSync('tar', ['-xzf', join(folder, filename), '-C', folder])
    renameSync(join(folder, 'package'), join(modules, 'rectoverso'))

    const start = (...args: string[]) =>
      spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    const bin = join(modules, 'rectoverso', manifest.bin.rectoverso)
    expect(start(bin, '--version').stdout).toBe(`${manifest.version}\n`)
    expect(start(bin, 'init', 'new').status).toBe(0)
    const built = start(bin, 'build', 'new')
    expect(built.stderr).toBe('')
    expect(built.status).toBe(0)
    expect(readdirSync(join(folder, 'out'))).toEqual(
      expect.arrayContaining(['new.apkg', 'new.csv', 'new.pdf']),
    )
    const library = start(
      '--input-type=module',
      '--eval',
      `import * as names from 'rectoverso'
       import { createRequire } from 'node:module'
       const require = createRequire(import.meta.url)
       const ids = ['bank', 'config'].map((name) => require('rectoverso/schema/' + name + '.json').$id)
       console.log(typeof names.build, ...ids)`,
    )
    expect(library.stdout).toBe(
      'function urn:rectoverso:schema:bank:1 urn:rectoverso:schema:config:1\n',
    )
  })
})

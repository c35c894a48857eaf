/** Pictures on the network, through whole builds: fetched once, kept, and never asked for unbidden. */
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer, request as overHttp, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Fetch } from '../../src/build/pictures.ts'
import { type BuildRequest, build, check } from '../../src/build.ts'
import { FetchError } from '../../src/fetch/error.ts'
import { get, limits, type World } from '../../src/fetch/get.ts'
import { newYear } from '../support/context.ts'
import { main, program, rectoverso } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

const png = (colour: string) =>
  sharp({ create: { width: 8, height: 6, channels: 3, background: colour } })
    .png()
    .toBuffer()

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'

const shows = (...urls: string[]) =>
  urls.map((url, index) => `## Question ${index}?\n\n![alt ${index}](${url})\n`).join('\n')

const base = (cwd: string): BuildRequest => ({ paths: ['q'], cwd, issued: newYear })

/** A fetch that gives what it is told, and remembers what was asked. */
function fetching(pictures: Record<string, Uint8Array | Error>): Fetch & { asked: string[] } {
  const asked: string[] = []
  const fetch: Fetch = async (href) => {
    asked.push(href)
    const found = pictures[href] ?? new FetchError('the server answered 404')
    if (found instanceof Error) throw found
    return found
  }
  return Object.assign(fetch, { asked })
}

const said = ({ findings }: Awaited<ReturnType<typeof build>>, rule: string) =>
  findings.filter((finding) => finding.rule === rule)

/** Every file below a folder, but for manifests, with its bytes. */
const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name)
        return [path.slice(folder.length + 1), readFileSync(path, 'latin1')] as const
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )

describe('with --fetch-images', () => {
  it('fetches each picture once, keeps it, and builds the same without a network', async () => {
    const cwd = await folderOf({
      'q/a.md': shows('https://x.org/a.png', 'http://x.org/a.png#again', '//x.org/b.svg'),
    })
    const fetch = fetching({
      'https://x.org/a.png': await png('red'),
      'https://x.org/b.svg': Buffer.from(svg),
    })
    const first = await build({ ...base(cwd), fetchImages: fetch })
    expect(first.findings.filter(({ severity }) => severity !== 'info')).toEqual([])
    expect(fetch.asked).toEqual(['https://x.org/a.png', 'https://x.org/b.svg'])
    const pictures = readdirSync(join(cwd, 'q/rectoverso.pictures')).sort()
    expect(pictures).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}\.(png|svg)$/),
      expect.stringMatching(/^[0-9a-f]{32}\.(png|svg)$/),
      'index',
    ])
    const before = filesOf(cwd)

    const silent = fetching({})
    const second = await build({ ...base(cwd), issued: newYear + 99, fetchImages: silent })
    const third = await build({ ...base(cwd), issued: newYear + 999, frozen: true })
    expect([second.status, third.status, silent.asked]).toEqual(['ok', 'ok', []])
    expect(said(third, 'picture-remote')).toEqual([])
    expect(filesOf(cwd)).toEqual(before)

    // On another machine, from what is committed.
    const clone = await folderOf(
      Object.fromEntries(
        Object.entries(before)
          .filter(([name]) => name.startsWith('q/'))
          .map(([name, bytes]) => [name, Buffer.from(bytes, 'latin1')]),
      ),
    )
    await build({ ...base(clone), issued: newYear + 9999 })
    expect(filesOf(clone)).toEqual(before)
  })

  it('counts what is kept as pictures of the bank, in the account too', async () => {
    const cwd = await folderOf({ 'q/a.md': shows('https://x.org/a.png', 'https://x.org/b.png') })
    const fetch = fetching({ 'https://x.org/a.png': await png('red') })
    await build({ ...base(cwd), formats: [], fetchImages: fetch })
    const { out } = await rectoverso(cwd, ['adopt', 'q', '--dry-run'])
    expect(out).toContain('1 picture; 0 missing, 1 remote')
  })

  it('warns of what fails, at its place, and leaves the link', async () => {
    const cwd = await folderOf({
      'q/a.md': shows('https://x.org/gone.png', 'https://x.org/page.png', 'https://x.org/cut.png'),
    })
    const whole = await png('blue')
    const result = await build({
      ...base(cwd),
      formats: ['json'],
      fetchImages: fetching({
        'https://x.org/page.png': Buffer.from('<!doctype html><svg></svg><p>not found'),
        'https://x.org/cut.png': whole.subarray(0, 40),
      }),
    })
    expect(result.status).toBe('ok')
    expect(said(result, 'picture-not-fetched')).toEqual([
      expect.objectContaining({ line: 3, reason: expect.stringContaining('answered 404') }),
      expect.objectContaining({ line: 7, reason: expect.stringContaining('page.png') }),
      expect.objectContaining({ line: 11, reason: expect.stringContaining('cut.png') }),
    ])
    expect(readdirSync(join(cwd, 'q')).sort()).toEqual([
      'a.md',
      'rectoverso.issued',
      'rectoverso.lock',
    ])
    expect(readFileSync(join(cwd, 'out/q.json'), 'utf8')).toContain(
      '"url":"https://x.org/gone.png"',
    )
  })

  it('leaves a server alone that was not reached three times', async () => {
    const urls = ['a', 'b', 'c', 'd', 'e'].map((name) => `https://x.org/${name}.png`)
    const cwd = await folderOf({ 'q/a.md': shows(...urls, 'https://y.org/a.png') })
    const down = new FetchError('it took more than 30 seconds', true)
    const fetch = fetching(Object.fromEntries(urls.map((url) => [url, down])))
    const result = await build({ ...base(cwd), formats: [], fetchImages: fetch })
    expect(fetch.asked).toEqual([...urls.slice(0, 3), 'https://y.org/a.png'])
    expect(said(result, 'picture-not-fetched')[3]?.reason).toMatch(/x\.org failed 3 times/)
  })

  it('keeps nothing where the build fails, or only checks', async () => {
    const cwd = await folderOf({ 'q/a.md': shows('https://x.org/a.png') })
    const fetch = fetching({ 'https://x.org/a.png': await png('red') })
    const checked = await check({ ...base(cwd), fetchImages: fetch })
    expect(said(checked, 'picture-not-fetched')).toEqual([])
    expect(readdirSync(join(cwd, 'q'))).toEqual(['a.md'])

    await writeFile(join(cwd, 'q/b.md'), '## One\n<!-- id: x -->\n\na\n\n## Two\n<!-- id: x -->\n')
    const failed = await build({ ...base(cwd), fetchImages: fetch })
    expect(failed.status).toBe('content')
    expect(readdirSync(join(cwd, 'q')).sort()).toEqual(['a.md', 'b.md'])
    expect(fetch.asked).toHaveLength(2)

    // Where a table was edited nothing is published; the folder that was begun goes again.
    await rm(join(cwd, 'q/b.md'))
    await build({ ...base(cwd), formats: ['csv'] })
    writeFileSync(join(cwd, 'out/q.csv'), 'edited')
    const edited = await build({ ...base(cwd), formats: ['csv'], fetchImages: fetch })
    expect(said(edited, 'table-edited')).toHaveLength(1)
    expect(readdirSync(join(cwd, 'q')).sort()).toEqual([
      'a.md',
      'rectoverso.issued',
      'rectoverso.lock',
    ])
  })

  it('says where a kept copy is gone, and fetches it anew when told to', async () => {
    const cwd = await folderOf({ 'q/a.md': shows('https://x.org/a.png') })
    const fetch = fetching({ 'https://x.org/a.png': await png('red') })
    await build({ ...base(cwd), formats: ['json'], fetchImages: fetch })
    const before = filesOf(cwd)
    const folder = join(cwd, 'q/rectoverso.pictures')
    const [file = ''] = readdirSync(folder).filter((name) => name !== 'index')
    await rm(join(folder, file))
    const without = await build({ ...base(cwd), formats: ['json'] })
    expect(said(without, 'picture-not-fetched')[0]?.reason).toMatch(/its kept copy .* is missing/)
    await build({ ...base(cwd), formats: ['json'], fetchImages: fetch })
    expect(fetch.asked).toHaveLength(2)
    expect(filesOf(folder)).toEqual(
      Object.fromEntries(
        Object.entries(before)
          .filter(([name]) => name.startsWith('q/rectoverso.pictures/'))
          .map(([name, text]) => [name.slice('q/rectoverso.pictures/'.length), text]),
      ),
    )
  })

  it.skipIf(process.platform === 'win32')(
    'writes through no link in a bank by others, neither now nor after a crash',
    async () => {
      const name = `${'a'.repeat(32)}.png`
      const cwd = await folderOf({
        'q/a.md': shows('https://x.org/a.png'),
        'home/index': 'theirs',
        'out/.rectoverso-stage-x/0': 'evil',
        'out/.rectoverso-stage-x/COMMIT': JSON.stringify([
          { from: '0', to: `../q/rectoverso.pictures/${name}` },
        ]),
      })
      symlinkSync(join(cwd, 'home'), join(cwd, 'q/rectoverso.pictures'))
      const fetch = fetching({ 'https://x.org/a.png': await png('red') })
      const linked = await build({ ...base(cwd), formats: ['json'], fetchImages: fetch })
      expect(said(linked, 'ledger-not-kept').length).toBeGreaterThan(0)
      expect(filesOf(join(cwd, 'home'))).toEqual({ index: 'theirs' })

      await rm(join(cwd, 'q/rectoverso.pictures'))
      await mkdir(join(cwd, 'q/rectoverso.pictures'))
      symlinkSync(join(cwd, 'home/index'), join(cwd, 'q/rectoverso.pictures/index'))
      await build({ ...base(cwd), formats: ['json'], fetchImages: fetch })
      expect(filesOf(join(cwd, 'home'))).toEqual({ index: 'theirs' })
      expect(readFileSync(join(cwd, 'q/rectoverso.pictures/index'), 'utf8')).toContain(
        'x.org/a.png',
      )
    },
  )

  it('finishes what an interrupted build had decided, pictures too', async () => {
    const cwd = await folderOf({ 'q/a.md': shows('https://x.org/a.png') })
    const name = `${'a'.repeat(32)}.png`
    const stage = join(cwd, 'out/.rectoverso-stage-x')
    await mkdir(stage, { recursive: true })
    await mkdir(join(cwd, 'q/rectoverso.pictures'))
    const moves = [
      { from: '0', to: `../q/rectoverso.pictures/${name}` },
      { from: '1', to: '../q/rectoverso.pictures/index' },
    ]
    await writeFile(join(stage, '0'), 'bytes')
    await writeFile(join(stage, '1'), 'rectoverso pictures 1\n')
    await writeFile(join(stage, 'COMMIT'), JSON.stringify(moves))
    await build({ ...base(cwd), formats: ['json'] })
    expect(readdirSync(join(cwd, 'q/rectoverso.pictures'))).toEqual([name, 'index'])
  })
})

describe('a server on this machine', () => {
  const served = async (listener: RequestListener) => {
    const server = createServer(listener)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('gives good pictures and bad ones in one build: the good are kept', async () => {
    const good = await png('green')
    const at = await served((request, response) => {
      const type = { 'content-type': 'image/png' }
      if (request.url === '/good.png') response.writeHead(200, type).end(good)
      else if (request.url === '/on.png') response.writeHead(302, { location: '/good.png' }).end()
      else if (request.url === '/out.png')
        response.writeHead(302, { location: 'https://10.0.0.1/' }).end()
      else if (request.url === '/html.png')
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')
      else if (request.url === '/lie.png') response.writeHead(200, type).end('<html>')
      else if (request.url === '/cut.png') response.writeHead(200, type).end(good.subarray(0, 50))
      else response.writeHead(500).end()
    })
    const names = ['good', 'on', 'out', 'html', 'lie', 'cut', 'broken']
    const cwd = await folderOf({ 'q/a.md': shows(...names.map((name) => `${at}/${name}.png`)) })
    const world: Partial<World> = {
      limits: { ...limits, time: 5000 },
      mayReach: (address) => address === '127.0.0.1',
      request: overHttp as World['request'],
    }
    const result = await build({
      ...base(cwd),
      formats: ['json'],
      fetchImages: (href) => get(href, { world }),
    })
    expect(said(result, 'picture-not-fetched').map(({ line, reason }) => [line, reason])).toEqual([
      [11, expect.stringContaining('10.0.0.1, which is not a public address')],
      [15, expect.stringContaining('text/html')],
      [19, expect.stringContaining('no PNG')],
      [23, expect.stringContaining('cut.png')],
      [27, expect.stringContaining('answered 500')],
    ])
    const index = readFileSync(join(cwd, 'q/rectoverso.pictures/index'), 'utf8')
    expect(index.split('\n').slice(1, -1)).toEqual([
      expect.stringContaining('/good.png\t'),
      expect.stringContaining('/on.png\t'),
    ])
    expect(readdirSync(join(cwd, 'q/rectoverso.pictures'))).toHaveLength(2)
  })

  it('is not asked by the command line, whatever is said to it', async () => {
    let asked = 0
    const at = await served((_, response) => {
      asked++
      response.end()
    })
    const cwd = await folderOf({
      'q.md': shows(`${at}/a.png`, at.replace('127.0.0.1', 'localhost')),
    })
    const { code, err } = await rectoverso(cwd, [
      'build',
      'q.md',
      '--formats',
      'json',
      '--fetch-images',
    ])
    expect(code).toBe(0)
    expect(err).toContain('leads to 127.0.0.1, which is not a public address')
    expect(err.match(/picture-not-fetched/g)).toHaveLength(2)
    expect(asked).toBe(0)
    const both = await rectoverso(cwd, ['build', '--fetch-images', '--frozen'])
    expect(both.code).toBe(2)
  })
})

describe('without --fetch-images', () => {
  it('opens no connection and looks up no name', async () => {
    const cwd = await folderOf({
      'q.md': shows('https://example.org/a.png', 'http://127.0.0.1:9/x'),
    })
    const watch = `import net from"node:net";import dns from"node:dns";net.Socket.prototype.connect=()=>{throw new Error("connected")};dns.lookup=()=>{throw new Error("looked up")};`
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(watch)}` }
    for (const command of ['build', 'check', 'adopt']) {
      const { status, stderr } = program(cwd, [command, 'q.md'], env)
      expect(stderr).not.toMatch(/connected|looked up/)
      expect(status).toBe(0)
    }
    const asking = program(cwd, ['build', 'q.md', '--fetch-images', '--formats', 'json'], env)
    expect(asking.stderr).toMatch(/connected|looked up/)
    expect(main).toContain('dist')
  })
})

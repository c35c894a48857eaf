/** What is loaded before anything is done: counted, for a time would say something else each day. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { main } from '../support/run.ts'
import { folderOf } from '../support/tmp.ts'

/** Ten questions, one of them with code. */
const bank = Array.from({ length: 10 }, (_, at) => `## Question ${at}?\n\nAnswer ${at}.\n`).join(
  '\n',
)

/** Paths of all modules that a command loads, from the system's own account of them. */
async function loadedBy(...args: string[]): Promise<string[]> {
  const folder = await folderOf({ 'q.md': `${bank}\n\`\`\`js\nconst a = 1\n\`\`\`\n` })
  const { status } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      RECTOVERSO_CACHE: '',
      NODE_V8_COVERAGE: join(folder, 'loaded'),
    },
  })
  expect(status).toBe(0)
  const paths = readdirSync(join(folder, 'loaded')).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(folder, 'loaded', name), 'utf8'))
    return (result as { url: string }[]).map(({ url }) => url)
  })
  return [...new Set(paths)].filter((url) => url.startsWith('file:'))
}

it('the version needs two modules', async () => {
  const loaded = await loadedBy('--version')
  expect(loaded.map((url) => url.split('/').at(-1)).sort()).toEqual(['main.js', 'version.js'])
})

it('a small build loads no command but its own, and nothing for what its bank has not', async () => {
  const loaded = await loadedBy('build', 'q.md', '--formats', 'anki,csv')
  const packages = new Set(loaded.flatMap((url) => /node_modules\/([^/]+)/.exec(url)?.[1] ?? []))
  const needless = ['sharp', 'semver', 'ajv', 'pdfkit', 'harfbuzzjs', 'hucre']
  expect(needless.filter((name) => packages.has(name))).toEqual([])
  const parts = loaded.filter((url) =>
    /\/dist\/(?:print|verify|merge|import|adopt|fetch)\//.test(url),
  )
  expect(parts).toEqual([])
  const commands = ['watch', 'check', 'accept', 'init', 'adopt', 'import', 'merge', 'verify']
  expect(commands.filter((name) => loaded.some((url) => url.endsWith(`/cli/${name}.js`)))).toEqual(
    [],
  )
  // Mostly micromark's, many and small. A jump here is a needless import.
  expect(loaded.length).toBeLessThan(700)
})

/** A bank whose texts all lie on disk gives what one gives that fits into memory. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { build } from '../../src/build.ts'
import { newYear } from '../support/context.ts'
import { folderOf } from '../support/tmp.ts'

const store = vi.hoisted(() => ({ options: {} }))
vi.mock('../../src/spill.ts', async (load) => {
  const { Spill } = await load<typeof import('../../src/spill.ts')>()
  return {
    Spill: class extends Spill {
      constructor() {
        super(store.options)
      }
    },
  }
})

const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
const question = (at: number, more = '') =>
  `## What is ${at} – and what is it not?\n\n${`It is the ${at}th, as *${at}* says. `.repeat(20)}${more}\n\n![of it](p.svg)\n\n\`\`\`js\nconst it = ${at}\n\`\`\`\n`
const chapter = (from: number) =>
  `# Chapter ${from}\n\n${Array.from({ length: 12 }, (_, at) => question(from + at)).join('\n')}`

async function built(options: object): Promise<Map<string, string>[]> {
  store.options = options
  const cwd = await folderOf({ 'js/a.md': chapter(0), 'js/b.md': chapter(20), 'js/p.svg': picture })
  const request = {
    ...{ paths: ['js'], cwd, issued: newYear, cache: join(cwd, 'cache') },
    formats: ['anki', 'pdf', 'csv', 'json', 'anki-txt'] as const,
  }
  const results: Map<string, string>[] = []
  const edits = ['', 'And more.', '']
  for (const more of edits) {
    await writeFile(join(cwd, 'js/b.md'), chapter(20).replace(question(25), question(25, more)))
    expect((await build(request)).status).toBe('ok')
    const all = new Map<string, string>()
    for (const folder of ['out', 'js']) {
      for (const name of await readdir(join(cwd, folder))) {
        all.set(name, await readFile(join(cwd, folder, name), 'latin1'))
      }
    }
    results.push(all)
  }
  return results
}

it('in every output and ledger, cold and after an edit', async () => {
  const inMemory = await built({})
  // Five outputs and their sums.
  const outputs = [...(inMemory[0]?.keys() ?? [])].filter((name) => name.startsWith('js.'))
  expect(outputs).toHaveLength(6)
  for (const options of [
    { memory: 0, page: 512 },
    { memory: 4096, page: 1000 },
  ]) {
    const onDisk = await built(options)
    for (const [at, files] of onDisk.entries()) {
      for (const [name, content] of files) {
        expect(content === inMemory[at]?.get(name), `${name} of build ${at}`).toBe(true)
      }
      expect(files.size).toBe(inMemory[at]?.size)
    }
  }
})

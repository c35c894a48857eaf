import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { folderOf } from '../support/tmp.ts'

const source = fileURLToPath(new URL('../../src/cache/program.ts', import.meta.url))

/** The stamp of a program that consists of some files. */
async function stampOf(folder: string, run: number): Promise<string> {
  const module = join(folder, 'src/cache/program.ts')
  const { programStamp } = (await import(`${pathToFileURL(module).href}?${run}`)) as {
    programStamp: () => string
  }
  expect(programStamp()).toBe(programStamp())
  return programStamp()
}

it('is another for other code, templates or packages, and the same for the same', async () => {
  const folder = await folderOf({
    'package.json': '{"version":"1.0.0","type":"module"}',
    'src/a.ts': 'one',
    'templates/card.css': 'a',
    'node_modules/.package-lock.json': '{}',
  })
  await mkdir(join(folder, 'src/cache'))
  await cp(source, join(folder, 'src/cache/program.ts'))
  const stamps = [await stampOf(folder, 0)]
  expect(await stampOf(folder, 1)).toBe(stamps[0])
  for (const [at, [name, text]] of Object.entries({
    'package.json': '{"version":"1.0.1","type":"module"}',
    'src/a.ts': 'two',
    'src/b.ts': 'one',
    'templates/card.css': 'b',
    'node_modules/.package-lock.json': '{"packages":{}}',
    'node_modules/@mathjax/src/package.json': '{}',
  }).entries()) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
    stamps.push(await stampOf(folder, 2 + at))
  }
  expect(new Set(stamps).size).toBe(7)
})

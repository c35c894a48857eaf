import { readdirSync, readFileSync } from 'node:fs'
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { folderOf } from '../support/tmp.ts'

const source = fileURLToPath(new URL('../../src/cache/', import.meta.url))

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
  for (const name of ['program.ts', 'made.ts']) {
    await cp(join(source, name), join(folder, 'src/cache', name))
  }
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

it('is of the code that a bundle was made of', async () => {
  const { hashOfCode } = (await import(
    new URL('../../dist/cache/program.js', import.meta.url).href
  )) as { hashOfCode: () => string }
  const chunks = fileURLToPath(new URL('../../dist/chunks/', import.meta.url))
  const made = readdirSync(chunks)
    .filter((name) => name.endsWith('.cjs'))
    .map((name) => readFileSync(join(chunks, name), 'utf8'))
    .flatMap((text) => /\bicu,\s*"(\w+)"/.exec(text)?.[1] ?? [])
  expect(made).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)])
  // The doors stand in the way of what the compiler made of them since.
  expect(made).not.toContain(hashOfCode())
})

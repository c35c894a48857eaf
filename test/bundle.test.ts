import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const chunks = readdirSync(`${dist}chunks`).filter((name) => /\.c?js$/.test(name))
const files = ['cli/main.js', 'build/worker.js', ...chunks.map((name) => `chunks/${name}`)]
const text = (file: string) => readFileSync(dist + file, 'utf8')

/** What a file imports, at its head or later. */
const importsOf = (code: string): string[] =>
  [
    ...code.matchAll(
      /^(?:import|export)\b[^;]*?from "([^"]+)"|\b(?:import|imported|require)\("([^"]+)"\)(?!\.)/gm,
    ),
  ].map(([, head, later]) => head ?? later ?? '')

describe('the program as it is run', () => {
  it('is its own files, and packages that bring others with them', () => {
    const packages = new Set(files.flatMap((file) => importsOf(text(file))))
    const others = [...packages].filter((name) => !name.startsWith('.') && !isBuiltin(name))
    expect(others.sort()).toEqual(['harfbuzzjs', 'hypher', 'pdfkit', 'saxes', 'sharp'])
  })

  it('is a few files, where the compiler leaves hundreds', () => {
    expect(files.length).toBeLessThan(200)
    expect(text('cli/main.js').length).toBeLessThan(1000)
  })

  it('finds its data where the compiler put it', () => {
    for (const file of files.filter((name) => name !== 'chunks/rolldown-runtime.cjs'))
      for (const line of text(file).split('\n'))
        if (line.includes('import.meta.url'))
          expect(line, file).toMatch(/new URL\(["'`]\.\.\/[\w/.-]+\.js["'`], import\.meta\.url\)/)
  })

  it('carries the licences of the code it holds', () => {
    const held = new Set(
      files.flatMap((file) =>
        [...text(file).matchAll(/^\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)/gm)].map(
          ([, name]) => name ?? '',
        ),
      ),
    )
    expect(held.size).toBeGreaterThan(50)
    const licences = text('chunks/LICENCES.txt')
    const named = [...licences.matchAll(/^(\S+) \d\S* \(.+\)\n\n(?=(\S?))/gm)]
    expect(named.map(([, name]) => name)).toEqual(expect.arrayContaining([...held]))
    expect(named.filter(([, , first]) => first === '').map(([, name]) => name)).toEqual([])
  })
})

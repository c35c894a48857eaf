/** Prints the project's figures: source files, their sizes, tests. `npm run figures` */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('../..', import.meta.url))

const sizes = (folder) =>
  readdirSync(join(home, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.d\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .map(({ path, text }) => ({
      path: path.slice(home.length),
      text,
      lines: text.split('\n').length - 1,
    }))
    .sort((a, b) => b.lines - a.lines)

const sources = sizes('src')
const tests = sizes('test')
const median = sources[Math.floor(sources.length / 2)]?.lines ?? 0
const sum = (files) => files.reduce((total, file) => total + file.lines, 0)
const written = tests.reduce(
  (total, { text }) => total + (text.match(/^\s*(it|test)(\.each|\.for)?\b/gm)?.length ?? 0),
  0,
)

console.log(`source files  ${sources.length}`)
console.log(`lines         ${sum(sources)}, median ${median}`)
console.log(`largest       ${sources[0]?.lines} ${sources[0]?.path}`)
console.log(`over 400      ${sources.filter(({ lines }) => lines > 400).length}`)
console.log(`test files    ${tests.filter(({ path }) => path.endsWith('.test.ts')).length}`)
console.log(`test lines    ${sum(tests)}`)
console.log(`test blocks   ${written} (a table of cases counts once; vitest counts each case)`)

/**
 * Every program in the shipped banks, run: what it prints is what the text
 * shows after it. Languages without a command here fail; commands that a
 * machine lacks skip, and the name of the test says which.
 */
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Code } from '../../src/model/mdast.ts'
import { visit } from '../../src/model/mdast.ts'
import { temporary } from '../support/tmp.ts'
import { type Asked, shipped } from './banks.ts'

/** `sqlite3 -table`, where only Python's module may be at hand: headers centred, values to the left. */
const sqliteTable = `
import sqlite3, sys
db, buffer = sqlite3.connect(":memory:"), ""
for line in open(sys.argv[1]):
    buffer += line
    if not sqlite3.complete_statement(buffer):
        continue
    found, buffer = db.execute(buffer), ""
    if not found.description:
        continue
    head = [column[0] for column in found.description]
    rows = [["" if v is None else str(v) for v in row] for row in found]
    wide = [max(map(len, column)) for column in zip(head, *rows)]
    rule = "+" + "+".join("-" * (w + 2) for w in wide) + "+"
    def centred(text, width):
        left = (width - len(text)) // 2
        return " " * left + text + " " * (width - len(text) - left)
    print(rule)
    print("|" + "|".join(f" {centred(h, w)} " for h, w in zip(head, wide)) + "|")
    print(rule)
    for row in rows:
        print("|" + "|".join(f" {v.ljust(w)} " for v, w in zip(row, wide)) + "|")
    print(rule)
`

type Way = { file: string; needs: string[]; run: readonly [string, ...string[]] }

/** How a language's blocks are run, in a folder that holds the block as `file`. */
const ways: Record<string, Way> = {
  python: { file: 'block.py', needs: ['python3'], run: ['python3', 'block.py'] },
  js: { file: 'block.js', needs: ['node'], run: ['node', 'block.js'] },
  bash: { file: 'block.sh', needs: ['bash'], run: ['bash', 'block.sh'] },
  sql: { file: 'block.sql', needs: ['python3'], run: ['python3', '-c', sqliteTable, 'block.sql'] },
  go: { file: 'block.go', needs: ['go'], run: ['go', 'run', 'block.go'] },
  rust: {
    file: 'block.rs',
    needs: ['rustc'],
    run: ['bash', '-c', 'rustc --edition 2021 -O -o block block.rs && ./block'],
  },
}

/** Blocks that are not run by themselves, and why. */
const unrun: Record<string, { file: string; reason: string }> = {
  'infrastructure-as-code hcl': {
    file: 'main.tf',
    reason: 'a description, not a program: the bash block after it plans and applies it',
  },
}

/** Programs a block calls besides its language's own. */
const calls = ['python3', 'node', 'sqlite3', 'terraform']

const available = new Map<string, boolean>()

function has(program: string): boolean {
  const known = available.get(program)
  if (known !== undefined) return known
  // The order of a set's strings, which one block shows, is that of CPython 3.11 and later.
  const ask =
    program === 'python3'
      ? 'python3 -c "import sys; sys.exit(sys.version_info < (3, 11))"'
      : `command -v ${program}`
  const found = spawnSync('bash', ['-c', ask], { stdio: 'ignore' }).status === 0
  available.set(program, found)
  return found
}

/** Code blocks of a question in reading order. */
function codeOf({ body }: Asked): Code[] {
  const blocks: Code[] = []
  visit([...body.prompt, ...body.answer], (node) => {
    if (node.type === 'code') blocks.push(node)
  })
  return blocks
}

type Case = { id: string; lang: string; code: Code; shown: string; files: Record<string, string> }

/** Each program with the output shown after it; files are blocks before it that it reads. */
function casesOf(asked: Asked): { cases: Case[]; listed: string[]; left: string[] } {
  const cases: Case[] = []
  const listed: string[] = []
  const left: string[] = []
  const files: Record<string, string> = {}
  const blocks = codeOf(asked)
  for (const [index, code] of blocks.entries()) {
    const lang = code.lang ?? ''
    const name = `${asked.id} ${lang}`
    const after = blocks[index + 1]
    const before = blocks[index - 1]
    if (lang === 'text') {
      if (!before || before.lang === 'text') left.push(`${name}: an output of nothing`)
    } else if (unrun[name]) {
      listed.push(name)
      files[unrun[name].file] = code.value
    } else if (!ways[lang]) left.push(`${name}: nobody knows how to run it`)
    else if (after?.lang !== 'text') left.push(`${name}: shows no output`)
    else cases.push({ id: asked.id, lang, code, shown: after.value, files: { ...files } })
  }
  return { cases, listed, left }
}

const banks = [await shipped('mlops'), await shipped('scripts')]
const found = banks.flatMap(({ asked }) => asked.map(casesOf))

describe('code of the banks', () => {
  it('is run, or listed with the reason', () => {
    expect(found.flatMap(({ left }) => left)).toEqual([])
    expect(found.flatMap(({ listed }) => listed)).toEqual(Object.keys(unrun))
  })

  for (const { id, lang, code, shown, files } of found.flatMap(({ cases }) => cases)) {
    const way = ways[lang] as Way
    const called = calls.filter((program) => new RegExp(`^\\s*${program} `, 'm').test(code.value))
    const missing = [...way.needs, ...called].filter((program) => !has(program))
    const title = missing.length > 0 ? `${lang} [skipped, needs ${missing.join(', ')}]` : lang
    describe(title, () => {
      it.skipIf(missing.length > 0)(`of ${id} prints what is shown`, async () => {
        const cwd = await temporary()
        for (const [name, text] of Object.entries({ ...files, [way.file]: `${code.value}\n` }))
          await writeFile(join(cwd, name), text)
        const [program, ...args] = way.run
        const env = { ...process.env, PYTHONUTF8: '1' }
        const ran = spawnSync(program, args, { cwd, env, encoding: 'utf8' })
        expect(ran.status, ran.stderr).toBe(0)
        expect(ran.stdout.replace(/\n$/, '').split('\n')).toEqual(shown.split('\n'))
      })
    })
  }
})

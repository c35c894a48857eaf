import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highlight } from '../src/highlight.ts'
import { parseMarkdown } from '../src/read/markdown/markdown.ts'

const dist = fileURLToPath(new URL('../dist/', import.meta.url))
const chunks = readdirSync(`${dist}chunks`).filter((name) => /\.c?js$/.test(name))
const doors = ['cli/main.js', 'build/worker.js', 'highlight.js', 'read/markdown/parse.js']
const files = [...doors, ...chunks.map((name) => `chunks/${name}`)]
const text = (file: string) => readFileSync(dist + file, 'utf8')

/** What a file imports, at its head or later. */
const importsOf = (code: string): string[] =>
  [
    ...code.matchAll(
      /^(?:import|export)\b[^;]*?from "([^"]+)"|\b(?:import|imported|require)\("([^"]+)"\)(?!\.)/gm,
    ),
  ].map(([, head, later]) => head ?? later ?? '')

/** What a module says of some input, in a process of its own. */
const said = (module: string, input: unknown): string =>
  String(
    execFileSync(process.execPath, ['--input-type=module', '-e', module], {
      input: JSON.stringify(input),
      maxBuffer: 2 ** 30,
      // One that met the other's grammar went round for ever.
      timeout: 300_000,
    }),
  )

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
    const elsewhere = ['chunks/rolldown-runtime.cjs', 'highlight.js']
    for (const file of files.filter((name) => !elsewhere.includes(name)))
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

describe('the highlighter, which the bundle changes', () => {
  const names =
    'js ts py java bash console html css sql json yaml c cpp cs go rust rb php swift kt scala dart r scss less md dockerfile toml make diff graphql hs lua perl ps1 ex erl clj groovy objc matlab jl proto nginx properties http cmake tex'
  /** Code of many languages, and what opens and closes in one or another. */
  const pieces = [
    `const a = \`b \${c + \`d\`} e\`; // f\n`,
    '/** g\n * @param {h} i */\nexport async function j(k = /l\\/m/g) { return <n o="p">{q}</n> }\n',
    'class R extends S:\n    """t"""\n    @u\n    def v(self, *w: int) -> str:\n        return f"{x!r}"\n',
    'if (y < 0x1F && z != null) { let $a = 1_000.5e-3; }\n',
    `echo "\${b}" | grep -E 'c' > "$d" <<EOF\ne\nEOF\n`,
    'SELECT f, COUNT(*) FROM "g" WHERE h = \'i\' -- j\n',
    '<style>k { color: #fff }</style><script>let l = "m"</script>\n',
    '- n: &o [p, "q"]\n  r: !!s |\n    t\n',
    'R"u(v)u" r#"w"# %w(x y) q{z} @"a" $$b$$ \'\'c\'\'\n',
    ...`( ) [ ] { } < > </ /> /* */ // # -- ; <!-- --> <?php ?> " ' \` """ \\ \${ #{ {{ }} => :: @ $ = do end begin 1.5 x`.split(
      ' ',
    ),
  ]
  const code = fc.array(fc.constantFrom(...pieces, '\n', ' '), { maxLength: 30 })

  const built = JSON.stringify(`${dist}highlight.js`)

  it('colours every language as the package does', () => {
    const numRuns = process.env.RECTOVERSO_LONG ? 400 : 30
    const texts = [...pieces, ...fc.sample(code, { numRuns, seed: 5 }).map((one) => one.join(''))]
    const given = names.split(' ').flatMap((name) => texts.map((text) => ({ text, name })))
    const found: unknown[] = JSON.parse(
      said(
        `import { readFileSync } from 'node:fs'
        import { highlight } from ${built}
        const given = JSON.parse(readFileSync(0, 'utf8'))
        console.log(JSON.stringify(given.map(({ text, name }) => highlight(text, name))))`,
        given,
      ),
    )
    const others = given.filter(
      ({ text, name }, at) => JSON.stringify(highlight(text, name)) !== JSON.stringify(found[at]),
    )
    expect(others).toEqual([])
  })

  it('shares no grammar with whoever else uses them', () => {
    const kind = said(
      `import { createRequire } from 'node:module'
      import { highlight } from ${built}
      const require = createRequire(${built})
      const theirs = require('highlight.js/lib/core')
      theirs.registerLanguage('java', require('highlight.js/lib/languages/java'))
      theirs.highlight('int a = 1;', { language: 'java' })
      console.log(highlight('int a = 1;', 'java')[0].find(({ text }) => text === '1').kind)`,
      undefined,
    )
    expect(kind.trim()).toBe('number')
  })
})

describe('the parser, which the bundle changes', () => {
  it('reads every fixture as the package does', () => {
    const fixtures = fileURLToPath(new URL('fixtures/read/', import.meta.url))
    const names = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
    const given = names
      .filter((name) => name.endsWith('.md'))
      .flatMap((name) => {
        const text = readFileSync(fixtures + name, 'utf8')
        return [{}, { marks: true }].map((syntax) => ({ name, text, syntax }))
      })
    expect(given.length).toBeGreaterThan(40)
    const found: unknown[] = JSON.parse(
      said(
        `import { readFileSync } from 'node:fs'
        import { parseMarkdown } from ${JSON.stringify(`${dist}read/markdown/markdown.js`)}
        const blocksOf = ({ text, syntax }) => parseMarkdown(text, undefined, syntax).blocks
        console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(blocksOf)))`,
        given,
      ),
    )
    const others = given.filter(({ text, syntax }, at) => {
      const { blocks } = parseMarkdown(text, undefined, syntax)
      return JSON.stringify(blocks) !== JSON.stringify(found[at])
    })
    expect(others.map(({ name }) => name)).toEqual([])
  })
})

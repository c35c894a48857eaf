/** The repository's own rules: who may import whom, who may touch what, and what is public. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as library from '../src/index.ts'
import { rules } from '../src/messages/rules.ts'

const home = fileURLToPath(new URL('..', import.meta.url))
const text = (path: string) => readFileSync(join(home, path), 'utf8')

function filesIn(folder: string, ending: RegExp): string[] {
  return readdirSync(join(home, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

const sources = filesIn('src', /\.ts$/).filter((path) => !path.endsWith('.d.ts'))
const tests = filesIn('test', /\.ts$/)

/** Source without comments and the insides of strings that are no module names. */
const code = new Map(sources.map((path) => [path, withoutComments(text(path))]))

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|(^|[\s;{}(,])\/\/.*$/gm, '$1')
}

type Import = { name: string; typeOnly: boolean; dynamic: boolean }

/** Static and dynamic imports and re-exports of a module. */
function importsOf(path: string): Import[] {
  const source = code.get(path) ?? ''
  const fixed = [
    ...source.matchAll(
      /^(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
    ),
  ].map(([, type, name = '']) => ({ name, typeOnly: type !== undefined, dynamic: false }))
  const loaded = [
    ...source.matchAll(/(?:\bawait|=>|\breturn)\s+import\(\s*['"]([^'"]+)['"]\s*\)/g),
  ].map(([, name = '']) => ({ name, typeOnly: false, dynamic: true }))
  const required = [
    ...source.matchAll(/\b(?:require|createRequire\([^()]*\))\(\s*['"]([^'"]+)['"]\s*\)/g),
  ].map(([, name = '']) => ({ name, typeOnly: false, dynamic: true }))
  return [...fixed, ...loaded, ...required]
}

/** The path of one of our modules, or undefined for a package. */
function ownOf(path: string, name: string): string | undefined {
  return name.startsWith('.') ? join(dirname(path), name).replaceAll('\\', '/') : undefined
}

/** `src/anki/package.ts` is of `anki`; `src/writer.ts` of `writer`. */
function partOf(path: string): string {
  return path.split('/')[1]?.replace(/\.ts$/, '') ?? ''
}

/** Which parts a part may import, itself aside. */
const everywhere = ['model', 'messages', 'writer', 'wording', 'pool', 'cache']
const allowed: Record<string, string[]> = {
  cli: ['build', 'adopt', 'import', 'merge', 'verify', 'config', 'templates', 'index'],
  index: ['build', 'config', 'templates'],
  build: [
    ...['read', 'identity', 'anki', 'print', 'sheet', 'json', 'publish', 'config', 'templates'],
    ...['fetch', 'spill'],
  ],
  adopt: ['read', 'publish'],
  import: ['anki', 'read', 'identity', 'publish', 'config', 'merge', 'sheet'],
  merge: ['read', 'identity', 'sheet', 'publish', 'config'],
  // A judge: of those who read and write it takes only what `judges`, below, lets it.
  verify: [
    ...['read', 'identity', 'drawing', 'publish', 'config', 'build'],
    ...['anki', 'import', 'merge'],
  ],
  config: [],
  fetch: [],
  templates: [],
  // Drawings are outlined in our faces, and `drawing` is handed them.
  read: ['drawing', 'faces'],
  identity: [],
  publish: [],
  anki: ['markup', 'drawing', 'scratch'],
  print: ['highlight', 'faces'],
  sheet: [],
  json: [],
  markup: ['highlight'],
  drawing: ['faces'],
  faces: [],
  highlight: [],
  cache: [],
  spill: ['model', 'scratch'],
  scratch: [],
  writer: ['model', 'messages', 'pool'],
  messages: ['model'],
  model: [],
  wording: [],
  pool: [],
}

describe('imports', () => {
  it('run one way', () => {
    const wrong = sources.flatMap((path) =>
      importsOf(path).flatMap(({ name }) => {
        const target = ownOf(path, name)
        if (target === undefined || target.endsWith('.json')) return []
        const [from, to] = [partOf(path), partOf(target)]
        const may = ['model', 'messages', 'writer', 'wording', 'pool'].includes(from)
          ? []
          : everywhere
        const fine = from === to || may.includes(to) || allowed[from]?.includes(to)
        return fine ? [] : [`${path} → ${target}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it('let verifying share nothing with what it judges, and know nothing of earlier builds', () => {
    const judged = /^src\/(anki|import|merge|build|publish|cache)(\/|\.)/
    const may =
      /^src\/(anki\/collection-read|import\/package|merge\/(csv|decode|workbook)|publish\/manifest|build\/(filter|pictures|result|retired))\.ts$/
    const wrong = sources
      .filter((path) => partOf(path) === 'verify')
      .flatMap((path) => importsOf(path).map(({ name }) => ownOf(path, name) ?? ''))
      .filter((target) => judged.test(target) && !may.test(target))
    expect(wrong).toEqual([])
  })

  it('name files that are there, with their ending', () => {
    const wrong = sources.flatMap((path) =>
      importsOf(path).flatMap(({ name }) => {
        const target = ownOf(path, name)
        return target === undefined || existsSync(join(home, target)) ? [] : [`${path} → ${name}`]
      }),
    )
    expect(wrong).toEqual([])
  })

  it('form no cycle', () => {
    const cycles: string[] = []
    const state = new Map<string, 'open' | 'done'>()
    const walk = (path: string, way: string[]) => {
      if (state.get(path) === 'done') return
      if (state.get(path) === 'open') {
        cycles.push([...way.slice(way.indexOf(path)), path].join(' → '))
        return
      }
      state.set(path, 'open')
      for (const { name } of importsOf(path)) {
        const target = ownOf(path, name)
        if (target?.endsWith('.ts')) walk(target, [...way, path])
      }
      state.set(path, 'done')
    }
    for (const path of sources) walk(path, [])
    expect(cycles).toEqual([])
  })

  it('are seen by this test', () => {
    expect(importsOf('src/build/writers.ts').map(({ name }) => name)).toContain('../anki/writer.ts')
    expect(importsOf('src/config/schema.ts').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ajv', './config.schema.json']),
    )
  })
})

/** Packages and built-in modules that stand behind one gate: only these files import them. */
const gates: Record<string, RegExp> = {
  'remark-parse': /^src\/read\/markdown/,
  'remark-html': /^src\/markup\//,
  pdfkit: /^src\/print\/paint(file)?\.ts$/,
  libdeflate: /^src\/print\/zlib\.ts$/,
  harfbuzzjs: /^src\/faces\//,
  sharp: /^src\/(read\/media|drawing\/)/,
  'node-sqlite3-wasm': /^src\/anki\/collection-read\.ts$/,
  hucre: /^src\/(sheet|merge|import)\//,
  papaparse: /^src\/(sheet|merge|import|anki\/text)/,
  commander: /^src\/cli\//,
  picocolors: /^src\/cli\//,
  ajv: /^src\/config\//,
  'ipaddr.js': /^src\/fetch\//,
}

describe('gates', () => {
  it('let each library in at one place', () => {
    const wrong = sources.flatMap((path) =>
      importsOf(path)
        .filter(({ name, typeOnly }) => {
          const gate = gates[name] ?? gates[name.split('/')[0] ?? '']
          return gate !== undefined && !typeOnly && !gate.test(path)
        })
        .map(({ name }) => `${path} → ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('let the file system in at few places', () => {
    const readers =
      /^src\/(read\/(sources|media)|config|templates|faces\/|cache|identity\/ledger|merge\/load|publish|cli\/init|cli\/watch|scratch|anki\/collection-read|import\/source|verify\/files)/
    const touching = sources.filter((path) =>
      importsOf(path).some(({ name }) => /^(node:)?fs(\/promises)?$/.test(name)),
    )
    expect(touching.filter((path) => !readers.test(path))).toEqual([])
  })

  it('let only publishing and the cache write; `init` begins files and never replaces one', () => {
    const writing =
      /\b(writeFile|writeFileSync|writeSync|appendFile|createWriteStream|rename|renameSync|unlink|unlinkSync|mkdir|mkdirSync|mkdtemp|mkdtempSync|copyFile|rm|rmSync)\s*\(/
    const may = /^src\/(publish|cache|scratch|cli\/init|anki\/collection-read)/
    expect(sources.filter((path) => !may.test(path) && writing.test(code.get(path) ?? ''))).toEqual(
      [],
    )
    expect(text('src/cli/init.ts')).toMatch(/writeFile\(path, text, \{ flag: 'wx' \}\)/)
  })

  it('keep clock, chance, locale, environment and output above', () => {
    const forbidden = {
      clock: /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bhrtime\b/,
      chance: /\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/,
      locale: /\bIntl\b|\blocaleCompare\b|\btoLocale\w+\b/,
      environment: /\bprocess\.(env|argv|cwd|platform|exit|exitCode|stdout|stderr|on)\b/,
      output: /\bconsole\./,
      network: /\bfetch\s*\(|node:(http|https|net|tls|dgram|dns)\b/,
    }
    const wrong = sources
      .filter((path) => !path.startsWith('src/cli/'))
      .flatMap((path) =>
        Object.entries(forbidden)
          .filter(([what, pattern]) => pattern.test(code.get(path) ?? '') && !excused(path, what))
          .map(([what]) => `${path}: ${what}`),
      )
    expect(wrong).toEqual([])
  })
})

/** A lock has to say whose it is and tell a dead owner from a live one; fetching is what `fetch` is for. */
function excused(path: string, what: string): boolean {
  if (what === 'network') return path.startsWith('src/fetch/')
  return /^src\/publish/.test(path) && what === 'environment'
}

/** Files without a test of their own name, and the test that is theirs. */
const testedElsewhere: Record<string, string> = {
  'src/cli/build-options.ts': 'test/cli/build.test.ts',
  'src/cli/main.ts': 'test/cli/start.test.ts',
  'src/cli/options.ts': 'test/cli/build.test.ts',
  'src/cli/report.ts': 'test/cli/build.test.ts',
  'src/cli/version.ts': 'test/cli/program.test.ts',
}

const testOf = (path: string) => path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts')

/** The inside of a module, `publish/lock.ts` of `publish.ts`, is tested through it. */
function isInside(path: string): boolean {
  const module = `${dirname(path)}.ts`
  return sources.includes(module) && tests.includes(testOf(module))
}

describe('files', () => {
  it('have a test of their name', () => {
    const missing = sources.filter(
      (path) =>
        !tests.includes(testOf(path)) &&
        !(path in testedElsewhere) &&
        !isInside(path) &&
        !isTypesOrTable(path),
    )
    expect(missing).toEqual([])
  })

  it('are tested elsewhere only where that test is there', () => {
    const stale = Object.entries(testedElsewhere).filter(([path, test]) => {
      return !sources.includes(path) || tests.includes(testOf(path)) || !tests.includes(test)
    })
    expect(stale).toEqual([])
  })

  it('hold nothing that was put off or forced', () => {
    const marks = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', '@ts-' + 'ignore', '@ts-' + 'nocheck', 'biome-' + 'ignore'].join(
        '|',
      ),
    )
    const forced = /\bas any\b|: any\b|<any>|\bany\[\]/
    const put = [...sources, ...tests].filter((path) => {
      if (path === 'test/repository.test.ts') return false
      return marks.test(text(path)) && !/<!-- TO\DO: x -->/.test(text(path))
    })
    expect(put).toEqual([])
    expect(sources.filter((path) => forced.test(code.get(path) ?? ''))).toEqual([])
  })

  it('use only what can be erased', () => {
    const wrong = sources.filter((path) =>
      /^\s*(export\s+)?(const\s+)?enum\s|^\s*(export\s+)?namespace\s/m.test(code.get(path) ?? ''),
    )
    expect(wrong).toEqual([])
  })

  it('name no path of one machine', () => {
    const own = [
      ...sources,
      ...tests,
      ...filesIn('templates', /./),
      ...filesIn('content', /\.(md|yaml)$/),
    ]
    const top = ['package.json', 'README.md', 'CHANGELOG.md', '.ci/run'].filter((path) =>
      existsSync(join(home, path)),
    )
    const machine = new RegExp(
      `(^|[^a-z.])/(${['wor' + 'k', 'ho' + 'me', 'ro' + 'ot'].join('|')})/[a-z.]`,
    )
    expect([...own, ...top].filter((path) => machine.test(text(path)))).toEqual([])
  })

  it('begin with what they are for', () => {
    const bare = sources.filter((path) => !/^(#!.*\n)?\/\*\*/.test(text(path)))
    expect(bare).toEqual([])
  })
})

/** Types leave no code behind, and a table is tested by those who read it. */
function isTypesOrTable(path: string): boolean {
  const source = code.get(path) ?? ''
  const typesOnly = !/^(export )?(async )?(function|const|let|class)\b/m.test(source)
  return typesOnly || !/\bfunction\b|=>/.test(source)
}

describe('the package', () => {
  const manifest = JSON.parse(text('package.json'))
  const lock = JSON.parse(text('package-lock.json'))

  it('pins every version', () => {
    const versions = { ...manifest.dependencies, ...manifest.devDependencies }
    const loose = Object.entries(versions).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)),
    )
    expect(loose).toEqual([])
  })

  it('has no production dependency with an install script, nor one without integrity', () => {
    type Locked = { dev?: boolean; hasInstallScript?: boolean; integrity?: string; link?: boolean }
    const locked = Object.entries<Locked>(lock.packages).filter(([path]) => path !== '')
    const scripts = locked.filter(([, entry]) => !entry.dev && entry.hasInstallScript)
    expect(scripts.map(([path]) => path)).toEqual([])
    const unsigned = locked.filter(([, entry]) => !entry.integrity && !entry.link)
    expect(unsigned.map(([path]) => path)).toEqual([])
  })

  it('uses what it depends on, and depends on what it uses', () => {
    const used = new Set(
      sources.flatMap((path) =>
        importsOf(path)
          .filter(({ typeOnly }) => !typeOnly)
          .map(({ name }) => name)
          .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
          .map((name) =>
            name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
          ),
      ),
    )
    const optional = { ...manifest.peerDependencies, ...manifest.optionalDependencies }
    const known = { ...manifest.dependencies, ...optional }
    expect([...used].filter((name) => !(name in known)).sort()).toEqual([])
  })

  it('offers its schemas, and ships what it needs', () => {
    expect(Object.keys(manifest.exports)).toEqual([
      '.',
      './schema/bank.json',
      './schema/config.json',
      './package.json',
    ])
    expect(manifest.files).toEqual(['dist', '!dist/chunks/*.pack', 'templates', 'CHANGELOG.md'])
  })

  it('has the top level its user asked for', () => {
    const ignored = ['node_modules', 'dist', 'coverage', '.git', '.venv', '.stryker-tmp', 'reports']
    const entries = readdirSync(home).filter(
      (name) => !ignored.includes(name) && !/\.(tgz|log)$/.test(name),
    )
    expect(entries.sort()).toEqual([
      '.ci',
      '.gitattributes',
      '.gitignore',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'biome.json',
      'bundle.mjs',
      'content',
      'out',
      'package-lock.json',
      'package.json',
      'src',
      'templates',
      'test',
      'tsconfig.build.json',
      'tsconfig.json',
      'vitest.config.ts',
    ])
  })

  it('has a changelog of this version', () => {
    expect(text('CHANGELOG.md')).toContain(`## ${manifest.version}`)
  })
})

describe('public names', () => {
  it('are these', () => {
    expect(Object.keys(library).sort()).toEqual([
      'bodyOf',
      'build',
      'check',
      'headingOf',
      'introOf',
      'questionsOf',
      'rules',
      'sectionsOf',
    ])
  })
})

describe('the rule catalogue', () => {
  it('says of each rule what it means and what to do, in sentences', () => {
    for (const [id, rule] of Object.entries(rules)) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(rule.meaning, id).toMatch(/^([A-Z]|rectoverso\.).*\.$/)
      expect(rule.help, id).toMatch(/^[A-Za-z`].*\.$/)
    }
  })

  it('holds no rule that nothing says', () => {
    const all = [...code.values()].join('\n')
    const unused = Object.keys(rules).filter((id) => all.split(`'${id}'`).length - 1 < 2)
    expect(unused).toEqual([])
  })

  it('stands in the README (npm run readme)', () => {
    const readme = text('README.md')
    const missing = Object.entries(rules)
      .map(([id, { severity, meaning }]) => `| \`${id}\` | ${severity} | ${meaning} |`)
      .filter((row) => !readme.includes(row))
    expect(missing).toEqual([])
  })
})

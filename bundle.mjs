/**
 * What runs from the command line, as a few files: finding and opening some seven hundred
 * modules is about a fifth of what ten questions take.
 *
 * Goes over what the compiler left in `dist`, and takes the place of the two doors there,
 * `cli/main.js` and `build/worker.js`. All else stays as it is, for those who import it.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import standalone from 'ajv/dist/standalone/index.js'
import { rolldown } from 'rolldown'

const dist = join(fileURLToPath(new URL('.', import.meta.url)), 'dist')

/** Stay packages: the first four read files that lie beside their code, the others bring no licence to carry along. */
const apart = ['sharp', 'node-sqlite3-wasm', 'harfbuzzjs', 'pdfkit', 'hypher', 'saxes']

/** A module asks where it is to find files; let it hear where the compiler put it. */
const places = {
  name: 'places',
  transform(code, id) {
    if (!id.startsWith(dist + sep) || !code.includes('import.meta.url')) return null
    const from = `../${relative(dist, id).split(sep).join('/')}`
    return code.replaceAll('import.meta.url', `new URL('${from}', import.meta.url).href`)
  },
}

/** The check of settings, made into code here and not at every start. */
const settings = {
  name: 'settings',
  async load(id) {
    if (id !== join(dist, 'config/schema.js')) return null
    const { ajv, schema, validate } = await import(pathToFileURL(id).href)
    const code = standalone.default(ajv, validate)
    return `${code}\nexport const schema = ${JSON.stringify(schema)}`
  },
}

/** What the caches of one program are told from those of another by, made here and not at every start. */
const stamp = {
  name: 'stamp',
  async load(id) {
    if (id !== join(dist, 'cache/made.js')) return null
    const { hashOfCode } = await import(pathToFileURL(join(dist, 'cache/program.js')).href)
    return `export const codeHash = ${JSON.stringify(hashOfCode())}`
  },
}

/**
 * What of the parser costs a bank of many short texts more than their parsing: each is changed
 * here, where it reads as it did when this was written, and nowhere else.
 */
const amended = [
  // Node 20 gives an object a hidden class of its own where a property is added behind a spread,
  // which stays until the whole heap is swept. Here that is every token of a text.
  {
    of: 'mdast-util-from-markdown/lib/index.js',
    from: /\{\s*\.\.\.context,\s*(sliceSerialize: events\[index\]\[2\]\.sliceSerialize)\s*\}/g,
    to: 'Object.assign({ $1 }, context)',
  },
  // What extensions add to the syntax is put together for every text; that of one list is kept.
  {
    of: 'micromark/lib/parse.js',
    from: /combineExtensions\(\[defaultConstructs, \.\.\.\(settings\.extensions \|\| \[\]\)\]\)/g,
    to: 'keptFor(settings.extensions, () => $&)',
  },
  // And what they do with each token.
  {
    of: 'mdast-util-from-markdown/lib/index.js',
    from: /const config = (\{[\s\S]*?\n {2}\});\s*(configure\(config, \(options \|\| \{\}\)\.mdastExtensions \|\| \[\]\);)/g,
    to: 'const config = keptFor((options || {}).mdastExtensions, () => {\nconst config = $1\n$2\nreturn config\n})',
  },
]

/** What was made for a list, made once; in each file that asks for it. */
const keptFor = `
const kept = new WeakMap()
function keptFor(list, make) {
  if (!list) return make()
  if (!kept.has(list)) kept.set(list, make())
  return kept.get(list)
}
`

const parser = {
  name: 'parser',
  transform(code, id) {
    const path = id.replaceAll('\\', '/')
    const own = amended.filter(({ of }) => path.endsWith(`/node_modules/${of}`))
    if (own.length === 0) return null
    return (
      own.reduce((now, { from, to }) => {
        if (!now.match(from)) throw new Error(`${id} no longer has ${from}.`)
        return now.replace(from, to)
      }, code) + keptFor
    )
  },
}

/** A package that is a module comes by what `src/cache/code.ts` hands in. */
const modules = {
  name: 'modules',
  renderChunk: (code) => code.replace(/\bimport\((?="[a-z])/g, 'imported('),
}

/** Whose code is in the files, and their licences, which ask to go where it goes. */
const licences = {
  name: 'licences',
  generateBundle(_, bundle) {
    const homes = new Set()
    for (const file of Object.values(bundle))
      for (const id of file.type === 'chunk' ? file.moduleIds : []) {
        const home = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)
        if (home) homes.add(home[0])
      }
    const source = [...homes]
      .sort()
      .map(licenceOf)
      .join(`\n${'-'.repeat(72)}\n\n`)
    this.emitFile({ type: 'asset', fileName: 'chunks/LICENCES.txt', source })
  },
}

function licenceOf(home) {
  const { name, version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const file = readdirSync(home).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  const text = file ? readFileSync(join(home, file), 'utf8') : ''
  return `${name} ${version} (${license})\n\n${text.trim()}\n`
}

/** The doors lead to the bundle, by way of what was kept of its code. */
const doors = {
  name: 'doors',
  resolveId(name, from) {
    return name === './program.js' && from === join(dist, 'cli/main.js') ? '\0program' : null
  },
  load(id) {
    const name = id === '\0program' ? 'program' : id === join(dist, 'build/worker.js') && 'worker'
    if (!name) return null
    return `import { start } from ${JSON.stringify(join(dist, 'cli/start.js'))}\nstart('${name}')`
  },
}

rmSync(join(dist, 'chunks'), { recursive: true, force: true })
// V8 can be asked to keep the code of CommonJS files, which it cannot of modules.
await bundled('cjs', [settings, stamp, places, parser, modules, licences], {
  'chunks/program': join(dist, 'cli/program.js'),
  'chunks/worker': join(dist, 'build/worker.js'),
})
await bundled('esm', [doors, places], {
  'cli/main': join(dist, 'cli/main.js'),
  'build/worker': join(dist, 'build/worker.js'),
})

keepCode()

/**
 * What V8 makes of the code that a small build needs, for the Node that is here: so that
 * even a first build starts soon. Any other Node keeps its own in the cache.
 */
function keepCode() {
  const folder = mkdtempSync(join(tmpdir(), 'rectoverso-bundle-'))
  const at = (name) => join(folder, name)
  try {
    cpSync(join(dist, '../templates/starter'), at('bank'), { recursive: true })
    const command = [join(dist, 'cli/main.js'), 'build', at('bank'), '--out', at('out')]
    const env = { ...process.env, RECTOVERSO_CACHE: at('cache') }
    execFileSync(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const [pack = ''] = readdirSync(at('cache/code'))
    const bytes = readFileSync(join(at('cache/code'), pack))
    writeFileSync(join(dist, 'chunks', pack.replace(/^[^-]+-/, '')), bytes)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function bundled(format, plugins, input) {
  const ending = format === 'cjs' ? 'cjs' : 'js'
  const bundle = await rolldown({
    input,
    platform: 'node',
    external: (id) => apart.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins,
  })
  await bundle.write({
    dir: dist,
    format,
    cleanDir: false,
    entryFileNames: `[name].${ending}`,
    chunkFileNames: `chunks/[name].${ending}`,
  })
  await bundle.close()
}

/**
 * What runs from the command line, as a few files: finding and opening some seven hundred
 * modules is about a fifth of what ten questions take.
 *
 * Goes over what the compiler left in `dist`, and takes the place of the two doors there,
 * `cli/main.js` and `build/worker.js`, and of two modules that stand before a library that is
 * changed a little. All else stays as it is, for those who import it.
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

/** What was made for a list, made once. */
const keptFor = `
const kept = new WeakMap()
function keptFor(list, make) {
  if (!list) return make()
  if (!kept.has(list)) kept.set(list, make())
  return kept.get(list)
}
`

/**
 * What of the parser and the highlighter costs a bank of many short texts more than their
 * parsing: each is changed here, where it reads as it did when this was written, and nowhere
 * else. What they give stays the same. `and` is code that the changes call.
 */
const amended = {
  'mdast-util-from-markdown/lib/index.js': {
    changes: [
      // Node 20 gives an object a hidden class of its own where a property is added behind a
      // spread, which stays until the whole heap is swept. Here that is every token of a text.
      {
        from: /\{\s*\.\.\.context,\s*(sliceSerialize: events\[index\]\[2\]\.sliceSerialize)\s*\}/g,
        to: 'Object.assign({ $1 }, context)',
        times: 3,
      },
      // What extensions do with each token is put together for every text; that of one list is kept.
      {
        from: /const config = (\{[\s\S]*?\n {2}\});\s*(configure\(config, \(options \|\| \{\}\)\.mdastExtensions \|\| \[\]\);)/,
        to: 'const config = keptFor((options || {}).mdastExtensions, () => {\nconst config = $1\n$2\nreturn config\n})',
      },
    ],
    and: keptFor,
  },
  'micromark/lib/parse.js': {
    changes: [
      // And what they add to the syntax.
      {
        from: /combineExtensions\(\[defaultConstructs, \.\.\.\(settings\.extensions \|\| \[\]\)\]\)/,
        to: 'keptFor(settings.extensions, () => $&)',
      },
    ],
    and: keptFor,
  },
  'highlight.js/lib/core.js': {
    changes: [
      // A mode's rules are tried as one expression, and a match has a place for every group of
      // every rule: here only for those of rules that are asked for theirs.
      {
        from: /opts\.position = this\.position\+\+;/,
        to: '$&\nif (!asksForGroups(opts)) re = withoutGroups(re);',
      },
      {
        from: /this\.matchAt \+= countMatchGroups\(re\) \+ 1;/,
        to: 'opts.groups = countMatchGroups(re);\nthis.matchAt += opts.groups + 1;',
      },
      // The rule that matched is found by a loop, and said beside the match, not in it.
      {
        from: /const i = match\.findIndex\(\(el, i\) => i > 0 && el !== undefined\);/,
        to: 'let i = 1;\nwhile (match[i] === undefined) i++;',
      },
      {
        from: /match\.splice\(0, i\);\s*return Object\.assign\(match, matchData\);/,
        to: 'return new Found(match, i, matchData);',
      },
      { from: /const lexeme = match && match\[0\];/, to: 'const lexeme = match && match.lexeme;' },
      { from: /const lexeme = match\[0\];/g, to: 'const lexeme = match.lexeme;', times: 2 },
      // An open mode inherited from its grammar's, and so had a hidden class of its own each time.
      {
        from: /top = Object\.create\(mode, \{ parent: \{ value: top \} \}\);/,
        to: 'top = frameOf(mode, top);',
      },
      {
        from: /new Response\(mode\)(?=;\s*mode\["on:end"\])/,
        to: 'new Response(mode.of || mode)',
      },
      // Most modes have nothing to call when they begin.
      {
        from: /(const resp = new Response\(newMode\);)([\s\S]*?)(?=\n\s*if \(newMode\.skip\))/,
        to: 'if (newMode.__beforeBegin || newMode["on:begin"]) {\n$1$2\n}',
      },
      // Whether a mode ends here was looked for to the end of the code.
      {
        from: /cmode\.endRe = langRe\(cmode\.end\);/,
        to: 'cmode.endRe = sticky(langRe(cmode.end));',
      },
      {
        from: /const match = re && re\.exec\(lexeme\);\s*return match && match\.index === 0;/,
        to: 'if (!re) return false;\nre.lastIndex = 0;\nreturn re.test(lexeme);',
      },
      // A grammar is made ready once; what for was set up for every block.
      {
        from: /const md = compileLanguage\(language\);/,
        to: 'const md = language.isCompiled ? language : compileLanguage(language);',
      },
      { from: /(?=if \(!top\.keywords\) \{)/, to: "if (modeBuffer === '') return;\n" },
    ],
    and: `
/** A match of one rule. By number it has the groups of that rule, like the array it stands for. */
class Found {
  constructor(match, at, { rule, type, position, groups }) {
    this.lexeme = match[at];
    this.index = match.index;
    this.input = match.input;
    this.rule = rule;
    this.type = type;
    this.position = position;
    this.length = groups + 1;
    for (let n = 1; n <= groups; n++) this[n] = match[at + n];
  }
  get 0() {
    return this.lexeme;
  }
}

function asksForGroups({ type, rule }) {
  if (type !== 'begin') return type === 'end';
  return rule.__beforeBegin || rule['on:begin'] || (rule.beginScope && rule.beginScope._multi);
}

function withoutGroups(re) {
  const parts = source(re).match(/\\[(?:[^\\\\\\]]|\\\\[^])*\\]|\\(\\??|\\\\[^]|[^]/g) || [];
  if (parts.some((part) => /^\\\\[1-9k]/.test(part))) return re;
  return parts.map((part) => (part === '(' ? '(?:' : part)).join('');
}

function sticky(re) {
  return new RegExp(re.source, re.flags + 'y');
}

/** A mode that is open, inside of others. */
class Frame {
  constructor(mode, parent) {
    this.of = mode;
    this.parent = parent;
    this.depth = (parent.depth || 0) + 1;
    this.matcher = mode.matcher;
    this.keywords = mode.keywords;
    this.keywordPatternRe = mode.keywordPatternRe;
    this.subLanguage = mode.subLanguage;
    this.relevance = mode.relevance;
    this.scope = mode.scope;
    this.skip = mode.skip;
    this.endScope = mode.endScope;
    this.endRe = mode.endRe;
    this.returnEnd = mode.returnEnd;
    this.excludeEnd = mode.excludeEnd;
    this.endsParent = mode.endsParent;
    this.endsWithParent = mode.endsWithParent;
    this.starts = mode.starts;
    this['on:end'] = mode['on:end'];
  }
}

/** Frames that may be kept: deeper ones are those of hostile code. */
const deepest = 40;

function frameOf(mode, parent) {
  if (mode.frame && mode.frame.parent === parent) return mode.frame;
  const made = new Frame(mode, parent);
  if (made.depth <= deepest) mode.frame = made;
  return made;
}
`,
  },
}

const libraries = {
  name: 'libraries',
  transform(code, id) {
    const path = id.replaceAll('\\', '/')
    const name = Object.keys(amended).find((one) => path.endsWith(`/node_modules/${one}`))
    if (!name) return null
    const { changes, and } = amended[name]
    const changed = changes.reduce((now, { from, to, times = 1 }) => {
      const found = now.match(new RegExp(from, 'g'))?.length ?? 0
      if (found !== times) throw new Error(`${id} has ${found} times ${from}.`)
      return now.replace(from, to)
    }, code)
    return changed + and
  },
}

/** The highlighter is loaded when code is first met; let it come from the bundle. */
const highlighter = {
  name: 'highlighter',
  transform(code, id) {
    if (id !== join(dist, 'highlight.js')) return null
    const [from, to] = ["packages('highlight.js/lib/core')", "require('highlight.js/lib/core')"]
    if (!code.includes(from)) throw new Error(`${id} no longer has ${from}.`)
    return code.replace(from, to)
  },
}

/** A module that takes its libraries in leaves its neighbours where they are. */
const neighbours = {
  name: 'neighbours',
  resolveId(name, from) {
    return from?.startsWith(dist) && name.startsWith('.') ? { id: name, external: true } : null
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
await bundled('cjs', [settings, stamp, places, libraries, highlighter, modules, licences], {
  'chunks/program': join(dist, 'cli/program.js'),
  'chunks/worker': join(dist, 'build/worker.js'),
})
await bundled('esm', [doors, places], {
  'cli/main': join(dist, 'cli/main.js'),
  'build/worker': join(dist, 'build/worker.js'),
})
// Those who import the modules themselves have the same highlighter and the same parser.
for (const name of ['highlight', 'read/markdown/parse'])
  await bundled('esm', [neighbours, libraries, highlighter], { [name]: join(dist, `${name}.js`) })

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

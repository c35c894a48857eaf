/**
 * Code as coloured words: one set of kinds for cards and pages.
 *
 * Grammars are highlight.js's. Each is loaded when a language is first met:
 * all of them cost 100 ms at start, one costs under 1 ms. They are taken by
 * `require`, because loading must be synchronous and because the package's
 * types would bring the whole DOM into this project. What goes over them is
 * changed a little by `bundle.mjs`, which finds it by this file's `packages`.
 *
 * A language has a highlighter of its own that knows it and the languages it
 * embeds, nothing else; so what was highlighted before never matters.
 */
import { createRequire } from 'node:module'

/** What a word of code may be; a closed list, for palettes on cards and pages. */
export const tokenKinds = [
  ...(['plain', 'keyword', 'literal', 'string', 'number', 'comment', 'name', 'type'] as const),
  ...(['property', 'variable', 'tag', 'meta', 'added', 'removed', 'strong', 'emphasis'] as const),
] as const

export type TokenKind = (typeof tokenKinds)[number]

/** `text` holds no line feed. */
export type Token = { text: string; kind: TokenKind }

/** Grammar → other names it goes by. The first fifteen are what question banks hold most. */
const languages = {
  javascript: 'js jsx mjs cjs node',
  typescript: 'ts tsx mts cts',
  python: 'py py3 python3 ipython pycon',
  java: 'jsp',
  bash: 'sh zsh ksh',
  shell: 'console shellsession terminal',
  xml: 'html htm xhtml svg vue rss atom plist xsl',
  css: '',
  sql: 'mysql postgres postgresql sqlite tsql plsql mariadb',
  json: 'jsonc json5 jsonl',
  yaml: 'yml',
  c: 'h',
  cpp: 'c++ cc cxx hpp hxx h++',
  csharp: 'cs c#',
  go: 'golang',
  rust: 'rs',
  ruby: 'rb',
  php: '',
  swift: '',
  kotlin: 'kt kts',
  scala: '',
  dart: '',
  r: '',
  scss: 'sass',
  less: '',
  markdown: 'md mkd',
  dockerfile: 'docker containerfile',
  // HCL has no grammar; that of TOML colours its comments, keys and strings.
  ini: 'toml conf hcl terraform tf',
  makefile: 'make mk',
  diff: 'patch',
  graphql: 'gql',
  haskell: 'hs',
  lua: '',
  perl: 'pl pm',
  powershell: 'ps ps1 pwsh',
  elixir: 'ex exs',
  erlang: 'erl',
  clojure: 'clj edn',
  groovy: 'gradle',
  objectivec: 'objc objective-c obj-c mm',
  matlab: 'octave',
  julia: 'jl',
  protobuf: 'proto',
  nginx: 'nginxconf',
  properties: '',
  http: 'https',
  cmake: '',
  latex: 'tex',
} as const satisfies Record<string, string>

type Language = keyof typeof languages

/** Languages inside a language, which its grammar asks for by name. */
const embedded: Partial<Record<Language, readonly Language[]>> = {
  javascript: ['xml', 'css', 'graphql'],
  typescript: ['xml', 'css', 'graphql'],
  xml: ['css', 'javascript'],
  markdown: ['xml'],
  dart: ['markdown'],
  dockerfile: ['bash'],
  shell: ['bash'],
  yaml: ['ruby'],
}

/** Known, and shown without colours on purpose. */
const uncoloured = new Set(['text', 'txt', 'plain', 'plaintext', 'none', 'output', 'log', 'ascii'])

/** highlight.js's scope, without what follows a dot, → our kind. */
const kinds: Readonly<Record<string, TokenKind>> = {
  keyword: 'keyword',
  'selector-tag': 'keyword',
  'template-tag': 'keyword',
  doctag: 'keyword',
  operator: 'plain',
  punctuation: 'plain',
  params: 'plain',
  function: 'plain',
  class: 'plain',
  subst: 'plain',
  literal: 'literal',
  symbol: 'literal',
  bullet: 'literal',
  string: 'string',
  regexp: 'string',
  regex: 'string',
  char: 'string',
  character: 'string',
  link: 'string',
  code: 'string',
  number: 'number',
  comment: 'comment',
  quote: 'comment',
  title: 'name',
  'selector-id': 'name',
  'selector-class': 'name',
  type: 'type',
  built_in: 'type',
  'selector-pseudo': 'type',
  'selector-attr': 'property',
  attr: 'property',
  attribute: 'property',
  property: 'property',
  variable: 'variable',
  'template-variable': 'variable',
  tag: 'tag',
  name: 'tag',
  meta: 'meta',
  addition: 'added',
  deletion: 'removed',
  section: 'strong',
  strong: 'strong',
  emphasis: 'emphasis',
  formula: 'string',
}

/** Beyond this many UTF-16 units a block stays plain: some grammars are slow on hostile text. */
const longest = 100_000

/** Units of code whose tokens are kept. */
const cacheSize = 1_000_000

type Highlighter = {
  newInstance(): Highlighter
  configure(options: { __emitter: typeof Lines }): void
  registerLanguage(name: string, grammar: unknown): void
  highlight(
    code: string,
    options: { language: string; ignoreIllegals: boolean },
  ): { _emitter: Lines }
}

const packages = createRequire(import.meta.url)
const byName = new Map<string, Language>()
for (const name of Object.keys(languages) as Language[]) {
  byName.set(name, name)
  for (const alias of languages[name].split(' ')) if (alias) byName.set(alias, name)
}

const highlighters = new Map<Language, Highlighter>()
const cache = new Map<string, Token[][]>()
let cached = 0

/** Whether a code block's language is known; without regard to case and to what follows `{` or `,`. */
export function isKnown(lang: string): boolean {
  const name = tidy(lang)
  return uncoloured.has(name) || byName.has(name)
}

/**
 * The lines of some code as tokens; undefined where the language is not known.
 * The texts of a line, joined, are that line. The result is shared: do not change it.
 */
export function highlight(code: string, lang: string | undefined): Token[][] | undefined {
  if (lang === undefined) return undefined
  const name = tidy(lang)
  const language = byName.get(name)
  if (!language) return uncoloured.has(name) ? plainLines(code) : undefined
  if (code.length > longest) return plainLines(code)
  const known = cache.get(keyOf(language, code))
  if (known) return known
  const tokens = tokenize(code, language)
  keep(keyOf(language, code), tokens)
  return tokens
}

/** Keeps what `highlight` gave for some code elsewhere, to be given for it here. */
export function keepHighlighted(code: string, lang: string, tokens: Token[][]): void {
  const language = byName.get(tidy(lang))
  if (language && code.length <= longest) keep(keyOf(language, code), tokens)
}

const keyOf = (language: Language, code: string): string => `${language} ${code}`

function keep(key: string, tokens: Token[][]): void {
  if (!cache.has(key)) cached += key.length
  if (cached > cacheSize) {
    cache.clear()
    cached = key.length
  }
  cache.set(key, tokens)
}

/** Code without colours, in the form `highlight` gives. */
export function plainLines(code: string): Token[][] {
  return code.split('\n').map((line) => (line ? [{ text: line, kind: 'plain' }] : []))
}

function tidy(lang: string): string {
  const [name = ''] = lang.replace(/^(?:language-|\{?\.)/, '').split(/[{},:;]/, 1)
  return name.trim().toLowerCase()
}

function highlighter(language: Language): Highlighter {
  const ready = highlighters.get(language)
  if (ready) return ready
  const core = packages('highlight.js/lib/core') as Highlighter
  const made = core.newInstance()
  made.configure({ __emitter: Lines })
  for (const name of [language, ...(embedded[language] ?? [])]) {
    made.registerLanguage(name, grammarOf(name))
  }
  highlighters.set(language, made)
  return made
}

/**
 * A language's grammar, loaded anew. Some keep modes for all who ask, and highlight.js writes into
 * those it makes ready: whoever else uses it in this process would meet ours, and we theirs.
 */
function grammarOf(language: Language): unknown {
  const path = packages.resolve(`highlight.js/lib/languages/${language}`)
  const theirs = packages.cache[path]
  delete packages.cache[path]
  const grammar: unknown = packages(path)
  if (theirs) packages.cache[path] = theirs
  else delete packages.cache[path]
  return grammar
}

function tokenize(code: string, language: Language): Token[][] {
  const options = { language, ignoreIllegals: true }
  const { lines, length } = highlighter(language).highlight(code, options)._emitter
  // A grammar that fails stops where it is.
  return length === code.length ? lines : plainLines(code)
}

/**
 * What highlight.js tells its findings to, in place of its own builder of HTML, which
 * would have to be read again. Its methods are those that its parser calls; others that
 * build trees from it, such as lowlight, stand on the same ones.
 */
class Lines {
  readonly lines: Token[][] = [[]]
  /** UTF-16 units in all. */
  length = 0
  readonly #open: TokenKind[] = []

  addText(text: string): void {
    this.length += text.length
    add(this.lines, text, this.#open.at(-1) ?? 'plain')
  }

  openNode(scope: string): void {
    this.#open.push(inside(this.#open.at(-1), kindOf(scope)))
  }

  startScope(scope: string): void {
    this.openNode(scope)
  }

  closeNode(): void {
    this.#open.pop()
  }

  endScope(): void {
    this.closeNode()
  }

  /** Code in another language, whose parser told another of these. */
  __addSublanguage({ lines, length }: Lines): void {
    this.length += length
    for (const [index, line] of lines.entries()) {
      if (index > 0) this.lines.push([])
      for (const { text, kind } of line) add(this.lines, text, kind)
    }
  }

  closeAllNodes(): void {
    this.#open.length = 0
  }

  finalize(): void {
    this.closeAllNodes()
  }

  toHTML(): string {
    return ''
  }
}

/** The JSON grammar marks `true` as a keyword inside a literal: there the outer kind is the better. */
function inside(outer: TokenKind = 'plain', inner: TokenKind = outer): TokenKind {
  return outer === 'literal' && inner === 'keyword' ? outer : inner
}

/** Kinds of scopes met before: a grammar names a few dozen. */
const scopes = new Map<string, TokenKind | undefined>()

function kindOf(scope: string): TokenKind | undefined {
  if (!scopes.has(scope)) scopes.set(scope, findKind(scope))
  return scopes.get(scope)
}

/** The kind of one of highlight.js's scopes, such as `title.class`. */
function findKind(scope: string): TokenKind | undefined {
  const [first = '', second] = scope.split('.')
  if (first === 'title' && second === 'class') return 'type'
  return kinds[first]
}

function add(lines: Token[][], text: string, kind: TokenKind): void {
  let start = 0
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    append(lines, text.slice(start, end), kind)
    lines.push([])
    start = end + 1
  }
  append(lines, start > 0 ? text.slice(start) : text, kind)
}

/** Text without a line feed to the last line. */
function append(lines: Token[][], text: string, kind: TokenKind): void {
  const line = lines[lines.length - 1]
  if (text === '' || !line) return
  const last = line[line.length - 1]
  if (last?.kind === kind) last.text += text
  else line.push({ text, kind })
}

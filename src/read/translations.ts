/**
 * Translations of one bank: which files of a repository translate which, and
 * which question of a translation is which of the original.
 *
 * Names tell the files. Questions are told by what a translator leaves as it
 * is, such as code, addresses and pictures, in the order in which both stand.
 */
import path from 'node:path'
import { bodyOf, type Draft, questionsOf, type Section } from '../model/bank.ts'
import { type Node, visit } from '../model/mdast.ts'
import { tongueOf } from './tongues.ts'

/** A file and the file it translates. Paths relative to the root, with `/`; BCP 47. */
export type Translated = { path: string; language: string; of: string }

const containers =
  /^(?:translations?|i18n|l10n|locales?|langs?|languages?|docusaurus-plugin-content-docs|current)$/i
const markdown = /\.(?:md|markdown|mdown|mkd)$/i

/** `parent`: of the folder that names the language; `short`: it is a bare code, and nothing else says so. */
type Named = { path: string; language?: string; key: string; parent?: string; short?: boolean }

/** Told by names only: `README.zh-CN.md` beside `README.md`, `ru-RU/README.md`, `translations/russian/README.md`. */
export function translationsIn(paths: readonly string[]): Translated[] {
  const files = paths.filter((file) => markdown.test(file)).map(namedAs)
  const tongues = tonguesBeside(files)
  const originals = new Map<string, string>()
  for (const { path: file, language } of files) {
    if (language === undefined) originals.set(file.toLowerCase(), file)
  }
  for (const { path: file, language, key } of files) {
    // A folder `en` holds the originals where nothing stands outside of it.
    if (language === 'en' && !originals.has(key)) originals.set(key, file)
  }
  const byName = new Map<string, string[]>()
  for (const [, file] of originals) {
    const name = path.posix.basename(file).toLowerCase()
    byName.set(name, [...(byName.get(name) ?? []), file])
  }
  return files.flatMap(({ path: file, language, key, parent = '', short }): Translated[] => {
    if (language === undefined || (short && (tongues.get(parent) ?? 0) < 2)) return []
    const of = originalOf(key, originals, byName)
    return of === undefined || of === file ? [] : [{ path: file, language, of }]
  })
}

/** A file's language by its name and folders, and its path without them. */
function namedAs(file: string): Named {
  const { dir, name, ext } = path.posix.parse(file)
  const kept: string[] = []
  let language: string | undefined
  let parent: string | undefined
  let short = false
  const folders = dir === '' ? [] : dir.split('/')
  for (const [index, folder] of folders.entries()) {
    const tongue = tongueOf(folder)
    if (tongue) {
      language = tongue.language
      parent = folders.slice(0, index).join('/')
      short = tongue.short
    } else if (!containers.test(folder)) kept.push(folder)
  }
  const [, stem = '', suffix = ''] =
    /^(.+?)[._-]([A-Za-z]{2,10}(?:[-_][A-Za-z]{2,11})?)$/.exec(name) ?? []
  const own = suffix === '' ? undefined : longestTongue(name)
  const whole = tongueOf(name)
  let base = name
  if (whole && !whole.short && folders.some((folder) => containers.test(folder))) {
    // `translations/RUSSIAN.md` translates the README above.
    language = whole.language
    base = 'README'
    short = false
  } else if (own && stem !== '') {
    language = own.language
    base = own.stem
    short = false
  }
  const key = [...kept, `${base}${ext}`].join('/').toLowerCase()
  return {
    path: file,
    key,
    ...(language && { language }),
    short,
    ...(parent !== undefined && { parent }),
  }
}

/** The language that a name ends with, region included, and what stands before it. */
function longestTongue(name: string): { language: string; stem: string } | undefined {
  const parts = name.split(/([._-])/)
  for (const count of [3, 1]) {
    const tail = parts.slice(-count).join('')
    const stem = parts.slice(0, -count - 1).join('')
    const tongue = stem === '' ? undefined : tongueOf(tail.replace('.', '-'))
    if (tongue) return { language: tongue.language, stem }
  }
  return undefined
}

/** How many languages are folders of one parent: `cs` alone is computer science. */
function tonguesBeside(files: readonly Named[]): Map<string, number> {
  const beside = new Map<string, Set<string>>()
  for (const { language, parent } of files) {
    if (language === undefined || parent === undefined) continue
    beside.set(parent, (beside.get(parent) ?? new Set()).add(language))
  }
  return new Map([...beside].map(([parent, languages]) => [parent, languages.size]))
}

/** The file at a path, or at one with fewer folders, or the only one of that name. */
function originalOf(
  key: string,
  originals: ReadonlyMap<string, string>,
  byName: ReadonlyMap<string, readonly string[]>,
): string | undefined {
  const name = path.posix.basename(key)
  for (let folder = path.posix.dirname(key); ; folder = path.posix.dirname(folder)) {
    const found = originals.get(folder === '.' ? name : `${folder}/${name}`)
    if (found !== undefined) return found
    if (folder === '.') break
  }
  if (/^(?:readme|index)\./.test(name)) return undefined
  const same = (byName.get(name) ?? []).map((file) => ({ file, near: sharedFolders(file, key) }))
  const nearest = Math.max(...same.map(({ near }) => near))
  const [only, ...others] = same.filter(({ near }) => near === nearest)
  return others.length === 0 ? only?.file : undefined
}

function sharedFolders(one: string, other: string): number {
  const [left, right] = [one.toLowerCase().split('/'), other.split('/')]
  const differ = left.findIndex((folder, index) => folder !== right[index])
  return differ < 0 ? left.length : differ
}

type Banked<Q> = { sections: Section<Q>[] }
/** A question, perhaps with its code. */
type Coded = Draft & { code?: string }

export type Pairing<Q extends Draft = Draft> = {
  /** In the translation's order. */
  pairs: { question: Coded; of: Q }[]
  /** What has no counterpart, of the translation and of the original. */
  unpaired: { question: Draft; side: 'translation' | 'original' }[]
}

/** Worth of a pair that nothing speaks for or against, and least worth of one that is taken. */
const neutral = 0.25
const gap = 0.05
/** How far, in questions, counterparts may stand apart in banks too large to compare whole. */
const band = 400

/**
 * Pairs the questions of a translation with those of its original; order counts, ids count most.
 * `known`: pairs of an earlier build, by the codes of both; they stay while both questions are there.
 */
export function pairQuestions<Q extends Coded>(
  original: Banked<Q>,
  translation: Banked<Coded>,
  known: ReadonlyMap<string, string> = new Map(),
): Pairing<Q> {
  const left = [...questionsOf(translation)].map(({ question }) => question)
  const right: Q[] = [...questionsOf<Q>(original)].map(({ question }) => question)
  const places = new Map(right.flatMap(({ code }, at) => (code === undefined ? [] : [[code, at]])))
  const kept = left.flatMap(({ code }, at): [number, number][] => {
    const other = code === undefined ? undefined : places.get(known.get(code) ?? '')
    return other === undefined ? [] : [[at, other]]
  })
  // What was moved in one of the banks crosses other pairs: it stays, and the rest is told without it.
  const ordered = new Set(rising(kept.map(([, other]) => other)))
  const crossing = kept.filter((_, place) => !ordered.has(place))
  const moved = [new Set(crossing.map(([at]) => at)), new Set(crossing.map(([, at]) => at))]
  const fixed = new Map(kept.filter((_, place) => ordered.has(place)))
  const rest = [
    [...left.keys()].filter((at) => !moved[0]?.has(at)),
    [...right.keys()].filter((at) => !moved[1]?.has(at)),
  ] as const
  const claimed = new Set(fixed.values())
  const features = [
    rest[0].map((at) => ({ ...featuresOf(left[at] as Coded), fixed: fixed.get(at) })),
    rest[1].map((at) => ({
      ...featuresOf(right[at] as Coded),
      place: at,
      claimed: claimed.has(at),
    })),
  ] as const
  const told = aligned(features[0], features[1], (one, other) => {
    if (one.fixed !== undefined || other.claimed) return one.fixed === other.place ? 4 : -4
    return likeness(one, other)
  })
  const pairs = [
    ...crossing,
    ...told.flatMap(([at, other]): [number, number][] => {
      const [one, two] = [rest[0][at], rest[1][other]]
      return one === undefined || two === undefined ? [] : [[one, two]]
    }),
  ].sort(([one], [other]) => one - other)
  const taken = new Set(pairs.map(([, at]) => at))
  const paired = new Set(pairs.map(([at]) => at))
  const alone = <Question extends Draft>(
    questions: readonly Question[],
    known: ReadonlySet<number>,
    side: 'translation' | 'original',
  ) =>
    questions.flatMap((question, at): { question: Draft; side: 'translation' | 'original' }[] =>
      known.has(at) ? [] : [{ question, side }],
    )
  return {
    pairs: pairs.flatMap(([at, other]): Pairing<Q>['pairs'] => {
      const question = left[at]
      const of = right[other]
      return question && of ? [{ question, of }] : []
    }),
    unpaired: [...alone(left, paired, 'translation'), ...alone(right, taken, 'original')],
  }
}

/** The places of a longest rising run of some numbers. */
function rising(numbers: readonly number[]): number[] {
  /** For each length, the place of the least number that a run of it ends with. */
  const ends: number[] = []
  const before: (number | undefined)[] = []
  for (const [place, number] of numbers.entries()) {
    let low = 0
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    before[place] = low > 0 ? ends[low - 1] : undefined
    ends[low] = place
  }
  const run: number[] = []
  for (let place = ends.at(-1); place !== undefined; place = before[place]) run.push(place)
  return run.reverse()
}

type Features = { id?: string; kind: Draft['kind']; choices: number; marks: ReadonlySet<string> }

/** What of a question does not change in translation: code without comments, addresses, pictures. */
function featuresOf(question: Draft): Features {
  const marks = new Set<string>()
  const body = bodyOf(question)
  const options = (body.choices ?? []).flatMap(({ body, why }) => [...body, ...why])
  const nodes: Node[] = [...body.title, ...body.prompt, ...options, ...body.answer]
  visit(nodes, (node) => {
    if (node.type === 'code') marks.add(`code ${bareCode(node.value)}`)
    else if (node.type === 'inlineCode') marks.add(`inline ${node.value.trim()}`)
    else if (node.type === 'inlineMath' || node.type === 'math')
      marks.add(`math ${node.value.trim()}`)
    else if (node.type === 'link') marks.add(`link ${node.url}`)
  })
  for (const medium of question.media) marks.add(`picture ${medium}`)
  const { id, kind } = question
  const choices = question.kind === 'choice' ? question.choices.length : 0
  return { kind, choices, marks, ...(id !== undefined && { id }) }
}

/** Code without comments and texts, which are translated. */
function bareCode(value: string): string {
  return value
    .replace(/\/\*[\s\S]*?\*\/|(?:\/\/|#|--).*$/gm, '')
    .replace(/(["'`])(?:(?!\1)[^\\\n]|\\.)*\1/g, '$1$1')
    .replace(/\s+/g, '')
}

/** From -1 to 1: how much speaks for two questions being one. */
function likeness(one: Features, other: Features): number {
  if (one.id !== undefined && other.id !== undefined) return one.id === other.id ? 4 : -1
  const kinds = one.kind === other.kind && one.choices === other.choices ? 0 : 0.15
  if (one.marks.size + other.marks.size === 0) return neutral - kinds
  if (one.marks.size === 0 || other.marks.size === 0) return neutral / 2 - kinds
  let shared = 0
  for (const mark of one.marks) if (other.marks.has(mark)) shared++
  const share = shared / Math.min(one.marks.size, other.marks.size)
  return (shared === 0 ? -0.4 : share) - kinds
}

/** The best pairs that keep the order of both sides, by places; only a band around the diagonal is held. */
function aligned<One, Other>(
  left: readonly One[],
  right: readonly Other[],
  likeness: (one: One, other: Other) => number,
): [number, number][] {
  const half = Math.min(
    band + Math.abs(left.length - right.length),
    Math.max(left.length, right.length),
  )
  const width = 2 * half + 3
  const worth = new Float64Array((left.length + 1) * width).fill(Number.NEGATIVE_INFINITY)
  const step = new Uint8Array(worth.length)
  const cell = (at: number, other: number) => at * width + (other - at) + half + 1
  for (let at = 0; at <= left.length; at++) {
    const last = Math.min(right.length, at + half)
    for (let other = Math.max(0, at - half); other <= last; other++) {
      const here = cell(at, other)
      if (at === 0 && other === 0) {
        worth[here] = 0
        continue
      }
      const up = at > 0 ? (worth[here - width + 1] ?? 0) - gap : Number.NEGATIVE_INFINITY
      const back = other > 0 ? (worth[here - 1] ?? 0) - gap : Number.NEGATIVE_INFINITY
      const [one, two] = [left[at - 1], right[other - 1]]
      const both =
        at > 0 && other > 0
          ? (worth[here - width] ?? 0) + likeness(one as One, two as Other)
          : Number.NEGATIVE_INFINITY
      const best = Math.max(up, back, both)
      worth[here] = best
      step[here] = best === both ? 1 : best === up ? 2 : 3
    }
  }
  const pairs: [number, number][] = []
  for (let at = left.length, other = right.length; at > 0 || other > 0; ) {
    const way = at === 0 ? 3 : other === 0 ? 2 : step[cell(at, other)]
    if (way === 1) pairs.push([--at, --other])
    else if (way === 2) at--
    else other--
  }
  return pairs.reverse()
}

/** Which banks a repository holds whose files translate one another: one a language. */
import path from 'node:path'

/** A file that holds questions, or a bank made of such files. */
export type Part = { path: string; questions: number; language?: string }

/** A file and the one it translates; paths from the root, with `/`. */
export type Translation = { path: string; language: string; of: string }

export type AdoptedBank = {
  /** The file, or the folder that holds nothing else with questions. */
  path: string
  language: string
  questions: number
  /** Path of the bank that it translates. */
  of?: string
}

/**
 * The banks, the original first; undefined where there is one, or where the
 * files of a language are not by themselves in one folder, so that no path
 * names them and nothing else.
 */
export function banksOf(
  files: readonly Part[],
  translations: readonly Translation[],
): AdoptedBank[] | undefined {
  const holding = files.filter(({ questions }) => questions > 0)
  const held = new Set(holding.map((file) => file.path))
  const pairs = translations.filter((pair) => held.has(pair.path) && held.has(pair.of))
  if (pairs.length === 0) return undefined
  const languageOf = new Map(pairs.map((pair) => [pair.path, pair.language]))
  const groups = new Map<string, Part[]>()
  for (const file of holding) {
    const key = languageOf.get(file.path) ?? ''
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  const banks: AdoptedBank[] = []
  for (const [key, own] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const others = holding.filter((file) => !own.includes(file))
    const where = pathOf(own, others)
    if (where === undefined) return undefined
    const questions = own.reduce((sum, file) => sum + file.questions, 0)
    const language = key || commonest(own)
    banks.push({ path: where, language, questions })
  }
  const [original, ...rest] = banks
  if (!original || !groups.has('')) return undefined
  return [original, ...rest.map((bank) => ({ ...bank, of: original.path }))]
}

/** What names some files and none of the others. */
function pathOf(own: readonly Part[], others: readonly Part[]): string | undefined {
  const [first, ...more] = own
  if (!first) return undefined
  if (more.length === 0) return first.path
  let folder = path.posix.dirname(first.path)
  while (!own.every((file) => isIn(file.path, folder))) folder = path.posix.dirname(folder)
  return folder === '.' || others.some((file) => isIn(file.path, folder)) ? undefined : folder
}

function isIn(file: string, folder: string): boolean {
  return folder === '.' || file.startsWith(`${folder}/`)
}

/** The language of most questions; English where nothing told one. */
function commonest(files: readonly Part[]): string {
  const counts = new Map<string, number>()
  for (const { language = 'en', questions } of files) {
    counts.set(language, (counts.get(language) ?? 0) + questions)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'en'
}

/**
 * Folders whose files are one question each: most ask in their name, in the
 * title of their front matter, or in the one heading that they begin with.
 */
import path from 'node:path'
import { asks } from './wording.ts'

/** What a file asks as a whole; `sure`: its folder is of that kind, else only its name asks. */
export type OneEach = { name: string; sure: boolean }

type File = { path: string; text: string }

const fewest = 3
/** From so many files on, one that does not ask is of their kind, too. */
const many = 8
/** Files beside the questions of such a folder. */
const besides =
  /^(?:readme|index|summary|_sidebar|contributing|changelog|licen[cs]e|code_of_conduct|faq|toc)\b/i

/** The files of a bank that are one question each, by path. */
export function oneEach(files: readonly File[]): Map<string, OneEach> {
  const folders = new Map<string, File[]>()
  for (const file of files) {
    if (besides.test(path.parse(file.path).name)) continue
    const folder = path.dirname(file.path)
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  const found = new Map<string, OneEach>()
  for (const own of folders.values()) {
    if (own.length < fewest) continue
    const asked = own.map((file) => ({ file, ...sayingOf(file) }))
    const named = asked.filter(({ byName }) => byName).length
    const asking = asked.filter(({ byName, byTitle }) => byName || byTitle).length
    const sure = asking >= own.length * 0.6
    for (const { file, title, name, byName, byTitle } of asked) {
      const asks = byName || byTitle
      if (sure && (asks || own.length >= many)) {
        found.set(file.path, { name: byTitle || !byName ? (title ?? name) : name, sure })
      } else if (byName && named >= fewest && named >= own.length / 2) {
        found.set(file.path, { name, sure })
      }
    }
  }
  return found
}

/** A file's title as it stands in it, its name as words, and whether either asks. */
function sayingOf({ path: file, text }: File) {
  const name = humanised(path.parse(file).name)
  const title = titleIn(text)
  return { name, title, byName: asks(name), byTitle: title !== undefined && asks(title) }
}

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n/
const titleKey = /^title:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\r\n]*))/m
const firstHeading = /^(?:\s|<!--[\s\S]*?-->)*(#{1,3})[ \t]+([^\r\n]*)/

/** The title of the front matter, or the heading that a file begins with and that no other equals in level. */
function titleIn(text: string): string | undefined {
  const front = frontMatter.exec(text)
  const [, double, single, plain] = titleKey.exec(front?.[1] ?? '') ?? []
  const stated = (double ?? single ?? plain ?? '').trim()
  if (stated !== '') return stated
  const rest = text.slice(front?.[0].length ?? 0)
  const [, marks = '', words = ''] = firstHeading.exec(rest) ?? []
  const title = words.replace(/\s#+\s*$/, '').trim()
  if (title === '') return undefined
  const countTo = (depth: number) =>
    rest.match(new RegExp(`^#{1,${depth}}[ \\t]`, 'gm'))?.length ?? 0
  if (countTo(marks.length) !== 1) return undefined
  // `# Question 12` right above the one heading that asks.
  const [, deeper = '', below = ''] = secondHeading.exec(rest) ?? []
  const asked = below.replace(/\s#+\s*$/, '').trim()
  const numbers = /\d/.test(title) && !asks(title) && asks(asked) && countTo(deeper.length) === 2
  return numbers ? asked : title
}

const secondHeading = /^(?:\s|<!--[\s\S]*?-->)*#{1,3}[ \t]+[^\r\n]*\s+(#{2,4})[ \t]+([^\r\n]*)/

/** A file's name as words: `02-why-hoisting` asks "Why hoisting". */
export function humanised(name: string): string {
  const text =
    name
      .replace(/^\d+[-_. ]+/, '')
      .replace(/[-_]+/g, ' ')
      .trim() || name
  return text.charAt(0).toUpperCase() + text.slice(1)
}

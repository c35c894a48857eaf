/** Finds the templates of cards and pages: the author's own before ours. */
import { readFile, realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Templates } from './writer.ts'

/** The package's own, beside `src/` and `dist/` alike. */
const ours = fileURLToPath(new URL('../templates/', import.meta.url))

const plainName = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i

/**
 * `folder`: absolute path of the author's templates. A file there stands in for
 * ours of the same name; a link that leads out of the folder is refused.
 */
export function createTemplates(folder?: string): Templates {
  const folders = folder === undefined ? [ours] : [folder, ours]
  return {
    async text(name) {
      if (!plainName.test(name)) throw new Error(`"${name}" is not the name of a template`)
      for (const base of folders) {
        const text = await textIn(base, name)
        if (text !== undefined) return text
      }
      throw new Error(`there is no template "${name}"`)
    },
  }
}

async function textIn(base: string, name: string): Promise<string | undefined> {
  try {
    const path = await realpath(join(base, name))
    const way = relative(await realpath(base), path)
    if (way.startsWith(`..${sep}`) || isAbsolute(way)) {
      throw new Error(`the template "${name}" lies outside of ${base}`)
    }
    const text = await readFile(path, 'utf8')
    return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw error
  }
}

/** Templates that note which of them were asked for. */
export function noting(templates: Templates, asked: Set<string>): Templates {
  return {
    text: (name) => {
      asked.add(name)
      return templates.text(name)
    },
  }
}
